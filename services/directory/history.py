"""The command that takes over pupils' own addresses: `python -m services.directory.history FILE`.

No MIS export has them. The file is as every service's is, with `record-pupil-contact` alone.
"""

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

from pymongo.errors import PyMongoError

from shared.calendar import london_date, utc_now
from shared.errors import NotFound, Refused, WaymarkError
from shared.history.command import Exit
from shared.history.playing import IMPORT_ROLE
from shared.history.stories import BadStory, Story, read_stories
from shared.mongo import WORKER_TIMEOUT_MS, connect, keys_database, main_database
from shared.recorded import Actor, Origin, Request
from shared.sealing import DataKeys, Sealer, read_trust_key
from shared.settings import MissingSetting

from .config import Config, WrongSetting, read_config
from .contact import record_contact
from .domain.commands import RecordPupilContact
from .records import Records, make_records


def main(arguments: Sequence[str]) -> Exit:
    """Take over the file that the one argument names."""
    if len(arguments) != 1:
        return _fail(Exit.WRONG_USE, "usage: python -m services.directory.history FILE")
    try:
        refused = _take_over(Path(arguments[0]), read_config())
    except (MissingSetting, WrongSetting) as problem:
        return _fail(Exit.WRONG_SETTINGS, str(problem))
    except BadStory as problem:
        return _fail(Exit.BAD_FILE, f"{arguments[0]}: {problem}")
    except OSError as error:
        return _fail(Exit.NO_INPUT, f"{error.filename}: {error.strerror}")
    except (WaymarkError, PyMongoError) as problem:
        return _fail(Exit.UNAVAILABLE, f"It stopped: {type(problem).__name__}. Run it again.")
    for line in refused:
        print(f"Refused: {line}", file=sys.stderr)
    return Exit.SOME_REFUSED if refused else Exit.DONE


def _take_over(file: Path, config: Config) -> list[str]:
    settings = config.settings
    app = "waymark-directory-history"
    client = connect(settings.mongodb_uri, timeout_ms=WORKER_TIMEOUT_MS, app=app)
    with closing(client):
        trust_key = read_trust_key(settings.trust_key_file)
        keys: Any = client[keys_database(settings.trust)]["keys"]
        records = make_records(
            client[main_database(settings.trust, settings.service)],
            Sealer(DataKeys(keys, trust_key)),
            trust_key,
            keep_years=config.keep_years,
        )
        today = london_date(utc_now())
        stories = read_stories(file, [RecordPupilContact], today=today, special={})
        return [line for story in stories for line in record(records, story)]


def record(records: Records, story: Story[RecordPupilContact]) -> list[str]:
    """Carry out one line; what was refused of it, by the pupil's id and the rule."""
    try:
        for command in story.commands:
            record_contact(records, command, by=_request(story))
    except (Refused, NotFound) as refusal:
        return [f"pupil-{story.pupil_id}: {getattr(refusal, 'rule', type(refusal).__name__)}"]
    return []


def _request(story: Story[RecordPupilContact]) -> Request:
    return Request(
        actor=Actor(person_id=None, role=IMPORT_ROLE),
        origin=Origin.IMPORT,
        at=utc_now(),
        correlation_id=uuid4(),
        school_id=story.school_id,
        partition_key=str(story.pupil_id),
    )


def _fail(code: Exit, why: str) -> Exit:
    print(why, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
