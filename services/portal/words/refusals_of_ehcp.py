"""What to say when a rule of ehcp refuses."""

from typing import Final

from .refusal import Refusal

OF_EHCP: Final = {
    "AlreadyRequested": Refusal(
        why="This case is about another pupil",
        do="Mark it as entered in error. Then open a new case for the right pupil.",
    ),
    "EnteredInError": Refusal(
        why="This case was marked as entered in error",
        do="Use the one that took its place, or open a new one.",
    ),
    "FamilyNotConsulted": Refusal(
        why="Before the school asks the council, you must hear the parents, or the young person",
        do="Record what they said. Then ask the council.",
        source="Children and Families Act 2014, section 36; SEND Code 9.14",
    ),
    "BeforeTheAct": Refusal(
        why="There were no EHC needs assessments before 1 September 2014",
        do="Check the year that you entered.",
        source="Children and Families Act 2014",
    ),
    "LetterDayMissing": Refusal(
        why="A day that the council has confirmed comes with the date of its letter",
        do="Enter the date of the letter, or say that the council has not confirmed it.",
    ),
    "ReceiptAlreadyRecorded": Refusal(
        why="The day on which the council received the request is recorded",
        do="If it was another day, correct that entry: every date is then counted anew.",
    ),
    "AdviceAlreadyRequested": Refusal(
        why="The council's request for advice is recorded",
        do="If its day is wrong, correct that entry. If it is for a re-assessment, record first "
        "that the council will assess again.",
    ),
    "AdviceNotRequested": Refusal(
        why="The school's advice answers a request of the council, and none is recorded",
        do="Record the day on which that request came. Then record the advice.",
    ),
    "AdviceAlreadySent": Refusal(
        why="The school's advice is recorded as sent",
        do="If its day is wrong, correct that entry.",
    ),
    "PlanAlreadyFinal": Refusal(
        why="A final plan is recorded",
        do="If its day is wrong, correct that entry.",
    ),
    "UnknownDeadline": Refusal(
        why="There is no such date in the law that we know of",
        do="Choose one of the dates of this case.",
    ),
    "NotAnExcuse": Refusal(
        why="This does not excuse a school: closed days are the council's excuse alone",
        do="Send the advice, and say when it was sent. It is shown as late.",
        source="SEND Regulations 2014, regulation 8(2)",
    ),
    "NotOfThisCase": Refusal(
        why="What you write about is not in this case any more",
        do="Look at the case again, and choose the draft, plan or letter that stands.",
    ),
    "ConsultationAlreadyAnswered": Refusal(
        why="The school's answer to this consultation is recorded",
        do="If it is wrong, correct that entry.",
    ),
    "AnswerWithoutGround": Refusal(
        why="A school says that it cannot meet the needs on one of three grounds, and no other",
        do="Choose the ground: unsuitable for the child, for the others, or for the use of money.",
        source="Children and Families Act 2014, section 39(4)",
    ),
    "NoticeTooShort": Refusal(
        why="A review meeting needs two weeks' notice",
        do="Choose a later day. If notice was given before, enter the day on which it was.",
        source="SEND Regulations 2014, regulation 20(3)",
    ),
    "TransferNotSaid": Refusal(
        why="Where the child goes decides by when the plan must be amended",
        do="Say to which kind of institution, and in which September or on which day.",
        source="SEND Regulations 2014, regulation 18",
    ),
    "MeetingAlreadyHeld": Refusal(
        why="The meeting of this review is recorded as held",
        do="If its day is wrong, correct that entry.",
    ),
    "MeetingNotHeld": Refusal(
        why="A report is about the meeting, and no meeting is recorded",
        do="Record the meeting. Then record the report.",
    ),
    "ReportAlreadySent": Refusal(
        why="The report of this review is recorded as sent",
        do="If it is wrong, correct that entry.",
    ),
    "NotInvited": Refusal(
        why="This person was not invited to the review",
        do="Record the invitation first.",
    ),
    "AdulthoodLeftOut": Refusal(
        why="From Year 9 on, a review is about all four headings of preparing for adulthood",
        do="Go through each of the four. If there is nothing to add, say that it was discussed.",
        source="SEND Code 8.9 and 9.184",
    ),
    "PlanAlreadyCeased": Refusal(
        why="This plan is recorded as ended",
        do="If its last day is wrong, correct that entry.",
    ),
    "NotTransferred": Refusal(
        why="The plan is not recorded as gone over to another council",
        do="Record that first. Then record what the new council wrote.",
    ),
    "NotAStandingEntry": Refusal(
        why="What you correct is not there any more, or another entry took its place",
        do="Look at the case again, and correct the entry that stands.",
    ),
    "CorrectionReasonMissing": Refusal(
        why="A correction says why: the family can read it",
        do="Enter what was wrong.",
    ),
    "TooManyEntries": Refusal(
        why="This case is full: it holds 500 entries",
        do="Mark what was entered in error. If nothing was, call the number below.",
    ),
    "MigrationRunning": Refusal(
        why="Another list of cases is being taken over, or was half a minute ago",
        do="Wait until it is done. Then try again.",
    ),
    "MigrationTakenOver": Refusal(
        why="This import stood still for so long that another one took its place",
        do="Run it again. What it had recorded stays.",
    ),
}
