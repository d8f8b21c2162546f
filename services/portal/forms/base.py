"""What every form of the portal has: a CSRF token, one idempotency key, room for a refusal."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID, uuid4

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.fields import Field

from services.portal import kept
from services.portal.words.refusal import Refusal

from .conflicts import KEEP_TEXTS, Keep, MarksField, choose, marks_of, met
from .fields import LongText

LONGEST_KEY = 64
CHANGED_ELSEWHERE = (
    "Not sent. You changed your answers in another window. Check them as they are now, then send "
    "them."
)


class KeyField(HiddenField):  # type: ignore[misc]
    """The key made when the form was first shown; it comes back with each attempt to send it."""

    data: str

    def process_formdata(self, values: list[str]) -> None:
        """Keep a key that is ours; whatever else came is replaced, and counts as a new form."""
        try:
            self.data = str(UUID(values[0][:LONGEST_KEY]))
        except (IndexError, ValueError):
            self.data = str(uuid4())


class SeenField(HiddenField):  # type: ignore[misc]
    """The version of the thing that the person saw when they began to type."""

    def process_formdata(self, values: list[str]) -> None:
        digits = values[0] if values else ""
        self.data = digits if digits.isascii() and digits.isdecimal() and len(digits) < 10 else ""

    @property
    def version(self) -> int | None:
        return int(self.data) if self.data else None


class PortalForm(FlaskForm):  # type: ignore[misc]
    """A form: subclass it with fields, in the order in which they are asked.

    not_saved_yet: a service did not answer; the form came back as it was, with the same key.
    replaces: the names of texts that it is made with as they are recorded, and writes anew.
    both_changed: {name of such a text: what somebody else made of it meanwhile}.
    """

    replaces: ClassVar[Sequence[str]] = ()

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was posted, or what this person had typed when their session ended."""
            return super().wrap_formdata(form, formdata) or kept.typed_before()

    idempotency_key = KeyField(default=lambda: str(uuid4()))
    seen = SeenField()
    marks = MarksField()
    not_saved_yet = False
    both_changed: Mapping[str, str] = MappingProxyType({})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        replaced = self.replaced
        if not replaced:
            del self.marks
        elif self.marks.raw_data is None:
            self.marks.data = marks_of(replaced)
        for field in replaced:
            choose(field, request.form.get(f"keep_{field.name}"))

    @property
    def replaced(self) -> list[Field]:
        return [self[name] for name in self.replaces if name in self]

    def ways_to_keep(self, field: Field) -> list[dict[str, str]]:
        """The choices between two texts; one line has no room for both."""
        ways = [one for one in Keep if one is not Keep.BOTH or isinstance(field, LongText)]
        return [{"value": one.value, "text": KEEP_TEXTS[one]} for one in ways]

    def meet(self) -> None:
        """Somebody changed it meanwhile: hold their texts beside those that were typed."""
        if replaced := self.replaced:
            self.both_changed = met(replaced, self.marks.marks)
            self.marks.data = marks_of(replaced)

    @property
    def key(self) -> str:
        """The `Idempotency-Key` of the command that this form becomes."""
        return str(self.idempotency_key.data)

    def take_new_key(self) -> None:
        """What is sent next is another command than what was sent before."""
        self.idempotency_key.data = str(uuid4())

    def refuse(self, refusal: Refusal, field: Field | None = None, *, detail: str = "") -> None:
        """Show that a rule said no; what was typed stays. field: the one it is about, if any."""
        if field is None:
            self.form_errors.append(refusal.sentence(detail))
        else:
            field.errors = [refusal.sentence(detail), *field.errors]

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


class SendForm(PortalForm):
    """A button under what was typed on the pages before it. shown: the mark of that draft."""

    shown = HiddenField()

    def is_of(self, mark: str) -> bool:
        """Whether the draft is what its page showed; where not, the form says so, and shows it."""
        if self.shown.data == mark:
            return True
        self.shown.data = mark
        self.form_errors.append(CHANGED_ELSEWHERE)
        return False
