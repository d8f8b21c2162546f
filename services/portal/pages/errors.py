"""What a person sees in place of a page: nothing here, signed out, too big, our mistake."""

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

Page = tuple[str, int]


def not_found(_: Exception) -> Page:
    """The same page, to the byte, for what is not there and for what is not yours."""
    return render_template("errors/not_found.html"), 404


def session_ended(_: CSRFError) -> Page:
    return render_template("errors/session_ended.html"), 400


def too_big(_: HTTPException) -> Page:
    return render_template("errors/too_big.html"), 413


def cannot_read(_: HTTPException) -> Page:
    return render_template("errors/cannot_read.html"), 400


def our_mistake(_: Exception) -> Page:
    return render_template("errors/our_mistake.html"), 500


def not_now(_: HTTPException) -> Page:
    return render_template("errors/not_now.html"), 503


def show_errors(app: Flask) -> None:
    app.register_error_handler(CSRFError, session_ended)
    app.register_error_handler(400, cannot_read)
    for status in (403, 404, 405):
        app.register_error_handler(status, not_found)
    app.register_error_handler(413, too_big)
    app.register_error_handler(500, our_mistake)
    app.register_error_handler(503, not_now)
