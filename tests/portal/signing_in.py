"""Somebody who is signed in at a portal whose services nobody started."""

from uuid import UUID

from flask.testing import FlaskClient

from services.portal.sessions import PERSON
from shared.access.grants import Role, Scope

SOMEBODY, SCHOOL, TRUST = UUID(int=1), UUID(int=2), UUID(int=3)
PLACES = {Role.SENCO: (Scope.SCHOOL, SCHOOL), Role.TRUST_LEAD: (Scope.TRUST, TRUST)}


def signed_in(client: FlaskClient, role: Role = Role.SENCO) -> FlaskClient:
    """The client with a session in one role, which asks no service for a token."""
    scope, on = PLACES[role]
    with client.session_transaction() as known:
        known[PERSON] = str(SOMEBODY)
        known["grants"] = [[role.value, scope.value, str(on)]]
        known["tokens"] = {"access": "", "refresh": "", "until": "2199-12-31T00:00:00+00:00"}
    return client
