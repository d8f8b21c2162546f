"""Stage 2 of judging: every check of a row among the others of its file, by its code."""

from pathlib import Path

import pytest

from tests.directory.mis.exports import (
    LINK,
    OTHER_PUPIL,
    OTHER_SCHOOL,
    POST,
    PUPIL,
    SCHOOL,
    TERM,
    Row,
    lines,
    notices,
    read,
    refusals,
    said,
)

ROWS = {"schools": SCHOOL, "staff": POST, "pupils": PUPIL, "contacts": LINK, "terms": TERM}
KNOWN_BY = {
    "schools": "School URN",
    "staff": "Staff ID",
    "pupils": "Pupil ID",
    "contacts": "Contact ID",
    "terms": "Term",
}
# A detail that leaves the key, and all that is checked, as it was.
ANOTHER = {
    "schools": {"Name": "Gorse Hill Academy"},
    "staff": {"Start date": "1/9/2020"},
    "pupils": {"Year group": "6"},
    "contacts": {"Relationship": "Mother"},
    "terms": {"Closed on": "2026-09-04"},
}


@pytest.mark.parametrize("subject", ROWS)
def test_duplicate_row(subject: str, tmp_path: Path) -> None:
    row = ROWS[subject]
    rows = {subject: [row, row | {"Exam number": "7"}, {**row, "Exam number": "8"}]}
    export = read(tmp_path, **rows)
    assert refusals(export) == []
    assert notices(export) == [
        (1, "", "ignored-columns"),
        (3, KNOWN_BY[subject], "duplicate-row"),
        (4, KNOWN_BY[subject], "duplicate-row"),
    ]
    assert lines(export, subject) == [2]


@pytest.mark.parametrize("subject", ROWS)
def test_duplicate_id(subject: str, tmp_path: Path) -> None:
    row = ROWS[subject]
    rows = {subject: [row, row | ANOTHER[subject], row]}
    export = read(tmp_path, **rows)
    assert refusals(export) == [(3, KNOWN_BY[subject], "duplicate-id")]
    assert notices(export) == [(4, KNOWN_BY[subject], "duplicate-row")]
    assert lines(export, subject) == [2]


@pytest.mark.parametrize("subject", ROWS)
def test_a_key_is_free_again_while_its_rows_are_refused_by_stage_1(
    subject: str, tmp_path: Path
) -> None:
    row = ROWS[subject]
    first_wrong = {column: "-" if column == "Surname" else value for column, value in row.items()}
    first_wrong["School URN" if "School URN" in row else "Pupil ID"] = "999"
    rows = {subject: [first_wrong, row]}
    assert lines(read(tmp_path, **rows), subject) == [3]


def test_duplicate_row_compares_cleaned_texts_and_not_what_they_mean(tmp_path: Path) -> None:
    rows = [PUPIL, PUPIL | {"Entry date": "01/09/2020"}, PUPIL | {"Legal surname": "NÚÑEZ"}]
    export = read(tmp_path, pupils=rows)
    assert refusals(export) == [
        (3, "Pupil ID", "duplicate-id"),
        (4, "Pupil ID", "duplicate-id"),
    ]


def test_duplicate_row_does_not_see_spaces_at_the_ends(tmp_path: Path) -> None:
    rows = [PUPIL, PUPIL | {"Legal surname": "\u00a0Nu\u0301n\u0303ez \n"}]
    assert notices(read(tmp_path, pupils=rows)) == [(3, "Pupil ID", "duplicate-row")]


def test_duplicate_row_shows_only_this_notice(tmp_path: Path) -> None:
    row = LINK | {"Priority": "first"}
    export = read(tmp_path, contacts=[row, row])
    assert notices(export) == [
        (2, "Priority", "invalid-number"),
        (3, "Contact ID", "duplicate-row"),
    ]


