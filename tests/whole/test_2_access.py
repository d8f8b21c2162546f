"""Every route of every service, asked by every persona with their own token."""

from uuid import UUID, uuid4

import pytest
import requests
from joserfc import jwt

from deploy.local.signing_in import tokens_of_family
from deploy.local.whole import Platform
from deploy.story.stage import Cast, Stage
from services.directory.demo_trust.personas import YOUNG_PERSONS_MOTHER
from services.directory.signin_wiring import read_signing_keys
from shared.access.reasons import Reason
from shared.access.tokens import ALGORITHM
from shared.http.stating import HEADER
from tests.whole.expected_access import EXPECTED, PUBLIC, WHO, WITH_REASON
from tests.whole.world import World, family, world_about

OWN_PAGES = {"/health/live", "/health/ready", "/metrics", "/openapi.json"}
TIMEOUT_SECONDS = 10
OF_A_PUPIL = ("pupil_id", "referral_id", "request_id", "plan_id", "case_id")
TELL_A_FAMILY = {
    "GET /me",
    "POST /names",
    "POST /pupils/initials",
    "GET /calendar",
    "GET /messages",
}
MEANING = {"3": 403, "4": 404}


@pytest.fixture(scope="module")
def his_world(stage: Stage, platform: Platform, tokens: dict[str, str]) -> World:
    """The young person, who raised the concern about himself with the SENCO of his school."""
    acting = {
        "teacher": tokens["young_person"],
        "senco": tokens["other_senco"],
        "other_senco": tokens["senco"],
        "trust_lead": tokens["trust_lead"],
    }
    his = Stage(
        addresses=stage.addresses,
        ledger=stage.ledger,
        console=stage.console,
        sign_in=acting.__getitem__,
        wait=stage.wait,
    )
    [own] = his.see("teacher", "directory", "/me")["links"]
    about = UUID(own["pupil_id"])
    cast = Cast(school_id=UUID(own["school_id"]), child_id=about, second_child_id=about)
    [mother] = family(his, cast)
    return world_about(his, cast, mother)


@pytest.fixture(scope="module")
def tokens(platform: Platform) -> dict[str, str]:
    """Persona -> bearer token. It is the young person who is the stranger, about somebody else."""
    address, mail = platform.addresses["directory"], platform.folder / "mail"
    barred = tokens_of_family(address, mail, YOUNG_PERSONS_MOTHER.email)["access_token"]
    signed_in = {who: platform.token(who) for who in WHO if who not in ("barred", "stranger")}
    return {**signed_in, "barred": barred, "stranger": signed_in["young_person"]}


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
    platform: Platform,
    world: World,
    service: str,
    route: str,
    token: str | None,
    *,
    why: str | None = None,
) -> requests.Response:
    method, _, path = route.partition(" ")
    headers = {"Idempotency-Key": uuid4().hex}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if why:
        headers[HEADER] = why
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


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("service", sorted(EXPECTED))
def test_every_persona_is_answered_as_the_table_says(
    platform: Platform,
    world: World,
    his_world: World,
    tokens: dict[str, str],
    service: str,
    who: str,
) -> None:
    about = his_world if who == "young_person" else world
    wrong = []
    for route, row in EXPECTED[service].items():
        if row == PUBLIC or (route.endswith("/erasure") and who == "ops"):
            continue
        may = row[WHO.index(who)]
        why = Reason.REVIEW if may == WITH_REASON else None
        reply = ask(platform, about, service, route, tokens[who], why=why)
        expected = MEANING.get(may)
        let_through = reply.status_code not in (401, 403, 404) and reply.status_code < 500
        if (let_through if expected is None else reply.status_code == expected) is False:
            wrong.append((route, reply.status_code, expected or "let through", reply.text[:200]))
    assert wrong == []


