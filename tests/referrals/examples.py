"""One concern and one request to a specialist, value by value. Today is Monday 23 November 2026."""

from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from services.referrals.domain import referral, specialist_request
from services.referrals.domain.commands import (
    AcknowledgeReferral,
    AddAuthorNote,
    AddEvidence,
    ChaseSpecialist,
    CorrectDecision,
    DecideReferral,
    RaiseReferral,
    RecordObservation,
    RecordParentsTold,
    RecordSpecialistReport,
    RecordView,
    ReferralCommand,
    RequestSpecialistAssessment,
    SetStepAside,
    SpecialistRequestCommand,
    StrikeOutEntry,
    StrikeOutReferral,
    TypedTried,
    WithdrawSpecialistRequest,
)
from services.referrals.domain.events import Consent, ReferralEvent, SpecialistRequestEvent
from services.referrals.domain.outcomes import (
    EhcAssessment,
    NotSend,
    SenSupport,
    Signposting,
    WatchAndReview,
)
from services.referrals.domain.referral import Referral
from services.referrals.domain.specialist_request import SpecialistRequest
from services.referrals.domain.terms import (
    Area,
    EvidenceKind,
    Gathered,
    Need,
    OtherHelp,
    Setting,
    Source,
    Speaker,
    Specialist,
    Step,
    Withdrawal,
)
from shared.personal import Audience, Typed
from tests.scenario import Scenario


def an_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"referrals/{name}")


TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)
RAISED_ON = date(2026, 11, 2)
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)

PUPIL, OTHER_PUPIL = an_id("pupil"), an_id("other pupil")
TEACHER, SENCO, MOTHER, FATHER = (
    an_id("teacher"),
    an_id("senco"),
    an_id("mother"),
    an_id("father"),
)
REFERRAL, LATER_REFERRAL = an_id("referral"), an_id("later referral")
DECISION, CORRECTION = an_id("decision"), an_id("correction")
REQUEST = an_id("request")


def staff(text: str) -> Typed:
    return Typed(subject=PUPIL, audience=Audience.STAFF, text=text)


def family(text: str) -> Typed:
    return Typed(subject=PUPIL, audience=Audience.FAMILY, text=text)


def confidential(text: str) -> Typed:
    return Typed(subject=PUPIL, audience=Audience.CONFIDENTIAL, text=text)


