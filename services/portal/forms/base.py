"""What every form of the portal has: a CSRF token, one idempotency key, room for a refusal."""

from uuid import UUID, uuid4

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.fields import Field

from services.portal.words.refusals import Refusal

LONGEST_KEY = 64


class KeyField(HiddenField):  # type: ignore[misc]
    """The key made when the form was first shown; it comes back with each attempt to send it."""

    data: str

    def process_formdata(self, values: list[str]) -> None:
        """Keep a key that is ours; whatever else came is replaced, and counts as a new form."""
        try:
            self.data = str(UUID(values[0][:LONGEST_KEY]))
        except (IndexError, ValueError):
            self.data = str(uuid4())


class PortalForm(FlaskForm):  # type: ignore[misc]
    """A form: subclass it with fields, in the order in which they are asked."""

    idempotency_key = KeyField(default=lambda: str(uuid4()))

    @property
    def key(self) -> str:
        """The `Idempotency-Key` of the command that this form becomes."""
        return str(self.idempotency_key.data)

    def refuse(self, refusal: Refusal, field: Field | None = None) -> None:
        """Show that a rule said no; what was typed stays. field: the one it is about, if any."""
        if field is None:
            self.form_errors.append(refusal.sentence())
        else:
            field.errors = [refusal.sentence(), *field.errors]

    def complain(self, messages: dict[str, list[str]]) -> list[str]:
        """Show a service's complaints at their fields; gives back those about no field here.

        messages: {field name: what would be right}, as a 422 answer names them.
        """
        elsewhere = []
        for name, texts in messages.items():
            if name in self._fields:
                field = self._fields[name]
                field.errors = [*field.errors, *texts]
            else:
                elsewhere += texts
        return elsewhere
