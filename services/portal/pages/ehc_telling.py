"""How anything about an EHC case is told: its form, its words, its route, and its correction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from services.portal import ehc_words
from services.portal.answers import carried_out
from services.portal.clients import clients
from services.portal.clients.directory import Pupil
from services.portal.clients.ehcp import Case, Done, Entry
from services.portal.clock import today
from services.portal.forms import Body, PortalForm
from services.portal.naming import names_of
from services.portal.pages.ehc_form_parts import TellingForm, too_early
from services.portal.pages.today import back_to_today

Of = TypeVar("Of")
Page = str | Response


def nothing(_: Any) -> Body:
    return {}


def as_it_was(entry: Entry, body: Body) -> Body:
    """What a correction says in full: of which review it is stays, which no form asks."""
    review = {"review_id": entry.details["review_id"]} if "review_id" in entry.details else {}
    return {**review, **body}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Generic[Of]):
    """One kind of thing that is told: of a case, or of one of its reviews.

    type: of its event. part: what a correction calls it. path: of the service's route. ask: what
    leads to the form. known: what an entry says, as values of the form; fresh: those of a new one.
    fit: offers the choices that there are, and leaves out what is not asked; for a new one, or for
    the entry that is corrected. may: whether it can be told now. at: rule -> field.
    completed: the JSON of a correction, with what the entry says besides the form.
    """

    type: str
    part: str
    path: str
    title: str
    ask: str
    make: Callable[..., TellingForm]
    known: Callable[[Entry], Body]
    may: Callable[[Of], bool]
    fresh: Callable[[Of], Body] = nothing
    fit: Callable[[Any, Of, Entry | None], None] | None = None
    at: Mapping[str, str] = field(default_factory=dict)
    completed: Callable[[Entry, Body], Body] = as_it_was

    @property
    def address(self) -> str:
        """The last part of the address under which it is told and corrected."""
        return self.part.replace("_", "-")

    def form(self, of: Of, version: int, entry: Entry | None = None) -> TellingForm:
        """entry: what is corrected; None for something new. version: that the person sees."""
        values = self.known(entry) if entry else self.fresh(of)
        form = self.make(seen=version, **values)
        if self.fit:
            self.fit(form, of, entry)
        if entry is None:
            del form.reason
        return form

    def correction(self, entry: Entry, form: TellingForm) -> Body:
        """What the entry should have said, in full."""
        return {
            "corrects": str(entry.entry_id),
            "reason": form.reason.data,
            self.part: self.completed(entry, form.body()),
        }


def record(
    pupil: Pupil, case: Case, telling: Telling[Of], of: Of, *, back: str, more: Body | None = None
) -> Page:
    """Ask for something new; back where it was asked for once it is recorded.

    back: the address, without a query. more: what the command says besides what was typed.
    """
    form = telling.form(of, case.version)
    pressed = request.form.get("back") == "today" and "sent_on" in form
    if pressed:
        # The day of the press, which may not be that on which its page was opened.
        form.sent_on.process(None, today())
    done = answered(
        form,
        case,
        lambda: told_to(case, telling.path, {**(more or {}), **form.body()}, form),
        at=telling.at,
    )
    there = f"{back}?case={case.case_id}"
    if done and pressed:
        return back_to_today(f"Saved. {telling.title} today.", dates_after=done.token)
    if done:
        return redirect(f"{there}&after={done.token}&saved=1", 303)
    return asked(form, pupil, telling.title, back=there)


def asked(
    form: PortalForm,
    pupil: Pupil,
    title: str,
    *,
    back: str,
    entry: Entry | None = None,
    button: str = "Record this",
) -> str:
    """The page of a form. entry: what it corrects."""
    return render_template(
        "ehc/told.html",
        form=form,
        pupil=pupil,
        title=title,
        back=back,
        entry=entry,
        button=button,
        action=this_address(),
        words=ehc_words,
        names=names_of(entry.by if entry else None),
    )


def this_address() -> str:
    """Of the page that is open, with its case and the code of where it was come from."""
    kept = {name: request.args[name] for name in ("case", "from") if name in request.args}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def told_to(case: Case, path: str, body: Body, form: PortalForm) -> Done:
    return clients().ehcp.change(case.case_id, path, body, key=form.key, version=form.seen.version)


def answered(
    form: PortalForm,
    case: Case,
    send: Callable[[], Done],
    *,
    at: Mapping[str, str] | None = None,
) -> Done | None:
    """Send a form that is right; None where it was not, or where it was not carried out.

    at: rule -> the field that it is about, if the form asks it.
    """
    if not form.validate_on_submit():
        return None
    return carried_out(
        form,
        send,
        at={rule: name for rule, name in (at or {}).items() if name in form} | too_early(form),
        version_now=lambda: clients().ehcp.case(case.case_id).version,
    )