@pytest.mark.parametrize("service", sorted(EXPECTED))
def test_a_post_opens_nothing_of_ones_own_child(
    platform: Platform, world: World, tokens: dict[str, str], service: str
) -> None:
    token = of_parent(platform, tokens["senco"], world.ids["pupil_id"])
    wrong = []
    for route, row in EXPECTED[service].items():
        if row == PUBLIC or row[WHO.index("senco")] != "y":
            continue
        status = ask(platform, world, service, route, token).status_code
        let_through = status not in (401, 403, 404) and status < 500
        if (status == 404) if is_about_a_pupil(route, world) else let_through:
            continue
        wrong.append((route, status))
    assert wrong == []


def of_parent(platform: Platform, token: str, child: str) -> str:
    """The token, of somebody whose child this is."""
    key_file = str(platform.folder / "trust" / "tokens.json")
    key = read_signing_keys({"WAYMARK_TOKEN_KEY_FILE": key_file})[0]
    claims = jwt.decode(token, key, algorithms=[ALGORITHM]).claims
    header = {"alg": ALGORITHM, "kid": key.kid}
    return jwt.encode(header, {**claims, "children": [child]}, key, algorithms=[ALGORITHM])


def is_about_a_pupil(route: str, world: World) -> bool:
    """And not about a school: its lists have each of its pupils."""
    named = any(f"{{{name}}}" in route for name in OF_A_PUPIL)
    return named or "pupil_id" in world.bodies.get(route, {})


@pytest.mark.parametrize("service", sorted(EXPECTED))
def test_a_record_opens_from_outside_only_with_a_reason_of_the_list(
    platform: Platform, world: World, tokens: dict[str, str], service: str
) -> None:
    asked = [
        (route, who)
        for route, row in EXPECTED[service].items()
        for who, may in zip(WHO, row, strict=False)
        if may == WITH_REASON and row != PUBLIC
    ]
    for route, who in asked:
        refused = ask(platform, world, service, route, tokens[who])
        assert (refused.status_code, refused.json().get("rule")) == (403, "ReasonMissing"), route
        assert refused.json()["pupil_id"] == world.ids["pupil_id"], route
        unknown = ask(platform, world, service, route, tokens[who], why="curious")
        assert unknown.status_code == 422, route
        assert list(unknown.json()["errors"]) == [HEADER], route


def test_a_stated_reason_is_described_where_it_is_asked_for(platform: Platform) -> None:
    for service, rows in EXPECTED.items():
        described = requests.get(
            f"{platform.addresses[service]}/openapi.json", timeout=TIMEOUT_SECONDS
        ).json()["paths"]
        for route, row in rows.items():
            method, _, path = route.partition(" ")
            named = [one["name"] for one in described[path][method.lower()].get("parameters", ())]
            asked = row != PUBLIC and WITH_REASON in row
            assert (HEADER in named) == asked, f"{service} {route}"


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


def test_whoever_is_barred_is_told_of_the_other_child_alone(
    platform: Platform, world: World, his_world: World, stage: Stage, tokens: dict[str, str]
) -> None:
    """By what is answered to her without a pupil being named: lists, her calendar, her messages."""

    def told(who: str, about: World) -> set[str]:
        telling = {about.ids[name] for name in (*OF_A_PUPIL, "guardianship_id")}
        return {
            route
            for service, rows in EXPECTED.items()
            for route, row in rows.items()
            if row != PUBLIC and row[WHO.index("barred")] == "y"
            for reply in [ask(platform, about, service, route, tokens[who])]
            if any(one in reply.text for one in telling)
        }

    route = "GET /pupils/{pupil_id}/family"
    kin = ask(platform, world, "directory", route, tokens["senco"]).json()["guardians"]
    barred = [one["relationship"] for one in kin if one["barred"]]
    assert sorted(barred) == ["father", "step-parent"]
    stage.until("the child's mother to be told", lambda: told("parent", world) == TELL_A_FAMILY)
    stage.until("his mother to be told", lambda: told("barred", his_world) == TELL_A_FAMILY)
    assert told("barred", world) == set()


def test_who_is_barred_from_every_child_cannot_sign_in(platform: Platform) -> None:
    done = platform.command("deploy.local.token", "barred_parent")
    assert done.returncode == 1
    assert "not let in (403)" in done.stderr