def test_ids_that_differ_in_capitals_are_two_ids(tmp_path: Path) -> None:
    rows = [POST, POST | {"Staff ID": "s1", "Work email": ""}]
    export = read(tmp_path, staff=rows)
    assert (lines(export, "staff"), notices(export)) == ([2, 3], [])


def test_the_key_of_a_post_is_by_stored_values(tmp_path: Path) -> None:
    rows = [
        POST,
        POST | {"Role": "Class-Teacher"},
        POST | {"Role": "SENCO"},
        POST | {"School URN": "141208"},
        POST | {"School URN": "", "Role": "Office"},
        POST | {"School URN": "", "Role": "Admin"},
    ]
    export = read(tmp_path, staff=rows)
    assert refusals(export) == [(3, "Staff ID", "duplicate-id"), (7, "Staff ID", "duplicate-id")]
    assert lines(export, "staff") == [2, 4, 5, 6]


def test_the_key_of_a_term_is_its_plain_form_and_school(tmp_path: Path) -> None:
    later = {"First day": "2026-11-02", "Last day": "2026-12-18"}
    rows = [TERM, TERM | {"Term": "autumn_1"} | later, TERM | {"School URN": "141208"}]
    export = read(tmp_path, terms=rows)
    assert refusals(export) == [(3, "Term", "duplicate-id")]
    assert lines(export, "terms") == [2, 4]


# Pupils


TWIN: Row = PUPIL | {"Pupil ID": "P2", "Legal forename": "Idris"}
ELSEWHERE: Row = PUPIL | {"Pupil ID": "P3", "School URN": "141208"}


def test_duplicate_upn(tmp_path: Path) -> None:
    rows = [PUPIL, TWIN | {"UPN": " v201361425001 "}]
    assert refusals(read(tmp_path, pupils=rows)) == [
        (2, "UPN", "duplicate-upn"),
        (3, "UPN", "duplicate-upn"),
    ]


def test_duplicate_upn_is_not_said_of_one_person_at_several_schools(tmp_path: Path) -> None:
    export = read(tmp_path, pupils=[PUPIL, ELSEWHERE | {"Legal surname": "NÚÑEZ"}])
    assert refusals(export) == []
    assert notices(export) == [(3, "Pupil ID", "possible-same-person")]


def test_duplicate_upn_is_said_of_one_person_twice_at_a_school(tmp_path: Path) -> None:
    rows = [PUPIL, ELSEWHERE, PUPIL | {"Pupil ID": "P4"}]
    assert [line for line, *_ in refusals(read(tmp_path, pupils=rows))] == [2, 3, 4]


@pytest.mark.parametrize(
    "other",
    [
        {"Legal forename": "Petr"},
        {"Legal surname": "Nunez"},
        {"Date of birth": "4/2/2016"},
    ],
)
def test_duplicate_upn_is_said_where_a_name_or_birth_date_differs(
    other: Row, tmp_path: Path
) -> None:
    rows = [PUPIL, ELSEWHERE | other]
    assert [code for *_, code in refusals(read(tmp_path, pupils=rows))] == ["duplicate-upn"] * 2


def test_duplicate_upn_leaves_duplicates_out(tmp_path: Path) -> None:
    export = read(tmp_path, pupils=[PUPIL, PUPIL, PUPIL | {"Year group": "6"}])
    assert lines(export, "pupils") == [2]


def test_duplicates_of_pupils_are_measured_against_a_row_that_is_refused_later(
    tmp_path: Path,
) -> None:
    export = read(tmp_path, pupils=[PUPIL, TWIN, PUPIL, PUPIL | {"UPN": ""}])
    assert refusals(export) == [
        (2, "UPN", "duplicate-upn"),
        (3, "UPN", "duplicate-upn"),
        (5, "Pupil ID", "duplicate-id"),
    ]
    assert notices(export) == [(4, "Pupil ID", "duplicate-row")]


