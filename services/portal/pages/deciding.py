"""Decide what follows from a concern, or correct what was decided: choose, fill in, check, send."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from flask import Blueprint, current_app, redirect, render_template
from werkzeug.wrappers import Response

from services.portal.answers import carried_out
from services.portal.clients import clients
from services.portal.clients.referrals import Concern, Decision
from services.portal.clock import now, today
from services.portal.concern_words import steps_of
from services.portal.drafts import Drafts
from services.portal.forms import PortalForm, Radios
from services.portal.naming import names_of
from services.portal.pages.concerns import asked_for
from services.portal.pages.outcome_forms import FORMS, OutcomeForm
from services.portal.signed_in import for_roles, me
from services.portal.words.concerns import OUTCOMES
from shared.access.grants import Role
from shared.shapes import convert

deciding = Blueprint("deciding", __name__, url_prefix="/concerns/<uuid:referral_id>/decision")

DRAFTS: Final = "waymark.decision-drafts"
KIND: Final = "decision"
KEEP: Final = timedelta(days=7)
Page = str | Response
Values = Mapping[str, Any]

# What each brings, said before it is chosen.
BRINGS: Final = {
    "sen-support": "Extra help by the school. The pupil goes on the register, and a plan follows. "
    "The parents must be told.",
    "watch-and-review": "Nothing yet. Somebody looks again on a day that you set.",
    "ehc-assessment": "The school asks the council. The parents must have been heard.",
    "signpost": "Help from somebody else, and how to get it.",
    "not-send": "What all teachers do, other help, and what would make you look again. "
    "The family reads it with their rights. It does not end their way to the council.",
}


class OutcomeChoice(PortalForm):
    outcome = Radios(
        "What follows from this concern?",
        choices=[(code, text, BRINGS[code]) for code, text in OUTCOMES.items()],
        empty="Select what follows",
    )


class SendForm(PortalForm):
    """A button."""


def drafts() -> Drafts:
    found: Drafts = current_app.extensions[DRAFTS]
    return found


def draft_id(referral_id: UUID) -> UUID:
    return uuid5(referral_id, f"decision/{me().person_id}")


def begun(referral_id: UUID) -> dict[str, Any]:
    """What this person has chosen so far; {} where nothing."""
    found = drafts().find(draft_id(referral_id), me().person_id, now())
    return dict(found.values) if found else {}


def keep(referral_id: UUID, values: Values) -> None:
    drafts().save(draft_id(referral_id), me().person_id, values, now())


@deciding.route("", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def choose(referral_id: UUID) -> Page:
    concern = asked_for(referral_id)
    standing = concern.decision.outcome if concern.decision else None
    form = OutcomeChoice(outcome=begun(referral_id).get("outcome", standing))
    if form.validate_on_submit():
        before = begun(referral_id)
        kept = before if before.get("outcome") == form.outcome.data else {}
        keep(referral_id, {**kept, "outcome": form.outcome.data})
        return redirect(f"/concerns/{referral_id}/decision/details", 303)
    missing = [step for step in steps_of(concern) if not step.settled and step.code in NEEDED]
    return render_template(
        "deciding/choose.html",
        form=form,
        concern=concern,
        missing=missing,
        names=names_of(concern.pupil_id),
    )


NEEDED: Final = ("evidence", "observation", "parents-views", "pupils-views")


@deciding.route("/details", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def details(referral_id: UUID) -> Page:
    concern = asked_for(referral_id)
    values = begun(referral_id)
    if "outcome" not in values:
        return redirect(f"/concerns/{referral_id}/decision", 303)
    form = form_for(concern, values)
    if form.validate_on_submit():
        keep(referral_id, {"outcome": values["outcome"], "body": form.body()})
        return redirect(f"/concerns/{referral_id}/decision/check", 303)
    return render_template(
        "deciding/details.html",
        form=form,
        concern=concern,
        outcome=values["outcome"],
        names=names_of(concern.pupil_id),
    )


def form_for(concern: Concern, values: Values) -> OutcomeForm:
    """The outcome's form, with what was typed before, or what stands and is to be corrected."""
    outcome = values["outcome"]
    kind = FORMS[outcome]
    if "body" in values:
        known = kind.filled(values["body"])
    elif concern.decision and concern.decision.outcome == outcome:
        known = kind.filled(body_of(concern.decision))
    else:
        known = {"decided_on": today(), "from_on": today()}
    form = kind(**known)
    form.prepare(owners(concern), correcting=concern.decision is not None)
    return form


