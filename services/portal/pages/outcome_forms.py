"""What each outcome of a concern asks: one form each, to and from the command's JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from services.portal.forms import (
    Body,
    Checkboxes,
    Choose,
    CommandForm,
    DateParts,
    LongText,
    Radios,
)
from services.portal.forms.dates import When
from services.portal.words.codes import NEED
from services.portal.words.concerns import OTHER_HELP

Owners = list[tuple[str, str]]
COMMON: Final = ("reasons", "decided_on", "parents_told_on")


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class OutcomeForm(CommandForm):
    """What every outcome asks. code: the outcome. part: its own part of the command.

    texts, days: the names of the part's texts and days, which are the form's fields too.
    """

    code: ClassVar[str]
    part: ClassVar[str | None] = None
    texts: ClassVar[tuple[str, ...]] = ()
    days: ClassVar[tuple[str, ...]] = ()

    reasons = LongText(
        "Why?",
        subject="Why",
        hint="In plain words. The family reads this.",
        empty="Enter why you decided this",
    )
    decided_on = DateParts(
        "When was it decided?",
        subject="The day of the decision",
        empty="Enter the day of the decision",
        when=When.PAST,
    )
    parents_told_on = DateParts(
        "When were the parents told?", subject="The day they were told", when=When.PAST
    )
    reason = LongText(
        "What was wrong in the decision that stands?",
        subject="What was wrong",
        hint="The family reads this.",
        empty="Enter what was wrong",
    )

    def prepare(self, _owners: Owners, *, correcting: bool) -> None:
        """Only a correction says what was wrong. A day that it tells again may have come since."""
        if not correcting:
            del self.reason
            return
        for name in self.days:
            self[name].when = When.ANY

    def body(self) -> Body:
        """The command."""
        told_on = self.parents_told_on.data
        body: Body = {
            "outcome": self.code,
            "reasons": self.reasons.data,
            "decided_on": self.decided_on.day.isoformat(),
            "effective_on": self.from_day().isoformat(),
            "parents_told_on": told_on.isoformat() if told_on else None,
        }
        if "reason" in self:
            body["reason"] = self.reason.data
        if self.part:
            body[self.part] = self.own()
        return body

    def from_day(self) -> date:
        """From when it holds: the day of the decision, unless the outcome asks for another."""
        return self.decided_on.day

    def own(self) -> Body:
        """The outcome's own part."""
        texts = {name: self[name].data for name in self.texts}
        return texts | {name: self[name].day.isoformat() for name in self.days}

    @classmethod
    def filled(cls, body: Mapping[str, Any]) -> Body:
        """The form's values that make this command."""
        common: Body = {
            "reasons": body.get("reasons"),
            "reason": body.get("reason"),
            "decided_on": day_of(body.get("decided_on")),
            "parents_told_on": day_of(body.get("parents_told_on")),
        }
        part = (body.get(cls.part) or {}) if cls.part else {}
        texts = {name: part.get(name) for name in cls.texts}
        return common | texts | {name: day_of(part.get(name)) for name in cls.days}


NEEDS: Final = [(code, text) for code, text in NEED.items()]


class SenSupportForm(OutcomeForm):
    code = "sen-support"
    part = "sen_support"
    primary_need = Choose("Main need", choices=NEEDS, empty="Select the main need")
    secondary_need = Choose("Second need", choices=NEEDS)
    from_on = DateParts(
        "From when does SEN Support hold?",
        subject="The day it begins",
        empty="Enter the day it begins",
        when=When.PAST,
        hint="It may lie before today. For example, 27 3 2026",
    )

    def from_day(self) -> date:
        return self.from_on.day

    def own(self) -> Body:
        return {
            "primary_need": self.primary_need.data,
            "secondary_need": self.secondary_need.data or None,
        }

    @classmethod
    def filled(cls, body: Mapping[str, Any]) -> Body:
        part = body.get("sen_support") or {}
        return super().filled(body) | {
            "primary_need": part.get("primary_need"),
            "secondary_need": part.get("secondary_need") or "",
            "from_on": day_of(body.get("effective_on")),
        }


class WatchForm(OutcomeForm):
    code = "watch-and-review"
    part = "watch"
    texts = ("looks_at",)
    days = ("review_on",)
    owner_id = Radios("Who looks again?", empty="Select who looks again")
    review_on = DateParts(
        "When?",
        subject="The day to look again",
        empty="Enter the day to look again",
        when=When.FUTURE,
    )
    looks_at = LongText("At what?", hint="The family reads this.", empty="Enter what they look at")

    def prepare(self, owners: Owners, *, correcting: bool) -> None:
        super().prepare(owners, correcting=correcting)
        chosen = self.owner_id.data
        known = [value for value, _ in owners]
        more = [(chosen, "Whoever was to look again")] if chosen and chosen not in known else []
        self.owner_id.offer([*owners, *more])

    def own(self) -> Body:
        return super().own() | {"owner_id": self.owner_id.data}

    @classmethod
    def filled(cls, body: Mapping[str, Any]) -> Body:
        part = body.get("watch") or {}
        owner = part.get("owner_id")
        return super().filled(body) | {"owner_id": str(UUID(owner)) if owner else None}


class EhcForm(OutcomeForm):
    code = "ehc-assessment"


class SignpostForm(OutcomeForm):
    code = "signpost"
    part = "signposting"
    texts = ("how",)
    to = Checkboxes(
        "Which help?",
        choices=[(code, text) for code, text in OTHER_HELP.items()],
        empty="Select which help",
    )
    how = LongText(
        "How does the family get it?",
        hint="Name, place and phone number. The family reads this.",
        empty="Enter how the family gets it",
    )

    def own(self) -> Body:
        return super().own() | {"to": self.to.data}

    @classmethod
    def filled(cls, body: Mapping[str, Any]) -> Body:
        part = body.get("signposting") or {}
        return super().filled(body) | {"to": list(part.get("to") or [])}


class NotSendForm(OutcomeForm):
    code = "not-send"
    part = "not_send"
    texts = ("adjustments", "other_support", "look_again_if")
    days = ("look_again_on",)
    adjustments = LongText(
        "What will all teachers do?",
        hint="The family reads this.",
        empty="Enter what all teachers will do",
    )
    other_support = LongText(
        "What other help is there?",
        hint="Such as tutoring, pastoral help, help with English. The family reads this.",
        empty="Enter what other help there is",
    )
    look_again_if = LongText(
        "What would make you look again?",
        hint="The family reads this.",
        empty="Enter what would make you look again",
    )
    look_again_on = DateParts(
        "When do you look again in any case?",
        subject="The day to look again",
        empty="Enter the day to look again",
        when=When.FUTURE,
    )


FORMS: Final[Mapping[str, type[OutcomeForm]]] = {
    form.code: form for form in (SenSupportForm, WatchForm, EhcForm, SignpostForm, NotSendForm)
}
