"""What `ehc_cases.csv` holds: its columns, as data. The order of the columns is that of judging."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FILE: Final = "ehc_cases.csv"


class Kind(StrEnum):
    """The type of a column's values; `values` says which are right and how they are kept."""

    TEXT = "text"
    UPN = "upn"
    URN = "urn"
    LA_CODE = "la-code"
    STATE = "state"
    REQUESTER = "requester"
    OUTCOME = "outcome"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column under the name that reports use, with the headings that stand for it.

    needed: the column and, in every row, its value.
    """

    name: str
    kind: Kind
    other_headings: tuple[str, ...] = ()
    needed: bool = False


def _day(name: str, *headings: str) -> Column:
    return Column(name, Kind.DATE, headings)


PUPIL_ID: Final = "Pupil ID"
UPN: Final = "UPN"
URN: Final = "School URN"
LA_CODE: Final = "Local authority code"
LA_NAME: Final = "Local authority"
STATE: Final = "State"
REQUESTED_BY: Final = "Requested by"
CONSULTED: Final = "Family consulted on"
REQUESTED: Final = "Requested on"
RECEIVED: Final = "Received by authority on"
RECEIPT_LETTER: Final = "Receipt letter dated"
DECIDED: Final = "Decision made on"
DECISION_SENT: Final = "Decision sent on"
ADVICE_ASKED: Final = "Advice requested on"
ADVICE_SENT: Final = "Advice sent on"
PLAN_DECIDED: Final = "Plan decision made on"
PLAN_DECISION_SENT: Final = "Plan decision sent on"
DRAFT_SENT: Final = "Draft plan sent on"
DRAFT_SERVED: Final = "Draft plan served on"
FINAL_ISSUED: Final = "Final plan issued on"
FINAL_SENT: Final = "Final plan sent on"
FINAL_RECEIVED: Final = "Final plan received on"
AMENDED_ISSUED: Final = "Amended plan issued on"
REVIEW_MET: Final = "Last review meeting on"
REVIEW_DECIDED: Final = "Last review decision made on"
REVIEW_SENT: Final = "Last review decision sent on"
REVIEW_DECISION: Final = "Last review decision"
NEXT_REVIEW: Final = "Next review planned on"
NOTICE_GIVEN: Final = "Notice of next review given on"
CAME_FROM: Final = "Transferred from authority code"
TRANSFERRED: Final = "Plan transferred on"
TRANSFER_TOLD: Final = "Transfer letter sent on"

COLUMNS: Final = (
    Column(PUPIL_ID, Kind.TEXT, ("Student ID", "MIS ID", "Person ID")),
    Column(UPN, Kind.UPN, ("Unique pupil number",)),
    Column(URN, Kind.URN, ("URN", "Establishment URN"), needed=True),
    Column(LA_CODE, Kind.LA_CODE, ("LA code", "LA number", "Authority code")),
    Column(LA_NAME, Kind.TEXT, ("LA", "LA name", "Authority", "Council")),
    Column(STATE, Kind.STATE, ("Status", "Stage"), needed=True),
    Column(REQUESTED_BY, Kind.REQUESTER, ("Requester",)),
    _day(CONSULTED, "Parents consulted on"),
    _day(REQUESTED, "Request date", "Date requested"),
    _day(RECEIVED, "Request received on", "Date received by LA"),
    _day(RECEIPT_LETTER, "Acknowledgement dated"),
    _day(DECIDED, "Decision to assess made on"),
    _day(DECISION_SENT, "Decision to assess sent on"),
    _day(ADVICE_ASKED, "Advice asked for on"),
    _day(ADVICE_SENT, "School advice sent on"),
    _day(PLAN_DECIDED, "Decision to issue made on"),
    _day(PLAN_DECISION_SENT, "Decision to issue sent on"),
    _day(DRAFT_SENT, "Draft EHCP sent on"),
    _day(DRAFT_SERVED, "Draft plan received by family on"),
    _day(FINAL_ISSUED, "EHCP issued on", "Plan start date", "Date of final plan"),
    _day(FINAL_SENT, "EHCP sent on"),
    _day(FINAL_RECEIVED, "EHCP received on"),
    _day(AMENDED_ISSUED, "Latest amended plan", "EHCP amended on"),
    _day(REVIEW_MET, "Last annual review", "Last review", "Last annual review meeting"),
    _day(REVIEW_DECIDED, "Review decision made on"),
    _day(REVIEW_SENT, "Review decision sent on"),
    Column(REVIEW_DECISION, Kind.OUTCOME, ("Review decision", "Review outcome")),
    _day(NEXT_REVIEW, "Next annual review", "Next review", "Next review meeting"),
    _day(NOTICE_GIVEN, "Invitations sent on"),
    Column(CAME_FROM, Kind.LA_CODE, ("Previous LA code", "Previous authority code")),
    _day(TRANSFERRED, "Date of transfer", "Plan transferred from LA on"),
    _day(TRANSFER_TOLD, "Family told of transfer on"),
)
DAYS: Final = tuple(column.name for column in COLUMNS if column.kind is Kind.DATE)
