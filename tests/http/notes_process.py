"""The notes API for a gunicorn of its own; WAYMARK_TOKEN_KEY_FILE names the key that signs tokens.

gunicorn --config deploy/local/gunicorn_conf.py "tests.http.notes_process:create_app()"
"""

import json
import os
from pathlib import Path

from flask import Flask
from joserfc.jwk import KeySet

from shared.http.platform import make_platform
from shared.settings import read_settings
from tests.http.notes_api import make_notes_app


def create_app() -> Flask:
    keys = KeySet.import_key_set(json.loads(Path(os.environ["WAYMARK_TOKEN_KEY_FILE"]).read_text()))
    return make_notes_app(make_platform(read_settings("notes"), token_keys=lambda **_: keys))
