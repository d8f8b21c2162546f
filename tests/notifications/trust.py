"""Notifications on a real MongoDB, beside what directory and referrals really write.

The other services' events come from their own event stores, codecs and logs; instead of Kafka,
the consumers read those logs, through the feed that every service reads its own log with.
"""

import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pymongo import MongoClient
from pymongo.database import Database

from deploy.local.waiting import wait_until
from services.directory.codec import CODEC as DIRECTORY_CODEC
from services.directory.config import SCHEMA as DIRECTORY_SCHEMA
from services.directory.domain.details import GuardianDetails, PupilDetails, StaffDetails
from services.directory.domain.events import (
    GuardianBarred,
    GuardianDetailsChanged,
    GuardianLinked,
    GuardianRecorded,
    GuardianUnlinked,
    PostEnded,
    PostTaken,
    PupilContactRecorded,
    PupilEnrolled,
    PupilErased,
    PupilMovedSchool,
    PupilNamed,
    PupilsMerged,
    RecordOpened,
    SchoolJoinedTrust,
    StaffJoined,
)
from services.directory.domain.opening import opening_id
from services.directory.domain.terms import Phase, PostRole, Relationship
from services.ehcp.codec import CODEC as EHCP_CODEC
from services.ehcp.config import SCHEMA as EHCP_SCHEMA
from services.ehcp.domain.events import EhcpCasesImported
from services.notifications.addresses import Addresses
from services.notifications.codec import CODEC, SERVICE
from services.notifications.config import SCHEMA, Sending, read_sending
from services.notifications.handlers import Store
from services.notifications.projections import INBOX, VIEWS
from services.notifications.recipients import Recipients
from services.notifications.sender import Sender
from services.notifications.teller import Teller
from services.notifications.worker import policies
from services.referrals.codec import CODEC as REFERRALS_CODEC
from services.referrals.config import SCHEMA as REFERRALS_SCHEMA
from services.referrals.domain.events import Event as ReferralsEvent
from shared.access.reasons import Reason
from shared.bus import KafkaSettings
from shared.codec import Codec
from shared.consumer import Consumer
from shared.eventstore import EventStore
from shared.feeds import LogFeed
from shared.generations import Generations
from shared.mending import retry_waiting
from shared.mongo import (
    Login,
    Schema,
    connect,
    keys_database,
    main_database,
    new_password,
    provision,
    read_models,
)
from shared.personal import Audience, Typed
from shared.policies import PolicySink
from shared.recorded import Actor, Origin, Request
from shared.relay import Relay
from shared.sealing import DataKeys, Sealer, new_trust_key, read_trust_key
from shared.sequencer import Sequencer
from shared.settings import read_settings
from shared.views import View, collection_name
from tests.post_office import PostOffice
from tests.servers import MongoServer

CANARY = ("Zebedee", "Quill", "V201361425001")
PORTAL = "https://waymark.example"
PHONE = "01632 960000"
LONG_AGO = date(2020, 9, 1)
NO_ONE = Actor(person_id=uuid4(), role="senco")


@dataclass(slots=True, kw_only=True)
class School:
    """A school with a SENCO and a teacher."""

    id: UUID = field(default_factory=uuid4)
    name: str = "Alder Lane"
    senco: UUID = field(default_factory=uuid4)
    teacher: UUID = field(default_factory=uuid4)


