"""The support plan as its family reads it, and what they say of it."""

from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session
from werkzeug.wrappers import Response
from wtforms import HiddenField

from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients, part
from services.portal.clients.plans import Plan, PlanRow, Share
from services.portal.clock import today
from services.portal.family_plan_words import (
    SAID,
    answer_of,
    news,
    own_reading,
    own_views,
    taken_out,
    told,
)
from services.portal.family_words import of_plan
from services.portal.forms import LongText, PortalForm, Radios
from services.portal.naming import names_of, sencos
from services.portal.pages.family import Member, member, senco_of
from services.portal.plan_words import for_family
from services.portal.signed_in import for_roles, me
from services.portal.words.days import moment
from shared.access.grants import FAMILY

family_plan = Blueprint("family_plan", __name__, url_prefix="/family/<uuid:link>/plan")

SENT: Final = "said_about_plan"
Page = str | Response
AGREE: Final = "agree"
SHARED_ANEW: Final = (
    "Not sent. This plan was shared at {moment}. Your text is kept. Read the plan as it is now. "
    "Then send your text again."
)
ENDED: Final = (
    "Not sent. This plan ended while you were writing. Your text is below. Copy it and give it to "
    "the school, or call."
)


class SayForm(PortalForm):
    """One text box. Who agrees may leave it empty; all else is said in words, not by a tick.

    share_id: the plan as they had read it when they began to write.
    """

    share_id = HiddenField()
    stance = Radios(
        "What do you think of the plan?",
        choices=[
            (AGREE, "I agree"),
            ("add", "I want to add something"),
            ("disagree", "I do not agree"),
        ],
        empty="Select what you think of the plan",
    )
    said = LongText(
        "Tell us in your own words",
        subject="What you write",
        hint="If you agree, you can leave this empty.",
        empty="Write what you want to tell us",
    )

    def validate(self, extra_validators: object = None) -> bool:
        if self.stance.data == AGREE:
            self.said.empty = None
        right: bool = super().validate(extra_validators)
        return right


@family_plan.get("")
@for_roles(*FAMILY)
def shown(link: UUID) -> str:
    """What was shared, and nothing that was not; that it was read is told to the school."""
    one = member(link)
    rows = part(lambda: clients().plans.of_pupil(one.pupil.pupil_id))
    plan = rows.then(shared_plan)
    read = plan.or_else(None)
    if read and read.share and own_reading(read) is None:
        tell_it_was_read(read, read.share)
    senco = senco_of(one)
    return render_template(
        "family/plan.html",
        one=one,
        plan=plan,
        unfinished=any(row.open for row in rows.or_else([])),
        sent=session.pop(SENT, None),
        senco=senco,
        **(words_of(one, read, senco) if read else {}),
    )


def shared_plan(rows: list[PlanRow]) -> Plan | None:
    row = for_family(rows)
    return clients().plans.plan(row.plan_id) if row else None


def tell_it_was_read(plan: Plan, share: Share) -> None:
    """It does not matter to the reader whether the school hears of it now or at the next look."""
    part(lambda: clients().plans.mark_read(plan.plan_id, share.share_id))


def words_of(one: Member, plan: Plan, senco: str) -> dict[str, object]:
    """What the template says of a plan."""
    before = own_reading(plan)
    answer = answer_of(plan, me().person_id)
    return {
        "letter": told(one.child, plan, today()),
        "lines": of_plan(one.child, plan, senco, today()),
        "read_before": before,
        "news": news(plan, before) if before else None,
        "taken_out": taken_out(plan, today()),
        "mine": own_views(plan.views, me().person_id),
        "answer": answer,
        "answered": SAID[answer.stance] if answer and answer.stance else None,
        "names": names_of(*(review.by for review in plan.reviews)),
    }


@family_plan.route("/say", methods=["GET", "POST"])
@for_roles(*FAMILY)
def say(link: UUID) -> Page:
    """What this person thinks of the plan. Raises NotThere where none was shared, Down."""
    one = member(link)
    plan = shared_plan(clients().plans.of_pupil(one.pupil.pupil_id))
    if plan is None or plan.share is None:
        raise NotThere
    if request.method == "GET" and not (plan.open and own_reading(plan)):
        return redirect(f"/family/{link}/plan", 303)
    form = SayForm(share_id=plan.share.share_id, stance=request.args.get("stance"))
    if form.validate_on_submit() and can_be_said(form, plan, plan.share) and said(form, plan):
        session[SENT] = SAID[form.stance.data or AGREE]
        return redirect(f"/family/{link}/plan", 303)
    return render_template("family/say.html", one=one, form=form, readers=readers(one))


def can_be_said(form: SayForm, plan: Plan, share: Share) -> bool:
    """Whether the plan goes on, and is the one that they read; where not, the form says so."""
    if plan.open:
        return was_read(form, plan, share)
    form.form_errors.append(ENDED)
    return False


def was_read(form: SayForm, plan: Plan, share: Share) -> bool:
    """Whether they wrote of the plan as it was shared last; where not, the form says so."""
    if form.share_id.data == str(share.share_id) and own_reading(plan) is not None:
        return True
    form.share_id.data = str(share.share_id)
    form.form_errors.append(SHARED_ANEW.format(moment=moment(share.at, today=today())))
    return False


def said(form: SayForm, plan: Plan) -> bool:
    body = {
        "share_id": form.share_id.data,
        "stance": form.stance.data,
        "said": form.said.data or None,
    }
    done = carried_out(form, lambda: clients().plans.say(plan.plan_id, body, key=form.key))
    return done is not None


def readers(one: Member) -> list[str]:
    """Who can read what this person writes, in words."""
    ids = sencos(one.pupil.school_id)
    names = names_of(*ids)
    known = [names.of(id_) for id_ in ids] if not names.down else []
    senco = f"{' and '.join(known)}, special needs co-ordinator (SENCO)" if known else None
    return [
        senco or "The school's special needs co-ordinator (SENCO)",
        "The head teacher",
        "The person who leads on special needs for the trust",
    ]
