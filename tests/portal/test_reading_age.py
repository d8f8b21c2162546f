import pytest
from flask import Flask, render_template

from tests.portal.reading_age import count_syllables, reading_age, sentences_of

OLDEST_READER = 11
FIXED_TEXTS = (
    "fixed/rights.en.html",
    "fixed/ask_council.en.html",
    "pages/door.html",
    "pages/help.html",
    "pages/privacy.html",
)
THE_RIGHTS = (
    "Talk to the school",
    "even if the school has said no",
    "complain",
    "SENDIASS",
    "educational psychologist",
    "ask again",
    "disabled",
    "within 6 weeks",
)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("cat", 1), ("made", 1), ("table", 2), ("needed", 2), ("school's", 1), ("assessment", 3)],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_a_lawyers_sentence_needs_an_older_reader_than_a_childs() -> None:
    statute = (
        "A local authority must determine whether it may be necessary for special educational "
        "provision to be made for the child in accordance with an education, health and care plan."
    )
    assert reading_age([statute]) > 18
    assert reading_age(["The cat sat on the mat.", "It was red."]) < 7


@pytest.mark.parametrize("text", FIXED_TEXTS)
def test_what_every_family_reads_can_be_read_at_eleven(app: Flask, text: str) -> None:
    with app.test_request_context():
        sentences = sentences_of(render_template(text))
    assert len(sentences) > 20
    assert reading_age(sentences) <= OLDEST_READER
    longest = max(sentences, key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) <= 25, longest


@pytest.mark.parametrize("right", THE_RIGHTS)
def test_no_right_is_left_out(app: Flask, right: str) -> None:
    with app.test_request_context():
        text = render_template("fixed/rights.en.html")
    assert right.casefold() in " ".join(text.split()).casefold()


@pytest.mark.parametrize(
    "said",
    [
        "You do not need the school to agree",
        "even if the school has said no",
        "You do not have to try other things first",
        "section 36",
        "Within 6 weeks",
        "Within 20 weeks",
        "in the holidays too",
        "independent court",
        "SENDIASS",
        "Ombudsman",
        "if you are a young person",
    ],
)
def test_how_to_ask_the_council_leaves_nothing_out(app: Flask, said: str) -> None:
    with app.test_request_context():
        text = render_template("fixed/ask_council.en.html")
    assert said.casefold() in " ".join(text.split()).casefold()
