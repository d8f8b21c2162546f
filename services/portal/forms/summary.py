"""The summary on top of a page whose form was wrong: each message a link to its box."""

from dataclasses import dataclass

from .base import PortalForm


@dataclass(frozen=True, slots=True)
class Problem:
    """text: what to do about it. href: "#id" of the box that takes the focus, None for no box."""

    text: str
    href: str | None


def problems(form: PortalForm) -> list[Problem]:
    """What is wrong, in the order of the page: the form as a whole first, then field by field."""
    found = [Problem(text, None) for text in form.form_errors]
    for field in form:
        if field.errors:
            found.append(Problem(field.errors[0], f"#{getattr(field, 'error_id', field.id)}"))
    return found
