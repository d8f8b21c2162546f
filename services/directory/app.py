"""Wires directory's api: `create_app` for gunicorn."""

import os
from collections.abc import Mapping
from datetime import date

from flask import Flask

from shared.calendar import london_date, utc_now
from shared.http.app import make_app
from shared.http.platform import make_platform
from shared.sealing import read_trust_key

from . import calendar_api, signin
from .api import blp
from .calendar_store import CalendarAddresses
from .config import read_config
from .contact import family_by_email
from .grants import children_of, grants_of
from .queries import staff_by_email
from .records import make_records
from .signin_wiring import key_source, make_sign_in, read_signing_keys


def create_app(environment: Mapping[str, str] | None = None) -> Flask:
    """The app of one process; made after gunicorn's fork, as its database client must be."""
    values = os.environ if environment is None else environment
    config = read_config(values)
    keys = read_signing_keys(values)
    made = make_platform(config.settings, token_keys=key_source(keys))
    app = make_app(made, "Waymark directory", [blp, signin.blp, calendar_api.blp])
    trust_key = read_trust_key(config.settings.trust_key_file)
    records = make_records(made.main, made.sealer, trust_key, keep_years=config.keep_years)
    app.extensions["directory"] = records
    app.extensions[calendar_api.ADDRESSES] = CalendarAddresses(made.main)
    app.extensions["sign_in"] = make_sign_in(
        made,
        keys,
        staff_by_email=lambda email: staff_by_email(made.views, records.index, email, today()),
        family_by_email=lambda email: family_by_email(made.views, records, email, today()),
        grants_of=lambda person: grants_of(made.views, person, today()),
        children_of=lambda person: children_of(made.views, person),
        environment=values,
    )
    return app


def today() -> date:
    return london_date(utc_now())
