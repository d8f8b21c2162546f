"""The story notices what stands twice in an inbox, under whichever ids."""

from typing import Any
from uuid import uuid4

from deploy.story.messages import told_twice

CONCERN, CASE = str(uuid4()), str(uuid4())


def message(kind: str, page: str, about: str, hour: int = 9) -> dict[str, Any]:
    return {
        "message_id": str(uuid4()),
        "kind": kind,
        "link": {"page": page, "id": about},
        "happened_at": f"2026-11-23T{hour:02}:00:00+00:00",
    }


def test_the_same_words_about_the_same_moment_stand_twice() -> None:
    decided = [message("decision", "concern", CONCERN) for _ in range(2)]
    assert told_twice([*decided, message("concern-shared", "concern", CONCERN)]) == ["decision"]


def test_another_moment_another_kind_and_two_dates_of_a_case_are_something_else() -> None:
    corrected = message("decision", "concern", CONCERN, hour=10)
    shared = message("concern-shared", "concern", CONCERN)
    near = [message("date-near-council", "ehc-case", CASE) for _ in range(2)]
    assert told_twice([message("decision", "concern", CONCERN), corrected, shared, *near]) == []
