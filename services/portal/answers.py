"""From a form to a command and back: what a service answers is shown where it was typed."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from wtforms.fields import Field

from .clients import AlreadySent, Down, Invalid, Refused, Stale
from .forms import PortalForm
from .words.refusals import wording

T = TypeVar("T")

CHANGED = (
    "Not saved. Somebody changed this while you were typing{versions}. Nothing is lost: your text "
    "is below. Look at what is new, then send it again."
)
VERSIONS = ": you saw version {seen}, it is at version {now} now"
SENT_BEFORE = (
    "What you sent a moment ago was saved. Look at it before you send this: it would be added."
)


def carried_out(
    form: PortalForm,
    command: Callable[[], T],
    *,
    at: Mapping[str, str] | None = None,
    version_now: Callable[[], int] | None = None,
) -> T | None:
    """What a command answers; None where it was not carried out, and the form says why.

    at: rule -> the field that it is about. version_now: asks which version there is by now, so
    that the form can be sent again by somebody who has seen what changed.
    """
    try:
        return command()
    except Refused as refused:
        field: Field | None = None
        if at and refused.rule in at:
            field = form[at[refused.rule]]
        form.refuse(wording(refused.service, refused.rule), field, detail=refused.detail)
    except Invalid as invalid:
        form.form_errors.extend(form.complain(last_parts(invalid.fields)))
    except Stale as stale:
        now = version_now() if version_now else stale.current
        versions = VERSIONS.format(seen=stale.seen, now=now) if stale.seen else ""
        form.form_errors.append(CHANGED.format(versions=versions))
        form.seen.data = str(now or "")
    except AlreadySent:
        form.form_errors.append(SENT_BEFORE)
        form.take_new_key()
    except Down:
        form.not_saved_yet = True
    return None


def last_parts(fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """{"not_send.adjustments": [...]} as {"adjustments": [...]}: forms are flat."""
    flat: dict[str, list[str]] = {}
    for path, messages in fields.items():
        flat.setdefault(path.rpartition(".")[2], []).extend(messages)
    return flat
