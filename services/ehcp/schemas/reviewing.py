"""The JSON of reviews and amendments."""

from typing import Any, Final
from uuid import uuid4

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from shared.personal import Audience

from ..domain.review_terms import (
    Adulthood,
    AdulthoodPart,
    Difference,
    Holder,
    Invited,
    Invitee,
    ReviewKind,
    ReviewOutcome,
    Transfer,
    TransferTo,
    Whose,
)
from .asking import AnswerSchema, rights
from .base import Many, PlannedDay, Said, ToldDay, today

MOST_PEOPLE: Final = 40
MOST_YEAR: Final = 14
FIRST_SEPTEMBER: Final = 2015
LAST_SEPTEMBER: Final = 2100


class TransferSchema(Schema):
    """year: of the September; on: the day, from one post-16 institution to another."""

    to = fields.Enum(TransferTo, by_value=True, required=True)
    year = fields.Integer(
        allow_none=True,
        load_default=None,
        validate=validate.Range(FIRST_SEPTEMBER, LAST_SEPTEMBER),
    )
    on = PlannedDay(allow_none=True, load_default=None)

    @validates_schema
    def check_when(self, data: dict[str, Any], **_: Any) -> None:
        between = data["to"] is TransferTo.POST_16_FROM_POST_16
        if between and data["on"] is None:
            raise ValidationError("Enter the day of the transfer.", "on")
        if not between and data["year"] is None:
            raise ValidationError("Enter the year of the September.", "year")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Transfer:
        return Transfer(**data)


class ReviewSchema(Schema):
    """transfer: needed for a phase transfer. year_group: 0 is Reception."""

    kind = fields.Enum(ReviewKind, by_value=True, load_default=ReviewKind.ANNUAL)
    held_by = fields.Enum(Holder, by_value=True, load_default=Holder.SCHOOL)
    meeting_on = PlannedDay(allow_none=True, load_default=None)
    notice_given_on = ToldDay(allow_none=True, load_default=None)
    transfer = fields.Nested(TransferSchema, allow_none=True, load_default=None)
    year_group = fields.Integer(
        allow_none=True, load_default=None, validate=validate.Range(-2, MOST_YEAR)
    )
    looked_after = fields.Boolean(load_default=False)
    home_educated = fields.Boolean(load_default=False)
    why = Said(allow_none=True, load_default=None)

    @validates_schema
    def check_transfer(self, data: dict[str, Any], **_: Any) -> None:
        if data["kind"] is ReviewKind.PHASE_TRANSFER and data["transfer"] is None:
            raise ValidationError("Say where the child goes, and when.", "transfer")


class OfReviewSchema(Schema):
    """review_id: the entry by which it was planned."""

    review_id = fields.UUID(required=True)


class OfReviewIfAnySchema(Schema):
    """review_id: left out where the review is not in this record, or there was none."""

    review_id = fields.UUID(allow_none=True, load_default=None)


class MeetingMoveSchema(OfReviewSchema):
    meeting_on = PlannedDay(required=True)
    why = Said(allow_none=True, load_default=None)


class InvitedSchema(Schema):
    """person_id: to name them when their advice comes; made up where it is left out."""

    person_id = fields.UUID(load_default=uuid4)
    who = fields.Enum(Invitee, by_value=True, required=True)
    name = Said(Audience.STAFF, allow_none=True, load_default=None, most=200)
    advice_asked = fields.Boolean(load_default=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Invited:
        return Invited(**data)


class InvitationsSchema(OfReviewSchema):
    sent_on = ToldDay(load_default=today)
    people = Many(
        fields.Nested(InvitedSchema),
        required=True,
        validate=validate.Length(min=1, max=MOST_PEOPLE),
    )


class ChaseSchema(OfReviewSchema):
    sent_on = ToldDay(load_default=today)
    person_ids = Many(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_PEOPLE)
    )


class ReviewAdviceSchema(OfReviewSchema):
    person_id = fields.UUID(required=True)
    received_on = ToldDay(load_default=today)


class PapersSchema(OfReviewSchema):
    sent_on = ToldDay(load_default=today)


class ViewsSchema(OfReviewSchema):
    whose = fields.Enum(Whose, by_value=True, required=True)
    said = Said(required=True)
    said_on = ToldDay(load_default=today)


class MeetingSchema(OfReviewSchema):
    held_on = ToldDay(required=True)
    attended = Many(
        fields.Enum(Invitee, by_value=True),
        load_default=(),
        validate=validate.Length(max=MOST_PEOPLE),
    )
    minutes = Said(allow_none=True, load_default=None)


class DifferenceSchema(Schema):
    who = fields.Enum(Invitee, by_value=True, required=True)
    said = Said(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Difference:
        return Difference(**data)


class AdulthoodPartSchema(Schema):
    """said: left out where it was discussed and there is nothing to add."""

    heading = fields.Enum(Adulthood, by_value=True, required=True)
    said = Said(allow_none=True, load_default=None)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> AdulthoodPart:
        return AdulthoodPart(**data)


class ReportSchema(OfReviewSchema):
    """adulthood: all four headings from Year 9 on."""

    sent_on = ToldDay(load_default=today)
    recommends = fields.Enum(ReviewOutcome, by_value=True, required=True)
    said = Said(allow_none=True, load_default=None)
    differences = Many(
        fields.Nested(DifferenceSchema), load_default=(), validate=validate.Length(max=20)
    )
    adulthood = Many(
        fields.Nested(AdulthoodPartSchema), load_default=(), validate=validate.Length(max=4)
    )


class ReviewDecisionSchema(AnswerSchema, OfReviewIfAnySchema):
    decision = fields.Enum(ReviewOutcome, by_value=True, required=True)
    changes_set_out = fields.Boolean(allow_none=True, load_default=None)


class AmendmentNoticeSchema(OfReviewIfAnySchema):
    """with_changes: what is proposed goes with it."""

    sent_on = ToldDay(allow_none=True, load_default=None)
    served_on = ToldDay(allow_none=True, load_default=None)
    received_on = ToldDay(required=True)
    with_changes = fields.Boolean(load_default=True)


class AmendedPlanSchema(OfReviewIfAnySchema):
    issued_on = ToldDay(required=True)
    sent_on = ToldDay(allow_none=True, load_default=None)
    received_on = ToldDay(allow_none=True, load_default=None)
    rights = rights()


class NoAmendmentSchema(AnswerSchema, OfReviewIfAnySchema):
    pass
