"""Raise a concern: one question a page, each answer kept in a draft until it is sent."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from flask import Blueprint, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from services.portal.answers import carried_out
from services.portal.clients import Invalid, NotThere, Part, clients, part
from services.portal.clients.directory import Found
from services.portal.clock import now
from services.portal.drafts import Draft, Drafts, mark
from services.portal.forms import SendForm
from services.portal.naming import my_school, names_of, sencos
from services.portal.pages.new_concern_forms import (
    FamilyForm,
    FindForm,
    NoticedForm,
    SaidForm,
    TriedForm,
    WhoForm,
    WhyNotForm,
)
from services.portal.signed_in import for_roles, me, not_my_own_child
from services.portal.words.pupils import year_and_class
from shared.access.grants import Role

new_concern = Blueprint("new_concern", __name__, url_prefix="/concerns")

DRAFTS: Final = "waymark.concern-drafts"
KIND: Final = "concern"
KEEP: Final = timedelta(days=14)
RAISERS: Final = (Role.TEACHER, Role.SENCO, Role.HEAD)
MOST_TRIED: Final = 10
Values = Mapping[str, Any]
Page = str | Response


def drafts() -> Drafts:
    found: Drafts = current_app.extensions[DRAFTS]
    return found


def mine(draft_id: UUID) -> Draft:
    """This person's draft. Raises NotThere for one that is not theirs, was sent or is too old."""
    found = drafts().find(draft_id, me().person_id, now())
    if found is None:
        raise NotThere
    return found


def keep(draft_id: UUID, values: Values) -> None:
    drafts().save(draft_id, me().person_id, values, now())


def unanswered(values: Values) -> str:
    """The first step that has no answer yet; `check` once all have."""
    answered: list[tuple[str, Callable[[], bool]]] = [
        ("find", lambda: "pupil_id" in values),
        ("noticed", lambda: "noticed" in values),
        ("tried", lambda: "tried" in values),
        ("family", lambda: "talked" in values),
        ("said", lambda: bool(values.get("said" if values["talked"] == "yes" else "why_not"))),
    ]
    return next((step for step, has in answered if not has()), "check")


def go_on(draft_id: UUID, values: Values) -> Response:
    """Keep the answers and ask what is still to be asked."""
    keep(draft_id, values)
    return redirect(f"/concerns/new/{draft_id}/{unanswered(values)}", 303)


@new_concern.route("/new", methods=["GET", "POST"])
@for_roles(*RAISERS)
def start() -> Page:
    """First, what this form is not for; then the name."""
    form = FindForm()
    if form.validate_on_submit():
        draft_id = uuid4()
        keep(draft_id, {"search": form.name.data})
        return redirect(f"/concerns/new/{draft_id}/who", 303)
    begun = drafts().of(me().person_id, now())
    names = names_of(more=(pupil_of(draft.values) for draft in begun))
    return render_template(
        "concern_new/start.html", form=form, begun=begun, names=names, pupil_of=pupil_of
    )


def pupil_of(values: Values) -> UUID | None:
    return UUID(values["pupil_id"]) if "pupil_id" in values else None


@new_concern.route("/new/<uuid:draft_id>/find", methods=["GET", "POST"])
@for_roles(*RAISERS)
def find(draft_id: UUID) -> Page:
    draft = mine(draft_id)
    form = FindForm(name=draft.values.get("search", ""))
    if form.validate_on_submit():
        keep(draft_id, {**draft.values, "search": form.name.data})
        return redirect(f"/concerns/new/{draft_id}/who", 303)
    return render_template("concern_new/find.html", form=form, draft=draft)


@new_concern.route("/new/<uuid:draft_id>/who", methods=["GET", "POST"])
@for_roles(*RAISERS)
def who(draft_id: UUID) -> Page:
    """Those whom the name may mean."""
    draft = mine(draft_id)
    form = WhoForm(pupil=draft.values.get("pupil_id"))
    try:
        found = search(draft.values.get("search", ""))
    except Invalid as invalid:
        return search_again(draft, invalid)
    form.pupil.offer(found.then(choices).or_else([]))
    if not found.down and form.validate_on_submit():
        not_my_own_child(UUID(form.pupil.data))
        return go_on(draft_id, {**draft.values, "pupil_id": form.pupil.data})
    return render_template("concern_new/who.html", form=form, draft=draft, found=found)


def search(text: str) -> Part[Found]:
    """Raises Invalid where directory cannot search for that."""
    return part(lambda: clients().directory.find(my_school(), text))


def search_again(draft: Draft, invalid: Invalid) -> str:
    """The question for the name, with what to correct in what was typed."""
    form = FindForm(name=draft.values.get("search", ""))
    form.complain({"name": invalid.fields.get("text", [])})
    action = f"/concerns/new/{draft.draft_id}/find"
    return render_template("concern_new/find.html", form=form, draft=draft, action=action)


def choices(found: Found) -> list[tuple[str, str, str]]:
    return [
        (str(one.id), one.name, year_and_class(one.year_group, one.registration_group))
        for one in found.pupils
    ]


