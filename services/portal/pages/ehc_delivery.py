"""What section F of the plan promised, what was given, and the reason for each shortfall."""

from datetime import date
from typing import Final
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal.answers import last_parts
from services.portal.clients import Invalid, Part, clients, part
from services.portal.clients.ehcp import Case
from services.portal.clients.ehcp_delivery import Delivery, delivery_of
from services.portal.clients.ehcp_plan import DRAFT, plans_of
from services.portal.delivery_words import finding, lines
from services.portal.forms import DateParts, PortalForm
from services.portal.forms.dates import PARTS, When
from services.portal.pages.ehc import case_in_hand
from services.portal.pages.pupils import header, school_name
from services.portal.signed_in import for_roles
from shared.access.grants import Role

ehc_delivery = Blueprint("ehc_delivery", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc")

NOT_ASKED: Final[Part[Delivery | None]] = Part(None)


class DaysForm(PortalForm):
    """From which day to which, in the address. Sent as a GET: it changes nothing."""

    class Meta(PortalForm.Meta):
        csrf = False

    from_on = DateParts("From which day?", subject="The first day", when=When.PAST)
    to_on = DateParts("Up to which day?", subject="The last day", when=When.PAST)

    def days(self) -> dict[str, date]:
        return {name: self[name].data for name in ("from_on", "to_on") if self[name].data}


@ehc_delivery.get("/delivery")
@for_roles(Role.SENCO)
def shown(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    case = part(lambda: case_in_hand(pupil_id))
    one = case.or_else(None)
    plans = [plan for plan in plans_of(one) if plan.plan.type != DRAFT] if one else []
    form, asked = question()
    found = counted(form, one, asked=asked) if one and plans else NOT_ASKED
    delivery = found.or_else(None)
    return render_template(
        "ehc/delivery.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        case=one,
        down=case.down or found.down,
        plans=plans,
        form=form,
        asked=asked,
        delivery=delivery,
        finding=finding(delivery) if delivery else None,
        lines=lines(delivery, plans) if delivery else [],
    )


def question() -> tuple[DaysForm, bool]:
    """The form, and whether it was sent."""
    asked = any(name.endswith(f"-{PARTS[0]}") for name in request.args)
    return DaysForm(request.args if asked else None), asked


def counted(form: DaysForm, case: Case, *, asked: bool) -> Part[Delivery | None]:
    """None where the days cannot be asked for: then the form says why."""
    if asked and (form.from_on.data and form.to_on.data):
        form.to_on.not_before = (form.from_on.data, "the first day")
    if asked and not form.validate():
        return NOT_ASKED
    try:
        return part(lambda: delivery_of(clients().ehcp, case.case_id, **form.days()))
    except Invalid as invalid:
        form.form_errors.extend(form.complain(last_parts(invalid.fields)))
        return NOT_ASKED
