import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.portal.app import create_app
from services.portal.config import Config
from services.portal.pages.sign_in import local
from tests.portal.examples import NOW, PUBLIC_PAGES
from tests.portal.gallery import gallery
from tests.portal.test_forms import RIGHT, hidden

SAFE = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


@pytest.fixture(scope="module")
def by_https(config: Config) -> Flask:
    app = create_app(replace(config, address="https://portal.example"), now=lambda: NOW)
    app.register_blueprint(gallery)
    return app


@pytest.mark.parametrize("address", [*PUBLIC_PAGES, "/gallery/form"])
def test_every_page_carries_the_headers(client: FlaskClient, address: str) -> None:
    reply = client.get(address)
    assert SAFE.items() <= dict(reply.headers).items()
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", [*PUBLIC_PAGES, "/gallery/form", "/gallery/record"])
def test_scripts_carry_the_nonce_and_styles_stay_in_the_stylesheet(
    client: FlaskClient, address: str
) -> None:
    reply = client.get(address)
    nonce = re.search(r"'nonce-([^']+)'", reply.headers["Content-Security-Policy"])
    assert nonce
    scripts = re.findall(r"<script[^>]*>", reply.text)
    assert len(scripts) == 2
    assert all(f'nonce="{nonce[1]}"' in script for script in scripts)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", reply.text)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "today",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        "/ /elsewhere.example",
        "https://elsewhere.example/",
    ],
)
def test_nobody_is_led_elsewhere_by_way_of_us(address: str) -> None:
    assert local(address) is None


def test_an_address_of_ours_is_gone_on_to() -> None:
    for address in ("/", "/today", "/pupils?name=%C3%86lfgar%20B&page=2", "/help#rights"):
        assert local(address) == address


def test_each_reply_has_a_nonce_of_its_own(client: FlaskClient) -> None:
    policies = {client.get("/").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_https_is_insisted_on_once_used(client: FlaskClient, by_https: Flask) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
    secure = by_https.test_client().get("/", base_url="https://portal.example")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_cookie_is_for_this_host_and_no_script(by_https: Flask) -> None:
    reply = by_https.test_client().get("/gallery/form", base_url="https://portal.example")
    cookie = reply.headers["Set-Cookie"]
    assert cookie.startswith("__Host-waymark=")
    for attribute in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribute in cookie
    assert "Domain" not in cookie


def test_reading_without_signing_in_sets_no_cookie(client: FlaskClient) -> None:
    for address in PUBLIC_PAGES:
        assert "Set-Cookie" not in client.get(address).headers


def test_a_form_without_its_token_is_not_taken(client: FlaskClient) -> None:
    client.get("/gallery/form")
    reply = client.post("/gallery/form", data=RIGHT)
    assert reply.status_code == 400
    assert "Sign in again" in reply.text
    assert "nothing was sent" in reply.text


def test_another_sessions_token_is_not_taken(app: Flask) -> None:
    token = hidden(app.test_client().get("/gallery/form").text, "csrf_token")
    other = app.test_client()
    other.get("/gallery/form")
    assert other.post("/gallery/form", data={**RIGHT, "csrf_token": token}).status_code == 400


def test_by_https_a_form_needs_no_referrer_since_we_let_none_be_sent(by_https: Flask) -> None:
    client = by_https.test_client()
    shown = client.get("/gallery/form", base_url="https://portal.example").text
    tokens = {name: hidden(shown, name) for name in ("csrf_token", "idempotency_key")}
    reply = client.post(
        "/gallery/form", data={**RIGHT, **tokens}, base_url="https://portal.example"
    )
    assert reply.status_code == 302


def test_too_much_at_once_is_refused_in_words(client: FlaskClient) -> None:
    reply = client.post("/gallery/form", data={"noticed": "x" * 1_000_001})
    assert reply.status_code == 413
    assert "Nothing was saved" in reply.text
