"""What to say when a rule of directory refuses."""

from typing import Final

from .refusal import Refusal

OF_DIRECTORY: Final = {
    "PupilIsErased": Refusal(
        why="This pupil's record was erased, so nothing more can be written in it",
        do="Call the number below if you think that was a mistake.",
    ),
    "PupilIsMerged": Refusal(
        why="This child had two records, and this one was joined to the other",
        do="Find the child by name again: the record that goes on comes up.",
    ),
    "NotFromOutside": Refusal(
        why="You are one of the people who usually see this record, so you need no reason",
        do="Open the record from your list or your search.",
    ),
    "MergedWithItself": Refusal(
        why="A record cannot be joined to itself",
        do="Choose the other record of the same child.",
    ),
    "ImportRunning": Refusal(
        why="Another import is running, or stopped less than half a minute ago",
        do="Try again when it has ended.",
    ),
    "ImportTakenOver": Refusal(
        why="This import stood still for so long that another one took its place",
        do="Look at what the other one did. Then run yours again if it is still needed.",
    ),
}
