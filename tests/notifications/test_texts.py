"""The words of e-mails: those of the portal's table, and never a word about the child."""

import re
from dataclasses import replace
from datetime import date

import pytest

from services.notifications.domain.terms import Kind, Numbers
from services.notifications.texts import TABLE, Facts, Words, footer, hour, words
from shared.references import reference
from tests.notifications.examples import CASE, NOW, TODAY

LINK = "https://waymark.example/messages/1"
FACTS = Facts(
    school="Alder Lane",
    link=LINK,
    today=TODAY,
    happened_at=NOW,
    reference="7F3K",
    due_on=date(2026, 11, 25),
    told_on=date(2026, 11, 20),
    numbers=Numbers(cases=12, missing_facts=30),
)
FORBIDDEN = re.compile(
    r"(?-i:SEN|EHC)|\b(?:"
    r"support|assess\w*|needs?|class|special|educational|diagnos\w*|disab\w*|autis\w*|adhd|"
    r"child\w*|pupil|son|daughter|provision|therap\w*|psycholog\w*|medical|health|tribunal"
    r")\b",
    re.IGNORECASE,
)
EVERY_SHAPE = (
    FACTS,
    replace(FACTS, due_on=None, told_on=None, numbers=None),
    replace(FACTS, due_on=date(2026, 11, 22)),
    replace(FACTS, due_on=date(2027, 1, 18), today=date(2026, 11, 24)),
)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_message_has_words(kind: Kind) -> None:
    said = words(kind, FACTS)
    assert said.subject
    assert LINK in said.text


@pytest.mark.parametrize("facts", EVERY_SHAPE, ids=["all", "no days", "late", "another year"])
@pytest.mark.parametrize("kind", Kind)
def test_no_text_says_anything_about_a_child(kind: Kind, facts: Facts) -> None:
    said = words(kind, facts)
    whole = f"{said.subject}\n{said.text}"
    whole += footer(school="Alder Lane", portal_url="https://waymark.example", phone="01632 960000")
    assert FORBIDDEN.findall(whole) == []
    assert "{" not in whole
    assert "None" not in whole
    assert "  " not in whole


@pytest.mark.parametrize("word", ["SEN Support", "an EHC plan", "your child", "her needs"])
def test_the_scan_finds_what_it_looks_for(word: str) -> None:
    assert FORBIDDEN.findall(f"Read about {word} here")


@pytest.mark.parametrize(
    ("kind", "subject", "text"),
    [
        (
            Kind.RECORD_OPENED,
            "Someone new opened a record",
            f"A person outside the usual staff opened a record and gave a reason: {LINK}",
        ),
        (
            Kind.CONCERN_RAISED,
            "A new concern to read",
            "A member of staff sent you a concern at 9:12am."
            f" Reply by Wednesday 25 November: {LINK}",
        ),
        (
            Kind.CONCERN_RECEIVED,
            "Alder Lane has your message",
            f"Someone will reply by Wednesday 25 November.\nSee it here: {LINK}",
        ),
        (
            Kind.DECISION,
            "Alder Lane has an answer for you",
            f"Read what the school decided, why, and your choices: {LINK}",
        ),
        (
            Kind.PLAN_SHARED,
            "A plan is ready for you to read",
            f"Tell the school what you think by Wednesday 25 November: {LINK}",
        ),
        (
            Kind.DATE_NEAR,
            "Due in 2 days: a reply to the council",
            f"Case 7F3K, due Wednesday 25 November. See why and what is missing: {LINK}",
        ),
        (
            Kind.TASK_NEAR,
            "Due in 2 days: a task of the school",
            f"Case 7F3K, due Wednesday 25 November. See why and what is missing: {LINK}",
        ),
        (
            Kind.TASK_LATE,
            "Late: a task of the school",
            f"Case 7F3K was due Wednesday 25 November. See what is missing and do it now: {LINK}",
        ),
        (
            Kind.TOLD_IN_ERROR,
            "A correction to what we told you",
            f"Our message of 20 November was wrong. We are sorry. See what is right: {LINK}",
        ),
    ],
)
def test_the_words_are_those_of_the_portals_table(kind: Kind, subject: str, text: str) -> None:
    assert words(kind, FACTS) == Words(subject, text)


def test_what_is_late_names_the_day_and_says_yesterday_only_when_it_was() -> None:
    yesterday = replace(FACTS, due_on=date(2026, 11, 22))
    late = words(Kind.LATE_OURS, yesterday)
    assert late.subject == "Late: a reply to the council"
    assert "Case 7F3K was due yesterday, Sunday 22 November. Do it now" in late.text
    assert "A date passed yesterday without news." in words(Kind.LATE_COUNCIL, yesterday).text
    longer = replace(FACTS, due_on=date(2026, 11, 20))
    assert "was due Friday 20 November. Do it now" in words(Kind.LATE_OURS, longer).text
    assert "passed on Friday 20 November without" in words(Kind.LATE_COUNCIL, longer).text


@pytest.mark.parametrize(
    ("due_on", "subject"),
    [
        (date(2026, 11, 23), "Due today"),
        (date(2026, 11, 24), "Due tomorrow"),
        (date(2026, 11, 30), "Due in 7 days"),
        (date(2026, 11, 20), "Due on Friday 20 November"),  # sent late, after the server was away
    ],
)
def test_how_near_a_date_is_counts_from_the_day_of_sending(due_on: date, subject: str) -> None:
    said = words(Kind.DATE_NEAR, replace(FACTS, due_on=due_on)).subject
    assert said == f"{subject}: a reply to the council"


def test_a_day_of_another_year_has_its_year() -> None:
    next_year = replace(FACTS, due_on=date(2027, 1, 18))
    assert "by Monday 18 January 2027:" in words(Kind.PLAN_SHARED, next_year).text


def test_a_day_that_nobody_has_said_is_left_out() -> None:
    unknown = replace(FACTS, due_on=None)
    assert words(Kind.CONCERN_RECEIVED, unknown).text.startswith("Someone will reply.\n")


def test_a_concern_of_another_day_says_which() -> None:
    tomorrow = replace(FACTS, today=date(2026, 11, 24))
    said = words(Kind.CONCERN_RAISED, tomorrow).text
    assert "sent you a concern on Monday 23 November at 9:12am." in said


@pytest.mark.parametrize(
    ("cases", "missing", "said"),
    [
        (12, 30, "12 cases of Alder Lane came in from the trust's own list. 30 facts are missing."),
        (1, 1, "1 case of Alder Lane came in from the trust's own list. 1 fact is missing."),
        (2, 0, "2 cases of Alder Lane came in from the trust's own list. Nothing is missing."),
    ],
)
def test_an_import_is_told_in_numbers(cases: int, missing: int, said: str) -> None:
    facts = replace(FACTS, numbers=Numbers(cases=cases, missing_facts=missing))
    assert words(Kind.CASES_IMPORTED, facts).text.startswith(said)


def test_hours_are_londons() -> None:
    assert hour(NOW.replace(month=7)) == "10:12am"
    assert hour(NOW.replace(hour=15, minute=0)) == "3pm"


def test_a_case_is_called_by_four_letters_that_make_no_word() -> None:
    assert reference(CASE) == reference(CASE)
    assert re.fullmatch(r"[2-9B-DF-HJ-NP-TV-XZ]{4}", reference(CASE))
    assert len(TABLE) == len(Kind)
