from services.portal.frame import BARS, Viewer, bar, home

SENCO = Viewer(role="senco", role_name="SENCO", place="Alder Lane", unread=3)


def texts(viewer: Viewer | None, path: str = "/") -> list[object]:
    return [item["text"] for item in bar(viewer, path)]


def test_nobody_signed_in_has_no_bar() -> None:
    assert bar(None, "/") == []
    assert home(None) == "/"


def test_a_senco_starts_at_today() -> None:
    assert home(SENCO) == "/today"
    assert texts(SENCO)[:2] == ["Today", "Pupils"]
    assert texts(SENCO)[-3:] == ["Messages (3)", "Account", "Sign out"]


def test_no_bar_has_more_than_six_of_its_own() -> None:
    assert all(len(entries) <= 6 for entries in BARS.values())


def test_messages_that_cannot_be_counted_have_no_number() -> None:
    unknown = Viewer(role="teacher", role_name="Teacher", place="Alder Lane", unread=None)
    assert "Messages" in texts(unknown)


def test_the_bar_shows_where_one_is() -> None:
    here = [item for item in bar(SENCO, "/pupils/4f0c/plan") if item["active"]]
    assert [(item["text"], item["current"]) for item in here] == [("Pupils", False)]
    assert [item["text"] for item in bar(SENCO, "/today") if item["current"]] == ["Today"]


def test_the_longest_address_wins() -> None:
    teacher = Viewer(role="teacher", role_name="Teacher", place="Alder Lane")
    here = [item["text"] for item in bar(teacher, "/concerns/new/1/who") if item["active"]]
    assert here == ["Raise a concern"]