def owners(concern: Concern) -> list[tuple[str, str]]:
    """Who may look again: the SENCO, or whoever raised it."""
    ids = dict.fromkeys([me().person_id, concern.raised_by])
    names = names_of(*ids)
    return [(str(id_), names.of(id_)) for id_ in ids]


def body_of(decision: Decision) -> dict[str, Any]:
    """A decision that stands, as the command that would make it."""
    told = decision.parents_told.on if decision.parents_told else None
    return {
        "outcome": decision.outcome,
        "reasons": decision.reasons,
        "decided_on": decision.decided_on.isoformat(),
        "effective_on": decision.on.isoformat(),
        "parents_told_on": told.isoformat() if told else None,
        "sen_support": plain(decision.sen_support),
        "watch": plain(decision.watch),
        "signposting": plain(decision.signposting),
        "not_send": plain(decision.not_send),
    }


def plain(part: Any) -> Any:
    """A part of a decision as JSON has it."""
    if part is None:
        return None
    named = {name: getattr(part, name) for name in part.__slots__}
    return {name: said(value) for name, value in named.items()}


def said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str_of(value)


def str_of(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


@deciding.route("/check", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def check(referral_id: UUID) -> Page:
    """What will be recorded, and the letter that the family reads."""
    concern = asked_for(referral_id)
    values = begun(referral_id)
    if "body" not in values:
        return redirect(f"/concerns/{referral_id}/decision", 303)
    form = SendForm(seen=concern.version)
    if form.validate_on_submit() and sent(form, concern, values["body"]):
        drafts().remove(draft_id(referral_id), me().person_id)
        return redirect(f"/concerns/{referral_id}/decision/done", 303)
    decision = shown(values["body"])
    people = [concern.pupil_id, me().person_id]
    return render_template(
        "deciding/check.html",
        form=form,
        concern=concern,
        decision=decision,
        reason=values["body"].get("reason"),
        names=names_of(*people, decision.watch.owner_id if decision.watch else None),
        me=me(),
    )


def sent(form: PortalForm, concern: Concern, body: Values) -> bool:
    """Decide, or correct the decision that stands."""
    correcting = concern.decision is not None
    more = {"corrects": str(concern.decision.decision_id)} if concern.decision else {}
    told = {name: value for name, value in body.items() if value is not None or name in ALWAYS}
    route = "decision/correction" if correcting else "decision"
    done = carried_out(
        form,
        lambda: clients().referrals.change(
            concern.referral_id,
            route,
            {**told, **more},
            key=form.key,
            version=form.seen.version,
        ),
        version_now=lambda: asked_for(concern.referral_id).version,
    )
    return done is not None


ALWAYS: Final = ("parents_told_on",)


def shown(body: Values) -> Decision:
    """The decision as it will be, for the page that shows it before it is sent."""
    told = body.get("parents_told_on")
    return convert(
        {
            **{name: value for name, value in body.items() if name != "reason"},
            "decision_id": str(UUID(int=0)),
            "by": str(me().person_id),
            "on": body["effective_on"],
            "at": now().isoformat(),
            "parents_told": {"on": told} if told else None,
        },
        Decision,
    )


@deciding.get("/done")
@for_roles(Role.SENCO)
def done(referral_id: UUID) -> str | Response:
    """What was decided, who is told, what comes next."""
    concern = asked_for(referral_id)
    if concern.decision is None:
        return redirect(f"/concerns/{referral_id}/decision", 303)
    return render_template(
        "deciding/done.html",
        concern=concern,
        decision=concern.decision,
        corrected=concern.decision.corrects is not None,
        names=names_of(concern.pupil_id),
    )