class Source:
    """A service that others hear: its store, and the steps of its publisher taken by hand."""

    def __init__(self, trust: "Trust", schema: Schema, codec: Codec[Any], *, name: str) -> None:
        logins = {
            capacity: Login(service=name, capacity=capacity, password=new_password())
            for capacity in ("api", "worker")
        }
        provision(trust.root, trust.code, schema, list(logins.values()))
        self.name = name
        self._trust = trust.code
        self.uris = {
            capacity: login.uri(trust.mongodb_uri, trust.code) for capacity, login in logins.items()
        }
        self.worker = trust.connect(self.uris["worker"])
        self.main = self.worker[main_database(trust.code, name)]
        self.views = read_models(self.worker, trust.code, name)
        self.store: EventStore[Any] = EventStore(self.main, codec, trust.sealer, source=name)
        self._sequencer = Sequencer(self.worker, self.main, self.views)
        trust.open.callback(self._sequencer.close)
        self._log = trust.root[main_database(trust.code, name)]["log"]

    def tells(self, stream: str, *events: Any, pupil: UUID | None = None, **request: Any) -> None:
        """Append events to a stream, as a command would."""
        by = Request(
            **{
                "actor": NO_ONE,
                "origin": Origin.PERSON,
                "at": datetime.now(UTC),
                "correlation_id": uuid4(),
                "partition_key": str(pupil) if pupil else None,
                **request,
            }
        )
        self.store.append(self.store.read(stream).head, events, by=by)

    def place(self) -> None:
        """Put every commit in order, and so into the log."""
        commits = self.main["commits"]
        wait_until(
            lambda: (
                self._log.count_documents({}) == commits.count_documents({})
                or (self._sequencer.step(wait_seconds=0.05) < 0)
            ),
            f"every commit of {self.name} to be placed",
            within_seconds=20,
            every=0.001,
        )

    def publish(self, kafka: KafkaSettings) -> None:
        """Put everything on the service's topic."""
        self.place()
        relay = Relay(self.main, self.views, kafka, trust=self._trust, service=self.name)
        try:
            while relay.step():
                pass
        finally:
            relay.close()

    def feed(self) -> LogFeed:
        def woken(seconds: float) -> None:
            threading.Event().wait(min(seconds, 0.001))

        return LogFeed(self.main, service=self.name, woken=woken)


