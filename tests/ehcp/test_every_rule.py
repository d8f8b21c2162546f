"""Every rule of the book is a clock of a case, or docs/statutory.md says why it is none."""

import re
from pathlib import Path

from services.ehcp.domain import clocks
from services.ehcp.domain.deadlines import deadlines
from shared.rulebook.reading import BOOK
from tests.ehcp.examples import advised, finalised
from tests.ehcp.examples_drafting import answered
from tests.ehcp.test_any_order import TOLD, played

PAGE = Path(__file__).parents[2] / "docs" / "statutory.md"
BEGIN, END = "<!-- rules that no case shows -->", "<!-- end -->"
NAMED = re.compile(r"`([a-z_0-9]+(?:\.[a-z_0-9]+)+)`")


def not_shown() -> set[str]:
    """The rules at the head of each point of the list."""
    listed = PAGE.read_text().partition(BEGIN)[2].partition(END)[0]
    return {
        name for point in listed.split("\n- ") for name in NAMED.findall(point.partition(":")[0])
    }


def counted() -> str:
    """All that the clocks are written in."""
    folder = Path(clocks.__file__).parent
    return "".join(path.read_text() for path in sorted(folder.glob("*.py")))


def is_clock(rule: str, written: str) -> bool:
    family = rule.rpartition(".")[0]
    return f'"{rule}"' in written or f'f"{family}.{{step}}"' in written


def test_each_rule_is_a_clock_of_a_case_or_it_is_said_why_not() -> None:
    written = counted()
    assert {one for one in BOOK.ids() if not is_clock(one, written)} == not_shown()


def test_what_is_said_to_be_no_clock_is_none() -> None:
    states = [played(story, list(TOLD)).state for story in (advised, answered, finalised)]
    found = {one.rule for state in states for one in deadlines(state)}
    assert len(found) > 20
    assert found.isdisjoint(not_shown())
