"""HTTP in: one route, one command. `deciding_api` has the decision, `reading_api` the queries."""

from typing import Any
from uuid import UUID

from flask import current_app, g
from flask_smorest import Blueprint

from shared.errors import Invalid
from shared.http.asking import asked, etag, if_match, new_id, permission
from shared.personal import Audience, Typed
from shared.runner import Done, run

from .access import known, on_referral, pupil_of_body, store
from .domain.commands import (
    AcknowledgeReferral,
    AddAuthorNote,
    AddEvidence,
    RaiseReferral,
    RecordObservation,
    RecordView,
    ReferralCommand,
    SetStepAside,
    StrikeOutEntry,
    StrikeOutReferral,
    TypedTried,
)
from .domain.terms import Source
from .domain.triage import readers_of_author
from .handlers import handle
from .promises import PROMISES, Promises
from .queries import concern
from .schemas import (
    AcknowledgeSchema,
    EvidenceSchema,
    NoteSchema,
    ObservationSchema,
    RaiseReferralSchema,
    ReasonSchema,
    SetAsideSchema,
    StrikeOutSchema,
    ViewSchema,
    today,
)
from .shown import ReferralDoneSchema
from .viewers import other_author, source_of

Body = dict[str, Any]
Reply = tuple[dict[str, Any], int, dict[str, Any]]

blp = Blueprint(
    "referrals", __name__, url_prefix="/referrals", description="Concerns and what comes of them"
)


def common(referral_id: UUID) -> dict[str, Any]:
    """What every command about a referral says."""
    return {"referral_id": referral_id, "by": g.caller.person_id, "today": today()}


def about(text: str, audience: Audience) -> Typed:
    """What was typed, about the pupil whom this request is about."""
    return Typed(subject=g.target.pupil_id, audience=audience, text=text)


def about_if_any(text: str | None, audience: Audience) -> Typed | None:
    return None if text is None else about(text, audience)


def changed(command: ReferralCommand, made_id: UUID | None = None) -> Reply:
    """Carry out a command on a concern that the caller has seen."""
    done = run(handle, store(), command, by=asked(), if_match=if_match())
    return answered(done, command.referral_id, made_id, 200)


def answered(done: Done, referral_id: UUID, made_id: UUID | None, status: int) -> Reply:
    body = {
        "referral_id": referral_id,
        "made_id": made_id,
        "token": done.token,
        "version": done.version,
    }
    return body, status, etag(done.version)


@blp.post("")
@blp.arguments(RaiseReferralSchema)
@blp.response(201, ReferralDoneSchema)
@permission("referral.raise", on=pupil_of_body)
def raise_referral(body: Body) -> Reply:
    """Raise a concern about a pupil with the SENCO."""
    source = source_of(g.grant.role, body.get("source"))
    on_behalf_of = other_author(g.grant.role, g.caller.person_id, body.get("author_id"))
    command = raising(body, source, on_behalf_of or g.caller.person_id)
    by = asked(on_behalf_of=on_behalf_of)
    done = run(handle, store(), command, by=by, if_match=None)
    return answered(done, command.referral_id, None, 201)


def raising(body: Body, source: Source, author_id: UUID) -> RaiseReferral:
    audience = readers(source, confidential=body["confidential"])
    promises: Promises = current_app.extensions[PROMISES]
    return RaiseReferral(
        **common(new_id()),
        pupil_id=body["pupil_id"],
        author_id=author_id,
        source=source,
        areas=tuple(dict.fromkeys(body["areas"])),
        noticed=about(body["noticed"], audience),
        tried=tuple(
            TypedTried(
                what=about(one["what"], audience),
                weeks=one["weeks"],
                effect=about(one["effect"], audience),
            )
            for one in body["tried"]
        ),
        family_said=about_if_any(body.get("family_said"), Audience.FAMILY),
        not_talked_because=about_if_any(body.get("not_talked_because"), Audience.STAFF),
        lawful_basis=body.get("lawful_basis"),
        follows=body.get("follows"),
        corrects=body.get("corrects"),
        effective_on=body["effective_on"],
        acknowledge_by=promises.acknowledge_by(body["effective_on"]),
        decide_by=promises.decide_by(body["effective_on"]),
    )


