"""Stage 1 of judging: every check of a row by itself, by its code."""

from pathlib import Path

import pytest

from tests.directory.mis.exports import (
    LINK,
    NO_PUPILS,
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


def test_good_rows_are_accepted_without_a_word(tmp_path: Path) -> None:
    export = read(tmp_path, staff=[POST], contacts=[LINK], terms=[TERM])
    assert said(export.refused) == []
    assert said(export.notices) == []
    assert [lines(export, subject) for subject in export.accepted] == [
        [2, 3],
        [2],
        [2, 3],
        [2],
        [2],
    ]


def test_no_upn_no_email_no_forename_and_future_entry_are_no_fault(tmp_path: Path) -> None:
    pupil = PUPIL | {"UPN": "", "Entry date": "1/9/2027", "Leaving date": "1/9/2027"}
    export = read(tmp_path, pupils=[pupil], contacts=[LINK | {"Forename": "", "Email": ""}])
    assert refusals(export) == []
    assert notices(export) == []
    assert (len(export.pupils), len(export.contacts)) == (1, 1)


NEEDED = {
    "schools": (SCHOOL, ["School URN", "LAESTAB", "Name", "Phase", "Local authority code"]),
    "staff": (POST, ["Staff ID", "School URN", "Forename", "Surname", "Role"]),
    "pupils": (
        PUPIL,
        [
            *("Pupil ID", "School URN", "Legal forename", "Legal surname"),
            *("Date of birth", "Year group", "Entry date"),
        ],
    ),
    "contacts": (LINK, ["Contact ID", "Pupil ID", "Surname"]),
    "terms": (TERM, ["School URN", "Term", "First day", "Last day"]),
}


@pytest.mark.parametrize(
    ("subject", "column"),
    [(subject, column) for subject, (_, columns) in NEEDED.items() for column in columns],
)
def test_missing_value(subject: str, column: str, tmp_path: Path) -> None:
    row, _ = NEEDED[subject]
    rows = {subject: [row | {column: " \u00a0"}]}
    export = read(tmp_path, **rows)
    assert (f"{subject}.csv", 2, column, "missing-value") in said(export.refused)
    assert lines(export, subject) == []


@pytest.mark.parametrize("role", ["Trust SEND lead", "Office", "admin"])
def test_missing_value_but_not_of_the_school_of_those_who_may_work_for_the_whole_trust(
    role: str, tmp_path: Path
) -> None:
    export = read(tmp_path, staff=[POST | {"School URN": "", "Role": role}])
    assert refusals(export) == []
    assert "School URN" not in export.staff[0].values


@pytest.mark.parametrize(("role", "reason"), [("Head", "unknown-value"), ("", "missing-value")])
def test_missing_value_of_a_school_counts_only_where_the_role_is_right(
    role: str, reason: str, tmp_path: Path
) -> None:
    export = read(tmp_path, staff=[POST | {"School URN": "", "Role": role}])
    assert refusals(export) == [(2, "Role", reason)]


def test_a_row_shows_every_reason_of_the_stage_and_no_notice(tmp_path: Path) -> None:
    row = SCHOOL | {"LAESTAB": "1", "Phase": "Infant", "Name": "", "Postcode": "none"}
    export = read(tmp_path, schools=[row, OTHER_SCHOOL], pupils=NO_PUPILS)
    assert refusals(export) == [
        (2, "LAESTAB", "invalid-laestab"),
        (2, "Name", "missing-value"),
        (2, "Phase", "unknown-value"),
    ]
    assert notices(export) == []


REFUSED_IF_WRONG = [
    ("schools", SCHOOL, "School URN", "1412", "invalid-urn"),
    ("schools", SCHOOL, "LAESTAB", "0001234", "invalid-laestab"),
    ("schools", SCHOOL, "Phase", "Infant", "unknown-value"),
    ("schools", SCHOOL, "Local authority code", "000", "invalid-la-code"),
    ("staff", POST, "School URN", "1412", "invalid-urn"),
    ("staff", POST, "Role", "Head", "unknown-value"),
    ("staff", POST, "Start date", "then", "invalid-date"),
    ("staff", POST, "End date", "then", "invalid-date"),
    ("pupils", PUPIL, "School URN", "1412", "invalid-urn"),
    ("pupils", PUPIL, "UPN", "V201361425010", "invalid-upn"),
    ("pupils", PUPIL, "Date of birth", "31/4/2016", "invalid-date"),
    ("pupils", PUPIL, "Year group", "15", "unknown-value"),
    ("pupils", PUPIL, "Entry date", "then", "invalid-date"),
    ("pupils", PUPIL, "Leaving date", "then", "invalid-date"),
    ("pupils", PUPIL, "SEN status", "SEN", "unknown-value"),
    ("pupils", PUPIL, "SEN status", "S", "historic-statement"),
    ("contacts", LINK, "Parental responsibility", "maybe", "unknown-value"),
    ("contacts", LINK, "No contact", "see file", "unknown-value"),
    ("terms", TERM, "School URN", "1412", "invalid-urn"),
    ("terms", TERM, "First day", "then", "invalid-date"),
    ("terms", TERM, "Last day", "then", "invalid-date"),
    ("terms", TERM, "Closed on", "3/9/2026; then", "invalid-date"),
]


@pytest.mark.parametrize(("subject", "row", "column", "text", "code"), REFUSED_IF_WRONG)
def test_a_wrong_value_that_could_make_a_wrong_fact_refuses_its_row(
    subject: str, row: Row, column: str, text: str, code: str, tmp_path: Path
) -> None:
    rows = {subject: [row | {column: text}]}
    export = read(tmp_path, **rows)
    ours = [entry for entry in said(export.refused) if entry[0] == f"{subject}.csv"]
    assert ours == [(f"{subject}.csv", 2, column, code)]
    assert lines(export, subject) == []


DROPPED_IF_WRONG = [
    ("schools", SCHOOL, "Joined trust on", "then", "invalid-date"),
    ("staff", POST, "Work email", "mail@", "invalid-email"),
    ("pupils", PUPIL, "Sex", "Not known", "unknown-value"),
    ("pupils", PUPIL, "SEN status since", "then", "invalid-date"),
    ("pupils", PUPIL, "SEN need 1", "Dyslexia", "unknown-value"),
    ("pupils", PUPIL | {"SEN need 1": "ASD"}, "SEN need 2", "Dyslexia", "unknown-value"),
    ("contacts", LINK, "Priority", "first", "invalid-number"),
    ("contacts", LINK, "Mobile", "020 7946 0000", "invalid-mobile"),
    ("contacts", LINK, "Email", "mail@", "invalid-email"),
]


@pytest.mark.parametrize(("subject", "row", "column", "text", "code"), DROPPED_IF_WRONG)
def test_a_wrong_detail_is_dropped_with_a_notice(
    subject: str, row: Row, column: str, text: str, code: str, tmp_path: Path
) -> None:
    rows = {subject: [row | {column: text}]}
    export = read(tmp_path, **rows)
    assert said(export.notices) == [(f"{subject}.csv", 2, column, code)]
    assert column not in export.accepted[subject][0].values


def test_a_correspondence_that_is_dropped_is_no_like_a_blank_one(tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK | {"Correspondence": "X"}])
    assert notices(export) == [(2, "Correspondence", "unknown-value")]
    assert export.contacts[0].values["Correspondence"] == "N"


