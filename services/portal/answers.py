"""From a form to a command and back: what a service answers is shown where it was typed."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from wtforms.fields import Field

from .clients import AlreadySent, Down, Invalid, Refused, Stale
from .clock import today
from .forms import PortalForm
from .naming import names_of
from .words.days import moment
from .words.names import NOT_AVAILABLE
from .words.refusals import wording

T = TypeVar("T")

CHANGED = (
    "Not saved. {who} changed this{at} while you were typing{versions}. Nothing is lost: your text "
    "is below. Look at what is new, then send it again."
)
SOMEBODY = "Somebody"
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
        if form.replaces:
            # Not the newest: the one whose texts this page shows.
            now = form.seen.object_data
        versions = VERSIONS.format(seen=stale.seen, now=now) if stale.seen else ""
        form.form_errors.append(changed(stale, versions))
        form.seen.data = str(now or "")
        form.meet()
    except AlreadySent:
        form.form_errors.append(SENT_BEFORE)
        form.take_new_key()
    except Down:
        form.not_saved_yet = True
    return None


def changed(stale: Stale, versions: str) -> str:
    """Who changed it and when, as far as that is known."""
    by, at = stale.last.changed_by, stale.last.changed_at
    name = names_of(by).of(by)
    return CHANGED.format(
        who=SOMEBODY if name == NOT_AVAILABLE else name,
        at=f" at {moment(at, today=today())}" if at else "",
        versions=versions,
    )


def last_parts(fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """{"not_send.adjustments": [...]} as {"adjustments": [...]}: forms are flat."""
    flat: dict[str, list[str]] = {}
    for path, messages in fields.items():
        flat.setdefault(path.rpartition(".")[2], []).extend(messages)
    return flat
