"""The support plan as its family reads it, and what they say of it."""

from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session
from werkzeug.wrappers import Response

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
    told,
)
from services.portal.family_words import of_plan
from services.portal.forms import LongText, PortalForm, Radios
from services.portal.naming import names_of, sencos
from services.portal.pages.family import FAMILY, Member, member, senco_of
from services.portal.plan_words import current
from services.portal.signed_in import for_roles, me

family_plan = Blueprint("family_plan", __name__, url_prefix="/family/<uuid:link>/plan")

SENT: Final = "said_about_plan"
Page = str | Response
AGREE: Final = "agree"


class SayForm(PortalForm):
    """One text box. Who agrees may leave it empty; all else is said in words, not by a tick."""

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
    """The plan to read: shared with the family, and standing."""
    row = current([row for row in rows if row.shared_on and row.status != "withdrawn"])
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
    if plan is None or not plan.open:
        raise NotThere
    form = SayForm(seen=plan.version, stance=request.args.get("stance"))
    if form.validate_on_submit() and said(form, plan):
        session[SENT] = SAID[form.stance.data or AGREE]
        return redirect(f"/family/{link}/plan", 303)
    return render_template("family/say.html", one=one, form=form, readers=readers(one))


def said(form: SayForm, plan: Plan) -> bool:
    done = carried_out(
        form,
        lambda: clients().plans.say(
            plan.plan_id, form.stance.data or AGREE, form.said.data or None, key=form.key
        ),
    )
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