@pytest.mark.parametrize(("subject", "row"), [("schools", SCHOOL), ("contacts", LINK)])
def test_an_unusual_postcode_is_kept_as_it_is(subject: str, row: Row, tmp_path: Path) -> None:
    rows = {subject: [row | {"Postcode": " 1ab  2cd"}]}
    export = read(tmp_path, **rows)
    assert notices(export) == [(2, "Postcode", "unusual-postcode")]
    assert export.accepted[subject][0].values["Postcode"] == "1ab  2cd"


def test_an_unknown_relationship_is_read_as_other(tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK | {"Relationship": "Father's partner"}])
    assert notices(export) == [(2, "Relationship", "unknown-value")]
    assert export.contacts[0].values["Relationship"] == "Other"


def test_blank_says_no_where_a_yes_or_no_or_a_status_is_asked(tmp_path: Path) -> None:
    blank = {"Parental responsibility": "", "No contact": "", "Correspondence": ""}
    export = read(tmp_path, pupils=[PUPIL | {"SEN status": ""}], contacts=[LINK | blank])
    assert export.pupils[0].values["SEN status"] == "N"
    assert [export.contacts[0].values[column] for column in blank] == ["N", "N", "N"]


@pytest.mark.parametrize(("subject", "row"), [("staff", POST), ("pupils", PUPIL), ("terms", TERM)])
def test_unknown_school(subject: str, row: Row, tmp_path: Path) -> None:
    rows = {subject: [row | {"School URN": "999999"}]}
    export = read(tmp_path, **rows)
    assert refusals(export) == [(2, "School URN", "unknown-school")]


def test_unknown_school_is_also_one_whose_row_was_refused(tmp_path: Path) -> None:
    schools = [SCHOOL | {"Phase": "Infant"}, OTHER_SCHOOL]
    export = read(tmp_path, schools=schools, terms=[TERM], pupils=NO_PUPILS)
    assert ("terms.csv", 2, "School URN", "unknown-school") in said(export.refused)