class Trust:
    """One trust: who is who, what happens, and notifications' parts, stepped by hand."""

    def __init__(
        self, mongod: MongoServer, code: str, folder: Path, *, by_hand: bool = True
    ) -> None:
        """by_hand: the tests take the steps of notifications' worker; else one is to run."""
        self.code = code
        self.mongodb_uri = mongod.uri
        self.open = ExitStack()
        self.root = self.connect(mongod.uri)
        self.key_file = folder / "trust.key"
        self.key_file.write_text(new_trust_key())
        keys: Any = self.root[keys_database(code)]["keys"]
        self.keys = DataKeys(keys, read_trust_key(self.key_file))
        self.sealer = Sealer(self.keys)
        self.directory = Source(self, DIRECTORY_SCHEMA, DIRECTORY_CODEC, name="directory")
        self.referrals = Source(self, REFERRALS_SCHEMA, REFERRALS_CODEC, name="referrals")
        self.ehcp = Source(self, EHCP_SCHEMA, EHCP_CODEC, name="ehcp")
        self.own = Source(self, SCHEMA, CODEC, name=SERVICE)
        self.post_office = PostOffice()
        self.open.callback(self.post_office.close)
        self.now = datetime.now(UTC)
        self.views: Database[dict[str, Any]] = self.own.views
        self.store: Store = self.own.store
        self.recipients = Recipients(self.views, now=lambda: self.now)
        self.teller = Teller(self.store, self.recipients)
        self._view_consumers: list[Consumer] = []
        self.policy_consumers: dict[str, Consumer] = {}
        if by_hand:
            self._make_views()
            self._view_consumers = [self._of_view(view) for view in VIEWS]
            self.policy_consumers = self._of_policies()

    def connect(self, uri: str) -> MongoClient[dict[str, Any]]:
        return self.open.enter_context(connect(uri, timeout_ms=20_000, app="tests"))

    def _make_views(self) -> None:
        for view in VIEWS:
            self.views["views"].insert_one(
                {"_id": view.name, "live": 1, "last": 1, "generations": {"1": "live"}}
            )
            if view.indexes:
                documents = self.views[collection_name(view.name, 1)]
                documents.create_indexes(list(view.indexes))

    def _source(self, reads: Any) -> Source:
        """Of a consumer that reads more than one topic, referrals'."""
        named = {SERVICE: self.own, "directory": self.directory}
        if set(reads) == {"ehcp"}:
            return self.ehcp
        return next((named[name] for name in reads if name in named), self.referrals)

    def generations(self, view: View) -> Generations:
        return Generations(self.own.worker, self.views, view, service=SERVICE)

    def _of_view(self, view: View) -> Consumer:
        feed = self._source(view.reads).feed()
        return Consumer(self.own.worker, self.views, feed, self.generations(view).sink(1))

    def _of_policies(self) -> dict[str, Consumer]:
        return {
            one.name: Consumer(
                self.own.worker,
                self.views,
                self._source(one.reads).feed(),
                PolicySink(one, service=SERVICE),
            )
            for one in policies(self.teller)
        }

    def redeliver(self) -> None:
        """Everything that ever happened comes to the policies again, as to new consumers."""
        for consumer in self.policy_consumers.values():
            self.views["checkpoints"].delete_many({"_id": {"$regex": f"^{consumer.name}/"}})
        self.policy_consumers = self._of_policies()
        for consumer in self.policy_consumers.values():
            self._read(consumer)

    def settle(self) -> None:
        """Let everything that has happened have all its effects."""
        self.directory.place()
        self.referrals.place()
        self.ehcp.place()
        self._catch_up()
        for consumer in self.policy_consumers.values():
            self._read(consumer)
            retry_waiting(self.own.worker, consumer)
        before = self.own.main["commits"].count_documents({})
        self.own.place()
        self._catch_up()
        self._read(self.policy_consumers["report-undelivered"])
        if self.own.main["commits"].count_documents({}) != before:
            self.settle()

    def _catch_up(self) -> None:
        for consumer in self._view_consumers:
            self._read(consumer)

    def _read(self, consumer: Consumer) -> None:
        wait_until(
            lambda: consumer.step(wait_seconds=0) >= 0 and consumer.behind() == 0,
            f"{consumer.name} to have caught up",
            within_seconds=20,
            every=0.001,
        )

    def environment(self) -> dict[str, str]:
        """What a worker process of this trust is told."""
        return {
            "WAYMARK_TRUST": self.code,
            "WAYMARK_TRUST_NAME": "A trust",
            "WAYMARK_MONGODB_URI": self.own.uris["worker"],
            "WAYMARK_KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
            "WAYMARK_TRUST_KEY_FILE": str(self.key_file),
            "WAYMARK_DIRECTORY_URL": "http://127.0.0.1:9",
            "WAYMARK_SMTP_HOST": "127.0.0.1",
            "WAYMARK_SMTP_PORT": str(self.post_office.port),
            "WAYMARK_MAIL_FROM": "send@trust.example",
            "WAYMARK_PORTAL_URL": f"{PORTAL}/",
            "WAYMARK_PORTAL_PHONE": PHONE,
        }

    def sending(self) -> Sending:
        environment = self.environment()
        return read_sending(read_settings(SERVICE, environment), environment)

    def sender(self) -> Sender:
        addresses = Addresses(self.views, self.sealer, self.recipients)
        return Sender(self.views, self.store, addresses, self.sending())

    def send(self, after: timedelta = timedelta(0)) -> int:
        """What the sender does at a time; then everything that follows."""
        ended = self.sender().step(datetime.now(UTC) + after)
        self.settle()
        return ended

    def inbox(self, person_id: UUID) -> list[dict[str, Any]]:
        found = self.views[collection_name("inbox", 1)].find({"recipient_id": person_id})
        return list(found.sort("at", 1))

    def rebuilt_inbox(self) -> list[dict[str, Any]]:
        """The inbox folded anew from the whole log and made the live one; its documents."""
        generations = self.generations(INBOX)
        new = generations.build(self.own.feed())
        generations.promote(new)
        documents = list(self.views[collection_name(INBOX.name, new)].find({}))
        generations.promote(1)
        return documents

    def kinds(self, person_id: UUID) -> list[str]:
        return [one["kind"] for one in self.inbox(person_id)]

    def waits(self) -> dict[str, str]:
        """Streams that wait, and for what."""
        found = self.views["parked_streams"].find({})
        return {one["stream"]: one["reason"] for one in found}

    # Who is who

    def school(self, name: str = "Alder Lane") -> School:
        made = School(name=name)
        joined = SchoolJoinedTrust(
            school_id=made.id,
            urn="100000",
            laestab="9990001",
            name=name,
            phase=Phase.PRIMARY,
            la_code="999",
            postcode=None,
            effective_on=LONG_AGO,
        )
        self.directory.tells(f"school-{made.id}", joined)
        self.staff(made.senco, made.id, PostRole.SENCO)
        self.staff(made.teacher, made.id, PostRole.TEACHER)
        return made

    def staff(self, staff_id: UUID, school_id: UUID | None, role: PostRole) -> str:
        """Somebody takes a post; their address."""
        self.keys.create([staff_id])
        email = f"{staff_id}@staff.example"

        def text(said: str) -> Typed:
            return Typed(subject=staff_id, audience=Audience.STAFF, text=said)

        details = StaffDetails(
            title=None, forename=text("Ada"), surname=text("Okafor"), email=text(email)
        )
        self.directory.tells(
            f"staff-{staff_id}",
            StaffJoined(staff_id=staff_id, details=details, effective_on=LONG_AGO),
            PostTaken(staff_id=staff_id, school_id=school_id, role=role, effective_on=LONG_AGO),
        )
        return email

    def post_ends(self, staff_id: UUID, school_id: UUID, role: PostRole, on: date) -> None:
        ended = PostEnded(staff_id=staff_id, school_id=school_id, role=role, effective_on=on)
        self.directory.tells(f"staff-{staff_id}", ended)

    def pupil(
        self, school: School, *, school_age_ends: date = date(2035, 6, 29), known: bool = True
    ) -> UUID:
        """A pupil named Zebedee Quill; not known: directory has not said so yet."""
        pupil_id = uuid4()
        self.keys.create([pupil_id])
        if known:
            self.enrol(pupil_id, school, school_age_ends)
        return pupil_id

    def enrol(
        self, pupil_id: UUID, school: School, school_age_ends: date = date(2035, 6, 29)
    ) -> None:
        def text(said: str) -> Typed:
            return Typed(subject=pupil_id, audience=Audience.STAFF, text=said)

        forename, surname, upn = CANARY
        details = PupilDetails(
            mis_id=text("1"),
            upn=text(upn),
            legal_forename=text(forename),
            legal_surname=text(surname),
            preferred_forename=None,
            preferred_surname=None,
            date_of_birth=text("2019-04-09"),
            sex=None,
        )
        enrolled = PupilEnrolled(
            pupil_id=pupil_id,
            school_id=school.id,
            year_group="2",
            registration_group=None,
            end_of_compulsory_school_age=school_age_ends,
            keep_until=date(2050, 4, 9),
            effective_on=LONG_AGO,
        )
        named = PupilNamed(pupil_id=pupil_id, details=details, effective_on=LONG_AGO)
        self.of_pupil(pupil_id, enrolled, named)

    def of_pupil(self, pupil_id: UUID, *events: Any) -> None:
        self.directory.tells(f"pupil-{pupil_id}", *events, pupil=pupil_id)

    def moves(self, pupil_id: UUID, to: School) -> None:
        moved = PupilMovedSchool(pupil_id=pupil_id, school_id=to.id, effective_on=LONG_AGO)
        self.of_pupil(pupil_id, moved)

    def merges(self, pupil_id: UUID, into: UUID) -> None:
        merged = PupilsMerged(pupil_id=pupil_id, into_pupil_id=into, effective_on=LONG_AGO)
        self.of_pupil(pupil_id, merged)

    def erases(self, pupil_id: UUID) -> None:
        self.of_pupil(pupil_id, PupilErased(pupil_id=pupil_id, effective_on=LONG_AGO))

    def contact(self, pupil_id: UUID, address: str | None) -> None:
        """The school records the pupil's own address."""
        text = Typed(subject=pupil_id, audience=Audience.STAFF, text=address) if address else None
        told = PupilContactRecorded(pupil_id=pupil_id, email=text, effective_on=LONG_AGO)
        self.of_pupil(pupil_id, told)

    def opens(self, pupil_id: UUID, reason: Reason, *, by: UUID, on: date | None = None) -> None:
        """Somebody from outside opens the record; on: a day in London."""
        on = on or self.now.date()
        opening = opening_id(pupil_id, by, on)
        opened = RecordOpened(
            opening_id=opening,
            pupil_id=pupil_id,
            opened_by=by,
            role="trust-lead",
            reason=reason,
            effective_on=on,
        )
        self.directory.tells(f"opening-{opening}", opened, pupil=pupil_id)

    def guardian(
        self,
        pupil_id: UUID,
        *,
        email: bool = True,
        known: bool = True,
        address: str | None = None,
        **terms: Any,
    ) -> "Guardian":
        """An adult who is linked to a pupil; not known: their own record has not come yet."""
        person_id = uuid4()
        made = Guardian(
            trust=self,
            id=person_id,
            link=uuid4(),
            pupil_id=pupil_id,
            address=address or f"{person_id}@family.example",
        )
        self.keys.create([made.id])
        if known:
            made.recorded(email=email)
        made.linked(**terms)
        return made

    # What happens

    def concern(self, *events: ReferralsEvent, **request: Any) -> None:
        [stream] = {f"referral-{getattr(event, 'referral_id', None)}" for event in events}
        pupil: UUID = events[0].pupil_id
        self.referrals.tells(stream, *events, pupil=pupil, **request)

    def takes_over(self, school: School, *, cases: int = 12, missing_facts: int = 30) -> None:
        """An import of a list says what it told of a school, as ehcp records it."""
        imported = EhcpCasesImported(
            import_id=uuid4(),
            school_id=school.id,
            entries=tuple(uuid4() for _ in range(cases)),
            cases=cases,
            missing_facts=missing_facts,
            effective_on=self.now.date(),
        )
        self.ehcp.tells(
            f"ehcimports-{school.id}", imported, origin=Origin.IMPORT, school_id=school.id
        )

    def close(self) -> None:
        self.open.close()