def test_pupils_without_a_upn_share_none(tmp_path: Path) -> None:
    rows = [PUPIL | {"UPN": ""}, TWIN | {"UPN": ""}]
    assert refusals(read(tmp_path, pupils=rows)) == []


def test_possible_same_person(tmp_path: Path) -> None:
    same = {"Pupil ID": "P2", "UPN": "", "Legal forename": "PETRA", "Date of birth": "2016-02-03"}
    export = read(tmp_path, pupils=[PUPIL, PUPIL | same])
    assert notices(export) == [(3, "Pupil ID", "possible-same-person")]
    assert lines(export, "pupils") == [2, 3]


def test_possible_same_person_needs_an_earlier_row_that_was_accepted(tmp_path: Path) -> None:
    again = PUPIL | {"Pupil ID": "P4", "UPN": ""}
    export = read(tmp_path, pupils=[PUPIL, TWIN, again])
    assert notices(export) == []
    assert lines(export, "pupils") == [4]


def test_twins_are_no_fault(tmp_path: Path) -> None:
    export = read(tmp_path, pupils=[PUPIL, OTHER_PUPIL])
    assert (refusals(export), notices(export)) == ([], [])


# Staff and contacts: persons


@pytest.mark.parametrize("column", ["Forename", "Surname"])
@pytest.mark.parametrize(
    ("subject", "key", "second"),
    [("staff", "Staff ID", {"Role": "SENCO"}), ("contacts", "Contact ID", {"Pupil ID": "P2"})],
)
def test_person_differs(subject: str, key: str, second: Row, column: str, tmp_path: Path) -> None:
    row = ROWS[subject]
    rows = {subject: [row, row | second | {column: f"{row[column]} Jr", "Title": "Dr"}]}
    export = read(tmp_path, **rows)
    assert refusals(export) == [(3, key, "person-differs")]
    assert notices(export) == []


def test_person_differs_is_not_said_of_capitals_or_of_a_blank(tmp_path: Path) -> None:
    rows = [LINK, LINK | {"Pupil ID": "P2", "Forename": "", "Surname": "NÚÑEZ"}]
    export = read(tmp_path, contacts=rows)
    assert (refusals(export), notices(export)) == ([], [])
    assert export.contacts[1].values["Forename"] == "Inés"
    assert export.contacts[1].values["Surname"] == "Núñez"


def test_person_differs_leaves_the_key_free(tmp_path: Path) -> None:
    second = LINK | {"Pupil ID": "P2"}
    rows = [LINK, second | {"Surname": "Darlow"}, second | {"Relationship": "Mother"}]
    export = read(tmp_path, contacts=rows)
    assert refusals(export) == [(3, "Contact ID", "person-differs")]
    assert lines(export, "contacts") == [2, 4]


DETAILS = [
    ("staff", "Staff ID", {"Role": "SENCO"}, "Title", "Dr"),
    ("staff", "Staff ID", {"Role": "SENCO"}, "Work email", "n.darlow@hexley.example"),
    ("contacts", "Contact ID", {"Pupil ID": "P2"}, "Title", "Dr"),
    ("contacts", "Contact ID", {"Pupil ID": "P2"}, "Address", "9 Gorse Road"),
    ("contacts", "Contact ID", {"Pupil ID": "P2"}, "Postcode", "B13JP"),
    ("contacts", "Contact ID", {"Pupil ID": "P2"}, "Mobile", "+447700900123"),
    ("contacts", "Contact ID", {"Pupil ID": "P2"}, "Email", "inez@family.example"),
]


@pytest.mark.parametrize(("subject", "key", "second", "column", "text"), DETAILS)
def test_details_differ(
    subject: str, key: str, second: Row, column: str, text: str, tmp_path: Path
) -> None:
    row = ROWS[subject]
    rows = {subject: [row, row | second | {column: text}]}
    export = read(tmp_path, **rows)
    assert notices(export) == [(3, key, "details-differ")]
    first, later = export.accepted[subject]
    assert later.values[column] == first.values[column]


