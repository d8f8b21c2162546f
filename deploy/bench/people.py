"""The bench's school: its pupils, as an import would append them, and the teacher who writes."""

import secrets
import time
from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from deploy.bench.ground import Ground
from services.directory.codec import CODEC
from services.directory.domain.details import PupilDetails
from services.directory.domain.events import PupilEnrolled, PupilNamed
from services.directory.domain.terms import Sex
from services.directory.handlers import PUPIL
from services.directory.signin_wiring import read_signing_keys
from shared.access.grants import Caller, Grant, Role, Scope
from shared.access.tokens import issue
from shared.calendar import utc_now
from shared.eventstore import Append, EventStore
from shared.personal import Audience, Typed
from shared.recorded import Actor, IdempotencyKey, Origin, Request

SCHOOL: Final = UUID("0b9a4a54-6d0c-4d31-9f4e-3f6f2e5d7a01")
TEACHER: Final = UUID("0b9a4a54-6d0c-4d31-9f4e-3f6f2e5d7a02")
AT_ONCE: Final = 250


def request(pupil_id: UUID, *, keyed: bool = True) -> Request:
    """What a teacher's request about a pupil records, under a fresh idempotency key."""
    key = IdempotencyKey(subject=str(TEACHER), key=uuid4().hex, fingerprint=secrets.token_bytes(32))
    return Request(
        actor=Actor(person_id=TEACHER, role=Role.TEACHER.value),
        origin=Origin.PERSON,
        at=utc_now(),
        correlation_id=uuid4(),
        school_id=SCHOOL,
        partition_key=str(pupil_id),
        key=key if keyed else None,
    )


def token(ground: Ground, role: Role = Role.TEACHER) -> str:
    """The teacher's bearer token, as directory signs it; good for 5 minutes."""
    grant = Grant(role=role, scope=Scope.SCHOOL, id=SCHOOL)
    return issue(
        read_signing_keys(ground.trust.environment("directory", "api"))[0],
        Caller(person_id=TEACHER, subject=str(TEACHER), grants=(grant,)),
        issuer=f"waymark/{ground.code}/directory",
        audience=f"waymark/{ground.code}",
        now=time.time(),
    )


def enrol(ground: Ground, count: int) -> list[UUID]:
    """Pupils with a data key, a name and a place at the school; returns their ids."""
    pupils = [uuid4() for _ in range(count)]
    ground.sealer("directory").keys.create(pupils)
    append_all(ground.store("directory", CODEC), [_enrolled(pupil) for pupil in pupils])
    return pupils


def append_all(store: EventStore[Any], appends: Sequence[tuple[str, Sequence[Any], UUID]]) -> None:
    """Append (stream, events, pupil) of streams that are all different, some hundreds at once."""
    for start in range(0, len(appends), AT_ONCE):
        piece = appends[start : start + AT_ONCE]
        heads = [read.head for read in store.read_many([stream for stream, _, _ in piece])]
        store.append_many(
            [
                Append(head=head, events=events, by=request(pupil, keyed=False))
                for head, (_, events, pupil) in zip(heads, piece, strict=True)
            ]
        )


def _enrolled(pupil_id: UUID) -> tuple[str, Sequence[Any], UUID]:
    today = date(2026, 9, 1)
    enrolled = PupilEnrolled(
        pupil_id=pupil_id,
        school_id=SCHOOL,
        year_group="4",
        registration_group="4B",
        end_of_compulsory_school_age=date(2034, 6, 30),
        keep_until=date(2049, 4, 9),
        effective_on=today,
    )
    named = PupilNamed(pupil_id=pupil_id, details=_details(pupil_id), effective_on=today)
    return PUPIL.stream(pupil_id), [enrolled, named], pupil_id


def _details(pupil_id: UUID) -> PupilDetails:
    def about(text: str, audience: Audience = Audience.FAMILY) -> Typed:
        return Typed(subject=pupil_id, audience=audience, text=text)

    return PupilDetails(
        mis_id=about(f"MIS-{pupil_id.hex[:8]}", Audience.STAFF),
        upn=None,
        legal_forename=about(f"Temitope {pupil_id.hex[:4]}"),
        legal_surname=about(f"Oyelaran-{pupil_id.hex[4:8]}"),
        preferred_forename=None,
        preferred_surname=None,
        date_of_birth=about("2018-04-09", Audience.STAFF),
        sex=Sex.FEMALE,
    )
