"""The JSON of mediation and appeals."""

from marshmallow import Schema, fields, validate

from ..domain.appeal_terms import MediationEnd, Remedy, Section
from .base import Many, PlannedDay, ToldDay, today


class OfDecisionSchema(Schema):
    """decision_id: the entry of the decision or the plan that can be appealed against."""

    decision_id = fields.UUID(required=True)


class MediationSchema(OfDecisionSchema):
    told_on = ToldDay(load_default=today)


class MediationEndSchema(OfDecisionSchema):
    how = fields.Enum(MediationEnd, by_value=True, required=True)
    ended_on = ToldDay(load_default=today)


class CertificateSchema(OfDecisionSchema):
    issued_on = ToldDay(required=True)


class AgreementSchema(OfDecisionSchema):
    """says_by: the day that the agreement names, if it does."""

    remedy = fields.Enum(
        Remedy,
        by_value=True,
        required=True,
        validate=validate.NoneOf([Remedy.DISMISSED], error="That is not agreed at mediation."),
    )
    agreed_on = ToldDay(required=True)
    says_by = PlannedDay(allow_none=True, load_default=None)


class AgreementKeptSchema(Schema):
    agreement_id = fields.UUID(required=True)
    done_on = ToldDay(load_default=today)


class AppealSchema(OfDecisionSchema):
    """sections: of a plan that are appealed against."""

    sent_on = ToldDay(required=True)
    sections = Many(
        fields.Enum(Section, by_value=True), load_default=(), validate=validate.Length(max=3)
    )


class OfAppealSchema(Schema):
    appeal_id = fields.UUID(required=True)


class ConcessionSchema(OfAppealSchema):
    told_on = ToldDay(required=True)


class OrderSchema(OfAppealSchema):
    """directs_by: another day than the regulations have, if the Tribunal set one."""

    remedy = fields.Enum(Remedy, by_value=True, required=True)
    ordered_on = ToldDay(required=True)
    directs_by = PlannedDay(allow_none=True, load_default=None)


class WithdrawalSchema(OfAppealSchema):
    withdrawn_on = ToldDay(load_default=today)