@pytest.mark.parametrize("text", ["", "9 GORSE STREET", " 9 Gorse Street"])
def test_details_differ_is_not_said_of_capitals_or_of_a_blank(text: str, tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK, LINK | {"Pupil ID": "P2", "Address": text}])
    assert notices(export) == []
    assert export.contacts[1].values["Address"] == "9 Gorse Street"


def test_details_differ_is_not_said_of_the_link(tmp_path: Path) -> None:
    second = {"Pupil ID": "P2", "Priority": "2", "Relationship": "Mother", "No contact": "Y"}
    export = read(tmp_path, contacts=[LINK, LINK | second | {"Parental responsibility": "N"}])
    assert notices(export) == []
    assert export.contacts[0].values["No contact"] == "N"
    assert export.contacts[1].values["No contact"] == "Y"


def test_details_differ_also_from_a_detail_that_was_dropped(tmp_path: Path) -> None:
    rows = [LINK | {"Mobile": "none"}, LINK | {"Pupil ID": "P2"}]
    export = read(tmp_path, contacts=rows)
    assert notices(export) == [
        (2, "Mobile", "invalid-mobile"),
        (3, "Contact ID", "details-differ"),
    ]
    assert "Mobile" not in export.contacts[1].values


def test_later_rows_keep_what_is_blank_in_the_first(tmp_path: Path) -> None:
    rows = [LINK | {"Email": "", "Title": ""}, LINK | {"Pupil ID": "P2"}]
    export = read(tmp_path, contacts=rows)
    assert notices(export) == []
    assert "Email" not in export.contacts[1].values
    assert "Title" not in export.contacts[1].values


def test_a_later_row_shows_its_own_notices_of_stage_1(tmp_path: Path) -> None:
    rows = [LINK | {"Mobile": "none"}, LINK | {"Pupil ID": "P2", "Mobile": "none"}]
    assert notices(read(tmp_path, contacts=rows)) == [
        (2, "Mobile", "invalid-mobile"),
        (3, "Mobile", "invalid-mobile"),
    ]


def test_the_person_is_that_of_the_first_row_that_was_accepted(tmp_path: Path) -> None:
    rows = [
        LINK | {"Surname": "Wrong", "Pupil ID": "P9"},
        LINK,
        LINK | {"Pupil ID": "P2", "Surname": "Wrong"},
    ]
    export = read(tmp_path, contacts=rows)
    assert refusals(export) == [
        (2, "Pupil ID", "unknown-pupil"),
        (4, "Contact ID", "person-differs"),
    ]


# Staff: e-mail


def test_duplicate_email(tmp_path: Path) -> None:
    rows = [
        POST,
        POST | {"Staff ID": "S2", "Work email": "NELL@Hexley.example"},
        POST | {"Staff ID": "S3"},
    ]
    export = read(tmp_path, staff=rows)
    assert notices(export) == [
        (3, "Work email", "duplicate-email"),
        (4, "Work email", "duplicate-email"),
    ]
    assert ["Work email" in row.values for row in export.staff] == [True, False, False]


def test_duplicate_email_is_blank_in_later_rows_too(tmp_path: Path) -> None:
    rows = [POST, POST | {"Staff ID": "S2"}, POST | {"Staff ID": "S2", "Role": "TA"}]
    export = read(tmp_path, staff=rows)
    assert notices(export) == [(3, "Work email", "duplicate-email")]
    assert "Work email" not in export.staff[2].values


def test_duplicate_email_is_not_said_of_another_post_of_the_same_person(tmp_path: Path) -> None:
    assert notices(read(tmp_path, staff=[POST, POST | {"Role": "TA"}])) == []


