"""What is found out before a decision: evidence, observation, views, specialists, or why not."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients, part
from services.portal.clients.directory import Guardian
from services.portal.clients.referrals import Concern
from services.portal.clock import today
from services.portal.concern_words import OTHER_CAUSE, people_in, step_of
from services.portal.forms import DateParts, LongText, PortalForm, Radios
from services.portal.forms.dates import When
from services.portal.naming import names_of
from services.portal.pages.concerns import asked_for
from services.portal.signed_in import for_roles, me
from services.portal.words.concerns import GATHERED, KINDS, SETTINGS, SPEAKERS, SPECIALISTS
from shared.access.grants import Role

triage = Blueprint("triage", __name__, url_prefix="/concerns/<uuid:referral_id>/steps")

Page = str | Response
Body = dict[str, Any]
SOMEBODY_ELSE: Final = "somebody-else"
BY_PARENTS: Final = ("meeting", "phone", "letter", "email", "form")
BY_PUPILS: Final = ("words", "symbols", "drawing", "meeting", "form", "observation")


def said(codes: Mapping[str, str], *which: str) -> list[tuple[str, str]]:
    """Choices, each beginning with a capital."""
    return [(code, codes[code][0].upper() + codes[code][1:]) for code in which or codes]


class EvidenceForm(PortalForm):
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


class OtherCauseForm(PortalForm):
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


class ObservationForm(PortalForm):
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


class ViewForm(PortalForm):
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


class SpecialistForm(PortalForm):
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


def evidence_form(concern: Concern) -> PortalForm:
    return EvidenceForm(seen=concern.version, covers_to=today())


def cause_form(concern: Concern) -> PortalForm:
    return OtherCauseForm(seen=concern.version, covers_to=today())


def observation_form(concern: Concern) -> PortalForm:
    return ObservationForm(seen=concern.version, effective_on=today())


def parents_form(concern: Concern) -> PortalForm:
    form = ViewForm(seen=concern.version, effective_on=today())
    family = part(lambda: clients().directory.family(concern.pupil_id)).or_else([])
    form.who.offer([*map(guardian_choice, family), *said(SPEAKERS, "young-person"), ELSE])
    form.gathered.offer(said(GATHERED, *BY_PARENTS))
    return form


ELSE: Final = (SOMEBODY_ELSE, "Another parent or carer", "Somebody whom we have no record of")


def guardian_choice(guardian: Guardian) -> tuple[str, str, str]:
    barred = ". An order keeps them from this child: do not ask them" if guardian.barred else ""
    relationship = guardian.relationship.replace("-", " ").capitalize()
    return str(guardian.guardian_id), guardian.name, f"{relationship}{barred}"


def pupils_form(concern: Concern) -> PortalForm:
    form = ViewForm(seen=concern.version, effective_on=today(), who="pupil")
    form.who.offer(said(SPEAKERS, "pupil"))
    form.gathered.offer(said(GATHERED, *BY_PUPILS))
    return form


def specialist_form(concern: Concern) -> PortalForm:
    return SpecialistForm(seen=concern.version)


# Step -> its form, and the last part of the route that takes it.
FORMS: Final[Mapping[str, tuple[Callable[[Concern], PortalForm], str]]] = {
    "evidence": (evidence_form, "evidence"),
    "observation": (observation_form, "observations"),
    "parents-views": (parents_form, "views"),
    "pupils-views": (pupils_form, "views"),
    "specialist": (specialist_form, "specialist-requests"),
    OTHER_CAUSE: (cause_form, "evidence"),
}
MAY_BE_SET_ASIDE: Final = ("evidence", "observation", "parents-views", "pupils-views")


@triage.route("/<step>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def one(referral_id: UUID, step: str) -> Page:
    """What was recorded for a step, and a form for more."""
    if step not in FORMS:
        raise NotThere
    concern = asked_for(referral_id)
    make, route = FORMS[step]
    form = make(concern)
    if form.validate_on_submit() and recorded(form, referral_id, route):
        return redirect(f"/concerns/{referral_id}", 303)
    asked = part(lambda: clients().referrals.specialists(referral_id))
    return render_template(
        "concerns/step.html",
        form=form,
        concern=concern,
        step=step_of(concern, step),
        specialists=asked if step == "specialist" else None,
        names=names_of(me().person_id, more=people_in(concern)),
        may_be_set_aside=step in MAY_BE_SET_ASIDE and concern.open,
    )


def recorded(form: PortalForm, referral_id: UUID, route: str) -> bool:
    version = None if route == "specialist-requests" else form.seen.version
    done = carried_out(
        form,
        lambda: clients().referrals.change(
            referral_id, route, form.body(), key=form.key, version=version
        ),
        version_now=lambda: asked_for(referral_id).version,
    )
    return done is not None


@triage.route("/<step>/not-needed", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def not_needed(referral_id: UUID, step: str) -> Page:
    """Say why a step is not needed."""
    if step not in MAY_BE_SET_ASIDE:
        raise NotThere
    concern = asked_for(referral_id)
    form = NotNeededForm(seen=concern.version)
    if form.validate_on_submit():
        body = {"step": step, "reason": form.reason.data}
        done = carried_out(
            form,
            lambda: clients().referrals.change(
                referral_id, "set-aside", body, key=form.key, version=form.seen.version
            ),
            version_now=lambda: asked_for(referral_id).version,
        )
        if done:
            return redirect(f"/concerns/{referral_id}", 303)
    return render_template(
        "concerns/not_needed.html",
        form=form,
        concern=concern,
        step=step,
        names=names_of(concern.pupil_id),
    )
