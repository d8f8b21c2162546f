"""What to say when a rule of plans refuses."""

from typing import Final

from .refusal import Refusal

OF_PLANS: Final = {
    "OpenedForAnother": Refusal(
        why="This plan was opened for another pupil",
        do="Find the pupil again, and open the plan from there.",
    ),
    "PlanEnded": Refusal(
        why="This plan was closed by then",
        do="A new decision for SEN Support opens a new plan. Or check the day that you entered.",
    ),
    "SupportNotDecided": Refusal(
        why="The decision behind this plan was corrected, so SEN Support does not hold",
        do="Look at the concern and its decision. Nothing more can be added to this plan.",
    ),
    "NotMeasurable": Refusal(
        why="A target says what we will see or count, where the pupil is now, what it "
        "should be, by when, and who measures it",
        do="Add the parts that are missing. Example: read 40 of the 45 Phase 3 graphemes; 22 on "
        "9 September; by 18 December; checked by the class teacher.",
        tells_which=True,
    ),
    "NeedMissing": Refusal(
        why="A target belongs to a need", do="Select which need this target is for."
    ),
    "NoTargets": Refusal(
        why="A plan has at least one target before the family reads it",
        do="Add a target. Then share the plan.",
    ),
    "ReviewDateMissing": Refusal(
        why="The family is told with the plan when it will be reviewed",
        do="Enter the day of the review.",
        source="SEND Code 6.48",
    ),
    "BeforeItBegan": Refusal(
        why="That was not there yet on this day",
        do="Check the day.",
        tells_which=True,
    ),
    "ProvisionStopped": Refusal(
        why="This help had ended by then",
        do="Check the day. If the help goes on, arrange it again.",
    ),
    "SessionsAfterwards": Refusal(
        why="This help has sessions after that day",
        do="Check the last day. Or mark those sessions as entered in error first.",
        tells_which=True,
    ),
    "SharedAgain": Refusal(
        why="This plan was shared again while you were writing. Your text is kept",
        do="Read the plan as it is now. Then send your text again.",
    ),
    "NotTheirOwn": Refusal(
        why="Only the person who speaks can write for themselves here",
        do="Say how you heard it: at a meeting, by phone, by letter.",
    ),
    "TheirOwnWords": Refusal(
        why="What the family wrote themselves stays as they wrote it",
        do="Record what they say now beside it.",
    ),
    "TooManyEntries": Refusal(
        why="This plan is full: it holds 500 entries besides its sessions",
        do="Close it at the next review. The next plan goes on from there.",
    ),
    "TooManySessions": Refusal(
        why="This plan is full: it holds 2,000 sessions",
        do="Close it at the next review. The next plan goes on from there.",
    ),
}
