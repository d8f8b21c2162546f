"""The JSON of messages."""

from marshmallow import Schema, fields


class NothingSchema(Schema):
    """An empty object: the address says it all."""


class LinkSchema(Schema):
    """page: "concern", "plan", "ehc-case", "pupil" or "today"; id: of which, of a school."""

    page = fields.String(required=True)
    id = fields.UUID(required=True)


class NumbersSchema(Schema):
    """Of a list that was taken over: of how many cases it told, how many facts are missing."""

    cases = fields.Integer(required=True)
    missing_facts = fields.Integer(required=True)


class MessageSchema(Schema):
    """One thing that somebody is told. The words for it are the portal's, by `kind`.

    email: "waiting", "sent", "failed" or "off"; reason: why it failed. pupil_id: null for what is
    about the school; numbers: of a digest alone.
    """

    message_id = fields.UUID(required=True)
    kind = fields.String(required=True)
    audience = fields.String(required=True)
    pupil_id = fields.UUID(required=True, allow_none=True)
    numbers = fields.Nested(NumbersSchema, required=True, allow_none=True)
    school_id = fields.UUID(required=True, allow_none=True)
    link = fields.Nested(LinkSchema, required=True)
    at = fields.AwareDateTime(required=True)
    happened_at = fields.AwareDateTime(required=True)
    due_on = fields.String(required=True, allow_none=True)
    told_on = fields.String(required=True, allow_none=True)
    read_at = fields.AwareDateTime(required=True, allow_none=True)
    email = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)


class MessagesSchema(Schema):
    """A page of messages. unread: in all, up to 1,000; next: the cursor of the next page."""

    messages = fields.List(fields.Nested(MessageSchema), required=True)
    unread = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)


class DoneSchema(Schema):
    """token: what the list may be asked to have seen, as `after`."""

    token = fields.String(required=True)
    version = fields.Integer(required=True)


class PreferencesSchema(Schema):
    """email: by e-mail too, not in the inbox alone."""

    email = fields.Boolean(required=True, truthy={True}, falsy={False})
