"""Text, numbers and choices: WTForms fields that render as GOV.UK's and complain in our words.

In each, `empty` is the message where nothing was given; without it the field is optional, and its
label says so. `subject` begins the other messages ("What you noticed must be ...").
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxesInput,
    GovRadioInput,
    GovSelect,
    GovTextInput,
)
from markupsafe import Markup
from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

SHORT = 200
LONG = 4_000
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# A comma stands between thousands only: "1,5" is not taken for 15.
WHOLE = re.compile(r"\d+|\d{1,3}(,\d{3})+", re.ASCII)
DECIMAL = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?", re.ASCII)
# A browser's, and those that text from Word or PowerPoint has within a paragraph and between pages.
LINE_END = re.compile(r"\r\n|[\r\v\f\x85]")
LONGEST_NUMBER = 18  # digits; no amount here comes near it

Choice = tuple[str, str] | tuple[str, str, str]


def labelled(label: str, empty: str | None) -> str:
    return label if empty else f"{label} (optional)"


def tidy(text: str) -> str:
    """As typed, with the line ends that the character count counted, and no spaces around."""
    return LINE_END.sub("\n", text).strip()


def unseen(text: str) -> bool:
    """Whether it has characters that no service takes in a text: line ends and tabs they take."""
    return any(unicodedata.category(one) == "Cc" and one not in "\n\t" for one in text)


class ShortText(StringField):  # type: ignore[misc]
    """One line. data: str, "" where nothing was typed."""

    widget = GovTextInput()
    longest = SHORT

    def __init__(
        self,
        label: str,
        *,
        empty: str | None = None,
        subject: str | None = None,
        hint: str = "",
        longest: int | None = None,
        **more: Any,
    ) -> None:
        super().__init__(labelled(label, empty), description=hint, **more)
        self.empty = empty
        self.subject = subject or label
        self.longest = longest or self.longest

    def process_formdata(self, values: list[str]) -> None:
        self.data = tidy(values[0]).replace("\n", " ") if values else ""

    def pre_validate(self, _form: object) -> None:
        if not self.data:
            raise StopValidation(self.empty)
        if unseen(self.data):
            raise StopValidation(
                f"{self.subject} must not have characters that cannot be seen. Type it again"
            )
        if len(self.data) > self.longest:
            raise StopValidation(f"{self.subject} must be {self.longest:,} characters or less")


class LongText(ShortText):
    """Several lines, with a count of what is left where scripts run."""

    widget = GovCharacterCount()
    longest = LONG

    def __call__(self, **kwargs: Any) -> Markup:
        params = {"maxlength": self.longest, "threshold": 75, **kwargs.pop("params", {})}
        rendered: Markup = super().__call__(params=params, **kwargs)
        return rendered

    def process_formdata(self, values: list[str]) -> None:
        self.data = tidy(values[0]) if values else ""


class EmailInput(GovTextInput):  # type: ignore[misc]
    input_type = "email"


class EmailText(ShortText):
    """An e-mail address, kept as typed; whether it exists is known once something arrives."""

    widget = EmailInput()

    def __call__(self, **kwargs: Any) -> Markup:
        rendered: Markup = super().__call__(autocomplete="email", spellcheck="false", **kwargs)
        return rendered

    def pre_validate(self, _form: object) -> None:
        super().pre_validate(_form)
        if not EMAIL.fullmatch(self.data):
            raise StopValidation("Enter an email address like name@example.com")


class WholeNumber(ShortText):
    """A whole number within bounds. data: what was typed; number: int, or None where empty."""

    def __init__(self, label: str, *, smallest: int, largest: int, **more: Any) -> None:
        super().__init__(label, longest=LONGEST_NUMBER, **more)
        self.smallest = smallest
        self.largest = largest

    def __call__(self, **kwargs: Any) -> Markup:
        params = {"classes": "govuk-input--width-4", **kwargs.pop("params", {})}
        rendered: Markup = super().__call__(params=params, inputmode="numeric", **kwargs)
        return rendered

    @property
    def number(self) -> int | None:
        typed = self.data or ""
        return int(typed.replace(",", "")) if WHOLE.fullmatch(typed) else None

    def pre_validate(self, _form: object) -> None:
        if not self.data:
            raise StopValidation(self.empty)
        within = len(self.data) <= self.longest and self.number is not None
        if not within or not self.smallest <= (self.number or 0) <= self.largest:
            raise StopValidation(
                f"{self.subject} must be a whole number from {self.smallest:,} to {self.largest:,}"
            )


class DecimalNumber(ShortText):
    """A number of 0 or more with 2 decimal places at most. value: Decimal, or None where empty.

    complaint: ends the message, "a number, like 22 or 1.5".
    """

    def __init__(
        self, label: str, *, largest: int, complaint: str, prefix: str = "", **more: Any
    ) -> None:
        super().__init__(label, longest=LONGEST_NUMBER, **more)
        self.largest = largest
        self.complaint = complaint
        self.prefix = prefix

    def __call__(self, **kwargs: Any) -> Markup:
        params: dict[str, Any] = {"classes": "govuk-input--width-5", **kwargs.pop("params", {})}
        if self.prefix:
            params["prefix"] = {"text": self.prefix}
        rendered: Markup = super().__call__(params=params, inputmode="decimal", **kwargs)
        return rendered

    @property
    def value(self) -> Decimal | None:
        typed = (self.data or "").removeprefix(self.prefix).strip()
        return Decimal(typed.replace(",", "")) if DECIMAL.fullmatch(typed) else None

    def pre_validate(self, _form: object) -> None:
        if not self.data:
            raise StopValidation(self.empty)
        if len(self.data) > self.longest or self.value is None or self.value > self.largest:
            raise StopValidation(f"{self.subject} must be {self.complaint}")


class HintedItems:
    """Mixed into a widget of choices: no empty hint, and a hint beside a choice that has one."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)  # type: ignore[misc]
        if not field.description:
            params.pop("hint", None)
        for item in params["items"]:
            if hint := field.hints.get(item["value"]):
                item["hint"] = {"text": hint}
        return params


