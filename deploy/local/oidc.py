"""The development sign-in provider: real OpenID Connect in which everyone is who they say.

    python -m deploy.local.oidc PORT PEOPLE

PEOPLE is a JSON file: a list of the claims of each person, `sub` among them; its page offers them
as buttons. Never part of a deployment.
"""

import json
import sys
from pathlib import Path

from oidc_provider_mock import User, app
from werkzeug.serving import run_simple

from deploy.local.ports import HOST
from deploy.local.trouble import Trouble


def read_people(file: Path) -> list[User]:
    """The people in the file; none where it is missing. Raises Trouble if it cannot be read."""
    if not file.exists():
        return []
    try:
        claims = json.loads(file.read_text())
        return [
            User(sub=person["sub"], claims={k: v for k, v in person.items() if k != "sub"})
            for person in claims
        ]
    except (ValueError, TypeError, KeyError) as error:
        raise Trouble(f"{file} should be a list of claims, each with a sub: {error!r}") from error


def main(port: int, people: Path) -> None:
    provider = app(require_nonce=True, user_claims=read_people(people))
    run_simple(HOST, port, provider, threaded=True)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]), Path(sys.argv[2]))
    except Trouble as trouble:
        sys.exit(str(trouble))
