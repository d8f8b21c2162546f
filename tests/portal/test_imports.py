"""Imports in numbers: how they ended, what they brought, why rows were refused."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.portal.clients.imports import Import
from services.portal.pages.imports import card, cases, reasons, rows

MIS = Import(
    started_at=datetime(2026, 11, 23, 6, tzinfo=UTC),
    state="done",
    accepted={"school": 10, "pupil": 1_412, "post": 0},
    refused={"unknown-school": 1, "missing-value": 2},
    vanished={"post": 3, "guardianship": 1},
)
LIST = Import(started_at=MIS.started_at, state="done", new=1, changed=2, unchanged=40, vanished=5)


def test_what_an_import_brought_is_said_in_words() -> None:
    assert rows(MIS) == "Rows taken: 1,412 pupil, 10 school"
    assert cases(LIST) == "1 new case, 2 changed, 40 as before"
    assert cases(replace(LIST, new=0, changed=0, unchanged=0)) == rows(LIST) == "Nothing new"


def test_reasons_come_by_how_often_they_hold() -> None:
    assert reasons(MIS.refused) == "Missing value (2), unknown school (1)"
    assert reasons({"invalid-la-code": 1, "temporary-upn": 11}) == (
        "Temporary UPN (11), invalid LA code (1)"
    )
    assert reasons({}) == ""


@pytest.mark.parametrize(
    ("one", "ended"),
    [
        (MIS, "Done"),
        (replace(MIS, complete=False), "Done, but a file was missing"),
        (replace(MIS, state="failed", complete=False), "Failed: running it again is safe"),
        (replace(MIS, state="running"), "Running, or broken off: running it again is safe"),
    ],
)
def test_how_it_ended_is_said(one: Import, ended: str) -> None:
    assert card(one, "x").ended == ended


def test_what_is_in_no_list_any_more_is_counted_in_either_shape() -> None:
    assert (card(MIS, "").gone, card(LIST, "").gone) == ("4", "5")
    assert card(replace(MIS, state="running"), "x").brought == ""
