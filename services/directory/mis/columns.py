"""What the five files hold: their columns, as data. The order of the columns is that of judging."""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Kind(StrEnum):
    """The type of a column's values; `values` says which are right and how they are stored."""

    TEXT = "text"
    URN = "urn"
    LA_CODE = "la-code"
    LAESTAB = "laestab"
    DATE = "date"
    DATES = "dates"
    UPN = "upn"
    NUMBER = "number"
    EMAIL = "email"
    MOBILE = "mobile"
    POSTCODE = "postcode"
    PHASE = "phase"
    ROLE = "role"
    SEX = "sex"
    YES_NO = "yes-no"
    YEAR_GROUP = "year-group"
    SEN_STATUS = "sen-status"
    SEN_NEED = "sen-need"
    RELATIONSHIP = "relationship"


class Need(Enum):
    """Whether a file can do without a column, and a row without its value."""

    VALUE = "value"
    COLUMN = "column"
    OPTIONAL = "-"


class IfWrong(Enum):
    """What a value that fails its type costs."""

    REFUSE = "refuse"
    DROP = "drop"
    KEEP = "keep"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file under the name that reports use, with the headings that stand for it."""

    name: str
    need: Need
    kind: Kind
    if_wrong: IfWrong
    other_headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export: what it is about, its columns, the column that a row is known by."""

    subject: str
    required: bool
    known_by: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        return f"{self.subject}.csv"


def _value(name: str, kind: Kind, *headings: str) -> Column:
    return Column(name, Need.VALUE, kind, IfWrong.REFUSE, headings)


def _column(name: str, kind: Kind, *headings: str) -> Column:
    return Column(name, Need.COLUMN, kind, IfWrong.REFUSE, headings)


def _optional(name: str, kind: Kind, *headings: str, if_wrong: IfWrong = IfWrong.DROP) -> Column:
    return Column(name, Need.OPTIONAL, kind, if_wrong, headings)


URN_HEADINGS = ("URN", "Establishment URN")
PUPIL_ID_HEADINGS = ("Student ID", "MIS ID", "Person ID")

SCHOOLS = File(
    "schools",
    required=True,
    known_by="School URN",
    columns=(
        _value("School URN", Kind.URN, *URN_HEADINGS),
        _value("LAESTAB", Kind.LAESTAB, "DfE number", "LAESTAB number"),
        _value("Name", Kind.TEXT, "School name", "Establishment name"),
        _value("Phase", Kind.PHASE, "School phase", "Phase of education"),
        _value("Local authority code", Kind.LA_CODE, "LA code", "LA", "LA number"),
        _optional("Postcode", Kind.POSTCODE, "School postcode", if_wrong=IfWrong.KEEP),
        _optional("Joined trust on", Kind.DATE, "Date joined trust", "Join date"),
    ),
)

STAFF = File(
    "staff",
    required=False,
    known_by="Staff ID",
    columns=(
        _value("Staff ID", Kind.TEXT, "Employee ID", "Employee number", "Staff code"),
        _column("School URN", Kind.URN, *URN_HEADINGS),
        _optional("Title", Kind.TEXT, "Salutation"),
        _value("Forename", Kind.TEXT, "First name", "Given name", "Legal forename"),
        _value("Surname", Kind.TEXT, "Last name", "Family name", "Legal surname"),
        _optional("Work email", Kind.EMAIL, "Email", "Email address", "Work email address"),
        _value("Role", Kind.ROLE, "Job role", "Job title", "Post"),
        _optional(
            "Start date", Kind.DATE, "Employment start", "Date started", if_wrong=IfWrong.REFUSE
        ),
        _optional("End date", Kind.DATE, "Employment end", "Date left", if_wrong=IfWrong.REFUSE),
    ),
)

