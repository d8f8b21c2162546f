"""Personal things laid open on purpose, each in one place and taken away afterwards."""

import base64
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from kafka import KafkaAdminClient, KafkaProducer
from kafka.admin import NewTopic

from deploy.check.report import Place, connected
from deploy.local.ports import HOST
from services.directory.demo_trust.personas import CHILD, PARENT, YOUNG_PERSON_PUPIL
from shared.calendar import LONDON
from tests.shared.canary import written
from tests.whole.needles import PREFERRED, day, rows

NAME: Final = CHILD.forename
RECORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "key": {"key": NAME.encode(), "value": b"{}"},
    "header": {"value": b"{}", "headers": [("ce_note", NAME.encode())]},
    "header-name": {"value": b"{}", "headers": [(NAME, b"")]},
    "value": {"value": json.dumps({"note": NAME}).encode()},
}
LETTERS: Final = ("subject", "text", "page", "attachment")
FORMS: Final = (
    "a full name",
    "a forename",
    "a surname",
    "a preferred forename",
    "a preferred surname",
    "capitals",
    "base64",
    "base64 of capitals",
    "base64 of small letters",
    "a field's name",
    "a UPN",
    "a birth date",
    "a birth date with slashes",
    "a birth date in words",
    "a birth date as an instant",
    "a birth date as London has it",
)


def documents(export: Path) -> list[Any]:
    """One for each of the FORMS."""
    pupils = {row["Pupil ID"]: row for row in rows(export / "pupils.csv")}
    born = day(pupils[YOUNG_PERSON_PUPIL.pupil_id]["Date of birth"])
    return [
        CHILD.name,
        NAME,
        PARENT.surname,
        *PREFERRED.values(),
        NAME.upper(),
        encoded(NAME),
        encoded(NAME.upper()),
        encoded(NAME.lower()),
        {NAME: True},
        pupils[CHILD.pupil_id]["UPN"],
        *written(born),
        datetime.combine(born, time.min, tzinfo=UTC),
        # Of July: it lies there as 23:00 of the day before.
        datetime.combine(born, time.min, tzinfo=LONDON),
    ]


def encoded(text: str) -> str:
    return base64.b64encode(f"x {text} x".encode()).decode()


@contextmanager
def planted_in_collections(place: Place, export: Path) -> Iterator[None]:
    with connected(place) as client:
        canary = client[f"{place.trust}_canary"]
        try:
            for form, value in zip(FORMS, documents(export), strict=True):
                canary[form].insert_one({"within": [{"it": value}]})
            yield
        finally:
            client.drop_database(canary)


@contextmanager
def planted_on_topics(place: Place) -> Iterator[None]:
    """Each on a topic of its own, which no consumer reads."""
    servers = place.bootstrap.split(",")
    topics = {part: f"{place.trust}.canary-{part}" for part in RECORDS}
    admin = KafkaAdminClient(bootstrap_servers=servers)
    try:
        admin.create_topics([NewTopic(one, 1, 1) for one in topics.values()])
        producer = KafkaProducer(bootstrap_servers=servers, acks="all")
        for part, record in RECORDS.items():
            producer.send(topics[part], **record).get(timeout=10)
        producer.close(timeout=5)
        yield
    finally:
        admin.delete_topics(list(topics.values()))
        admin.close()


@contextmanager
def planted_in_log(folder: Path) -> Iterator[None]:
    file = folder / "canary.log"
    file.write_text(json.dumps({"event": f"saw {NAME}"}))
    try:
        yield
    finally:
        file.unlink()


@contextmanager
def planted_in_letters(folder: Path) -> Iterator[None]:
    letters = {part: EmailMessage() for part in LETTERS}
    for part, letter in letters.items():
        letter["Subject"] = f"About {NAME}" if part == "subject" else "Something"
        letter.set_content(f"Dear {NAME}" if part == "text" else "Nothing")
    letters["page"].add_alternative(f"<p>{NAME}", subtype="html")
    letters["attachment"].add_attachment(NAME.encode(), maintype="text", subtype="csv")
    files = {folder / f"canary-{part}.eml": letter for part, letter in letters.items()}
    try:
        for file, letter in files.items():
            file.write_bytes(bytes(letter))
        yield
    finally:
        for file in files:
            file.unlink()


class Metrics(BaseHTTPRequestHandler):
    """What a service would answer that labelled a metric with a name."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f'requests_total{{pupil="{NAME}"}} 1'.encode())


@contextmanager
def planted_in_metrics() -> Iterator[str]:
    """Where those metrics are."""
    server = ThreadingHTTPServer((HOST, 0), Metrics)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
