"""The command that finds the pupils of a list: `python -m services.directory.finding FILE FOUND`.

It reads its settings from the environment, as the api does. FOUND gets our ids and lines, readable
by its owner only; it holds no name and no UPN. It exits 0 also when pupils were not found.
"""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from enum import IntEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pymongo.errors import PyMongoError

from shared.errors import WaymarkError
from shared.mongo import WORKER_TIMEOUT_MS, connect, keys_database, main_database
from shared.sealing import DataKeys, Sealer, read_trust_key
from shared.settings import MissingSetting

from ..config import Config, WrongSetting, read_config
from ..mis.header import RefusedFile
from ..records import make_records
from .lists import Asked, read_list
from .pupils import Found, NotFound, as_json, find_pupils

USAGE: Final = "usage: python -m services.directory.finding FILE FOUND"
MOST_BYTES: Final = 16 * 1024 * 1024


class Exit(IntEnum):
    """DONE also when pupils were not found; those above 60 as sysexits.h numbers them."""

    DONE = 0
    FILE_REFUSED = 2
    WRONG_USE = 64
    NO_INPUT = 66
    UNAVAILABLE = 69
    NO_OUTPUT = 73
    WRONG_SETTINGS = 78


def main(arguments: Sequence[str]) -> Exit:
    """Find the pupils of a list. arguments: FILE, FOUND."""
    if len(arguments) != 2:
        return _fail(Exit.WRONG_USE, USAGE)
    file, found = map(Path, arguments)
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES)
        asked = list(read_list(content))
        answers = _find(asked, read_config())
    except OSError as error:
        return _fail(Exit.NO_INPUT, f"{error.filename} cannot be read: {error.strerror}")
    except RefusedFile:
        return _fail(Exit.FILE_REFUSED, "The list cannot be read: check it first")
    except (MissingSetting, WrongSetting) as problem:
        return _fail(Exit.WRONG_SETTINGS, str(problem))
    except (WaymarkError, PyMongoError) as problem:
        return _fail(Exit.UNAVAILABLE, f"It stopped: {type(problem).__name__}. Run it again.")
    try:
        _write(found, as_json(sha256(content).hexdigest(), answers))
    except OSError as error:
        return _fail(Exit.NO_OUTPUT, f"{error.filename} cannot be written: {error.strerror}")
    number = sum(isinstance(one, Found) for one in answers)
    print(f"Found: {number}. Not found: {len(answers) - number}.")
    return Exit.DONE


def _find(asked: Sequence[Asked], config: Config) -> list[Found | NotFound]:
    settings = config.settings
    app = "waymark-directory-finding"
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
        return find_pupils(records, asked)


def _write(path: Path, content: object) -> None:
    readable_by_owner = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(readable_by_owner, "w", encoding="utf-8") as file:
        file.write(json.dumps(content, indent=1) + "\n")


def _fail(code: Exit, why: str) -> Exit:
    print(why, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
