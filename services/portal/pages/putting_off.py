"""Put off: a thing of today's list waits for a day and a reason, never past a legal date."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, render_template
from pymongo.errors import PyMongoError
from werkzeug.wrappers import Response
from wtforms.validators import ValidationError

from services.portal.clients import Down, NotThere
from services.portal.clock import now, today
from services.portal.forms import DateParts, PortalForm, ShortText
from services.portal.naming import my_school, names_of
from services.portal.pages.today import back_to_today, card, known
from services.portal.put_offs import MOST_OF_A_SCHOOL, PutOff, TooMany, put_offs
from services.portal.signed_in import for_roles, me, not_my_own_child
from services.portal.things_to_do import CODE, LAW, Action, in_order, latest
from services.portal.words.days import full_day
from shared.access.grants import Role

putting_off = Blueprint("putting_off", __name__, url_prefix="/today/put-off/<uuid:key>")

WHOSE_DAY: Final = {LAW: "The law", CODE: "The SEND Code"}
FULL: Final = (
    f"Not saved. Your school has put off {MOST_OF_A_SCHOOL} things. "
    "Do one of them or take it back, then send this again."
)
Page = str | Response


class PutOffForm(PortalForm):
    """thing: what is put off; set before it is validated."""

    thing: Action

    until = DateParts(
        "Until which day?",
        subject="The day",
        empty="Enter the day until which you put it off",
    )
    reason = ShortText(
        "Why?",
        subject="The reason",
        hint="Every SENCO of your school reads this. It is deleted when the day has come.",
        empty="Enter why you put it off",
    )

    def validate_until(self, field: Any) -> None:
        if complaint := refused(field.day, self.thing, today()):
            raise ValidationError(complaint)


def refused(until: date, thing: Action, today: date) -> str | None:
    """Why a thing cannot be put off to a day; None where it can."""
    if until <= today:
        return "The day must be after today"
    return limit(thing, today) if until > latest(thing, today) else None


def limit(thing: Action, today: date) -> str:
    """Until when a thing can be put off, and whose day that is."""
    last = latest(thing, today)
    whose = WHOSE_DAY.get(thing.rank)
    if whose is None or last < thing.by:
        return f"It can be put off until {full_day(last)}, 28 days from today, at the latest."
    gives = "gives" if last >= today else "gave"
    return f"{whose} {gives} until {full_day(last)}. It cannot be put off past that."


@putting_off.route("", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def asked(key: UUID) -> Page:
    """Until when, and why."""
    thing = ours(key)
    form = PutOffForm()
    form.thing = thing
    if form.validate_on_submit() and kept(form):
        return back_to_today(f"Put off until {full_day(form.until.day)}.")
    names = names_of(thing.pupil_id)
    return render_template(
        "today/put_off.html",
        form=form,
        thing=card(thing, names, today()),
        limit=limit(thing, today()),
        pupil_id=thing.pupil_id,
        names=names,
    )


@putting_off.post("/back")
@for_roles(Role.SENCO)
def taken_back(key: UUID) -> Response:
    """It waits no longer."""
    put_offs().remove(my_school(), key)
    return back_to_today("Saved. It is back on the list.")


def ours(key: UUID) -> Action:
    """What stands on this school's list. Raises NotThere, Down, OtherRole for one's own child."""
    found = known()
    for one in in_order(found.actions, today()):
        if one.key == key and not one.others:
            not_my_own_child(one.pupil_id)
            return one
    if found.partly:
        raise Down("referrals, ehcp or plans")
    raise NotThere


def kept(form: PutOffForm) -> bool:
    """False where it could not be kept, and the form says why."""
    one = PutOff(
        key=form.thing.key, until=form.until.day, reason=form.reason.data, by=me().person_id
    )
    try:
        put_offs().save(my_school(), one, now())
    except TooMany:
        form.form_errors.append(FULL)
        return False
    except PyMongoError:
        form.not_saved_yet = True
        return False
    return True
