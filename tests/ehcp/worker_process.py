"""ehcp's worker as a process of its own, which starts with the rule book of its environment."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ehcp.another_book import ROOT
from tests.one_service import OneService

STOP_SECONDS = 30


@contextmanager
def running_worker(
    service: OneService, rule_book: Path | None
) -> Iterator[subprocess.Popen[bytes]]:
    """It is killed in the end. No Kafka answers it: it places commits, and keeps the views of its
    own log, meanwhile.
    """
    settings = service.settings
    environment = {
        "WAYMARK_TRUST": settings.trust,
        "WAYMARK_TRUST_NAME": settings.trust_name,
        "WAYMARK_MONGODB_URI": service.worker_uri,
        "WAYMARK_KAFKA_BOOTSTRAP_SERVERS": settings.kafka.bootstrap_servers,
        "WAYMARK_TRUST_KEY_FILE": str(settings.trust_key_file),
        "WAYMARK_DIRECTORY_URL": settings.directory_url,
        "WAYMARK_RULE_BOOK": str(rule_book or ""),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "services.ehcp.worker"], env={**os.environ, **environment}, cwd=ROOT
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def stop(worker: subprocess.Popen[bytes]) -> None:
    """As a deployment stops it: the next one leads at once."""
    worker.terminate()
    assert worker.wait(STOP_SECONDS) == 0
