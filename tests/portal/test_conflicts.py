"""Two people who change the same texts at once: who typed what, and what is chosen of it."""

from flask import Flask

from services.portal.pages.plan_forms import NeedsForm

SEEN = {"strengths": "Kind.", "needs": "To join in.", "at_home": None}
HERS = {"strengths": "Kind to others.", "needs": "To join in at break.", "at_home": None}
MINE = {"strengths": "Kind.", "needs": "To speak in a group.", "at_home": "Sing together."}


def form_seen(app: Flask) -> dict[str, str]:
    """What the page of the form carries unseen, as it was first shown."""
    with app.test_request_context("/"):
        return {"marks": NeedsForm(seen=3, **SEEN).marks.data}


def typed(instead: dict[str, str] | None = None) -> dict[str, str]:
    return {**{name: text or "" for name, text in MINE.items()}, "seen": "3", **(instead or {})}


def test_what_only_the_other_changed_is_taken_and_what_both_did_is_shown(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={**typed(), **form_seen(app)}):
        form = NeedsForm(seen=5, **HERS)
        form.meet()
        assert form.both_changed == {"needs": "To join in at break."}
        assert form.strengths.data == "Kind to others."
        assert form.needs.data == "To speak in a group."
        assert form.at_home.data == "Sing together."


def test_what_nobody_else_changed_is_no_conflict(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={**typed(), **form_seen(app)}):
        form = NeedsForm(seen=5, **SEEN)
        form.meet()
        assert form.both_changed == {}
        assert form.needs.data == "To speak in a group."


def test_the_same_text_from_both_is_no_conflict(app: Flask) -> None:
    data = {**typed({"needs": "To join in at break.\r\n"}), **form_seen(app)}
    with app.test_request_context("/", method="POST", data=data):
        form = NeedsForm(seen=5, **HERS)
        form.meet()
        assert form.both_changed == {}


def test_a_form_that_does_not_tell_what_it_showed_takes_nothing_over(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data=typed()):
        form = NeedsForm(seen=5, **HERS)
        form.meet()
        assert form.both_changed == {
            "strengths": "Kind to others.",
            "needs": "To join in at break.",
            "at_home": "",
        }
        assert form.strengths.data == "Kind."


def test_each_text_is_kept_as_it_was_chosen(app: Flask) -> None:
    for keep, stays in (
        ("theirs", "To join in at break."),
        ("mine", "To speak in a group."),
        ("both", "To join in at break.\n\nTo speak in a group."),
        ("another", "To speak in a group."),
    ):
        with app.test_request_context("/", method="POST", data=typed({"keep_needs": keep})):
            form = NeedsForm(seen=5, **HERS)
            assert (form.needs.data, form.strengths.data) == (stays, "Kind."), keep


def test_after_a_conflict_the_next_one_counts_from_what_was_shown_then(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={**typed(), **form_seen(app)}):
        form = NeedsForm(seen=5, **HERS)
        form.meet()
        shown = form.marks.data
    with app.test_request_context("/", method="POST", data={**typed(), "marks": shown}):
        again = NeedsForm(seen=6, **HERS)
        again.meet()
        assert again.both_changed == {}
