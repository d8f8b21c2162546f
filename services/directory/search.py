"""Finding people by what is sealed: HMACs under a search key that only this service has.

blind_index: {_id: person, kind: "pupil" | "staff" | "guardian", school_id | None,
names: [16 bytes each], upn, person, email: 16 bytes | None}; a pupil's email is their own

names: of every part of a pupil's names and of its beginnings of 3 and more letters. person: of
legal name and birth date together. upn: of a permanent UPN. It is derived data: never published,
gone on erasure, and made again by the next import where it is missing.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.database import Database

from shared.commits import Document
from shared.http.platform import derived_key
from shared.upn import is_temporary, normalise, upn_problem

LEAST_LETTERS: Final = 3
LONGEST_BEGINNING: Final = 24
DIGEST_BYTES: Final = 16
PUPIL: Final = "pupil"
STAFF: Final = "staff"
GUARDIAN: Final = "guardian"


def _where_there(field: str) -> IndexModel:
    return IndexModel(
        [(field, ASCENDING)], name=field, partialFilterExpression={field: {"$type": "binData"}}
    )


INDEXES: Final = (
    ("blind_index", IndexModel([("school_id", ASCENDING), ("names", ASCENDING)], name="names")),
    ("blind_index", _where_there("upn")),
    ("blind_index", _where_there("person")),
    ("blind_index", _where_there("email")),
)

# Letters that Unicode does not take apart into a base letter and a mark.
BASE_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
APOSTROPHES: Final = re.compile("['’‘`´ʼʻʹ＇]")


def name_parts(name: str) -> tuple[str, ...]:
    """A name as it is compared: no capitals, accents or apostrophes, split at all but letters.

    "Zoë O’Brien-Łuk" is ("zoe", "obrien", "luk").
    """
    folded = APOSTROPHES.sub("", name).casefold().translate(BASE_LETTERS)
    marks_apart = unicodedata.normalize("NFKD", folded)
    bare = "".join(one for one in marks_apart if not unicodedata.combining(one))
    return tuple("".join(one if one.isalnum() else " " for one in bare).split())


def enough_letters(text: str) -> bool:
    """Whether a typed text has the 3 letters of a name that a search needs."""
    return len("".join(name_parts(text))) >= LEAST_LETTERS


def search_problem(text: str) -> str | None:
    """What a person should correct in what they search for, or None where it is right.

    A text with a digit is meant as a UPN: no name has one.
    """
    if any(character.isdigit() for character in text):
        return upn_problem(text)
    return None if enough_letters(text) else "Enter at least 3 letters of the name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the index has of one person: digests alone."""

    id: UUID
    kind: str
    school_id: UUID | None = None
    names: tuple[bytes, ...] = ()
    upn: bytes | None = None
    person: bytes | None = None
    email: bytes | None = None


