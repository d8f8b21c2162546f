"""A pupil's EHC case: where it is, every date with how it was got, and recording what was told."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from services.portal import ehc_words
from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients, part
from services.portal.clients.directory import Pupil
from services.portal.clients.ehcp import Case, CaseRow, Deadline, Done, Entry, current
from services.portal.clients.ehcp_appeals import appealable
from services.portal.clients.ehcp_plan import plans_of
from services.portal.clock import today
from services.portal.forms import PortalForm
from services.portal.naming import names_of
from services.portal.pages.ehc_form_parts import TellingForm
from services.portal.pages.ehc_forms import ErrorForm, request_form
from services.portal.pages.ehc_tellings import OF_TYPE, TELLINGS, confirming_form, telling_form
from services.portal.pages.pupils import READERS, header, school_name
from services.portal.signed_in import for_roles, me
from services.portal.words.ehc import STEPS
from shared.access.grants import Role

ehc = Blueprint("ehc", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc")

AS_TOLD: Final = "as-told"
RECEIPT: Final = TELLINGS["receipt"].type
Page = str | Response


@ehc.get("")
@for_roles(*READERS)
def shown(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    after = request.args.get("after")
    cases = part(lambda: clients().ehcp.of_pupil(pupil_id, after=after))
    row = cases.then(lambda found: chosen(found.cases, request.args.get("case", type=UUID)))
    case = row.then(lambda one: clients().ehcp.case(one.case_id) if one else None)
    one = None if case.down else case.value
    return render_template(
        "ehc/case.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        case=case,
        behind=cases.then(lambda found: found.behind).or_else(False),
        others=[] if cases.down or one is None else without(cases.value.cases, one),
        steps=steps_of(one) if one else [],
        cards=cards(one) if one else [],
        receipt=receipt_of(one) if one else None,
        may_tell=tellings_of(one) if one else [],
        what_of=OF_TYPE,
        can_appeal=bool(one and appealable(one)),
        has_plan=bool(one and plans_of(one)),
        words=ehc_words,
        works=me().role is Role.SENCO,
        names=names_of(*(people_in(one) if one else [])),
    )


def chosen(cases: list[CaseRow], case_id: UUID | None) -> CaseRow | None:
    """The case that was asked for. Raises NotThere where it is not this pupil's."""
    if case_id is None:
        return current(cases)
    found = next((row for row in cases if row.case_id == case_id), None)
    if found is None:
        raise NotThere
    return found


def without(cases: list[CaseRow], one: Case) -> list[CaseRow]:
    return [row for row in cases if row.case_id != one.case_id]


def steps_of(case: Case) -> list[tuple[str, str]]:
    """The way to the plan: each step with the word of its tag."""
    at = next((place for place, (_, stages) in enumerate(STEPS) if case.stage in stages), None)
    if at is None:
        return []
    over = case.stage in STEPS[-1][1]
    return [
        (text, "Done" if place < at or over else "In progress" if place == at else "Not started")
        for place, (text, _) in enumerate(STEPS)
    ]


def cards(case: Case, some: Sequence[Deadline] | None = None) -> list[dict[str, Any]]:
    """What the macro of a date draws, for each date of a case. some: only for these."""
    return [
        {
            "what": one.title,
            "when": ehc_words.by_when(one),
            "by": one.due_on,
            "said": ehc_words.due(one),
            "who": ehc_words.who_acts(one, case.authority.name),
            "status": ehc_words.tag(one),
            "force": one.force,
            "source": one.source,
            "sure": one.sure.said,
            "outcome": ehc_words.outcome(one),
            "can_do": ehc_words.can_do(one, today()),
            "address": ehc_words.date_address(
                f"/pupils/{case.pupil_id}/ehc/dates", one, case.case_id
            ),
        }
        for one in (case.deadlines if some is None else some)
    ]


def receipt_of(case: Case) -> Entry | None:
    standing = case.standing(RECEIPT)
    return standing[-1] if standing else None


def tellings_of(case: Case) -> list[tuple[str, str]]:
    """What may be recorded now: (last part of the address, text of the link)."""
    return [(what, telling.ask) for what, telling in TELLINGS.items() if telling.may(case)]


def people_in(case: Case) -> list[UUID | None]:
    struck = [entry.struck_out.by for entry in case.entries if entry.struck_out]
    return [case.asked_by, *(entry.by for entry in case.entries), *struck]


