"""Pages, for tests only, that show every macro and every field as real pages will use them."""

from datetime import UTC, date, datetime

from flask import Blueprint, g, redirect, render_template, request
from werkzeug.wrappers import Response

from services.portal.forms import (
    Checkboxes,
    DateParts,
    EmailText,
    LongText,
    PortalForm,
    Radios,
    ShortText,
    WholeNumber,
)
from services.portal.forms.dates import When
from services.portal.frame import Viewer
from services.portal.words.refusals import wording

gallery = Blueprint("gallery", __name__, url_prefix="/gallery", template_folder="templates")
SENCO = Viewer(
    role="senco", role_name="SENCO", place="Alder Lane Primary", unread=3, other_roles=True
)


class EveryField(PortalForm):
    """One field of each kind, with the messages that the specification gives."""

    who = Radios(
        "Who are you worried about?",
        choices=[("amira", "Amira Khan", "Year 2, class 2B"), ("leo", "Leo Marsh")],
        empty="Select who you are worried about",
    )
    noticed = LongText(
        "What have you noticed?",
        subject="What you noticed",
        hint="In your own words. You can add to it later.",
        empty="Enter what you have noticed",
    )
    areas = Checkboxes(
        "Which of these is it about?",
        choices=[("talk", "Talking and understanding"), ("read", "Reading and writing")],
    )
    reached = EmailText("Email address", empty="Enter an email address or phone number")
    minutes = WholeNumber("Minutes", smallest=5, largest=300, empty="Enter the minutes")
    received = DateParts(
        "When did the council receive the request?",
        subject="Date received",
        empty="Enter the date the council received the request",
        when=When.PAST,
    )
    served = DateParts("When was it served?", subject="Date served")
    review = DateParts("When is the review?", subject="Review date", when=When.FUTURE)
    name = ShortText("Your name")


class Question(PortalForm):
    """One question to a page."""

    noticed = LongText(
        "What have you noticed?", subject="What you noticed", empty="Enter what you have noticed"
    )


class Reason(PortalForm):
    reason = Radios(
        "Why are you opening this record?",
        choices=[("cover", "I cover for her teacher"), ("meeting", "I prepare a meeting")],
        empty="Select why you are opening this record",
    )


@gallery.before_request
def sign_in() -> None:
    g.viewer = SENCO


@gallery.route("/form", methods=["GET", "POST"])
def form() -> str | Response:
    filled = EveryField()
    filled.served.not_before = (date(2027, 3, 3), "the day it was sent")
    if filled.validate_on_submit():
        if request.args.get("refuse"):
            filled.refuse(wording("referrals", "FamilyNotConsulted"))
            return render_template("gallery/form.html", form=filled)
        return redirect(f"/gallery/done/{filled.key}")
    return render_template("gallery/form.html", form=filled)


@gallery.route("/question", methods=["GET", "POST"])
def question() -> str | Response:
    filled = Question()
    if filled.validate_on_submit():
        return redirect(f"/gallery/done/{filled.key}")
    return render_template("gallery/question.html", form=filled)


@gallery.get("/done/<key>")
def done(key: str) -> str:
    return render_template("gallery/done.html", key=key)


@gallery.get("/record")
def record() -> str:
    return render_template("gallery/record.html", **RECORD)


@gallery.route("/reason", methods=["GET", "POST"])
def reason() -> str | Response:
    filled = Reason()
    if filled.validate_on_submit():
        return redirect(f"/gallery/done/{filled.key}")
    return render_template("gallery/reason.html", form=filled)


@gallery.get("/today")
def to_do() -> str:
    return render_template("gallery/today.html", form=Question())


@gallery.get("/trust")
def trust() -> str:
    return render_template("gallery/trust.html", rows=SCHOOLS)


@gallery.get("/broken")
def broken() -> str:
    raise RuntimeError("on purpose")


SCHOOLS = [
    [
        {"text": name, "address": f"/trust/schools/{number}"},
        {"text": "2", "address": "/deadlines", "hidden": f"late dates of {name}"},
        "1",
        "5",
        "71 of 80 (89%)",
        "no promises",
        "63",
        "21 Jan 2027",
    ]
    for number, name in enumerate(
        ("Beacon Hill Academy", "St Bartholomew-the-Great Church of England Primary", "Alder Lane")
    )
]
RECORD: dict[str, object] = {
    "parts": [
        (text, f"/gallery/{address}")
        for text, address in (
            ("Overview", "record"),
            ("Plan", "plan"),
            ("EHC", "ehc"),
            ("Views", "views"),
            ("Meetings", "meetings"),
            ("Papers", "papers"),
            ("People", "people"),
            ("History", "history"),
        )
    ],
    "due": [
        {
            "what": "Decision whether to assess",
            "by": date(2026, 12, 25),
            "closed": "Christmas Day",
            "who": "Fenshire Council",
            "status": "Not confirmed",
            "can_do": "Ask for news from Thursday 10 December",
            "sure": "As told by the school on 16 November; not confirmed by the council",
            "source": "SEND Regulations 2014, regulation 5(1)",
            "must": True,
            "address": "/gallery/dates/1",
        },
        {
            "what": "The school's reply to the council",
            "by": date(2026, 11, 24),
            "who": "Ms Okafor, SENCO",
            "status": "Due tomorrow",
            "source": "SEND Code 9.83",
            "must": False,
        },
    ],
    "targets": [
        {"key": "Start", "value": "22 sounds", "change": "/gallery/targets/1"},
        {"key": "Now", "value": "31 sounds <last week>", "change": "/gallery/targets/1"},
        {"key": "Aim", "value": "40 of the 45 Phase 3 graphemes"},
    ],
    "events": [
        {
            "what": "Support plan shared",
            "who": "Ms Okafor, SENCO",
            "true_on": date(2026, 11, 16),
            "recorded_at": datetime(2026, 11, 23, 9, 5, tzinfo=UTC),
            "address": "/gallery/history/1",
        },
        {
            "what": "SEN Support began",
            "who": "Ms Okafor, SENCO",
            "true_on": date(2025, 11, 3),
            "recorded_at": datetime(2026, 9, 9, 14, 30, tzinfo=UTC),
            "corrects": "It said 10 November 2025",
            "detail": "His mother showed me the letter.\nI had copied the wrong day.",
        },
        {
            "what": "Seen by a speech therapist",
            "who": "Mr Hale, class teacher",
            "true_on": date(2026, 9, 1),
            "recorded_at": datetime(2026, 9, 2, 8, 0, tzinfo=UTC),
            "struck": True,
        },
    ],
}
