"""An api process of its own, as it starts with the rule book that its environment names.

`python -m tests.ehcp.another_book`: asked on standard input, answers on standard output. Nothing
listens: the requests are made of the app within the process.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from joserfc.jwk import KeySet

from services.ehcp.app import create_app
from shared.bus import KafkaSettings
from shared.http.platform import make_platform
from shared.settings import Settings
from tests.one_service import SIGNING_KEY, OneService

ROOT = Path(__file__).parents[2]
SECONDS = 60


def asked_of_another(
    service: OneService, token: str, requests: Sequence[dict[str, Any]], rule_book: Path | None
) -> list[dict[str, Any]]:
    """The answers of a fresh process to requests (path, and a body where it is a POST)."""
    question = {
        "settings": asdict(service.settings),
        "keys": KeySet([SIGNING_KEY]).as_dict(private=False),
        "token": token,
        "requests": list(requests),
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.ehcp.another_book"],
        input=json.dumps(question, default=str),
        env={**os.environ, "WAYMARK_RULE_BOOK": str(rule_book or "")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: list[dict[str, Any]] = json.loads(run.stdout.splitlines()[-1])
    return found


def answers(question: dict[str, Any]) -> list[Any]:
    """Status and JSON of each answer."""
    told = question["settings"]
    kafka = KafkaSettings(**told.pop("kafka"))
    key_file = Path(told.pop("trust_key_file"))
    settings = Settings(**told, kafka=kafka, trust_key_file=key_file)
    keys = KeySet.import_key_set(question["keys"])
    made = make_platform(settings, token_keys=lambda **_: keys)
    with closing(made.client):
        client = create_app(made).test_client()
        headers = {"Authorization": f"Bearer {question['token']}", "Idempotency-Key": "a" * 32}
        replies = [
            client.open(
                one["path"],
                method="POST" if "body" in one else "GET",
                json=one.get("body"),
                headers=headers,
            )
            for one in question["requests"]
        ]
    return [{"status": reply.status_code, "json": reply.json} for reply in replies]


if __name__ == "__main__":
    print(json.dumps(answers(json.load(sys.stdin))))