def test_an_email_that_counts_for_nothing_is_not_kept(tmp_path: Path) -> None:
    rows = [
        POST,
        # Only the post of this row counts, so S1 does not keep its address.
        POST | {"Role": "TA", "Work email": "new@hexley.example"},
        POST | {"Staff ID": "S2", "Work email": "new@hexley.example"},
    ]
    export = read(tmp_path, staff=rows)
    assert notices(export) == [(3, "Staff ID", "details-differ")]


def test_guardians_may_share_an_email(tmp_path: Path) -> None:
    rows = [LINK, LINK | {"Contact ID": "C2"}]
    assert notices(read(tmp_path, contacts=rows)) == []


# Contacts: bars


def test_bar_disputed(tmp_path: Path) -> None:
    rows = [LINK, LINK | {"No contact": "Y"}]
    assert refusals(read(tmp_path, contacts=rows)) == [
        (2, "No contact", "bar-disputed"),
        (3, "No contact", "bar-disputed"),
    ]


def test_bar_disputed_comes_before_all_else(tmp_path: Path) -> None:
    rows = [
        LINK | {"Pupil ID": "P2", "Surname": "Darlow"},
        LINK,
        LINK,
        LINK | {"No contact": "Y", "Surname": "Other", "Priority": "x"},
    ]
    export = read(tmp_path, contacts=rows)
    assert refusals(export) == [(line, "No contact", "bar-disputed") for line in (3, 4, 5)]
    assert notices(export) == []
    assert lines(export, "contacts") == [2]


def test_bar_disputed_is_not_said_of_blank_and_no(tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK | {"No contact": ""}, LINK])
    assert refusals(export) == [(3, "Contact ID", "duplicate-id")]


def test_bar_disputed_looks_only_at_rows_that_passed_stage_1(tmp_path: Path) -> None:
    rows = [LINK, LINK | {"No contact": "Y", "Parental responsibility": "?"}]
    export = read(tmp_path, contacts=rows)
    assert refusals(export) == [(3, "Parental responsibility", "unknown-value")]
    assert lines(export, "contacts") == [2]


def test_a_bar_from_one_sibling_only_is_no_fault(tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK, LINK | {"Pupil ID": "P2", "No contact": "Y"}])
    assert (refusals(export), notices(export)) == ([], [])


# Terms


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        ("2026-10-20", "2026-12-18", True),
        ("2026-10-21", "2026-12-18", False),
        ("2026-08-01", "2026-09-03", True),
        ("2026-08-01", "2026-09-02", False),
        ("2026-09-10", "2026-09-11", True),
        ("2026-08-01", "2026-12-18", True),
    ],
)
def test_overlapping_term(first: str, last: str, overlaps: bool, tmp_path: Path) -> None:
    rows = [TERM, TERM | {"Term": "Other", "First day": first, "Last day": last}]
    export = read(tmp_path, terms=rows)
    assert refusals(export) == [(3, "First day", "overlapping-term")] * overlaps


def test_overlapping_term_is_asked_of_accepted_terms_of_the_same_school(tmp_path: Path) -> None:
    rows = [
        TERM,
        TERM | {"Term": "B", "Last day": "2026-12-18"},
        TERM | {"Term": "C", "First day": "2026-11-02", "Last day": "2026-12-18"},
        TERM | {"Term": "B", "Last day": "2026-12-18"},
        TERM | {"School URN": "141208"},
    ]
    export = read(tmp_path, terms=rows)
    assert refusals(export) == [
        (3, "First day", "overlapping-term"),
        (5, "First day", "overlapping-term"),
    ]
    assert lines(export, "terms") == [2, 4, 6]


def test_a_refused_row_of_stage_2_shows_no_notice(tmp_path: Path) -> None:
    rows = [SCHOOL, SCHOOL | {"Postcode": "none"}, OTHER_SCHOOL]
    export = read(tmp_path, schools=rows, pupils=[PUPIL])
    assert said(export.refused) == [("schools.csv", 3, "School URN", "duplicate-id")]
    assert said(export.notices) == []