@pytest.mark.parametrize("pupil_id", ["p1", "P 1", "P3", "P01"])
def test_unknown_pupil(pupil_id: str, tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK | {"Pupil ID": pupil_id}])
    assert refusals(export) == [(2, "Pupil ID", "unknown-pupil")]


def test_unknown_pupil_is_also_one_whose_row_was_refused_among_others(tmp_path: Path) -> None:
    pupils = [PUPIL, PUPIL | {"Pupil ID": "P2", "Date of birth": "4/4/2014"}]
    export = read(tmp_path, pupils=pupils, contacts=[LINK])
    assert ("contacts.csv", 2, "Pupil ID", "unknown-pupil") in said(export.refused)


def test_unknown_pupil_is_not_said_of_a_blank_id(tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK | {"Pupil ID": ""}])
    assert refusals(export) == [(2, "Pupil ID", "missing-value")]


def test_date_in_future_of_birth(tmp_path: Path) -> None:
    row = PUPIL | {"Date of birth": "23/11/2026", "SEN status since": "1/1/2020"}
    export = read(tmp_path, pupils=[row])
    # Nothing is compared with a date of birth that cannot be.
    assert refusals(export) == [(2, "Date of birth", "date-in-future")]


def test_date_in_future_is_not_today(tmp_path: Path) -> None:
    today = {"Date of birth": "22/11/2026", "Entry date": "22/11/2026"}
    export = read(tmp_path, pupils=[PUPIL | today | {"SEN status since": "22/11/2026"}])
    assert refusals(export) == []
    assert notices(export) == []


def test_date_in_future_of_a_status_is_dropped(tmp_path: Path) -> None:
    export = read(tmp_path, pupils=[PUPIL | {"SEN status since": "2026-11-23"}])
    assert notices(export) == [(2, "SEN status since", "date-in-future")]
    assert "SEN status since" not in export.pupils[0].values


def test_before_birth_of_entry(tmp_path: Path) -> None:
    row = PUPIL | {"Entry date": "2/2/2016", "Leaving date": "1/2/2016"}
    assert refusals(read(tmp_path, pupils=[row])) == [
        (2, "Entry date", "before-birth"),
        (2, "Leaving date", "leaves-before-entry"),
    ]


def test_before_birth_of_a_status_is_dropped(tmp_path: Path) -> None:
    export = read(tmp_path, pupils=[PUPIL | {"SEN status since": "2016-02-02"}])
    assert notices(export) == [(2, "SEN status since", "before-birth")]
    assert "SEN status since" not in export.pupils[0].values


def test_before_birth_is_not_the_day_of_birth(tmp_path: Path) -> None:
    same = {"Entry date": "3/2/2016", "SEN status since": "3/2/2016"}
    export = read(tmp_path, pupils=[PUPIL | same])
    assert (refusals(export), notices(export)) == ([], [])


def test_leaves_before_entry(tmp_path: Path) -> None:
    rows = [
        PUPIL | {"Leaving date": "31/8/2020"},
        PUPIL | {"Pupil ID": "P2", "UPN": "", "Legal forename": "A", "Leaving date": "1/9/2020"},
    ]
    export = read(tmp_path, pupils=rows)
    assert refusals(export) == [(2, "Leaving date", "leaves-before-entry")]
    assert lines(export, "pupils") == [3]


def test_ends_before_start_of_staff(tmp_path: Path) -> None:
    rows = [
        POST | {"Start date": "2/9/2020", "End date": "1/9/2020"},
        POST | {"Start date": "2/9/2020", "End date": "2/9/2020"},
        POST | {"Role": "TA", "End date": "1/9/2020"},
    ]
    export = read(tmp_path, staff=rows)
    assert refusals(export) == [(2, "End date", "ends-before-start")]
    assert lines(export, "staff") == [3, 4]


def test_ends_before_start_of_terms(tmp_path: Path) -> None:
    rows = [
        TERM | {"Last day": "2026-09-02"},
        TERM | {"Term": "B", "Last day": "2026-09-03", "Closed on": "2026-09-03"},
    ]
    export = read(tmp_path, terms=rows)
    assert refusals(export) == [(2, "Last day", "ends-before-start")]
    assert lines(export, "terms") == [3]


def test_closed_outside_term(tmp_path: Path) -> None:
    closed = "2026-09-02;2026-09-03;2026-10-20;2026-10-21;2027-01-01"
    export = read(tmp_path, terms=[TERM | {"Closed on": closed}])
    assert notices(export) == [(2, "Closed on", "closed-outside-term")]
    assert export.terms[0].values["Closed on"] == "2026-09-03;2026-10-20"


def test_closed_outside_term_leaves_a_blank_where_no_day_is_inside(tmp_path: Path) -> None:
    export = read(tmp_path, terms=[TERM | {"Closed on": "2026-09-02"}])
    assert notices(export) == [(2, "Closed on", "closed-outside-term")]
    assert "Closed on" not in export.terms[0].values


