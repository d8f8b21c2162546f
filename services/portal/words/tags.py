"""Tags: the word says it, the colour only repeats it."""

COLOURS = {
    "Not started": "grey",
    "Not known": "grey",
    "Not needed": "grey",
    "Not yet": "grey",
    "Over": "grey",
    "No special educational needs": "grey",
    "SEN Support": "blue",
    "EHC plan": "blue",
    "In progress": "blue",
    "Goes on": "blue",
    "Waiting": "yellow",
    "Not confirmed": "yellow",
    "Due soon": "orange",
    "Not all given": "orange",
    "Ask for advice": "orange",
    "Due tomorrow": "orange",
    "Due today": "red",
    "Late": "red",
    "Done": "green",
    "Shared": "green",
    "Proposed": "purple",
    "For the SENCO alone": "purple",
}


def tag_class(word: str) -> str:
    """The classes of a tag. Raises KeyError for a word that nobody gave a colour."""
    colour = COLOURS[word]
    # Blue is what a tag is without a modifier.
    return "govuk-tag" if colour == "blue" else f"govuk-tag govuk-tag--{colour}"
