"""The JSON that is answered with. A text that is not for the viewer is left out of it."""

from marshmallow import Schema, fields

from shared.http.fields import KeptDay, ShownText


class PlanDoneSchema(Schema):
    """made_id: of the entry that this request made, if it made one.

    token: what a list may be asked to have seen, as `after`. version: for `If-Match`.
    warnings: what the school should think about; nothing was refused.
    """

    plan_id = fields.UUID(required=True)
    made_id = fields.UUID(required=True, allow_none=True)
    token = fields.String(required=True)
    version = fields.Integer(required=True)
    warnings = fields.List(fields.String(), required=True)


class ByWhomSchema(Schema):
    """on: the day it was true. at: when it was recorded."""

    by = fields.UUID(required=True)
    on = KeptDay(allow_none=True)
    at = fields.AwareDateTime(required=True)


class WithReasonSchema(ByWhomSchema):
    reason = ShownText()


class EntrySchema(ByWhomSchema):
    struck_out = fields.Nested(WithReasonSchema, allow_none=True)


class ShownNoteSchema(EntrySchema):
    note_id = fields.UUID(required=True)
    strengths = ShownText()
    needs = ShownText()
    at_home = ShownText()


class ShownMeasureSchema(EntrySchema):
    measure_id = fields.UUID(required=True)
    value = fields.String(required=True)


class ShownResultSchema(ByWhomSchema):
    review_id = fields.UUID(required=True)
    result = fields.String(required=True)


class ShownTargetSchema(EntrySchema):
    """Numbers are texts, "22". now: by the latest measure, null before the first."""

    target_id = fields.UUID(required=True)
    will_do = ShownText()
    measure = ShownText()
    baseline = fields.String(required=True)
    baseline_on = KeptDay(allow_none=True)
    aim = fields.String(required=True)
    by_when = KeptDay(allow_none=True)
    measured_by = fields.String(required=True)
    measurer_id = fields.UUID(allow_none=True)
    area = fields.String(required=True)
    now = fields.String(allow_none=True)
    now_on = KeptDay(allow_none=True)
    measures = fields.List(fields.Nested(ShownMeasureSchema), required=True)
    results = fields.List(fields.Nested(ShownResultSchema), required=True)


class ShownEndingSchema(EntrySchema):
    """on: the last day. ending_id: null for one that cannot be struck out."""

    ending_id = fields.UUID(required=True, allow_none=True)
    reason = ShownText()


class ShownProvisionSchema(EntrySchema):
    """planned, given: sessions. missed: reason -> sessions. ended: null if it goes on.

    secures: the provision of an EHC plan's section F that its sessions deliver.
    """

    provision_id = fields.UUID(required=True)
    target_id = fields.UUID(required=True)
    secures = fields.UUID(allow_none=True)
    what = ShownText()
    delivered_by = fields.String(required=True)
    deliverer_id = fields.UUID(allow_none=True)
    group_size = fields.Integer(required=True)
    minutes = fields.Integer(required=True)
    times_a_week = fields.Integer(required=True)
    weeks = fields.Integer(required=True)
    starts_on = KeptDay(allow_none=True)
    ends_on = KeptDay(allow_none=True)
    yearly_cost_pence = fields.Integer(allow_none=True)
    planned = fields.Integer(required=True)
    given = fields.Integer(required=True)
    missed = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    ended = fields.Nested(ShownEndingSchema, allow_none=True)


class ShownSessionSchema(EntrySchema):
    """missed: why, null where it took place."""

    session_id = fields.UUID(required=True)
    provision_id = fields.UUID(required=True)
    missed = fields.String(allow_none=True)
    note = ShownText()


class ShownViewsSchema(EntrySchema):
    """confidential: what was said is for the SENCO alone."""

    views_id = fields.UUID(required=True)
    speaker = fields.String(required=True)
    person_id = fields.UUID(allow_none=True)
    gathered = fields.String(required=True)
    stance = fields.String(allow_none=True)
    said = ShownText()
    confidential = fields.Boolean(required=True)
    share_id = fields.UUID(allow_none=True)


