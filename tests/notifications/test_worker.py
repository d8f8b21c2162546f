"""The whole worker, as it runs: topics in, messages and e-mails out."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from deploy.local.waiting import wait_until
from services.notifications.codec import SERVICE
from services.notifications.worker import parts
from services.plans.codec import CODEC as PLANS_CODEC
from services.plans.config import SCHEMA as PLANS_SCHEMA
from services.plans.domain.events import PlanShared
from shared import worker
from shared.bus import KafkaSettings
from shared.settings import Settings, read_settings
from tests.notifications.stories import Concern
from tests.notifications.trust import Source, Trust
from tests.servers import KafkaServer, MongoServer

ARRIVES_SECONDS = 150


@pytest.fixture
def alone(
    mongod: MongoServer,
    kafka: KafkaServer,
    trust_code: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Trust]:
    made = Trust(mongod, trust_code, tmp_path_factory.mktemp("keys"), by_hand=False)
    yield made
    made.close()


def started(trust: Trust, settings: Settings, running: ExitStack) -> worker.Made:
    """A worker of notifications, in threads of this process."""
    made = worker.make(settings)
    running.callback(made.client.close)
    for part in parts(made, trust.sending()):
        part.start()
        running.callback(part.close)
    return made


def test_two_workers_tell_each_person_once_and_a_topic_may_come_later(
    alone: Trust, kafka: KafkaServer
) -> None:
    bus = KafkaSettings(bootstrap_servers=kafka.bootstrap_servers)
    settings = replace(read_settings(SERVICE, alone.environment()), kafka=bus)
    school = alone.school()
    pupil = alone.pupil(school)
    mother = alone.guardian(pupil)
    Concern(alone, pupil, school.teacher).is_raised()
    alone.directory.publish(bus)
    alone.referrals.publish(bus)
    office = alone.post_office
    with ExitStack() as running:
        workers = [started(alone, settings, running) for _ in range(2)]
        wait_until(
            lambda: len(office.letters) >= 2,
            "the SENCO and the mother to be told",
            within_seconds=ARRIVES_SECONDS,
        )
        plans = Source(alone, PLANS_SCHEMA, PLANS_CODEC, name="plans")
        plan_id = uuid4()
        shared = PlanShared(
            plan_id=plan_id,
            pupil_id=pupil,
            share_id=uuid4(),
            plan_version=1,
            note_id=None,
            target_ids=(),
            provision_ids=(),
            review_on=date(2026, 12, 18),
            say_by=date(2026, 12, 4),
            shared_by=school.senco,
            effective_on=date(2026, 11, 23),
        )
        plans.tells(f"plan-{plan_id}", shared, pupil=pupil)
        plans.publish(bus)
        wait_until(
            lambda: len(office.letters) >= 3,
            "the mother to be told of the plan",
            within_seconds=ARRIVES_SECONDS,
        )
        assert [one.health.problems() for one in workers] == [{}, {}]
    to_mother = [letter["Subject"] for letter in office.to(mother.address)]
    assert to_mother == [
        "Alder Lane has something to tell you",
        "A plan is ready for you to read",
    ]
    assert "by Friday 4 December" in office.to(mother.address)[1].get_content()
    assert len(office.letters) == 3
