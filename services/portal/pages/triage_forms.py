"""What is asked for each step of triage: one form each, to the command's JSON."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from services.portal.clients import clients, part
from services.portal.clients.directory import Guardian
from services.portal.clients.referrals import Concern
from services.portal.clock import today
from services.portal.concern_words import OTHER_CAUSE
from services.portal.forms import Body, CommandForm, DateParts, LongText, PortalForm, Radios
from services.portal.forms.dates import When
from services.portal.words.concerns import GATHERED, KINDS, SETTINGS, SPEAKERS, SPECIALISTS

SOMEBODY_ELSE: Final = "somebody-else"
FAMILY_DOWN: Final = (
    "The family cannot be shown right now, nor whether an order keeps somebody from this child. "
    "Try again in a minute."
)
BY_PARENTS: Final = ("meeting", "phone", "letter", "email", "form")
BY_PUPILS: Final = ("words", "symbols", "drawing", "meeting", "form", "observation")


def said(codes: Mapping[str, str], *which: str) -> list[tuple[str, str]]:
    """Choices, each beginning with a capital."""
    return [(code, codes[code][0].upper() + codes[code][1:]) for code in which or codes]


class EvidenceForm(CommandForm):
    kind = Radios(
        "What are the records about?",
        choices=said(KINDS, "attainment", "attendance", "behaviour"),
        empty="Select what the records are about",
    )
    text = LongText("What do they say?", subject="What they say", empty="Enter what they say")
    covers_from = DateParts(
        "From which day?", subject="The first day", empty="Enter the first day", when=When.PAST
    )
    covers_to = DateParts(
        "Up to which day?", subject="The last day", empty="Enter the last day", when=When.PAST
    )

    def body(self) -> Body:
        return {
            "kind": self.kind.data,
            "text": self.text.data,
            "covers_from": self.covers_from.day.isoformat(),
            "covers_to": self.covers_to.day.isoformat(),
        }


class OtherCauseForm(CommandForm):
    text = LongText(
        "What else could explain it?",
        subject="What else could explain it",
        hint="Such as hearing or sight, English as another language, a loss, missed teaching. "
        "Say also what you ruled out, and how.",
        empty="Enter what else could explain it, or what you ruled out",
    )
    covers_from = DateParts(
        "From which day?", subject="The first day", empty="Enter the first day", when=When.PAST
    )
    covers_to = DateParts(
        "Up to which day?", subject="The last day", empty="Enter the last day", when=When.PAST
    )

    def body(self) -> Body:
        return {
            "kind": OTHER_CAUSE,
            "text": self.text.data,
            "covers_from": self.covers_from.day.isoformat(),
            "covers_to": self.covers_to.day.isoformat(),
        }


class ObservationForm(CommandForm):
    setting = Radios(
        "Where?", choices=said(SETTINGS), empty="Select where, or that the teachers were asked"
    )
    seen_text = LongText(
        "What was seen, or what did the teachers say?",
        subject="What was seen",
        empty="Enter what was seen, or what the teachers said",
    )
    effective_on = DateParts("When?", subject="The day", empty="Enter the day", when=When.PAST)

    def body(self) -> Body:
        return {
            "setting": self.setting.data,
            "seen": self.seen_text.data,
            "effective_on": self.effective_on.day.isoformat(),
        }

    def complain(self, messages: dict[str, list[str]]) -> list[str]:
        """The service calls the text "seen", as every form calls the version that it carries."""
        named = {"seen_text" if name == "seen" else name: messages[name] for name in messages}
        return super().complain(named)


class ViewForm(CommandForm):
    """who: a guardian's id, "young-person", or somebody whom the trust has no record of."""

    who = Radios("Whose view is it?", empty="Select whose view it is")
    gathered = Radios("How did you hear it?", empty="Select how you heard it")
    said = LongText(
        "What did they say?",
        subject="What they said",
        hint="In their own words.",
        empty="Enter what they said",
    )
    readers = Radios(
        "Who may read it?",
        choices=[
            ("family", "The family and staff"),
            ("confidential", "The SENCO alone", "Because they asked for this"),
        ],
        empty="Select who may read it",
        default="family",
    )
    effective_on = DateParts("When?", subject="The day", empty="Enter the day", when=When.PAST)

    def body(self) -> Body:
        person = self.who.data if self.who.data not in (*SPEAKERS, SOMEBODY_ELSE) else None
        speaker = self.who.data if self.who.data in SPEAKERS else "parent"
        return {
            "speaker": speaker,
            "person_id": person,
            "gathered": self.gathered.data,
            "said": self.said.data,
            "confidential": self.readers.data == "confidential",
            "effective_on": self.effective_on.day.isoformat(),
        }


