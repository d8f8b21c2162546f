"""A pupil's EHC case: where it is, every date with how it was got, what can be told next."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal import ehc_words
from services.portal.clients import NotThere, clients, part
from services.portal.clients.ehcp import Case, CaseRow, Entry, current
from services.portal.clients.ehcp_appeals import appealable
from services.portal.clients.ehcp_dates import Deadline
from services.portal.clients.ehcp_plan import plans_of
from services.portal.clock import today
from services.portal.naming import names_of
from services.portal.pages.ehc_changes import EXCUSES, GROUPS, has_plan
from services.portal.pages.ehc_every_telling import address_of
from services.portal.pages.ehc_tellings import RECEIPT, TELLINGS
from services.portal.pages.pupils import READERS, header, school_name
from services.portal.signed_in import for_roles, me
from services.portal.words.ehc import STEPS
from shared.access.grants import Role

ehc = Blueprint("ehc", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc")


@ehc.get("")
@for_roles(*READERS)
def shown(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    after = request.args.get("after")
    cases = part(lambda: clients().ehcp.of_pupil(pupil_id, after=after))
    case = cases.then(lambda found: shown_case(pupil_id, found.cases))
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
        receipt_missing=bool(one and receipt_missing(one)),
        may_tell=tellings_of(one) if one else [],
        changes=changes_of(one) if one else [],
        address_of=address_of,
        can_appeal=bool(one and appealable(one)),
        has_plan=bool(one and plans_of(one)),
        is_reviewed=bool(one and (plans_of(one) or has_plan(one))),
        words=ehc_words,
        works=me().role is Role.SENCO,
        names=names_of(*(people_in(one) if one else [])),
    )


def shown_case(pupil_id: UUID, cases: Sequence[CaseRow]) -> Case | None:
    """The case that the address names, which a list may not show yet; else the one that goes on,
    else the last one. Raises NotThere where the one it names is not this pupil's: a list also has
    the cases of records that were merged.
    """
    case_id = request.args.get("case", type=UUID)
    if case_id is None:
        row = current(cases)
        return clients().ehcp.case(row.case_id) if row else None
    case = clients().ehcp.case(case_id)
    if case.pupil_id not in {pupil_id, *(row.pupil_id for row in cases)}:
        raise NotThere
    return case


def case_in_hand(pupil_id: UUID) -> Case | None:
    return shown_case(pupil_id, clients().ehcp.of_pupil(pupil_id).cases)


def current_case(pupil_id: UUID) -> Case:
    """The case in hand. Raises NotThere where there is none."""
    case = case_in_hand(pupil_id)
    if case is None:
        raise NotThere
    return case


def every_case(pupil_id: UUID) -> Iterator[Case]:
    """The cases of a pupil, the newest first, each asked for when its turn comes."""
    for row in clients().ehcp.of_pupil(pupil_id).cases:
        yield clients().ehcp.case(row.case_id)


def case_query(case: Case) -> str:
    """What keeps an address with this case, where the pupil has another."""
    return f"?case={case.case_id}"


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
            "binds": ehc_words.binds(one),
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


def receipt_missing(case: Case) -> bool:
    """Whether dates wait for the day of receipt. Of a case with a plan they count from the plan."""
    return case.open and receipt_of(case) is None and not has_plan(case)


Link = tuple[str, str]


def tellings_of(case: Case) -> list[Link]:
    """What may be recorded now: (last part of the address, text of the link)."""
    some = (*TELLINGS.values(), EXCUSES)
    return [(telling.address, telling.ask) for telling in some if telling.may(case)]


def changes_of(case: Case) -> list[tuple[str, str, list[Link]]]:
    """How a plan may change: (heading, what it means, what may be recorded now)."""
    groups = [
        (one.heading, one.said, [(x.address, x.ask) for x in one.tellings if x.may(case)])
        for one in GROUPS
    ]
    return [group for group in groups if group[2]]


def people_in(case: Case) -> list[UUID | None]:
    struck = [entry.struck_out.by for entry in case.entries if entry.struck_out]
    return [case.asked_by, *(entry.by for entry in case.entries), *struck]