class ShownShareSchema(ByWhomSchema):
    """plan_version: which version of the plan the family sees. reads: who of them has read it."""

    share_id = fields.UUID(required=True)
    plan_version = fields.Integer(required=True)
    review_on = KeptDay(allow_none=True)
    say_by = KeptDay(allow_none=True)
    reads = fields.List(fields.Nested(ByWhomSchema), required=True)


class ShownReviewSchema(EntrySchema):
    """by: who led it."""

    review_id = fields.UUID(required=True)
    effect = ShownText()
    parents_views = ShownText()
    pupils_views = ShownText()
    next_review_on = KeptDay(allow_none=True)
    recorded_by = fields.UUID(required=True)


class ShownClosingSchema(EntrySchema):
    """on: the first day without SEN Support."""

    closing_id = fields.UUID(required=True)
    reason = ShownText()
    evidence = ShownText()
    parents_told_on = KeptDay(allow_none=True)


class TakenOutSchema(Schema):
    """kind: "note", "target" or "provision". at: when it was struck out."""

    kind = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class PlanRowSchema(Schema):
    """A plan in a list: no text. targets: how many stand. status: open, closed or withdrawn."""

    plan_id = fields.UUID(required=True)
    pupil_id = fields.UUID(required=True)
    status = fields.String(required=True)
    since = KeptDay(allow_none=True)
    primary_need = fields.String(allow_none=True)
    secondary_need = fields.String(allow_none=True)
    review_on = KeptDay(allow_none=True)
    shared_on = KeptDay(allow_none=True)
    closed_on = KeptDay(allow_none=True)
    targets = fields.Integer(required=True)
    version = fields.Integer(required=True)


class PlanSchema(Schema):
    """A plan with all that this viewer may read; for a family what was shared with them.

    changes_to_share: what the family does not see yet, null for the family. endings: of provision,
    also those struck out; none for the family. review_notified: whether the clock has told that
    the day agreed for the review has come. taken_out: for a family what was shared with it before
    it was struck out; staff see the entries themselves.
    """

    plan_id = fields.UUID(required=True, attribute="_id")
    pupil_id = fields.UUID(required=True)
    status = fields.String(required=True)
    since = KeptDay(allow_none=True)
    primary_need = fields.String(allow_none=True)
    secondary_need = fields.String(allow_none=True)
    referral_ids = fields.List(fields.UUID(), required=True)
    review_on = KeptDay(allow_none=True)
    review_notified = fields.Boolean(required=True)
    shared_on = KeptDay(allow_none=True)
    closed_on = KeptDay(allow_none=True)
    changes_to_share = fields.Integer(required=True, allow_none=True)
    note = fields.Nested(ShownNoteSchema, allow_none=True)
    targets = fields.List(fields.Nested(ShownTargetSchema), required=True)
    provision = fields.List(fields.Nested(ShownProvisionSchema), required=True)
    endings = fields.List(fields.Nested(ShownEndingSchema), required=True)
    sessions = fields.List(fields.Nested(ShownSessionSchema), required=True)
    views = fields.List(fields.Nested(ShownViewsSchema), required=True)
    share = fields.Nested(ShownShareSchema, allow_none=True)
    reviews = fields.List(fields.Nested(ShownReviewSchema), required=True)
    closing = fields.Nested(ShownClosingSchema, allow_none=True)
    taken_out = fields.List(fields.Nested(TakenOutSchema), required=True)
    version = fields.Integer(required=True)


class PlansSchema(Schema):
    """A page. next: the cursor of the page after it, null after the last."""

    plans = fields.List(fields.Nested(PlanRowSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class PupilsPlansSchema(Schema):
    """All that a pupil ever had, the newest first, at most 100."""

    plans = fields.List(fields.Nested(PlanRowSchema), required=True)