@dataclass(slots=True, kw_only=True)
class Guardian:
    """A guardian of one pupil, and what directory says of them."""

    trust: Trust
    id: UUID
    link: UUID
    pupil_id: UUID
    address: str

    def recorded(self, *, email: bool = True, changed: bool = False) -> None:
        def text(said: str) -> Typed:
            return Typed(subject=self.id, audience=Audience.STAFF, text=said)

        details = GuardianDetails(
            title=None,
            forename=None,
            surname=text("Quill"),
            address=None,
            postcode=None,
            mobile=None,
            email=text(self.address) if email else None,
        )
        kind = GuardianDetailsChanged if changed else GuardianRecorded
        told = kind(guardian_id=self.id, details=details, effective_on=LONG_AGO)
        self.trust.directory.tells(f"guardian-{self.id}", told)

    def linked(self, **terms: Any) -> None:
        linked = GuardianLinked(
            **{
                "guardianship_id": self.link,
                "pupil_id": self.pupil_id,
                "guardian_id": self.id,
                "relationship": Relationship.MOTHER,
                "parental_responsibility": True,
                "correspondence": True,
                "priority": 1,
                "effective_on": LONG_AGO,
                **terms,
            }
        )
        self._told(linked)

    def barred(self) -> None:
        self._told(GuardianBarred(**self._named()))

    def unlinked(self) -> None:
        self._told(GuardianUnlinked(**self._named()))

    def _named(self) -> dict[str, Any]:
        return {
            "guardianship_id": self.link,
            "pupil_id": self.pupil_id,
            "guardian_id": self.id,
            "effective_on": LONG_AGO,
        }

    def _told(self, event: Any) -> None:
        self.trust.directory.tells(f"guardianship-{self.link}", event, pupil=self.pupil_id)
