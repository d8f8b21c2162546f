"""Signs a person of the demo trust in, the way that person would: `make token WHO=senco`.

Staff go through the provider's authorization code flow; families ask for a link, and it is read
from the e-mail that arrived at the local mail sink. There is no other way in.
"""

import base64
import hashlib
import json
import re
import secrets
import sys
from collections.abc import Mapping
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests

from deploy.local.people import FAMILY, persona_named
from deploy.local.places import LOCAL
from deploy.local.trouble import Trouble
from deploy.local.waiting import wait_until
from services.directory.demo_trust.personas import PERSONAS

TIMEOUT_SECONDS = 10
MAIL_SECONDS = 15
NOT_RUNNING = "Waymark is not running here: start it with `make run`."
LINK = re.compile(r"/sign-in/link/([\w-]+)")


def tokens_of_staff(directory: str, issuer: str, client_id: str, email: str) -> dict[str, Any]:
    """Access and refresh token of whoever the provider calls by this e-mail."""
    discovered = _get_json(f"{issuer}/.well-known/openid-configuration")
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    back = "http://127.0.0.1/callback"
    asked = {
        "client_id": client_id,
        "redirect_uri": back,
        "response_type": "code",
        "scope": "openid email",
        "nonce": nonce,
        "state": "none",
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
    }
    allowed = requests.post(
        discovered["authorization_endpoint"],
        params=asked,
        data={"sub": email},
        allow_redirects=False,
        timeout=TIMEOUT_SECONDS,
    )
    code = parse_qs(urlsplit(allowed.headers.get("Location", "")).query).get("code", [""])[0]
    if not code:
        raise Trouble(f"The sign-in provider does not let {email} in: {allowed.status_code}")
    exchanged = requests.post(
        discovered["token_endpoint"],
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
        },
        auth=(client_id, "known-to-everyone-on-this-machine"),
        timeout=TIMEOUT_SECONDS,
    )
    exchanged.raise_for_status()
    body = {"id_token": exchanged.json()["id_token"], "nonce": nonce}
    return _post_json(f"{directory}/tokens/staff", body)


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def tokens_of_family(directory: str, mail: Path, email: str) -> dict[str, Any]:
    """Access and refresh token of whoever the trust knows by this e-mail."""
    before = set(mail.glob("*.eml"))
    asked = requests.post(
        f"{directory}/sign-in-links", json={"email": email}, timeout=TIMEOUT_SECONDS
    )
    asked.raise_for_status()
    found: list[str] = []

    def arrived() -> bool:
        for file in set(mail.glob("*.eml")) - before:
            found.extend(_links(file, email))
        return bool(found)

    wait_until(arrived, f"the e-mail with the link for {email}", within_seconds=MAIL_SECONDS)
    return _post_json(f"{directory}/tokens/link", {"secret": found[0]})


def _links(file: Path, email: str) -> list[str]:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    if email not in str(message["To"]) or body is None:
        return []
    return LINK.findall(body.get_content())


def sign_in(key: str, addresses: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, Any]:
    """The tokens of a person of the demo trust. Raises Trouble, requests.RequestException."""
    persona = persona_named(key)
    if persona is None:
        raise Trouble(f"Nobody is called {key}. There are: {', '.join(PERSONAS)}.")
    try:
        if persona.key in FAMILY:
            return tokens_of_family(addresses["directory"], LOCAL / "mail", persona.email)
        return tokens_of_staff(
            addresses["directory"],
            settings["WAYMARK_OIDC_ISSUER"],
            settings["WAYMARK_OIDC_CLIENT_ID"],
            persona.email,
        )
    except requests.HTTPError as error:
        status = error.response.status_code
        if status not in (requests.codes.unauthorized, requests.codes.forbidden):
            raise
        raise Trouble(
            f"{persona.name} is not let in ({status}): barred, or without any role now."
        ) from error


def _get_json(address: str) -> dict[str, Any]:
    reply = requests.get(address, timeout=TIMEOUT_SECONDS)
    reply.raise_for_status()
    found: dict[str, Any] = reply.json()
    return found


def _post_json(address: str, body: Mapping[str, str]) -> dict[str, Any]:
    reply = requests.post(address, json=body, timeout=TIMEOUT_SECONDS)
    reply.raise_for_status()
    found: dict[str, Any] = reply.json()
    return found


def running_addresses() -> dict[str, str]:
    """Where the services of `make run` answer. Raises Trouble when it is not running."""
    file = LOCAL / "addresses.json"
    if not file.exists():
        raise Trouble(NOT_RUNNING)
    found: dict[str, str] = json.loads(file.read_text())
    return found


def complain(error: Exception) -> int:
    """One line about what went wrong, and the exit code."""
    if isinstance(error, requests.ConnectionError) and error.request is not None:
        place = urlsplit(error.request.url or "").netloc
        sys.stderr.write(f"{NOT_RUNNING} Nobody answers at {place}.\n")
    else:
        sys.stderr.write(f"{error}\n")
    return 1
