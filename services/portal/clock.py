"""The app's own clock, so that a test or a demo may say what day it is."""

from collections.abc import Callable
from datetime import date, datetime

from flask import Flask, current_app

from shared.calendar import london_date

NAME = "waymark.now"


def set_clock(app: Flask, now: Callable[[], datetime]) -> None:
    """now: gives an aware instant."""
    app.extensions[NAME] = now


def now() -> datetime:
    """This instant, aware."""
    instant: datetime = current_app.extensions[NAME]()
    return instant


def today() -> date:
    """The day in London."""
    return london_date(now())
