"""HTTP in and out: the JSON shapes. A text that has been erased reads "erased"."""

from marshmallow import Schema, fields, validate

from shared.access.reasons import Reason
from shared.http.fields import KeptDay, Text

from .mis.values import EMAIL

MOST_NAMES = 100
MOST_FOUND = 25
MOST_OF_AN_ADDRESS = 254


class TermSchema(Schema):
    """A term, both days included, and the days within it on which the school is closed."""

    name = fields.String(required=True)
    first_day = KeptDay(required=True)
    last_day = KeptDay(required=True)
    closed_on = fields.List(KeptDay(), required=True)


class SchoolSchema(Schema):
    """A school of the trust. senco_ids: who is its SENCO today."""

    school_id = fields.UUID(required=True)
    name = fields.String(required=True)
    urn = fields.String(required=True)
    laestab = fields.String(required=True)
    phase = fields.String(required=True)
    la_code = fields.String(required=True)
    postcode = fields.String(allow_none=True)
    joined_on = KeptDay(allow_none=True)
    terms = fields.List(fields.Nested(TermSchema), required=True)
    senco_ids = fields.List(fields.UUID(), required=True)


class SchoolsSchema(Schema):
    schools = fields.List(fields.Nested(SchoolSchema), required=True)


class SencoSchema(Schema):
    """A school's SENCO. qualification_due_on: null where it is not known since when they are, and
    where they became it before the rule: needs_no_day.
    """

    school_id = fields.UUID(required=True)
    staff_id = fields.UUID(required=True)
    qualification_due_on = KeptDay(required=True, allow_none=True)
    needs_no_day = fields.Boolean(required=True)


class SencosSchema(Schema):
    sencos = fields.List(fields.Nested(SencoSchema), required=True)


class FindSchema(Schema):
    """At least 3 letters of a name, or a UPN; as a POST, since addresses hold no names."""

    school_id = fields.UUID(required=True)
    text = Text(required=True, most=100)


class NameSchema(Schema):
    """A person's name. name: as it is said, with the title for an adult; erased: only that."""

    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["pupil", "staff", "guardian"]))
    name = fields.String(required=True)
    title = fields.String(allow_none=True)
    forename = fields.String(allow_none=True)
    surname = fields.String(allow_none=True)
    erased = fields.Boolean(required=True)


class NamesSchema(Schema):
    """Those of the people whom the caller may know the names of; the others are absent."""

    names = fields.List(fields.Nested(NameSchema), required=True)


class NamesAskedSchema(Schema):
    ids = fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_NAMES))


class LinkSchema(Schema):
    """A pupil whom the caller may see. relationship: "self" for a young person, whose link is
    their own id."""

    guardianship_id = fields.UUID(required=True)
    pupil_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    relationship = fields.String(required=True)


class MeSchema(Schema):
    """The caller. kind and names are absent for whoever operates the deployment."""

    person_id = fields.UUID(required=True)
    kind = fields.String()
    name = fields.String()
    title = fields.String(allow_none=True)
    forename = fields.String(allow_none=True)
    surname = fields.String(allow_none=True)
    links = fields.List(fields.Nested(LinkSchema), required=True)


class FoundSchema(NameSchema):
    """A pupil who was found."""

    school_id = fields.UUID(required=True)
    year_group = fields.String(required=True)
    registration_group = fields.String(allow_none=True)


class FoundPupilsSchema(Schema):
    """pupils: by surname. more: there are others; more letters of the name find fewer."""

    pupils = fields.List(fields.Nested(FoundSchema), required=True)
    more = fields.Boolean(required=True)


class SenSchema(Schema):
    """What the MIS says. status: N, K or E; needs: census codes, the primary one first."""

    status = fields.String(required=True)
    since = KeptDay(allow_none=True)
    needs = fields.List(fields.String(), required=True)


class PupilSchema(Schema):
    """The header of a pupil's record. upn and email, the pupil's own, are for staff alone.

    end_of_compulsory_school_age: the last day before the rights are the young person's own.
    """

    pupil_id = fields.UUID(required=True)
    school_id = fields.UUID(required=True)
    name = fields.String(required=True)
    forename = fields.String(allow_none=True)
    surname = fields.String(allow_none=True)
    legal_forename = fields.String(allow_none=True)
    legal_surname = fields.String(allow_none=True)
    upn = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    date_of_birth = fields.String(allow_none=True, metadata={"description": "A day, or erased"})
    sex = fields.String(allow_none=True)
    year_group = fields.String(required=True)
    registration_group = fields.String(allow_none=True)
    entered_on = KeptDay(required=True)
    left_on = KeptDay(allow_none=True)
    end_of_compulsory_school_age = KeptDay(required=True)
    keep_until = KeptDay(required=True)
    sen = fields.Nested(SenSchema, allow_none=True)
    erased = fields.Boolean(required=True)
    merged_into = fields.UUID(allow_none=True)


class GuardianSchema(Schema):
    """A guardian of a pupil. Only staff get the ways to reach them, and those who are barred."""

    guardianship_id = fields.UUID(required=True)
    guardian_id = fields.UUID(required=True)
    name = fields.String(required=True)
    title = fields.String(allow_none=True)
    forename = fields.String(allow_none=True)
    surname = fields.String(allow_none=True)
    relationship = fields.String(required=True)
    parental_responsibility = fields.Boolean(required=True)
    correspondence = fields.Boolean(required=True)
    priority = fields.Integer(allow_none=True)
    barred = fields.Boolean(required=True)
    address = fields.String(allow_none=True)
    postcode = fields.String(allow_none=True)
    mobile = fields.String(allow_none=True)
    email = fields.String(allow_none=True)


class FamilySchema(Schema):
    guardians = fields.List(fields.Nested(GuardianSchema), required=True)


class ContactSchema(Schema):
    """A pupil's own e-mail address; null: the school knows of none any more."""

    email = fields.String(
        required=True,
        allow_none=True,
        validate=[
            validate.Length(max=MOST_OF_AN_ADDRESS),
            validate.Regexp(
                rf"(?:{EMAIL.pattern})\Z", error="Enter an email address like name@example.com."
            ),
        ],
    )


class OpeningSchema(Schema):
    """reason: one of a few codes; a text could say more about the pupil than it should."""

    reason = fields.Enum(Reason, by_value=True, required=True)


class MergerSchema(Schema):
    """into_pupil_id: the other record of the same child, which goes on."""

    into_pupil_id = fields.UUID(required=True)


class NothingSchema(Schema):
    """A body without a field: `{}`."""


class DoneSchema(Schema):
    """token: what a list may be asked to have seen."""

    token = fields.String(required=True)


class ImportSchema(Schema):
    """One import in numbers. events: by type; refused, notices: by code; vanished: by kind."""

    import_id = fields.UUID(required=True)
    state = fields.String(required=True)
    started_at = fields.DateTime(required=True)
    ended_at = fields.DateTime(allow_none=True)
    complete = fields.Boolean()
    accepted = fields.Dict(keys=fields.String(), values=fields.Integer())
    events = fields.Dict(keys=fields.String(), values=fields.Integer())
    refused = fields.Dict(keys=fields.String(), values=fields.Integer())
    notices = fields.Dict(keys=fields.String(), values=fields.Integer())
    vanished = fields.Dict(keys=fields.String(), values=fields.Integer())
    commits = fields.Integer()
    unchanged = fields.Integer()


class ImportsSchema(Schema):
    imports = fields.List(fields.Nested(ImportSchema), required=True)
