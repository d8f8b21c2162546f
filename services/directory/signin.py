"""Sign-in: from an ID token or an e-mailed link to a token of five minutes that carries grants.

Whoever is barred or leaves is out when that token ends: renewing looks the grants up anew.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid4

from flask import current_app
from flask_smorest import Blueprint
from joserfc.jwk import ECKey, KeySet
from marshmallow import Schema, fields, validate

from shared.access.grants import FAMILY, Caller, Grant, Role
from shared.access.tokens import LIFETIME_SECONDS, issue
from shared.calendar import utc_now
from shared.errors import Forbidden, Unauthenticated
from shared.http.asking import platform, public
from shared.mail import Mail

from .identity import IdentityProvider
from .link_post import LinkPost
from .signin_store import SignInStore

NO_PERSON: Final = "no person of this trust signs in with that address"

blp = Blueprint("sign_in", __name__, description="Sign-in and access tokens")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What sign-in stands on; the first of `keys` signs, all are published.

    staff_by_email, family_by_email: whom each way in lets in: a link never opens a staff role.
    link_address: of the portal's page that takes a link's secret, with "{secret}" in it.
    """

    keys: tuple[ECKey, ...]
    provider: IdentityProvider
    store: SignInStore
    post: LinkPost
    link_address: str
    staff_by_email: Callable[[str], UUID | None]
    family_by_email: Callable[[str], UUID | None]
    grants_of: Callable[[UUID], tuple[Grant, ...]]
    children_of: Callable[[UUID], frozenset[UUID]]


def sign_in() -> SignIn:
    found: SignIn = current_app.extensions["sign_in"]
    return found


class IdTokenSchema(Schema):
    """An ID token of the trust's provider, and the nonce of the sign-in that it answers."""

    id_token = fields.String(required=True, validate=validate.Length(min=1, max=16_000))
    nonce = fields.String(required=True, validate=validate.Length(min=1, max=200))


class EmailSchema(Schema):
    """Where a link is to be sent."""

    email = fields.Email(required=True, validate=validate.Length(max=254))


class SecretSchema(Schema):
    """The secret of a one-time link."""

    secret = fields.String(required=True, validate=validate.Length(min=1, max=200))


class RefreshSchema(Schema):
    """A refresh token."""

    refresh_token = fields.String(required=True, validate=validate.Length(min=1, max=200))


class RenewSchema(RefreshSchema):
    """role, id: of the one grant that the token is to carry, where a person has several roles.

    Whoever works as a parent is judged as a parent, also where they are the SENCO.
    """

    role = fields.Enum(Role, by_value=True)
    id = fields.UUID()


class GrantSchema(Schema):
    """A role on the trust, a school or a pupil."""

    role = fields.String(required=True)
    scope = fields.String(required=True)
    id = fields.UUID(allow_none=True)


class TokensSchema(Schema):
    """expires_in: seconds that the access token holds. children: for whoever has a post, all
    records of their own children, which no grant of a post opens.
    """

    access_token = fields.String(required=True)
    expires_in = fields.Integer(required=True)
    refresh_token = fields.String(required=True)
    person_id = fields.UUID(required=True)
    grants = fields.List(fields.Nested(GrantSchema), required=True)
    children = fields.List(fields.UUID(), required=True)


class JwksSchema(Schema):
    """A JWK set. Source: RFC 7517."""

    keys = fields.List(fields.Dict(), required=True)


def _tokens(
    person_id: UUID, refresh_token: str, *, role: Role | None = None, of: UUID | None = None
) -> dict[str, Any]:
    """Raises Unauthenticated for whoever has no such grant at all any more."""
    grants = tuple(
        grant
        for grant in sign_in().grants_of(person_id)
        if role in (None, grant.role) and of in (None, grant.id)
    )
    if not grants:
        raise Unauthenticated("this person may see nothing here now")
    caller = caller_of(person_id, grants)
    return {
        "access_token": token_of(caller),
        "expires_in": LIFETIME_SECONDS,
        "refresh_token": refresh_token,
        "person_id": person_id,
        "grants": [
            {"role": grant.role.value, "scope": grant.scope.value, "id": grant.id}
            for grant in grants
        ],
        "children": sorted(caller.children),
    }


