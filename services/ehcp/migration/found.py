"""Which pupil a row is about, as `directory` has found: services tell each other no names.

{"file": SHA-256 of the list in hex, "found": [{"line": 2, "pupil_id": ...}],
"refused": [{"line": 3, "column": "Pupil ID", "code": "pupil-not-found"}]}
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from shared.shapes import convert

from .cases_file import CasesFile
from .entries import MESSAGES
from .reading import Fault
from .rows import CaseRow


class BadFinding(Exception):
    """The finding cannot be used; the message says why, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    line: int
    pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class _NotFound:
    line: int
    column: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """file: the digest of the list that it is about. found, refused: by the list's lines."""

    file: str
    found: list[_Found]
    refused: list[_NotFound]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """pupils: line -> pupil, each pupil once."""

    pupils: Mapping[int, UUID]
    refused: tuple[Fault, ...]


def read_finding(content: bytes | Mapping[str, Any]) -> Finding:
    """Raises BadFinding."""
    try:
        told = json.loads(content) if isinstance(content, bytes) else content
        found = convert(told, Finding)
    except (ValueError, msgspec.ValidationError) as error:
        raise BadFinding(
            "The finding is not what directory writes: find the pupils anew"
        ) from error
    if any(one.code not in MESSAGES for one in found.refused):
        raise BadFinding("The finding has a reason that is not known: find the pupils anew")
    return found


def match(file: CasesFile, finding: Finding) -> Matched:
    """Which rows are about which pupils. Raises BadFinding where it is about another list."""
    if finding.file != file.digest:
        raise BadFinding("The finding is about another list, or the list was changed since")
    by_line = {one.line: one.pupil_id for one in finding.found}
    not_found = {one.line: one for one in finding.refused}
    rows: dict[UUID, list[CaseRow]] = defaultdict(list)
    refused: list[Fault] = []
    for row in file.rows:
        if row.line in by_line:
            rows[by_line[row.line]].append(row)
        elif row.line in not_found:
            one = not_found[row.line]
            refused.append(Fault(row.line, one.column, one.code))
        else:
            raise BadFinding("The finding says nothing about some rows: find the pupils anew")
    for about in rows.values():
        for row in about if len(about) > 1 else ():
            other = next(one for one in about if one is not row)
            refused.append(Fault(row.line, "Pupil ID", "one-pupil-twice", str(other.line)))
    pupils = {about[0].line: pupil_id for pupil_id, about in rows.items() if len(about) == 1}
    return Matched(pupils=pupils, refused=tuple(refused))
