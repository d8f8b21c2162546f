"""Mediation and appeals: one route, one command."""

from uuid import UUID

from shared.http.asking import permission

from ..access import on_case
from ..schemas.appealing import (
    AgreementKeptSchema,
    AgreementSchema,
    AppealSchema,
    CertificateSchema,
    ConcessionSchema,
    MediationEndSchema,
    MediationSchema,
    OrderSchema,
    WithdrawalSchema,
)
from ..shown import DoneSchema
from .telling import Body, Reply, blp, recorded


@blp.post("/<uuid:case_id>/mediations")
@blp.arguments(MediationSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_mediation(body: Body, case_id: UUID) -> Reply:
    """Record that the council was told that the family wants mediation."""
    return recorded("mediation", body, case_id)


@blp.post("/<uuid:case_id>/mediation-ends")
@blp.arguments(MediationEndSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_mediation_end(body: Body, case_id: UUID) -> Reply:
    """Record that mediation ended, was declined or could not be arranged."""
    return recorded("mediation_end", body, case_id)


@blp.post("/<uuid:case_id>/mediation-certificates")
@blp.arguments(CertificateSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_certificate(body: Body, case_id: UUID) -> Reply:
    """Record the mediation certificate."""
    return recorded("mediation_certificate", body, case_id)


@blp.post("/<uuid:case_id>/mediation-agreements")
@blp.arguments(AgreementSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_agreement(body: Body, case_id: UUID) -> Reply:
    """Record what was agreed at mediation."""
    return recorded("mediation_agreement", body, case_id)


@blp.post("/<uuid:case_id>/agreements-kept")
@blp.arguments(AgreementKeptSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_agreement_kept(body: Body, case_id: UUID) -> Reply:
    """Record that the council did what was agreed at mediation."""
    return recorded("agreement_kept", body, case_id)


@blp.post("/<uuid:case_id>/appeals")
@blp.arguments(AppealSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_appeal(body: Body, case_id: UUID) -> Reply:
    """Record that the family appealed to the Tribunal."""
    return recorded("appeal", body, case_id)


@blp.post("/<uuid:case_id>/appeal-concessions")
@blp.arguments(ConcessionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_concession(body: Body, case_id: UUID) -> Reply:
    """Record that the council does not oppose the appeal."""
    return recorded("appeal_concession", body, case_id)


@blp.post("/<uuid:case_id>/tribunal-orders")
@blp.arguments(OrderSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_order(body: Body, case_id: UUID) -> Reply:
    """Record the Tribunal's order."""
    return recorded("tribunal_order", body, case_id)


@blp.post("/<uuid:case_id>/appeal-withdrawals")
@blp.arguments(WithdrawalSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_withdrawal(body: Body, case_id: UUID) -> Reply:
    """Record that the family took its appeal back."""
    return recorded("appeal_withdrawal", body, case_id)
