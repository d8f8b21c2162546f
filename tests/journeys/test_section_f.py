"""Section F of a plan: what was owed, what the support plan's help gave, and why not all.

After the journeys of the support plan, in which they must find no target.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.journeys.plans import help_for_it, plan_of, sets_target
from tests.journeys.test_concerns import day
from tests.journeys.test_ehc import TODAY, ended
from tests.journeys.test_ehc_changes import finalised
from tests.journeys.test_ehc_plan import saves
from tests.journeys.test_records import until
from tests.journeys.visitors import Visitor


@pytest.fixture(scope="module")
def support(senco: Visitor, teacher: Visitor) -> str:
    """The address of the pupil's support plan, which is older than the council's."""
    return plan_of(senco, teacher)


@pytest.fixture(scope="module")
def case(senco: Visitor, support: str) -> Iterator[str]:
    """The EHC page of a pupil with a final plan."""
    page = finalised(senco)
    yield page
    ended(senco, page)


def test_section_f_shows_what_was_owed_and_given_and_why_not(
    senco: Visitor, support: str, case: str
) -> None:
    delivery = f"{case}/delivery"
    senco.goes_to(case).follows("Section F: help owed and given")
    assert "No help of section F is recorded for these days." in senco.text
    given = {"section": "F", "text": "Speech therapy", "minutes": "20", "sessions": "4"}
    saves(senco, case, "Add help to section F", {**given, "per": "day", "who": "a therapist"})
    to = sets_target(senco, support, "Say what happens next")
    senco.goes_to(f"{to}/help")
    secures = senco.page.partition('name="secures"')[2].partition("</select>")[0]
    provision = secures.split('value="')[2].partition('"')[0]
    senco.sends({**help_for_it("Cards at ten"), "secures": provision})
    assert senco.address == support, senco.text
    assert "It counts towards section F of the EHC plan: Speech therapy" in senco.text
    line = senco.link("Record a session : Cards at ten")
    senco.goes_to(line).sends({"happened": "given", **day("effective_on", TODAY)})
    senco.goes_to(line).sends({"happened": "staff-absent", **day("effective_on", TODAY)})
    until(senco, delivery, "Given 20 minutes in 1 session.")
    assert "Member of staff absent (1)" in senco.text
    assert "The plan says 20 minutes, 4 times a day." in senco.text
    wrong = {**day("from_on", TODAY), **day("to_on", TODAY - timedelta(days=1))}
    senco.goes_to(f"{delivery}?{'&'.join(f'{name}={text}' for name, text in wrong.items())}")
    assert "The last day must be on or after" in senco.text
