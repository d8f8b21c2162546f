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
from services.portal.drafts import Drafts, mark
from services.portal.family_words import Child
from services.portal.forms import PortalForm, Radios, SendForm
from services.portal.naming import Names, names_of
from services.portal.pages.concerns import asked_for
from services.portal.pages.outcome_forms import FORMS, OutcomeForm
from services.portal.signed_in import for_roles, me
from services.portal.words.concerns import OUTCOMES
from services.portal.words.days import moment
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


# Said above a draft to which a decision came before.
OVERTAKEN: Final = (
    "Not saved. {who} {did} at {when}, while you were writing. Nothing is lost: your text is "
    "below. If that decision is wrong, say what was wrong in it, and send yours in its place."
)
DECIDED: Final = "decided this concern"
CORRECTED: Final = "corrected the decision about this concern"


class OutcomeChoice(PortalForm):
    outcome = Radios(
        "What follows from this concern?",
        choices=[(code, text, BRINGS[code]) for code, text in OUTCOMES.items()],
        empty="Select what follows",
    )


def drafts() -> Drafts:
    found: Drafts = current_app.extensions[DRAFTS]
    return found


def draft_id(referral_id: UUID) -> UUID:
    return uuid5(referral_id, f"decision/{me().person_id}")


def begun(referral_id: UUID) -> dict[str, Any]:
    """What this person has chosen so far; {} where nothing."""
    found = drafts().find(draft_id(referral_id), me().person_id, now())
    return dict(found.values) if found else {}


def standing(concern: Concern) -> str | None:
    """The id of the decision that stands, which a draft of its correction is about."""
    return str(concern.decision.decision_id) if concern.decision else None


def overtaken(concern: Concern, values: Values) -> bool:
    """Whether somebody decided, or corrected the decision, since this draft was begun."""
    return concern.decision is not None and values.get("about") != standing(concern)


def keep(referral_id: UUID, values: Values) -> None:
    drafts().save(draft_id(referral_id), me().person_id, values, now())


@deciding.route("", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def choose(referral_id: UUID) -> Page:
    concern = asked_for(referral_id)
    before = begun(referral_id)
    outcome = concern.decision.outcome if concern.decision else None
    form = OutcomeChoice(outcome=before.get("outcome", outcome), seen=concern.version)
    if form.validate_on_submit():
        kept = before if before.get("outcome") == form.outcome.data else {}
        seen = standing(concern) if form.seen.version == concern.version else None
        about = before.get("about") if before else seen
        keep(referral_id, {**kept, "outcome": form.outcome.data, "about": about})
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
    late = overtaken(concern, values)
    # What comes from a page that told of that decision is meant as its correction.
    if form.validate_on_submit() and (not late or form.seen.version == concern.version):
        about = {"outcome": values["outcome"], "about": standing(concern)}
        keep(referral_id, {**about, "body": form.body()})
        return redirect(f"/concerns/{referral_id}/decision/check", 303)
    decision = concern.decision
    names = names_of(concern.pupil_id, decision.by if decision else None)
    if decision and late:
        form.form_errors.append(came_before(decision, names))
        form.seen.data = str(concern.version)
    return render_template(
        "deciding/details.html",
        form=form,
        concern=concern,
        outcome=values["outcome"],
        late=late,
        names=names,
    )


def came_before(decision: Decision, names: Names) -> str:
    return OVERTAKEN.format(
        who=names.of(decision.by),
        did=CORRECTED if decision.corrects else DECIDED,
        when=moment(decision.at, today=today()),
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
    form = kind(**known, seen=concern.version)
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
    form = SendForm(seen=concern.version, shown=mark(values))
    if form.validate_on_submit() and form.is_of(mark(values)) and sent(form, concern, values):
        drafts().remove(draft_id(referral_id), me().person_id)
        return redirect(f"/concerns/{referral_id}/decision/done", 303)
    if overtaken(concern, values) and not form.not_saved_yet:
        return redirect(f"/concerns/{referral_id}/decision/details", 303)
    decision = shown(values["body"])
    people = [concern.pupil_id, me().person_id]
    names = names_of(*people, decision.watch.owner_id if decision.watch else None)
    return render_template(
        "deciding/check.html",
        form=form,
        concern=concern,
        correcting=values.get("about") is not None,
        decision=decision,
        reason=values["body"].get("reason"),
        child=Child(names.first(concern.pupil_id)),
        names=names,
        me=me(),
    )


def sent(form: PortalForm, concern: Concern, values: Values) -> bool:
    """Decide, or correct the decision that the draft is about, whichever stands by now: what is
    sent again, as its answer was lost, is the same again.
    """
    body, about = values["body"], values.get("about")
    more = {"corrects": about} if about else {}
    told = {name: value for name, value in body.items() if value is not None or name in ALWAYS}
    route = "decision/correction" if about else "decision"
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
