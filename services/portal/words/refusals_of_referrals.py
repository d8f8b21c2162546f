"""What to say when a rule of referrals refuses."""

from typing import Final

from .refusal import Refusal

OF_REFERRALS: Final = {
    "AlreadyRaised": Refusal(
        why="This concern was sent already, about another pupil",
        do="Open it and mark it as entered in error. Then raise a new one.",
    ),
    "EnteredInError": Refusal(
        why="This concern was marked as entered in error",
        do="Use the one that took its place, or raise a new one.",
    ),
    "AlreadyDecided": Refusal(
        why="This concern was decided, and the decision stays",
        do="If there is something new, raise a new concern: we link the two.",
    ),
    "NotDecidedYet": Refusal(
        why="This concern has no decision yet",
        do="Decide first. Then come back to this.",
    ),
    "NotAcknowledged": Refusal(
        why="Whoever raised this concern has not been told that it arrived",
        do="Reply to them first: one press on the concern's page.",
    ),
    "NotTheAuthor": Refusal(
        why="Only the person who raised this concern can add to what they said",
        do="Record what you know as evidence, an observation or a view.",
    ),
    "FamilyTalkMissing": Refusal(
        why="A concern says what the family said, or why nobody has talked to them yet",
        do="Enter one of the two.",
    ),
    "LawfulBasisMissing": Refusal(
        why="A council or social worker must say on what basis in law they share this",
        do="Select the basis. If you do not know it, ask them.",
        source="UK GDPR, article 6",
    ),
    "TooManyEntries": Refusal(
        why="This concern is full: it holds 100 entries",
        do="Decide it, or raise a new one that follows it.",
    ),
    "StepDone": Refusal(
        why="This step was done, so it cannot be set aside",
        do="If what was recorded is wrong, mark that entry as entered in error first.",
    ),
    "TriageIncomplete": Refusal(
        why="Each step is done before a decision, or has a reason why it is not needed",
        do="Do each, or say why it is not needed. Then decide.",
        tells_which=True,
    ),
    "FamilyNotConsulted": Refusal(
        why="Before you ask the council, you must hear the parents, or the young person",
        do="Record what they said. Then decide.",
        source="Children and Families Act 2014, section 36; SEND Code 9.14",
    ),
    "NeedsNotRanked": Refusal(
        why="Two needs cannot both be the main need",
        do="Choose another second need, or none.",
    ),
    "NsaNotAlone": Refusal(
        why="“No specialist assessment” says that the type of need is not known, so it stands "
        "alone",
        do="Choose a main need, or take the second need away.",
    ),
    "NotSendIncomplete": Refusal(
        why="When no special educational needs are found, the family reads what all teachers "
        "will do, what other help there is and what would make you look again",
        do="Enter each of them.",
        tells_which=True,
    ),
    "NotTheStandingDecision": Refusal(
        why="Another decision has taken the place of this one",
        do="Look at the concern again, and correct the decision that stands.",
    ),
    "AlreadyTold": Refusal(
        why="The day on which the parents were told is recorded",
        do="If that day is wrong, correct the decision.",
    ),
    "ConsentMissing": Refusal(
        why="A specialist is asked only once the parent or the young person has agreed",
        do="Ask them. Then record who agreed, how and when.",
    ),
    "AlreadyAsked": Refusal(
        why="This request was sent already, to another specialist or about another pupil",
        do="Make a new request.",
    ),
    "AlreadyReported": Refusal(
        why="This specialist's report has come",
        do="Make a new request if another assessment is needed.",
    ),
    "RequestWithdrawn": Refusal(
        why="This request was withdrawn",
        do="Make a new request if it is needed after all.",
    ),
    "TooManyChases": Refusal(
        why="This specialist was reminded 50 times, which is the most",
        do="Withdraw the request, and ask another specialist.",
    ),
}
