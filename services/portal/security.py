"""What every reply carries so that a record stays between the portal and the person reading it."""

import secrets

from flask import Flask, Response, g
from flask_wtf.csrf import CSRFProtect

from shared.http.platform import derived_key

from .config import Config

BIGGEST_REQUEST_BYTES = 1_000_000
ONE_YEAR_SECONDS = 31_536_000


def protect(app: Flask, config: Config) -> None:
    """Set session cookie, CSRF, a nonce for each request and the headers of every reply."""
    set_session_cookie(app, config)
    app.config["MAX_CONTENT_LENGTH"] = BIGGEST_REQUEST_BYTES
    # A page may stay open all day and must not lose its text; the token ends with the session.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    # Off, because it wants a Referer header, and our own policy tells browsers to send none.
    app.config["WTF_CSRF_SSL_STRICT"] = False

    @app.before_request
    def make_nonce() -> None:
        g.csp_nonce = secrets.token_urlsafe(16)

    # After the nonce, which the page that refuses a form needs too.
    CSRFProtect(app)

    @app.context_processor
    def nonce_for_the_template() -> dict[str, str]:
        return {"cspNonce": g.get("csp_nonce", "")}

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in headers(g.get("csp_nonce", ""), config).items():
            response.headers.setdefault(name, value)
        return response


def set_session_cookie(app: Flask, config: Config) -> None:
    app.config["SECRET_KEY"] = derived_key(config.trust_key, "portal/forms").hex()
    # The prefix makes browsers refuse the cookie from another host or over plain http.
    app.config["SESSION_COOKIE_NAME"] = "__Host-waymark" if config.tls else "waymark"
    app.config["SESSION_COOKIE_SECURE"] = config.tls
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    # Lax, since people come by a link in an e-mail and are signed in already.
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.config["SESSION_COOKIE_PATH"] = "/"


def headers(nonce: str, config: Config) -> dict[str, str]:
    """The security headers of one reply, by name. nonce: that of this reply's own scripts."""
    always = {
        "Content-Security-Policy": content_policy(nonce),
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",  # for browsers too old for frame-ancestors
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    }
    if config.tls:
        always["Strict-Transport-Security"] = f"max-age={ONE_YEAR_SECONDS}; includeSubDomains"
    return always


def content_policy(nonce: str) -> str:
    """Only our own styles, pictures and scripts; nothing inline but what carries the nonce."""
    rules = (
        "default-src 'none'",
        f"script-src 'self' 'nonce-{nonce}'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    return "; ".join(rules)