@new_concern.route("/new/<uuid:draft_id>/noticed", methods=["GET", "POST"])
@for_roles(*RAISERS)
def noticed(draft_id: UUID) -> Page:
    draft = mine(draft_id)
    form = NoticedForm(noticed=draft.values.get("noticed", ""), areas=draft.values.get("areas", []))
    if form.validate_on_submit():
        answer = {"noticed": form.noticed.data, "areas": form.areas.data}
        return go_on(draft_id, {**draft.values, **answer})
    return render_template("concern_new/noticed.html", form=form, draft=draft)


@new_concern.route("/new/<uuid:draft_id>/tried", methods=["GET", "POST"])
@for_roles(*RAISERS)
def tried(draft_id: UUID) -> Page:
    """What was tried, one thing after another, or nothing yet."""
    draft = mine(draft_id)
    before: list[dict[str, Any]] = list(draft.values.get("tried", []))
    form = TriedForm()
    done = request.form.get("then")
    if done == "nothing":
        return go_on(draft_id, {**draft.values, "tried": []})
    if done == "continue" and form.untouched() and before:
        return go_on(draft_id, draft.values)
    if form.validate_on_submit():
        added = {
            "what": form.what.data,
            "weeks": form.weeks.number,
            "effect": form.effect.data,
        }
        values = {**draft.values, "tried": [*before, added][:MOST_TRIED]}
        if done != "another":
            return go_on(draft_id, values)
        keep(draft_id, values)
        return redirect(request.path, 303)
    return render_template(
        "concern_new/tried.html",
        form=form,
        draft=draft,
        before=before,
        room=len(before) < MOST_TRIED,
    )


@new_concern.post("/new/<uuid:draft_id>/tried/<int:place>/remove")
@for_roles(*RAISERS)
def untried(draft_id: UUID, place: int) -> Response:
    """Take one thing out again."""
    draft = mine(draft_id)
    left = [one for n, one in enumerate(draft.values.get("tried", [])) if n != place]
    keep(draft_id, {**draft.values, "tried": left})
    return redirect(f"/concerns/new/{draft_id}/tried", 303)


@new_concern.route("/new/<uuid:draft_id>/family", methods=["GET", "POST"])
@for_roles(*RAISERS)
def family(draft_id: UUID) -> Page:
    draft = mine(draft_id)
    form = FamilyForm(talked=draft.values.get("talked"))
    if form.validate_on_submit():
        return go_on(draft_id, {**draft.values, "talked": form.talked.data})
    return render_template("concern_new/family.html", form=form, draft=draft)


@new_concern.route("/new/<uuid:draft_id>/said", methods=["GET", "POST"])
@for_roles(*RAISERS)
def said(draft_id: UUID) -> Page:
    """What they said, or why nobody has asked."""
    draft = mine(draft_id)
    talked = draft.values.get("talked") == "yes"
    name = "said" if talked else "why_not"
    form = (SaidForm if talked else WhyNotForm)(**{name: draft.values.get(name, "")})
    if form.validate_on_submit():
        return go_on(draft_id, {**draft.values, name: form[name].data})
    return render_template("concern_new/said.html", form=form, draft=draft, asked=form[name])


@new_concern.route("/new/<uuid:draft_id>/check", methods=["GET", "POST"])
@for_roles(*RAISERS)
def check(draft_id: UUID) -> Page:
    draft = mine(draft_id)
    if (step := unanswered(draft.values)) != "check":
        return redirect(f"/concerns/new/{draft_id}/{step}", 303)
    form = SendForm(shown=mark(draft.values))
    if form.validate_on_submit() and form.is_of(mark(draft.values)):
        # The draft's own id is the key: sent twice, from two tabs say, it is one concern.
        done = carried_out(
            form,
            lambda: clients().referrals.begin(body(draft.values), key=str(draft_id)),
        )
        if done:
            drafts().remove(draft_id, me().person_id)
            return redirect(f"/concerns/{done.referral_id}/sent?after={done.token}", 303)
    pupil_id = pupil_of(draft.values)
    return render_template(
        "concern_new/check.html",
        form=form,
        draft=draft,
        values=draft.values,
        pupil_id=pupil_id,
        names=names_of(pupil_id),
    )


def body(values: Values) -> dict[str, Any]:
    """The command's JSON."""
    talked = {"family_said": values["said"]} if values["talked"] == "yes" else {}
    not_yet = {"not_talked_because": values["why_not"]} if values["talked"] == "no" else {}
    return {
        "pupil_id": values["pupil_id"],
        "areas": values["areas"],
        "noticed": values["noticed"],
        "tried": values["tried"],
        **talked,
        **not_yet,
    }


@new_concern.post("/new/<uuid:draft_id>/delete")
@for_roles(*RAISERS)
def delete(draft_id: UUID) -> Response:
    drafts().remove(draft_id, me().person_id)
    return redirect("/concerns/new", 303)


@new_concern.get("/<uuid:referral_id>/sent")
@for_roles(*RAISERS)
def sent(referral_id: UUID) -> str:
    """What happens now, and by when."""
    concern = clients().referrals.concern(referral_id)
    senco_ids = sencos(me().school_id)
    return render_template(
        "concern_new/sent.html",
        concern=concern,
        senco_ids=senco_ids,
        names=names_of(concern.pupil_id, *senco_ids),
        after=request.args.get("after", ""),
    )