RAISE = RaiseReferral(
    referral_id=REFERRAL,
    by=TEACHER,
    today=TODAY,
    pupil_id=PUPIL,
    author_id=TEACHER,
    source=Source.STAFF,
    areas=(Area.COMMUNICATION,),
    noticed=staff("Loses the thread when told more than one thing"),
    tried=(
        TypedTried(
            what=staff("Instructions on a card"), weeks=6, effect=staff("Some help in maths")
        ),
    ),
    family_said=family("The same at home"),
    effective_on=RAISED_ON,
)
ACKNOWLEDGE = AcknowledgeReferral(
    referral_id=REFERRAL, by=SENCO, today=TODAY, effective_on=date(2026, 11, 3)
)
ADD_NOTE = AddAuthorNote(
    referral_id=REFERRAL,
    by=TEACHER,
    today=TODAY,
    note_id=an_id("note"),
    text=staff("It happened again in assembly"),
)
ADD_EVIDENCE = AddEvidence(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    evidence_id=an_id("evidence"),
    kind=EvidenceKind.ATTAINMENT,
    text=staff("Reading age 18 months behind; number work as expected"),
    covers_from=date(2026, 9, 1),
    covers_to=date(2026, 10, 23),
    effective_on=date(2026, 11, 5),
)
OBSERVE = RecordObservation(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    observation_id=an_id("observation"),
    setting=Setting.LESSON,
    seen=staff("Watches what the others do, then begins"),
    observed_by=SENCO,
    effective_on=date(2026, 11, 9),
)
HEAR_PARENT = RecordView(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    consultation_id=an_id("parent's view"),
    speaker=Speaker.PARENT,
    person_id=MOTHER,
    gathered=Gathered.MEETING,
    said=family("Spoke late; had grommets at four"),
    effective_on=date(2026, 11, 11),
)
HEAR_PUPIL = RecordView(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    consultation_id=an_id("pupil's view"),
    speaker=Speaker.PUPIL,
    person_id=PUPIL,
    gathered=Gathered.DRAWING,
    said=confidential("I pretend that I have heard"),
    effective_on=date(2026, 11, 12),
)
SET_ASIDE = SetStepAside(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    step=Step.OBSERVATION,
    reason=staff("Seen by the educational psychologist last week"),
)
STRIKE_EVIDENCE = StrikeOutEntry(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    entry_id=ADD_EVIDENCE.evidence_id,
    reason=staff("The results of another class"),
)
SEN_SUPPORT = SenSupport(primary_need=Need.SLCN)
WATCH = WatchAndReview(
    owner_id=TEACHER,
    review_on=date(2027, 2, 1),
    looks_at=family("Whether cards still help in spring"),
)
SIGNPOST = Signposting(to=(OtherHelp.YOUNG_CARERS,), how=family("Ring them on Tuesdays"))
NOT_SEND = NotSend(
    adjustments=family("One instruction at a time, in all lessons"),
    other_support=family("Reading tutor twice a week"),
    look_again_if=family("No step forward in reading by Easter"),
    look_again_on=date(2027, 3, 26),
)
FINDINGS = (SEN_SUPPORT, WATCH, EhcAssessment(), SIGNPOST, NOT_SEND)
DECIDE = DecideReferral(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    decision_id=DECISION,
    finding=SEN_SUPPORT,
    reasons=family("The help that everybody gets is not enough"),
    decided_on=date(2026, 11, 16),
    effective_on=date(2026, 11, 9),
)
CORRECT = CorrectDecision(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    decision_id=CORRECTION,
    corrects=DECISION,
    finding=SEN_SUPPORT,
    reasons=family("The help that everybody gets is not enough"),
    reason=family("The help had begun a week earlier"),
    decided_on=date(2026, 11, 16),
    effective_on=date(2026, 11, 2),
)
TELL_PARENTS = RecordParentsTold(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    decision_id=DECISION,
    how=Gathered.PHONE,
    effective_on=date(2026, 11, 17),
)
STRIKE_OUT = StrikeOutReferral(
    referral_id=REFERRAL,
    by=SENCO,
    today=TODAY,
    reason=staff("Meant for a child with a like name"),
    replaced_by=LATER_REFERRAL,
)
STEPS = (ADD_EVIDENCE, OBSERVE, HEAR_PARENT, HEAR_PUPIL)

CONSENT = Consent(
    giver=Speaker.PARENT, giver_id=MOTHER, how=Gathered.MEETING, given_on=date(2026, 11, 11)
)
ASK = RequestSpecialistAssessment(
    request_id=REQUEST,
    by=SENCO,
    today=TODAY,
    referral_id=REFERRAL,
    pupil_id=PUPIL,
    specialist=Specialist.EDUCATIONAL_PSYCHOLOGIST,
    question=family("How does she take in what she hears?"),
    consent=CONSENT,
    reply_wanted_by=date(2027, 1, 15),
    effective_on=date(2026, 11, 12),
)
CHASE = ChaseSpecialist(
    request_id=REQUEST,
    by=SENCO,
    today=TODAY,
    chase_id=an_id("chase"),
    how=Gathered.PHONE,
    note=staff("Back on Thursday"),
    effective_on=date(2026, 11, 19),
)
REPORT = RecordSpecialistReport(
    request_id=REQUEST,
    by=SENCO,
    today=TODAY,
    report_id=an_id("report"),
    summary=family("Short-term memory for words is weak"),
    written_on=date(2026, 11, 18),
    effective_on=date(2026, 11, 20),
)
WITHDRAW = WithdrawSpecialistRequest(
    request_id=REQUEST,
    by=SENCO,
    today=TODAY,
    why=Withdrawal.CONSENT_WITHDRAWN,
    effective_on=date(2026, 11, 20),
)

concern: Scenario[Referral, ReferralEvent, ReferralCommand] = Scenario(
    referral.decide, referral.evolve, Referral()
)
raised = concern.after(RAISE)
acknowledged = raised.after(ACKNOWLEDGE)
looked_into = acknowledged.after(*STEPS)
decided = looked_into.after(DECIDE)
corrected = decided.after(CORRECT)

request: Scenario[SpecialistRequest, SpecialistRequestEvent, SpecialistRequestCommand] = Scenario(
    specialist_request.decide, specialist_request.evolve, SpecialistRequest()
)
asked = request.after(ASK)
reported = asked.after(REPORT)