class BlindIndex:
    """The index of one trust. Its key is derived from the trust key."""

    def __init__(self, main: Database[Document], trust_key: bytes) -> None:
        self._entries = main["blind_index"]
        self._key = derived_key(trust_key, "search")

    def pupil(
        self,
        pupil_id: UUID,
        *,
        school_id: UUID,
        legal_name: tuple[str, str],
        preferred_names: Iterable[str | None],
        born_on: date,
        upn: str | None,
    ) -> Entry:
        """The entry of a pupil. legal_name: forename and surname."""
        names = [*legal_name, *(name for name in preferred_names if name)]
        return Entry(
            id=pupil_id,
            kind=PUPIL,
            school_id=school_id,
            names=tuple(sorted({self._digest("name", one) for one in _findable(names)})),
            upn=self.upn(upn) if upn else None,
            person=self.person(legal_name, born_on),
        )

    def adult(self, person_id: UUID, kind: str, email: str | None) -> Entry:
        """The entry of a member of staff or a guardian: by e-mail alone."""
        return Entry(id=person_id, kind=kind, email=self.email(email) if email else None)

    def upn(self, upn: str) -> bytes | None:
        """The digest of a permanent UPN; a temporary one, or none at all, finds nobody."""
        plain = normalise(upn)
        if upn_problem(plain) is not None or is_temporary(plain):
            return None
        return self._digest("upn", plain)

    def person(self, legal_name: tuple[str, str], born_on: date) -> bytes:
        forename, surname = (" ".join(name_parts(name)) for name in legal_name)
        return self._digest("person", f"{forename}|{surname}|{born_on.isoformat()}")

    def email(self, email: str) -> bytes:
        """Without regard to capitals. Those that the MIS tells are ASCII, and no other letter is
        one of these: who typed it may have another mailbox, at another domain.
        """
        address = email.strip()
        return self._digest("email", address.lower() if address.isascii() else address)

    def _digest(self, what: str, text: str) -> bytes:
        return hmac.digest(self._key, f"{what}/{text}".encode(), "sha256")[:DIGEST_BYTES]

    def put(self, entries: Sequence[Entry]) -> None:
        """Write entries, each in place of its person's earlier one; a pupil's address stays."""
        if entries:
            self._entries.bulk_write(
                [
                    UpdateOne({"_id": one.id}, {"$set": _document(one)}, upsert=True)
                    for one in entries
                ],
                ordered=False,
            )

    def put_address(self, pupil_id: UUID, email: str | None) -> None:
        """A pupil's own address, in the entry that is there: an erased pupil's is not made anew."""
        digest = self.email(email) if email else None
        self._entries.update_one({"_id": pupil_id}, {"$set": {"email": digest}})

    def remove(self, people: Sequence[UUID]) -> None:
        """Forget people: no search finds them any more."""
        if people:
            self._entries.delete_many({"_id": {"$in": list(people)}})

    def named(self, school_id: UUID, text: str, *, most: int) -> list[UUID]:
        """Pupils of a school by beginnings of their names, at least 3 letters in all.

        A shorter word counts only where there is no longer one, and then as a whole name.
        """
        words = name_parts(text)
        long = [word[:LONGEST_BEGINNING] for word in words if len(word) >= LEAST_LETTERS]
        wanted = [self._digest("name", word) for word in long or words]
        if not wanted or not enough_letters(text):
            return []
        return self._found({"school_id": school_id, "names": {"$all": wanted}}, most)

    def with_upn(self, school_id: UUID, text: str, *, most: int) -> list[UUID]:
        """Pupils of a school who have this permanent UPN."""
        digest = self.upn(text)
        return self._found({"upn": digest, "school_id": school_id}, most) if digest else []

    def with_email(self, email: str, kind: str, *, most: int) -> list[UUID]:
        """Staff, guardians or pupils who have this address."""
        return self._found({"email": self.email(email), "kind": kind}, most)

    def matching(self, field: str, digests: Iterable[bytes]) -> dict[bytes, list[UUID]]:
        """Digest -> the pupils who have it. field: "upn" or "person"."""
        wanted = list(digests)
        found: dict[bytes, list[UUID]] = {}
        for entry in self._entries.find({field: {"$in": wanted}, "kind": PUPIL}, {field: 1}):
            found.setdefault(bytes(entry[field]), []).append(entry["_id"])
        return found

    def upns(self, pupils: Iterable[UUID]) -> dict[UUID, bytes]:
        """Pupil -> the digest of their permanent UPN, of those who have one."""
        where = {"_id": {"$in": list(pupils)}, "upn": {"$type": "binData"}}
        found = self._entries.find(where, {"upn": 1})
        return {entry["_id"]: bytes(entry["upn"]) for entry in found}

    def _found(self, where: Document, most: int) -> list[UUID]:
        found = self._entries.find(where, {"_id": 1}).sort("_id", ASCENDING).limit(most)
        return [entry["_id"] for entry in found]


def _document(entry: Entry) -> dict[str, Any]:
    """What an entry says of its person; of a pupil no address, which no export tells."""
    document: dict[str, Any] = {
        "kind": entry.kind,
        "school_id": entry.school_id,
        "names": list(entry.names),
        "upn": entry.upn,
        "person": entry.person,
    }
    return document if entry.kind == PUPIL else {**document, "email": entry.email}


def _findable(names: Iterable[str]) -> set[str]:
    """Every part of the names, and its beginnings of 3 and more letters."""
    found: set[str] = set()
    for name in names:
        for part in name_parts(name):
            longest = min(len(part), LONGEST_BEGINNING)
            found.add(part)
            found.update(part[:length] for length in range(LEAST_LETTERS, longest + 1))
    return found
