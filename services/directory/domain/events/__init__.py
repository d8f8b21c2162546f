"""What can have happened. On the wire in kebab-case, `pupil-enrolled`, never renamed.

`effective_on` is the day it was true in the world: from the data where they say, else the day we
were told. It may lie ahead, as a leaving date does.
"""

from .guardians import (
    GuardianBarred,
    GuardianDetailsChanged,
    GuardianEvent,
    GuardianLinked,
    GuardianRecorded,
    GuardianshipEvent,
    GuardianUnbarred,
    GuardianUnlinked,
)
from .openings import (
    RecordOpened,
)
from .pupils import (
    PupilContactRecorded,
    PupilDetailsChanged,
    PupilEnrolled,
    PupilErased,
    PupilEvent,
    PupilLeft,
    PupilMovedSchool,
    PupilNamed,
    PupilsMerged,
    SenStatusRecorded,
    YearGroupChanged,
)
from .schools import (
    SchoolDetailsChanged,
    SchoolEvent,
    SchoolJoinedTrust,
    Term,
    TermDatesSet,
)
from .staff import (
    PostEnded,
    PostTaken,
    SencoDesignated,
    StaffDetailsChanged,
    StaffEvent,
    StaffJoined,
)

__all__ = [
    "Event",
    "GuardianBarred",
    "GuardianDetailsChanged",
    "GuardianEvent",
    "GuardianLinked",
    "GuardianRecorded",
    "GuardianUnbarred",
    "GuardianUnlinked",
    "GuardianshipEvent",
    "PostEnded",
    "PostTaken",
    "PupilContactRecorded",
    "PupilDetailsChanged",
    "PupilEnrolled",
    "PupilErased",
    "PupilEvent",
    "PupilLeft",
    "PupilMovedSchool",
    "PupilNamed",
    "PupilsMerged",
    "RecordOpened",
    "SchoolDetailsChanged",
    "SchoolEvent",
    "SchoolJoinedTrust",
    "SenStatusRecorded",
    "SencoDesignated",
    "StaffDetailsChanged",
    "StaffEvent",
    "StaffJoined",
    "Term",
    "TermDatesSet",
    "YearGroupChanged",
]

Event = SchoolEvent | StaffEvent | PupilEvent | GuardianEvent | GuardianshipEvent | RecordOpened