@ehc.route("/told/request", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def asked(pupil_id: UUID) -> Page:
    """Record that the council was asked: a case begins."""
    pupil = header(pupil_id)
    cases = clients().ehcp.of_pupil(pupil_id).cases
    concerns = part(lambda: clients().referrals.of_pupil(pupil_id).concerns)
    form = request_form(cases, concerns.or_else([]))
    if form.validate_on_submit():
        body = {"pupil_id": str(pupil_id), **form.body()}
        done = carried_out(
            form,
            lambda: clients().ehcp.open_case(body, key=form.key),
            at={"FamilyNotConsulted": "family_consulted_on"},
        )
        if done:
            return saved(pupil_id, done)
    return render_template(
        "ehc/request.html",
        form=form,
        pupil=pupil,
        running=next((row for row in cases if row.open), None),
        concerns_down=concerns.down,
    )


def saved(pupil_id: UUID, done: Done) -> Response:
    return redirect(f"/pupils/{pupil_id}/ehc?case={done.case_id}&after={done.token}&saved=1", 303)


@ehc.route("/told/<what>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def told(pupil_id: UUID, what: str) -> Page:
    """Record something new about the case that goes on."""
    if what not in TELLINGS:
        raise NotThere
    pupil = header(pupil_id)
    case = clients().ehcp.current(pupil_id)
    if case is None:
        raise NotThere
    return telling(pupil, case, what, telling_form(what, case, None))


@ehc.route("/advice", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def advice(pupil_id: UUID) -> Page:
    """The school's advice for the assessment, under an address of its own."""
    return told(pupil_id, "advice")


@ehc.route("/told/receipt/confirmed", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def confirmed(pupil_id: UUID) -> Page:
    """Record that the council's letter says the day that was told."""
    pupil = header(pupil_id)
    case = clients().ehcp.current(pupil_id)
    if case is None:
        raise NotThere
    return telling(pupil, case, "receipt", confirming_form(case))


@ehc.route("/told/<what>/<uuid:entry_id>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def corrected(pupil_id: UUID, what: str, entry_id: UUID) -> Page:
    """Say in full what an entry should have said."""
    pupil = header(pupil_id)
    case, entry = holding(pupil_id, entry_id)
    if entry is None or OF_TYPE.get(entry.type) != what:
        raise NotThere
    return telling(pupil, case, what, telling_form(what, case, entry), entry)


def holding(pupil_id: UUID, sought: UUID) -> tuple[Case, Entry | None]:
    """A case of the pupil, or the one that holds an entry, with it. Raises NotThere."""
    for row in clients().ehcp.of_pupil(pupil_id).cases:
        case = clients().ehcp.case(row.case_id)
        if case.case_id == sought:
            return case, None
        for entry in case.entries:
            if entry.entry_id == sought:
                return case, entry
    raise NotThere


def telling(
    pupil: Pupil, case: Case, what: str, form: TellingForm, entry: Entry | None = None
) -> Page:
    """The form of something told; entry: what it corrects."""

    def send() -> Done:
        body = form.body()
        if entry is None:
            return told_to(case, TELLINGS[what].path or what, body, form)
        correction = {
            "corrects": str(entry.entry_id),
            "reason": form.reason.data,
            what.replace("-", "_"): body,
        }
        return told_to(case, "corrections", correction, form)

    done = answered(form, case, send, at=TELLINGS[what].at)
    if done:
        return saved(pupil.pupil_id, done)
    return render_template(
        "ehc/told.html",
        form=form,
        pupil=pupil,
        telling=TELLINGS[what],
        entry=entry,
        words=ehc_words,
        names=names_of(entry.by if entry else None),
    )


def told_to(case: Case, what: str, body: dict[str, Any], form: PortalForm) -> Done:
    return clients().ehcp.tell(case.case_id, what, body, key=form.key, version=form.seen.version)


def answered(
    form: PortalForm, case: Case, send: Callable[[], Done], *, at: Any = None
) -> Done | None:
    """Send a form that is right; None where it was not, or where it was not carried out."""
    if not form.validate_on_submit():
        return None
    return carried_out(
        form, send, at=at, version_now=lambda: clients().ehcp.case(case.case_id).version
    )


@ehc.route("/told/error/<uuid:sought>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def in_error(pupil_id: UUID, sought: UUID) -> Page:
    """Strike out one entry, or a whole case: whichever has this id."""
    pupil = header(pupil_id)
    case, entry = holding(pupil_id, sought)
    form = ErrorForm(seen=case.version)
    if entry is None:
        form.reason.description = "Staff read this. What was written stays, struck out."

    def send() -> Done:
        reason = {"reason": form.reason.data}
        if entry is None:
            return told_to(case, "strike-out", reason, form)
        body = {**reason, "corrects": str(entry.entry_id), "never_happened": True}
        return told_to(case, "corrections", body, form)

    done = answered(form, case, send)
    if done:
        return redirect(f"/pupils/{pupil_id}/ehc?after={done.token}&saved=1", 303)
    return render_template(
        "ehc/error.html", form=form, pupil=pupil, case=case, entry=entry, words=ehc_words
    )
