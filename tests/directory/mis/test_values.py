"""Section 3 of the format: what is right in each type, and how it is stored."""

import pytest

from services.directory.mis.columns import Kind
from services.directory.mis.values import Right, Wrong, read_value


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        (Kind.URN, "100000", "100000"),
        (Kind.LA_CODE, "001", "001"),
        (Kind.LA_CODE, "938", "938"),
        (Kind.LAESTAB, "9384000", "9384000"),
        (Kind.LAESTAB, "938/4000", "9384000"),
        (Kind.LAESTAB, " 938 - 40 00/", "9384000"),
        (Kind.LAESTAB, "0010000", "0010000"),
        (Kind.DATE, "1/9/2020", "2020-09-01"),
        (Kind.DATE, "01/09/2020", "2020-09-01"),
        (Kind.DATE, "1/09/1900", "1900-09-01"),
        (Kind.DATE, "2099-12-31", "2099-12-31"),
        (Kind.DATE, "29/2/2016", "2016-02-29"),
        (Kind.DATES, "3/9/2026", "2026-09-03"),
        (Kind.DATES, "2026-09-04; 3/9/2026;;4/9/2026;\u00a0;\t\n", "2026-09-03;2026-09-04"),
        (Kind.DATES, ";", ""),
        (Kind.UPN, "v 2013614 25001", "V201361425001"),
        (Kind.NUMBER, "1", "1"),
        (Kind.NUMBER, "09", "9"),
        (Kind.NUMBER, "10", "10"),
        (Kind.NUMBER, "99", "99"),
        (Kind.EMAIL, "A.b_c%d+e'f-g@h-1.I.example", "A.b_c%d+e'f-g@h-1.I.example"),
        (Kind.EMAIL, "a@b.cd", "a@b.cd"),
        (Kind.MOBILE, "07700 900123", "+447700900123"),
        (Kind.MOBILE, "7700900123", "+447700900123"),
        (Kind.MOBILE, "+44 (0)7700-900.123", "+447700900123"),
        (Kind.MOBILE, "+447700900123", "+447700900123"),
        (Kind.MOBILE, "00447700900123", "+447700900123"),
        (Kind.MOBILE, "0044 (0) 7700 900123", "+447700900123"),
        (Kind.MOBILE, "+1 (202) 555-0143", "+12025550143"),
        (Kind.MOBILE, "+12345678", "+12345678"),
        (Kind.MOBILE, "+123456789012345", "+123456789012345"),
        (Kind.MOBILE, "+7700900123", "+7700900123"),
        (Kind.POSTCODE, "sw1a1aa", "SW1A 1AA"),
        (Kind.POSTCODE, "M 1 1 A A", "M1 1AA"),
        (Kind.POSTCODE, "B33 8TH", "B33 8TH"),
        (Kind.TEXT, "any\nthing", "any\nthing"),
    ],
)
def test_a_right_value_is_stored(kind: Kind, text: str, stored: str) -> None:
    assert read_value(kind, text) == Right(stored)


WRONG = {
    (Kind.URN, "invalid-urn"): [
        "012345",
        "12345",
        "1234567",
        "123 456",
        "12345a",
        "123456\n7",
        "12345٦",
        "１２３４５６",
    ],
    (Kind.LA_CODE, "invalid-la-code"): ["000", "12", "1234", "3O2", "30 2", "３０２"],
    (Kind.LAESTAB, "invalid-laestab"): ["0001234", "938400", "93840001", "938_4000", "938\t4000"],
    (Kind.DATE, "invalid-date"): [
        "31/4/2016",
        "29/2/2015",
        "1/13/2016",
        "0/1/2016",
        "001/1/2016",
        "31/12/1899",
        "1/1/2100",
        "1/1/16",
        "1/9/20144",
        "2014-9-1",
        "2014-09-01T00:00",
        "01/09/2014 00:00",
        "01 / 09 / 2014",
        "1-9-2014",
        "1.9.2014",
        "2014/09/01",
        "1 Sep 2014",
        "2014-W36-1",
        "20140901",
        "١/9/2014",
        "44075",
    ],
    (Kind.DATES, "invalid-date"): ["3/9/2026;x", "3/9/2026,4/9/2026", "3/9/2026 4/9/2026"],
    (Kind.UPN, "invalid-upn"): [
        "A801200005001",
        "A000000000000",
        "V20136142500",
        "V-201361425001",
        "V2013\t61425001",
        "I201361425001",
    ],
    (Kind.NUMBER, "invalid-number"): ["0", "00", "010", "100", "-1", "+1", "1.0", "first", "１"],
    (Kind.EMAIL, "invalid-email"): [
        "mail616@",
        "a@@b.cd",
        "a@b",
        "a@b.c",
        ".a@b.cd",
        "a.@b.cd",
        "a..b@c.de",
        "a@-b.cd",
        "a@b-.cd",
        "a@b..cd",
        "a b@c.de",
        "a@b.c1",
        "é@b.cd",
        "a@b.cd\n",
        "a@b.cd;e@f.gh",
        "A <a@b.cd>",
    ],
    (Kind.MOBILE, "invalid-mobile"): [
        "020 7946 0000",
        "+44 20 7946 0000",
        "07700/900123",
        "0770090012",
        "077009001234",
        "07700 900123 (mum)",
        "0017700900123",
        "+0123456789",
        "+1234567",
        "+1234567890123456",
        "٠٧٧٠٠٩٠٠١٢٣",
        "07700\t900123",
        "12025550143",
    ],
    (Kind.POSTCODE, "unusual-postcode"): [
        "1AB 2CD",
        "N/A",
        "SW1A1A",
        "ABC1 1AA",
        "M1-1AA",
        "M1\t1AA",
        "ﬀ1 1AA",
        "ı1 1AA",
    ],
    (Kind.PHASE, "unknown-value"): ["Infant", "16+", "Primary school", "Post\t16"],
    (Kind.ROLE, "unknown-value"): ["Head", "ALNCo", "Teacher, SENCO"],
    (Kind.SEX, "unknown-value"): ["U", "X", "Girl"],
    (Kind.YES_NO, "unknown-value"): ["Yes - see order", "2", "Yes.", "x"],
    (Kind.YEAR_GROUP, "unknown-value"): [
        *("0", "00", "15", "N3", "001", "010", "Year", "YrR", "Year X", "Y N1", "12A", "Yea 1"),
    ],
    (Kind.SEN_STATUS, "historic-statement"): ["S", "s", "-S-"],
    (Kind.SEN_STATUS, "unknown-value"): [
        *("SEN", "School Action", "School Action Plus", "Statement", "EHC", "AP"),
    ],
    (Kind.SEN_NEED, "unknown-value"): ["Dyslexia", "BESD*", "SpLD/MLD", "SP", "autism"],
    (Kind.RELATIONSHIP, "unknown-value"): ["Father's partner", "Mum", "Step\tparent"],
}


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [(kind, text, code) for (kind, code), texts in WRONG.items() for text in texts],
)
def test_a_wrong_value_has_its_code(kind: Kind, text: str, code: str) -> None:
    assert read_value(kind, text) == Wrong(code)