PUPILS = File(
    "pupils",
    required=True,
    known_by="Pupil ID",
    columns=(
        _value("Pupil ID", Kind.TEXT, *PUPIL_ID_HEADINGS),
        _value("School URN", Kind.URN, *URN_HEADINGS),
        _optional("UPN", Kind.UPN, "Unique pupil number", if_wrong=IfWrong.REFUSE),
        _value("Legal forename", Kind.TEXT, "Forename", "First name", "Given name"),
        _value("Legal surname", Kind.TEXT, "Surname", "Last name", "Family name"),
        _optional("Preferred forename", Kind.TEXT, "Chosen forename", "Preferred first name"),
        _optional("Preferred surname", Kind.TEXT, "Chosen surname", "Preferred last name"),
        _value("Date of birth", Kind.DATE, "DOB", "Birth date"),
        _optional("Sex", Kind.SEX, "Legal sex", "Gender"),
        _value("Year group", Kind.YEAR_GROUP, "Year", "NC year", "NCY", "Curriculum year"),
        _optional(
            "Registration group",
            Kind.TEXT,
            "Reg group",
            "Reg",
            "Tutor group",
            "Form",
            "Form group",
        ),
        _value("Entry date", Kind.DATE, "Date of entry", "Admission date", "DOA"),
        _optional(
            "Leaving date",
            Kind.DATE,
            "Date of leaving",
            "Leave date",
            "DOL",
            if_wrong=IfWrong.REFUSE,
        ),
        _column("SEN status", Kind.SEN_STATUS, "SEN provision", "SEN code", "SEN stage"),
        _optional("SEN status since", Kind.DATE, "SEN start date", "SEN status start date"),
        _optional("SEN need 1", Kind.SEN_NEED, "Primary SEN need", "Primary need", "SEN type 1"),
        _optional(
            "SEN need 2", Kind.SEN_NEED, "Secondary SEN need", "Secondary need", "SEN type 2"
        ),
    ),
)

CONTACTS = File(
    "contacts",
    required=False,
    known_by="Contact ID",
    columns=(
        _value("Contact ID", Kind.TEXT, "Guardian ID", "Parent ID"),
        _value("Pupil ID", Kind.TEXT, *PUPIL_ID_HEADINGS),
        _optional("Priority", Kind.NUMBER, "Contact priority", "Contact order"),
        _optional("Title", Kind.TEXT, "Salutation"),
        _optional("Forename", Kind.TEXT, "First name", "Given name"),
        _value("Surname", Kind.TEXT, "Last name", "Family name"),
        _optional(
            "Relationship",
            Kind.RELATIONSHIP,
            "Relation",
            "Relationship to pupil",
            if_wrong=IfWrong.OTHER,
        ),
        _column("Parental responsibility", Kind.YES_NO, "PR", "Has parental responsibility"),
        _optional("Correspondence", Kind.YES_NO, "Receives correspondence", "Mailings"),
        _column("No contact", Kind.YES_NO, "Barred", "No contact order"),
        _optional("Address", Kind.TEXT, "Home address", "Full address"),
        _optional("Postcode", Kind.POSTCODE, "Home postcode", if_wrong=IfWrong.KEEP),
        _optional("Mobile", Kind.MOBILE, "Mobile number", "Mobile phone"),
        _optional("Email", Kind.EMAIL, "Email address", "Home email"),
    ),
)

TERMS = File(
    "terms",
    required=False,
    known_by="Term",
    columns=(
        _value("School URN", Kind.URN, *URN_HEADINGS),
        _value("Term", Kind.TEXT, "Term name", "Half term"),
        _value("First day", Kind.DATE, "Start date", "Term start"),
        _value("Last day", Kind.DATE, "End date", "Term end"),
        _optional("Closed on", Kind.DATES, "Closure dates", "INSET days", if_wrong=IfWrong.REFUSE),
    ),
)

# In the order in which they are judged: each needs those before it.
FILES = (SCHOOLS, STAFF, PUPILS, CONTACTS, TERMS)