class SpecialistForm(CommandForm):
    specialist = Radios("Whom do you ask?", choices=said(SPECIALISTS), empty="Select whom you ask")
    question = LongText(
        "What should they find out?",
        subject="What they should find out",
        hint="The family reads this: it is what they agreed to.",
        empty="Enter what they should find out",
    )
    giver = Radios(
        "Who agreed to this?",
        choices=said(SPEAKERS, "parent", "young-person"),
        empty="Select who agreed to this",
    )
    how = Radios(
        "How did they agree?",
        choices=said(GATHERED, *BY_PARENTS),
        empty="Select how they agreed",
    )
    given_on = DateParts(
        "When did they agree?",
        subject="The day they agreed",
        empty="Enter the day they agreed",
        when=When.PAST,
    )
    reply_wanted_by = DateParts(
        "By when do you want a reply?", subject="The day of the reply", when=When.FUTURE
    )

    def body(self) -> Body:
        wanted = self.reply_wanted_by.data
        return {
            "specialist": self.specialist.data,
            "question": self.question.data,
            "consent": {
                "giver": self.giver.data,
                "how": self.how.data,
                "given_on": self.given_on.day.isoformat(),
            },
            "reply_wanted_by": wanted.isoformat() if wanted else None,
        }


class NotNeededForm(PortalForm):
    reason = LongText(
        "Why is this step not needed?", subject="The reason", empty="Enter why it is not needed"
    )


def evidence_form(concern: Concern) -> CommandForm:
    return EvidenceForm(seen=concern.version, covers_to=today())


def cause_form(concern: Concern) -> CommandForm:
    return OtherCauseForm(seen=concern.version, covers_to=today())


def observation_form(concern: Concern) -> CommandForm:
    return ObservationForm(seen=concern.version, effective_on=today())


def parents_form(concern: Concern) -> CommandForm:
    form = ViewForm(seen=concern.version, effective_on=today())
    family = guardian_choices(form, concern.pupil_id)
    form.who.offer([*family, *said(SPEAKERS, "young-person"), ELSE])
    form.gathered.offer(said(GATHERED, *BY_PARENTS))
    return form


ELSE: Final = (SOMEBODY_ELSE, "Another parent or carer", "Somebody whom we have no record of")


def guardian_choices(form: ViewForm, pupil_id: UUID) -> list[tuple[str, str, str]]:
    """The adults of the family whom we know; where they cannot be told now, the form says so."""
    family = part(lambda: clients().directory.family(pupil_id))
    if family.down:
        form.who.description = FAMILY_DOWN
    return [guardian_choice(one) for one in family.or_else([])]


def guardian_choice(guardian: Guardian) -> tuple[str, str, str]:
    barred = ". An order keeps them from this child: do not ask them" if guardian.barred else ""
    relationship = guardian.relationship.replace("-", " ").capitalize()
    return str(guardian.guardian_id), guardian.name, f"{relationship}{barred}"


def pupils_form(concern: Concern) -> CommandForm:
    form = ViewForm(seen=concern.version, effective_on=today(), who="pupil")
    form.who.offer(said(SPEAKERS, "pupil"))
    form.gathered.offer(said(GATHERED, *BY_PUPILS))
    return form


def specialist_form(concern: Concern) -> CommandForm:
    return SpecialistForm(seen=concern.version)