def caller_of(person_id: UUID, grants: tuple[Grant, ...], *, only: str | None = None) -> Caller:
    """A person with some of their grants; where one is of a post, with their own children."""
    has_post = any(grant.role not in FAMILY for grant in grants)
    return Caller(
        person_id=person_id,
        subject=str(person_id),
        grants=grants,
        only=only,
        children=sign_in().children_of(person_id) if has_post else frozenset(),
    )


def token_of(caller: Caller) -> str:
    settings = platform().settings
    return issue(
        sign_in().keys[0],
        caller,
        issuer=settings.issuer,
        audience=settings.audience,
        now=time.time(),
    )


def _begin(person_id: UUID, way: str, now: datetime) -> dict[str, Any]:
    return _tokens(person_id, sign_in().store.new_refresh_token(person_id, way, now))


@blp.post("/tokens/staff")
@blp.arguments(IdTokenSchema)
@blp.response(200, TokensSchema)
@public("it is how a token is had; the provider's ID token is what proves the person")
def staff(body: dict[str, str]) -> dict[str, Any]:
    """Exchange an ID token for tokens of ours."""
    email = sign_in().provider.email(body["id_token"], body["nonce"])
    person_id = sign_in().staff_by_email(email)
    if person_id is None:
        raise Unauthenticated(NO_PERSON)
    return _begin(person_id, "oidc", utc_now())


@blp.post("/sign-in-links")
@blp.arguments(EmailSchema)
@blp.response(202)
@public("it sends a link to an address that the trust knows, and says nothing to whoever asks")
def ask_link(body: dict[str, str]) -> None:
    """Send a sign-in link. The reply is the same for an address that nobody has."""
    person_id = sign_in().family_by_email(body["email"])
    if person_id is None:
        return
    # What the request alone knows; the link itself is written once it is answered.
    write = partial(_letter, sign_in(), platform().settings.trust, person_id, body["email"])
    sign_in().post.hand_over(write, person_id)


def _letter(signing: SignIn, trust: str, person_id: UUID, address: str) -> Mail | None:
    """A new link for somebody; None where they have asked for too many."""
    secret = signing.store.new_link(person_id, utc_now())
    if secret is None:
        return None
    return Mail(
        message_id=f"link-{uuid4()}@{trust}",
        to=address,
        subject="Your link to sign in",
        text=(
            "Open this link within 15 minutes. It works once.\n\n"
            f"{signing.link_address.format(secret=secret)}\n\n"
            "If you did not ask for it, you need not do anything.\n"
        ),
    )


@blp.post("/tokens/link")
@blp.arguments(SecretSchema)
@blp.response(200, TokensSchema)
@public("it is how a token is had; the secret from the e-mail is what proves the person")
def link(body: dict[str, str]) -> dict[str, Any]:
    """Exchange the secret of a link, once, for tokens. A POST: mail scanners follow links."""
    person_id = sign_in().store.use_link(body["secret"], utc_now())
    if person_id is None:
        raise Unauthenticated("this link is too old or was used")
    if not sign_in().grants_of(person_id):
        # One answer for whom an order bars, for who is no parent, and where the child is gone.
        raise Forbidden("sign-in.link")
    return _begin(person_id, "link", utc_now())


@blp.post("/tokens/renew")
@blp.arguments(RenewSchema)
@blp.response(200, TokensSchema)
@public("it is how a token is had; the refresh token is what proves the person")
def renew(body: dict[str, Any]) -> dict[str, Any]:
    """A new access token, with the grants of now, or with those of one role alone."""
    person_id = sign_in().store.person_of(body["refresh_token"], utc_now())
    if person_id is None:
        raise Unauthenticated("this sign-in has ended")
    return _tokens(person_id, body["refresh_token"], role=body.get("role"), of=body.get("id"))


@blp.post("/tokens/end")
@blp.arguments(RefreshSchema)
@blp.response(204)
@public("whoever holds a refresh token may end it")
def end(body: dict[str, str]) -> None:
    """Sign out."""
    sign_in().store.end(body["refresh_token"], utc_now())


@blp.get("/.well-known/jwks.json")
@blp.response(200, JwksSchema)
@public("public keys are public")
def jwks() -> dict[str, Any]:
    """The keys that verify access tokens."""
    return dict(KeySet(list(sign_in().keys)).as_dict(private=False))
