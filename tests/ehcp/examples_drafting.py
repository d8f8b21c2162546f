"""The draft plan of the case in `examples`, and what follows it until the final plan."""

from datetime import date

from services.ehcp.domain.commands import (
    AnswerConsultation,
    RecordConsultation,
    RecordDraftPlan,
    RecordPlanContent,
    RecordRepresentations,
)
from services.ehcp.domain.plan_terms import (
    Budget,
    ConsultationAnswer,
    Outcome,
    Period,
    Placement,
    PlacementKind,
    Provision,
    Section,
    SectionText,
)
from tests.ehcp.examples import WHO, an_id, family, planned

SERVED_ON = date(2027, 3, 5)
VIEWS_UNTIL = date(2027, 3, 19)  # 15 days, of which the day of service is the first
CONSULTED_ON = date(2027, 3, 8)
ANSWER_BY = date(2027, 3, 23)

DRAFT = RecordDraftPlan(
    **WHO,
    entry_id=an_id("draft"),
    sent_on=date(2027, 3, 3),
    served_on=SERVED_ON,
    received_on=date(2027, 3, 8),
)
TEACHING = Provision(
    provision_id=an_id("teaching"),
    section=Section.F,
    text=family("Teaching of phonics by a specialist teacher, one to one"),
    minutes=30,
    sessions=3,
    per=Period.WEEK,
    who=family("A teacher with a specialist qualification in literacy"),
    outcome_ids=(an_id("reads"),),
    vague=(),
)
SPEECH = Provision(
    provision_id=an_id("speech"),
    section=Section.F,
    text=family("Access to speech and language therapy as appropriate"),
    outcome_ids=(),
    vague=(),
)
CONTENT = RecordPlanContent(
    **WHO,
    entry_id=an_id("content"),
    of=DRAFT.entry_id,
    sections=(SectionText(section=Section.B, text=family("Reading and spelling")),),
    outcomes=(Outcome(outcome_id=an_id("reads"), text=family("Reads a page by herself")),),
    provisions=(TEACHING, SPEECH),
    placement=Placement(kind=PlacementKind.BLANK),
    budget=Budget(purpose=family("A reading pen"), pence=20_000),
)
VIEWS = RecordRepresentations(
    **WHO,
    entry_id=an_id("views"),
    about=DRAFT.entry_id,
    sent_on=date(2027, 3, 12),
    wants_meeting=True,
    asks_for=family("Fenbridge Academy"),
    said=family("The therapy has no hours"),
)
CONSULT = RecordConsultation(
    **WHO,
    entry_id=an_id("consultation"),
    sent_on=date(2027, 3, 5),
    received_on=CONSULTED_ON,
)
ANSWER = AnswerConsultation(
    **WHO,
    entry_id=an_id("answer"),
    about=CONSULT.entry_id,
    sent_on=date(2027, 3, 15),
    answer=ConsultationAnswer.CAN_MEET,
    reasons=family("With three hours of a specialist teacher each week"),
)
OF_DRAFTING = (DRAFT, CONTENT, VIEWS, CONSULT, ANSWER)

drafted = planned.after(DRAFT)
answered = drafted.after(CONTENT, VIEWS, CONSULT, ANSWER)
