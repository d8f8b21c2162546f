"""Every route of every service, asked by every persona with their own token."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
import requests

from deploy.local.whole import Platform
from deploy.story.concern import NOTICED
from deploy.story.stage import Stage, find_cast
from tests.whole.expected_access import EXPECTED, PUBLIC, WHO

OWN_PAGES = {"/health/live", "/health/ready", "/metrics", "/openapi.json"}
TIMEOUT_SECONDS = 10
MEANING = {"3": 403, "4": 404}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Something real to ask about. ids: the names in an address -> an id that is there."""

    ids: Mapping[str, str]
    bodies: Mapping[str, Mapping[str, Any]]
    queries: Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
def world(stage: Stage) -> World:
    """A concern of the teacher's, and a specialist who was asked about it."""
    cast = find_cast(stage)
    today = stage.today.isoformat()
    concern = {
        "pupil_id": str(cast.child_id),
        "noticed": NOTICED,
        "family_said": "Nothing new.",
        "effective_on": today,
    }
    raised = stage.do("teacher", "referrals", "/referrals", concern)
    path = f"/referrals/{raised['referral_id']}"
    question = {
        "specialist": "camhs",
        "question": "What helps?",
        "consent": {"giver": "parent", "how": "phone", "given_on": today},
    }
    asked = stage.do("senco", "referrals", f"{path}/specialist-requests", question)
    decision = {
        "outcome": "sen-support",
        "sen_support": {"primary_need": "SLCN"},
        "reasons": "She needs help.",
    }
    school = {"school_id": str(cast.school_id)}
    return World(
        ids={
            "school_id": str(cast.school_id),
            "pupil_id": str(cast.child_id),
            "referral_id": raised["referral_id"],
            "request_id": asked["request_id"],
            "entry_id": str(uuid4()),
        },
        bodies={
            "POST /pupils/find": school | {"text": "Oyelaran"},
            "POST /names": {"ids": [str(cast.child_id)]},
            "POST /pupils/{pupil_id}/contact": {"email": "somebody@home.example"},
            "POST /referrals": {**concern, "pupil_id": str(cast.child_id)},
            "POST /referrals/{referral_id}/notes": {"text": "One more thing."},
            "POST /referrals/{referral_id}/evidence": {
                "kind": "attainment",
                "text": "As expected.",
                "covers_from": today,
                "covers_to": today,
            },
            "POST /referrals/{referral_id}/observations": {"setting": "lesson", "seen": "Calm."},
            "POST /referrals/{referral_id}/views": {
                "speaker": "pupil",
                "gathered": "words",
                "said": "I like building.",
            },
            "POST /referrals/{referral_id}/set-aside": {
                "step": "observation",
                "reason": "Done last term.",
            },
            "POST /referrals/{referral_id}/entries/{entry_id}/strike-out": {"reason": "Wrong."},
            "POST /referrals/{referral_id}/strike-out": {"reason": "Wrong child."},
            "POST /referrals/{referral_id}/decision": decision,
            "POST /referrals/{referral_id}/decision/correction": decision
            | {"corrects": str(uuid4()), "reason": "A slip."},
            "POST /referrals/{referral_id}/decision/parents-told": {
                "decision_id": str(uuid4()),
                "how": "phone",
            },
            "POST /referrals/{referral_id}/specialist-requests": question,
            "POST /specialist-requests/{request_id}/chases": {"how": "phone"},
            "POST /specialist-requests/{request_id}/report": {
                "summary": "She hears well.",
                "written_on": today,
            },
            "POST /specialist-requests/{request_id}/withdrawal": {"why": "no-longer-needed"},
        },
        queries={
            "GET /referrals": school,
            "GET /referrals/due": school,
            "GET /register": school,
            "GET /referrals/{referral_id}/as-known": {"on": today},
        },
    )


@pytest.fixture(scope="module")
def tokens(platform: Platform) -> dict[str, str]:
    return {who: platform.token(who) for who in WHO if who != "young_person"}


def routes(platform: Platform, service: str) -> set[str]:
    description = requests.get(
        f"{platform.addresses[service]}/openapi.json", timeout=TIMEOUT_SECONDS
    ).json()
    return {
        f"{method.upper()} {path}"
        for path, operations in description["paths"].items()
        for method in operations
        if method in ("get", "post", "put", "patch", "delete") and path not in OWN_PAGES
    }


def ask(
    platform: Platform, world: World, service: str, route: str, token: str | None
) -> requests.Response:
    method, _, path = route.partition(" ")
    headers = {"Idempotency-Key": uuid4().hex}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return requests.request(
        method,
        platform.addresses[service] + path.format(**world.ids),
        json=dict(world.bodies.get(route, {})) if method != "GET" else None,
        params=dict(world.queries.get(route, {})),
        headers=headers,
        timeout=TIMEOUT_SECONDS,
    )


def test_every_route_is_in_the_table_and_the_other_way_round(platform: Platform) -> None:
    services = [service for service in platform.addresses if service != "portal"]
    there = {service: routes(platform, service) for service in services}
    assert there == {service: set(EXPECTED[service]) for service in services}


@pytest.mark.parametrize("who", [who for who in WHO if who != "young_person"])
@pytest.mark.parametrize("service", sorted(EXPECTED))
def test_every_persona_is_answered_as_the_table_says(
    platform: Platform, world: World, tokens: dict[str, str], service: str, who: str
) -> None:
    wrong = []
    for route, row in EXPECTED[service].items():
        if row == PUBLIC or (route.endswith("/erasure") and who == "ops"):
            continue
        reply = ask(platform, world, service, route, tokens[who])
        expected = MEANING.get(row[WHO.index(who)])
        let_through = reply.status_code not in (401, 403, 404) and reply.status_code < 500
        if (let_through if expected is None else reply.status_code == expected) is False:
            wrong.append((route, reply.status_code, expected or "let through", reply.text[:200]))
    assert wrong == []


@pytest.mark.parametrize("service", sorted(EXPECTED))
def test_without_a_token_every_route_answers_401(
    platform: Platform, world: World, service: str
) -> None:
    wrong = [
        (route, reply.status_code)
        for route, row in EXPECTED[service].items()
        if row != PUBLIC
        for reply in [ask(platform, world, service, route, None)]
        if reply.status_code != 401
    ]
    assert wrong == []


def test_a_barred_parent_cannot_sign_in(platform: Platform) -> None:
    done = platform.command("deploy.local.token", "barred_parent")
    assert done.returncode == 1
    assert "401" in done.stderr
