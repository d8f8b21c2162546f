"""Sends a service's whole log to its topic again: it heals a topic that has lost records.

Consumers skip what they have. `python -m shared.republish referrals`, with the settings of the
service's worker; the running worker does it, from its next batch on.
"""

import sys
from collections.abc import Sequence

from pymongo.database import Database

from shared.commits import Document
from shared.mongo import WORKER_TIMEOUT_MS, connect, views_database
from shared.relay import STATE
from shared.settings import read_settings


def republish(views: Database[Document]) -> bool:
    """Ask the relay to begin again. Whether it has ever published anything."""
    begin = {"$set": {"scanned": 0, "partitions": {}}}
    return views["publishing"].update_one({"_id": STATE}, begin).matched_count > 0


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 where the service has published nothing yet."""
    settings = read_settings(arguments[0])
    client = connect(settings.mongodb_uri, timeout_ms=WORKER_TIMEOUT_MS, app="waymark-republish")
    asked = republish(client[views_database(settings.trust, settings.service)])
    print(f"{settings.service}: {'is sent again' if asked else 'has published nothing yet'}")
    return 0 if asked else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