class RadiosInput(HintedItems, GovRadioInput):  # type: ignore[misc]
    pass


class CheckboxesInput(HintedItems, GovCheckboxesInput):  # type: ignore[misc]
    pass


class Offered:
    """Mixed into a field of choices: each is (value, text) or (value, text, hint)."""

    hints: dict[str, str]

    def __init__(
        self,
        label: str,
        *,
        choices: Sequence[Choice] = (),
        empty: str | None = None,
        hint: str = "",
        **more: Any,
    ) -> None:
        super().__init__(labelled(label, empty), description=hint, choices=[], **more)  # type: ignore[call-arg]
        self.empty = empty
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Say what can be chosen, where that is known only when the page is asked for."""
        self.choices = [SelectChoice(value=choice[0], label=choice[1]) for choice in choices]
        self.hints = {choice[0]: choice[2] for choice in choices if len(choice) == 3}

    def values(self) -> list[str]:
        return [choice.value for choice in self.choices]


class Radios(Offered, RadioField):  # type: ignore[misc]
    """One of several. data: the value, or None."""

    widget = RadiosInput()
    data: str | None

    def pre_validate(self, _form: object) -> None:
        # WTForms would say "Not a valid choice." before any message of ours.
        if self.data not in self.values():
            self.data = None
            raise StopValidation(self.empty)


class Choose(Offered, SelectField):  # type: ignore[misc]
    """One of many, in a list that opens: for staff, where radios would fill two screens.

    data: the value, or "" where nothing was chosen.
    """

    widget = GovSelect()
    data: str

    def offer(self, choices: Sequence[Choice]) -> None:
        super().offer([("", "Choose"), *choices])

    def pre_validate(self, _form: object) -> None:
        if self.data not in self.values() or not self.data:
            self.data = ""
            raise StopValidation(self.empty)


class Narrow(Choose):
    """One of several, to show less of a list; without a choice, all of it. data: "" for all.

    everything: what stands for all, "All schools".
    """

    def __init__(self, label: str, *, everything: str, **more: Any) -> None:
        self.everything = everything
        super().__init__(label, empty=everything, **more)

    def offer(self, choices: Sequence[Choice]) -> None:
        Offered.offer(self, [("", self.everything), *choices])

    def pre_validate(self, _form: object) -> None:
        """What is not among the choices shows all: an old address still opens."""
        if self.data not in self.values():
            self.data = ""


class Checkboxes(Offered, SelectMultipleField):  # type: ignore[misc]
    """Any of several. data: the values chosen, in the order shown."""

    widget = CheckboxesInput()
    data: list[str]

    def pre_validate(self, _form: object) -> None:
        chosen = set(self.data or [])
        self.data = [value for value in self.values() if value in chosen]
        if not self.data:
            raise StopValidation(self.empty)