def test_closures_without_a_day_are_blank(tmp_path: Path) -> None:
    export = read(tmp_path, terms=[TERM | {"Closed on": " ; ;"}])
    assert notices(export) == []
    assert "Closed on" not in export.terms[0].values


def test_la_differs(tmp_path: Path) -> None:
    export = read(tmp_path, schools=[SCHOOL | {"Local authority code": "509"}])
    assert notices(export) == [(2, "Local authority code", "la-differs")]
    assert export.schools[0].values["Local authority code"] == "509"


def test_temporary_upn(tmp_path: Path) -> None:
    export = read(tmp_path, pupils=[PUPIL | {"UPN": "m80120000500a"}])
    assert notices(export) == [(2, "UPN", "temporary-upn")]
    assert export.pupils[0].values["UPN"] == "M80120000500A"


# The needs, in the order of the table


def needs(tmp_path: Path, status: str, one: str, two: str) -> tuple[list[str], dict[str, str]]:
    """The notices as `1 code`, `2 code`, and the needs that are stored."""
    row = PUPIL | {"SEN status": status, "SEN need 1": one, "SEN need 2": two}
    export = read(tmp_path, pupils=[row])
    assert refusals(export) == []
    stored = {
        column[-1]: value
        for column, value in export.pupils[0].values.items()
        if column.startswith("SEN need")
    }
    return [f"{column[-1]} {code}" for _, column, code in notices(export)], stored


def test_needs_with_status_n_are_dropped_and_not_checked_further(tmp_path: Path) -> None:
    said_of_needs, stored = needs(tmp_path, "", "BESD", "Dyslexia")
    assert said_of_needs == ["1 needs-with-status-n", "2 needs-with-status-n"]
    assert stored == {}


def test_needs_with_status_n_is_said_only_of_those_that_are_there(tmp_path: Path) -> None:
    assert needs(tmp_path, "No SEN", "", "NSA") == (["2 needs-with-status-n"], {})


def test_nsa_with_e(tmp_path: Path) -> None:
    assert needs(tmp_path, "E", "nsa", "NSA") == (["1 nsa-with-e", "2 nsa-with-e"], {})


def test_nsa_with_e_moves_the_other_need_up(tmp_path: Path) -> None:
    assert needs(tmp_path, "E", "NSA", "PD") == (["1 nsa-with-e", "2 need-moved-up"], {"1": "PD"})


def test_nsa_is_right_with_k(tmp_path: Path) -> None:
    assert needs(tmp_path, "K", "NSA", "PD") == ([], {"1": "NSA", "2": "PD"})


def test_need_moved_up(tmp_path: Path) -> None:
    assert needs(tmp_path, "K", "", "SLD") == (["2 need-moved-up"], {"1": "SLD"})


def test_need_moved_up_over_one_that_was_dropped(tmp_path: Path) -> None:
    assert needs(tmp_path, "K", "Dyslexia", "BESD") == (
        ["1 unknown-value", "2 historic-need", "2 need-moved-up"],
        {"1": "SEMH"},
    )


def test_need_moved_up_is_not_said_of_one_that_was_dropped_itself(tmp_path: Path) -> None:
    assert needs(tmp_path, "E", "", "NSA") == (["2 nsa-with-e"], {})


def test_same_need_twice(tmp_path: Path) -> None:
    assert needs(tmp_path, "K", "sld", "SLD") == (["2 same-need-twice"], {"1": "SLD"})


def test_same_need_twice_is_asked_of_what_is_stored(tmp_path: Path) -> None:
    assert needs(tmp_path, "K", "BESD", "SEMH") == (
        ["1 historic-need", "2 same-need-twice"],
        {"1": "SEMH"},
    )


def test_historic_sen_status_takes_needs_as_k_does(tmp_path: Path) -> None:
    row = PUPIL | {"SEN status": "P", "SEN need 1": "NSA"}
    export = read(tmp_path, pupils=[row])
    assert notices(export) == [(2, "SEN status", "historic-sen-status")]
    assert export.pupils[0].values["SEN status"] == "K"
    assert export.pupils[0].values["SEN need 1"] == "NSA"


def test_barred_correspondence(tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK | {"No contact": "Y", "Correspondence": "1"}])
    assert notices(export) == [(2, "Correspondence", "barred-correspondence")]
    assert export.contacts[0].values["Correspondence"] == "N"
    assert export.contacts[0].values["No contact"] == "Y"


def test_barred_without_correspondence_is_no_notice(tmp_path: Path) -> None:
    export = read(tmp_path, contacts=[LINK | {"No contact": "Y", "Correspondence": "N"}])
    assert notices(export) == []
