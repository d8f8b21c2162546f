"""The child in `examples` is under five: the plan is of 30 March 2027, the birthday in May 2028."""

from datetime import date

from services.ehcp.domain.commands import RecordUnderFive
from tests.ehcp.examples import CASE, finalised

FIVE_BY = date(2028, 5, 31)
TOLD_ON = date(2027, 1, 11)
UNDER_FIVE = RecordUnderFive(case_id=CASE, today=TOLD_ON, under_five_until=FIVE_BY)
FIRST_ON, LAST_ON = date(2027, 6, 30), date(2027, 9, 30)  # three and six months after the plan
young = finalised.after(UNDER_FIVE)