SPELLINGS = {
    Kind.PHASE: {
        "Nursery": ["NURSERY"],
        "Primary": [" primary"],
        "Middle": [],
        "Secondary": ["SECONDARY"],
        "All-through": ["All through", "allthrough", "all_through"],
        "Special": [],
        "Alternative provision": ["AP", "alternative-provision"],
        "Post-16": ["16 plus", "16-Plus", "post 16", "POST16"],
    },
    Kind.ROLE: {
        "Teacher": ["Class teacher", "class-teacher"],
        "SENCO": ["SENDCo", "senco"],
        "Teaching assistant": ["TA"],
        "Headteacher": ["Principal", "Head teacher"],
        "Trust SEND lead": ["trust send lead"],
        "Office": ["Admin"],
    },
    Kind.SEX: {"M": ["Male", "m"], "F": ["Female", "FEMALE"]},
    Kind.YES_NO: {
        "Y": ["Yes", "True", "T", "1", "y"],
        "N": ["No", "False", "F", "0", "NO", "n o"],
    },
    Kind.YEAR_GROUP: {
        "N1": ["E1", "n1", "N 1"],
        "N2": ["E2", "e-2"],
        "R": ["Reception", "YR", "Year R", "year_r", "Y R"],
        "X": ["x"],
        "1": ["01", "Year 1", "Year 01", "Yr1", "Yr_01", "Y1", "Y01", "Year-1"],
        "9": ["09", "Year 09", "yr 9", "Y 09"],
        "10": ["Year 10", "Yr10", "Y10"],
        "14": ["Year 14", "Yr 14", "y14"],
    },
    Kind.SEN_STATUS: {
        "N": ["No SEN", "No_special_educational_need", "n"],
        "K": ["SEN support", "SEN_Support", "k"],
        "E": ["EHCP", "EHC plan", "Education, health and care plan", "e"],
    },
    Kind.SEN_NEED: {
        need: [need.lower(), need.title()]
        for need in (
            *("SPLD", "MLD", "SLD", "PMLD", "DS", "SLCN", "ASD", "SEMH"),
            *("HI", "VI", "MSI", "PD", "OTH", "NSA"),
        )
    },
    Kind.RELATIONSHIP: {
        "Mother": ["MOTHER"],
        "Father": [],
        "Parent": [],
        "Step-parent": ["Step parent", "stepparent"],
        "Grandparent": ["Grand parent"],
        "Foster carer": ["Foster-carer"],
        "Guardian": [],
        "Sibling": [],
        "Other family member": ["Other_family_member"],
        "Social worker": ["SocialWorker"],
        "Other": ["other"],
    },
}


@pytest.mark.parametrize(
    ("kind", "text", "entry"),
    [
        (kind, text, entry)
        for kind, entries in SPELLINGS.items()
        for entry, others in entries.items()
        for text in (entry, *others)
    ],
)
def test_a_list_value_is_stored_as_its_entry(kind: Kind, text: str, entry: str) -> None:
    assert read_value(kind, text) == Right(entry)


@pytest.mark.parametrize("year", range(1, 15))
def test_every_year_group_is_known(year: int) -> None:
    assert read_value(Kind.YEAR_GROUP, f"{year}") == Right(f"{year}")


@pytest.mark.parametrize("letter", ["A", "P", "a", "p"])
def test_historic_sen_status(letter: str) -> None:
    assert read_value(Kind.SEN_STATUS, letter) == Right("K", notice="historic-sen-status")


def test_historic_need() -> None:
    assert read_value(Kind.SEN_NEED, "besd") == Right("SEMH", notice="historic-need")
