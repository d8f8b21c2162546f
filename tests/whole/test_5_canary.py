"""No name, UPN, birth date or typed text lies open: databases, topics, logs, metrics, mail.

It runs after the story and the bad days, over everything that they have left.
"""

import ast
import base64
import csv
import email
import email.policy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from ahocorasick_rs import BytesAhoCorasick
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient

import deploy.story
from deploy.check.report import Place, connected
from deploy.check.topics import read_topic
from deploy.local.whole import Platform
from deploy.story.concern import NOTICED

TIMEOUT_SECONDS = 10
SHORTEST_ENCODED = 8
STORY = Path(deploy.story.__path__[0])
FEWEST_SPACES = 3
PROCESS_DAYS = ("Entry date", "Leaving date", "SEN status since")
POST_DAYS = ("Start date", "End date")
# An e-mail is sent to the person's own address.
OWN = ("to", "x-rcptto")


def needles(platform: Platform) -> dict[str, bytes]:
    """What must not be found: of every pupil and adult of the export, and what was typed."""
    export = Path(platform.environment["WAYMARK_DEMO_EXPORT"])
    found: dict[str, bytes] = {}
    process = days_of_the_process(export)
    for n, row in enumerate(rows(export / "pupils.csv")):
        found[f"pupil {n} name"] = f"{row['Legal forename']} {row['Legal surname']}".encode()
        if (born := iso(row["Date of birth"])) not in process:
            found[f"pupil {n} birth date"] = born.encode()
        if row["UPN"]:
            found[f"pupil {n} UPN"] = row["UPN"].encode()
    for n, row in enumerate(rows(export / "contacts.csv")):
        if row["Forename"]:
            found[f"contact {n} name"] = f"{row['Forename']} {row['Surname']}".encode()
        if row["Mobile"]:
            found[f"contact {n} mobile"] = row["Mobile"].replace(" ", "").encode()[-10:]
    for n, row in enumerate(rows(export / "staff.csv")):
        found[f"staff {n} name"] = f"{row['Forename']} {row['Surname']}".encode()
    for name in ("Oyelaran", "Whitlock", "Kulkarni"):  # of a family, a teacher, a SENCO
        found[f"surname {name[0]}"] = name.encode()
    return found | {f"typed {n}": text.encode() for n, text in enumerate(typed())}


def typed() -> list[str]:
    """Whatever the story's people may have typed: all of its sentences."""
    nodes = [node for file in STORY.glob("*.py") for node in ast.walk(ast.parse(file.read_text()))]
    texts = [one.value for one in nodes if isinstance(one, ast.Constant)]
    sentences = [one for one in texts if isinstance(one, str) and one.count(" ") >= FEWEST_SPACES]
    assert NOTICED in sentences
    return sentences


def iso(day: str) -> str:
    return "-".join(reversed(day.split("/")))


def days_of_the_process(export: Path) -> set[str]:
    """Days that are stored in clear: a birth date that is one of them tells nothing if found."""
    pupils, schools = rows(export / "pupils.csv"), rows(export / "schools.csv")
    found = [row[column] for row in pupils for column in PROCESS_DAYS]
    found += [row["Joined trust on"] for row in schools]
    found += [row[column] for row in rows(export / "staff.csv") for column in POST_DAYS]
    return {iso(day) for day in found}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def databases(place: Place) -> Iterator[tuple[str, bytes]]:
    """Every document of every database of the trust, as the bytes that are stored."""
    with connected(place) as client:
        for name in client.list_database_names():
            if name.startswith(place.trust):
                for collection in client[name].list_collection_names():
                    yield f"the name of {name}.{collection}", f"{name}.{collection}".encode()
                    yield f"{name}.{collection}", dump(client, name, collection)


def dump(client: MongoClient[dict[str, Any]], name: str, collection: str) -> bytes:
    raw: CodecOptions[Any] = CodecOptions(document_class=RawBSONDocument)
    found: Any = client.get_database(name, codec_options=raw)[collection].find()
    return b"\n".join(bytes(document.raw) for document in found)


def topics(place: Place) -> Iterator[tuple[str, bytes]]:
    for service in place.publishers:
        records = read_topic(place.bootstrap, f"{place.trust}.{service}")
        parts = [
            b" ".join(
                [record.key.encode(), record.value, *(v.encode() for v in record.headers.values())]
            )
            for record in records
        ]
        yield f"topic {service}", b"\n".join(parts)


def files(platform: Platform) -> Iterator[tuple[str, bytes]]:
    """Logs whole; of e-mails the text and every header but the person's own address."""
    for file in (platform.folder / "log").iterdir():
        yield f"log {file.name}", file.read_bytes()
    for file in (platform.folder / "mail").glob("*.eml"):
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
        headers = [f"{name}: {told}" for name, told in message.items() if name.lower() not in OWN]
        yield f"mail {file.name}", "\n".join([*headers, text]).encode()


def metrics(platform: Platform) -> Iterator[tuple[str, bytes]]:
    for service, address in platform.addresses.items():
        if service != "portal":
            reply = requests.get(f"{address}/metrics", timeout=TIMEOUT_SECONDS)
            yield f"metrics {service}", reply.content


def everything(platform: Platform) -> Iterator[tuple[str, bytes]]:
    yield from databases(platform.place)
    yield from topics(platform.place)
    yield from files(platform)
    yield from metrics(platform)


def shapes(needle: bytes) -> list[bytes]:
    """In lower case, and within base64 at each of its three alignments."""
    encoded = []
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + needle)
        encoded.append(whole[4 if shift else 0 : len(whole) - 4].lower())
    # Shorter pieces turn up by chance in what is sealed.
    return [needle.lower(), *(one for one in encoded if len(one) >= SHORTEST_ENCODED)]


def leaks(platform: Platform) -> list[str]:
    """Where something is found that must not be: the place and what kind of thing, never it."""
    forms = [(form, name) for name, needle in needles(platform).items() for form in shapes(needle)]
    wanted = BytesAhoCorasick([form for form, _ in forms])  # all of them in one reading
    found: dict[str, None] = {}
    for place, hay in everything(platform):
        for at, _, _ in wanted.find_matches_as_indexes(hay.lower(), overlapping=True):
            found[f"{place}: {forms[at][1]}"] = None
    return list(found)


PLANTED = {
    "as it is": "Ayomide Oyelaran",
    "in capitals": "AYOMIDE OYELARAN",
    "in base64": base64.b64encode(b"x Ayomide Oyelaran x").decode(),
}


@pytest.fixture(scope="module")
def found(platform: Platform) -> list[str]:
    """What one search finds in everything, while a name is planted on purpose in each form."""
    with connected(platform.place) as client:
        canary = client[f"{platform.place.trust}_canary"]
        for form, text in PLANTED.items():
            canary[form].insert_one({"text": text})
        try:
            return leaks(platform)
        finally:
            client.drop_database(canary)


@pytest.mark.parametrize("form", PLANTED)
def test_the_canary_is_seen_where_it_is_planted(found: list[str], form: str) -> None:
    """The search itself works."""
    assert [place for place in found if f"_canary.{form}:" in place]


@pytest.mark.timeout(600)
def test_nothing_personal_lies_open(found: list[str]) -> None:
    assert [place for place in found if "_canary." not in place] == []