def readers(source: Source, *, confidential: bool) -> Audience:
    """Who is to read an author's words. Raises Invalid where they cannot be confidential."""
    allowed = readers_of_author(source)
    if not confidential:
        return allowed[0]
    if Audience.CONFIDENTIAL not in allowed:
        raise Invalid({"confidential": ["Only a pupil or an outside body can ask for this."]})
    return Audience.CONFIDENTIAL


@blp.post("/<uuid:referral_id>/acknowledgement")
@blp.arguments(AcknowledgeSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.work", on=on_referral)
def acknowledge(body: Body, referral_id: UUID) -> Reply:
    """Tell the author that the concern has arrived."""
    return changed(AcknowledgeReferral(**common(referral_id), **body))


@blp.post("/<uuid:referral_id>/notes")
@blp.arguments(NoteSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.note", on=on_referral)
def add_note(body: Body, referral_id: UUID) -> Reply:
    """Add something to a concern of one's own."""
    source = Source(known(concern(store(), referral_id))["source"])
    text = about(body["text"], readers(source, confidential=body["confidential"]))
    command = AddAuthorNote(**common(referral_id), note_id=new_id(), text=text)
    return changed(command, command.note_id)


@blp.post("/<uuid:referral_id>/evidence")
@blp.arguments(EvidenceSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.work", on=on_referral)
def add_evidence(body: Body, referral_id: UUID) -> Reply:
    """Record what the school's own records say."""
    text = about(body.pop("text"), Audience.STAFF)
    command = AddEvidence(**common(referral_id), evidence_id=new_id(), text=text, **body)
    return changed(command, command.evidence_id)


@blp.post("/<uuid:referral_id>/observations")
@blp.arguments(ObservationSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.work", on=on_referral)
def record_observation(body: Body, referral_id: UUID) -> Reply:
    """Record what was seen, or what the teachers said."""
    command = RecordObservation(
        **common(referral_id),
        observation_id=new_id(),
        setting=body["setting"],
        seen=about(body["seen"], Audience.STAFF),
        observed_by=body.get("observed_by", g.caller.person_id),
        effective_on=body["effective_on"],
    )
    return changed(command, command.observation_id)


@blp.post("/<uuid:referral_id>/views")
@blp.arguments(ViewSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.work", on=on_referral)
def record_view(body: Body, referral_id: UUID) -> Reply:
    """Record what a parent, the pupil or the young person thinks."""
    audience = Audience.CONFIDENTIAL if body.pop("confidential") else Audience.FAMILY
    said = about(body.pop("said"), audience)
    command = RecordView(**common(referral_id), consultation_id=new_id(), said=said, **body)
    return changed(command, command.consultation_id)


@blp.post("/<uuid:referral_id>/set-aside")
@blp.arguments(SetAsideSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.work", on=on_referral)
def set_step_aside(body: Body, referral_id: UUID) -> Reply:
    """Say why a step is not needed."""
    reason = about(body["reason"], Audience.STAFF)
    return changed(SetStepAside(**common(referral_id), step=body["step"], reason=reason))


@blp.post("/<uuid:referral_id>/entries/<uuid:entry_id>/strike-out")
@blp.arguments(ReasonSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.work", on=on_referral)
def strike_out_entry(body: Body, referral_id: UUID, entry_id: UUID) -> Reply:
    """Mark one entry as entered in error."""
    reason = about(body["reason"], Audience.STAFF)
    return changed(StrikeOutEntry(**common(referral_id), entry_id=entry_id, reason=reason))


@blp.post("/<uuid:referral_id>/strike-out")
@blp.arguments(StrikeOutSchema)
@blp.response(200, ReferralDoneSchema)
@permission("referral.decide", on=on_referral)
def strike_out(body: Body, referral_id: UUID) -> Reply:
    """Mark a whole concern as entered in error, for the wrong pupil say."""
    command = StrikeOutReferral(
        **common(referral_id),
        reason=about(body["reason"], Audience.STAFF),
        replaced_by=body["replaced_by"],
    )
    return changed(command)
