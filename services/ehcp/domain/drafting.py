"""The draft and what follows it, as told; the school's own answer to the consultation."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from shared.days import in_order
from shared.personal import typed_text

from .commands import (
    AnswerConsultation,
    RecordConsultation,
    RecordDraftPlan,
    RecordPlanContent,
    RecordRepresentations,
)
from .dates import happened, since_the_act
from .events import (
    EhcpDraftPlanReceived,
    EhcpNamingConsultationAnswered,
    EhcpNamingConsultationReceived,
    EhcpPlanContentRecorded,
    EhcpRepresentationsSent,
    Event,
)
from .facts import AmendmentNotice, Draft, EhcCase
from .naming import named, plans_of
from .plan_terms import ConsultationAnswer, Provision
from .rules import AnswerWithoutGround, ConsultationAlreadyAnswered
from .told import Decides, days_of_letter, is_known, tell
from .wording import vague_phrases


def record_draft_plan(case: EhcCase, command: RecordDraftPlan) -> list[Event]:
    """As told, also one that names a school: that is flagged, not refused."""
    if is_known(case, command):
        return []
    days_of_letter(command, "the draft plan", "sent_on", "served_on")
    days_of_letter(command, "the draft plan", "sent_on", "received_on")
    first = command.served_on or command.sent_on or command.received_on
    return tell(case, command, EhcpDraftPlanReceived, effective_on=first)


def record_plan_content(case: EhcCase, command: RecordPlanContent) -> list[Event]:
    if is_known(case, command):
        return []
    plan = named(plans_of(case), command.of)
    since_the_act(*(one.by_on for one in command.outcomes))
    provisions = tuple(_judged(one) for one in command.provisions)
    return tell(
        case,
        command,
        EhcpPlanContentRecorded,
        effective_on=plan.told_on,
        of=plan.key,
        provisions=provisions,
    )


def _judged(provision: Provision) -> Provision:
    return replace(provision, vague=vague_phrases(typed_text(provision.text)))


def record_representations(case: EhcCase, command: RecordRepresentations) -> list[Event]:
    if is_known(case, command):
        return []
    written: Sequence[Draft | AmendmentNotice] = (*case.drafts, *case.amendment_notices)
    answered = named(written, command.about)
    sent_on = happened(command.sent_on, today=command.today, what="the family answered")
    what = "The family cannot have answered before the council wrote."
    in_order(answered.sent_on, sent_on, what=what)
    return tell(case, command, EhcpRepresentationsSent, effective_on=sent_on, about=answered.key)


def record_consultation(case: EhcCase, command: RecordConsultation) -> list[Event]:
    if is_known(case, command):
        return []
    days_of_letter(command, "the consultation", "sent_on", "received_on")
    return tell(case, command, EhcpNamingConsultationReceived, effective_on=command.received_on)


def answer_consultation(case: EhcCase, command: AnswerConsultation) -> list[Event]:
    """The school's own act: a "no" needs one of the grounds that the law has."""
    if is_known(case, command):
        return []
    asked = named(case.consultations, command.about)
    if command.corrects is None and asked.key in {one.about for one in case.answers}:
        raise ConsultationAlreadyAnswered
    if command.answer is ConsultationAnswer.CANNOT and not command.grounds:
        raise AnswerWithoutGround
    sent_on = happened(command.sent_on, today=command.today, what="the answer was sent")
    in_order(asked.on, sent_on, what="The school cannot answer before it was asked.")
    event = EhcpNamingConsultationAnswered
    return tell(case, command, event, effective_on=sent_on, about=asked.key)


DECIDES: Final[Decides] = {
    RecordDraftPlan: record_draft_plan,
    RecordPlanContent: record_plan_content,
    RecordRepresentations: record_representations,
    RecordConsultation: record_consultation,
    AnswerConsultation: answer_consultation,
}
