"""The edition of every view, beside a digest of what its documents depend on.

docs/contracts/views.json: {service: {view: {edition, digest}}}. Where a digest is another one and
the edition is not, somebody has to say which it is: the view shows something else (raise its
edition, and every deployment makes it anew by itself), or it shows the same.
"""

import importlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from deploy.reach import Definition, Source
from shared.views import View

FILE: Final = Path(__file__).parents[1] / "docs" / "contracts" / "views.json"
SERVICES: Final = ("directory", "referrals", "plans", "ehcp", "notifications", "reporting")
# What is read from files when a process starts: a view that counts by it says so in its `data`.
STATUTORY: Final = (
    ("shared.rulebook.reading", "BOOK"),
    ("shared.rulebook.reading", "ENGLAND"),
    ("shared.rulebook.exceptions", "EXCUSES"),
    ("shared.rulebook.appeals", "APPEALABLE"),
    ("shared.rulebook.moves", "CONSEQUENCES"),
)
DISTANCES: Final = ("services.ehcp.domain.reminders", "REMINDERS")
DATA: Final = (*STATUTORY, DISTANCES)
SOURCE: Final = Source()
Rows = Mapping[str, Mapping[str, Mapping[str, str]]]


def views() -> Iterator[tuple[str, View]]:
    """Every view with the service that keeps it."""
    for service in SERVICES:
        for view in importlib.import_module(f"services.{service}.worker").VIEWS:
            yield service, view


def depends_on(view: View) -> set[Definition]:
    """Every definition that a view's documents can depend on."""
    functions: list[Callable[..., Any]] = [view.keys, view.fold]
    functions += [one for codec in view.reads.values() for one in codec.upcasters.values()]
    starts = [SOURCE.definition_of(one) for one in functions]
    return {one for start in starts for one in SOURCE.reached(start, ends=DATA)}


def digest(view: View) -> str:
    """Of its code and its indexes; not of the data that it counts by, which a worker looks at."""
    indexes = json.dumps([index.document for index in view.indexes], default=str)
    return SOURCE.digest_of(depends_on(view) | {("the indexes", indexes)})


def of_today() -> Rows:
    found: dict[str, dict[str, Mapping[str, str]]] = {}
    for service, view in views():
        row = {"edition": view.edition, "digest": digest(view)}
        found.setdefault(service, {})[view.name] = row
    return found


def committed(file: Path = FILE) -> Rows:
    found: Rows = json.loads(file.read_text(encoding="utf-8"))
    return found


def unsaid(before: Rows, today: Rows) -> list[str]:
    """ "ehcp.cases": the views whose digest is another one while their edition is the same."""
    return [
        f"{service}.{view}"
        for service, rows in today.items()
        for view, row in rows.items()
        if (old := before.get(service, {}).get(view))
        and old["edition"] == row["edition"]
        and old["digest"] != row["digest"]
    ]


def how_to_say(name: str) -> str:
    service = name.partition(".")[0]
    return (
        f"raise the edition of view {name}: what it depends on has changed"
        f" (if it shows the same as before: make contracts SAME={name}, or SAME={service})"
    )


def write(same: Sequence[str], file: Path = FILE) -> list[str]:
    """Write the file, but for the views that somebody has yet to speak for. Returns these.

    same: views, or services, of which somebody says that they show the same as before.
    """
    before = committed(file) if file.exists() else {}
    today = of_today()
    left = [
        name
        for name in unsaid(before, today)
        if name not in same and name.partition(".")[0] not in same
    ]
    rows: dict[str, Any] = {
        service: {
            view: before[service][view] if f"{service}.{view}" in left else row
            for view, row in found.items()
        }
        for service, found in today.items()
    }
    file.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return left
