"""People at the portal without a browser: they sign in as they would, fill in forms and read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import requests
from flask import Flask
from werkzeug.test import TestResponse

from deploy.local.waiting import wait_until
from services.directory.demo_trust.personas import PERSONAS

MAIL_SECONDS = 20
HIDDEN = re.compile(
    r'name="(csrf_token|idempotency_key|seen|marks|share_id|shown)" type="hidden" value="([^"]*)"'
)
LINK = re.compile(r"/sign-in/link/([\w-]+)")
FAMILY = frozenset({"parent", "barred_parent", "young_person"})


@dataclass
class Visitor:
    """Somebody at a portal. mail: the folder in which e-mails arrive."""

    app: Flask
    mail: Path
    key: str = ""
    status: int = 0
    address: str = "/"
    query: str = ""
    page: str = ""

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def goes_to(self, address: str) -> "Visitor":
        """Open a page, and follow where it leads."""
        return self._arrived(self.client.get(address, follow_redirects=True))

    def opens(self, address: str, *, because: str = "support") -> "Visitor":
        """Open a pupil's record from outside the school: past the card that asks for a reason."""
        if self.goes_to(address).address.endswith("/reason"):
            self.sends({"reason": because}, to=f"{self.address}?{self.query}")
        return self

    def sends(
        self, values: Mapping[str, str | list[str]] | None = None, *, to: str | None = None
    ) -> "Visitor":
        """Send the form of the page that is open, and follow where that leads."""
        reply = self.client.post(
            to or self.address,
            data={**self.hidden(), **(values or {})},
            follow_redirects=True,
        )
        return self._arrived(reply)

    @property
    def action(self) -> str:
        """Where the open page's form is sent, as its own address says."""
        form = self.page.split("<main")[-1].partition('<form method="post" action="')[2]
        return unescape(form.partition('"')[0])

    def hidden(self) -> dict[str, str]:
        """What the open page's form carries unseen."""
        return {name: unescape(value) for name, value in HIDDEN.findall(self.page)}

    def _arrived(self, reply: TestResponse) -> "Visitor":
        self.status = reply.status_code
        self.address = reply.request.path
        self.query = reply.request.query_string.decode()
        self.page = reply.text
        return self

    @property
    def text(self) -> str:
        """The main part of the page as it is read, with single spaces."""
        main = self.page.split("<main")[-1].split("</main>")[0]
        without_tags = re.sub(r"<[^>]+>", " ", main)
        return " ".join(unescape(without_tags).split())

    def link(self, text: str) -> str:
        """The address of the first link with this text."""
        for address, inner in re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.page, re.S):
            if text in " ".join(unescape(re.sub(r"<[^>]+>", " ", inner)).split()):
                return unescape(address)
        raise AssertionError(f"no link says {text!r}: {self.text}")

    def follows(self, text: str) -> "Visitor":
        return self.goes_to(self.link(text))

    def signs_in(self, key: str) -> "Visitor":
        """At the trust's provider, or by an e-mailed link; as a person of the demo trust."""
        self.key = key
        if key in FAMILY:
            self.goes_to(f"/sign-in/link/{self.emailed_link(PERSONAS[key].email)}")
            self.sends()
        else:
            self.comes_back_from_provider(self.provider_says(PERSONAS[key].email))
        return self

    def provider_says(self, email: str) -> str:
        """The address that the provider sends somebody back to, who said that they are this."""
        there = self.client.get("/sign-in/staff").location
        allowed = requests.post(there, data={"sub": email}, allow_redirects=False, timeout=10)
        return allowed.headers["Location"]

    def comes_back_from_provider(self, address: str) -> "Visitor":
        parts = urlsplit(address)
        return self.goes_to(f"{parts.path}?{parts.query}")

    def emailed_link(self, email: str) -> str:
        """Ask for a link by e-mail, and read its secret from the mail that arrives."""
        before = set(self.mail.glob("*.eml"))
        self.goes_to("/sign-in/family")
        self.sends({"email": email})
        found: list[str] = []

        def arrived() -> bool:
            for file in set(self.mail.glob("*.eml")) - before:
                found.extend(LINK.findall(file.read_text().replace("=\n", "")))
            return bool(found)

        wait_until(arrived, f"a link for {email}", within_seconds=MAIL_SECONDS)
        return found[0]
