"""Apache Kafka's jars: exactly the committed list, checked byte for byte."""

import fcntl
import hashlib
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from jgo.maven import MavenContext
from rich.console import Console
from rich.progress import track

from deploy.local.places import JARS, private_folder, require_room
from deploy.local.trouble import Trouble

LIST = Path(__file__).with_name("kafka-jars.txt")
AT_ONCE = 8
TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """One line of the list."""

    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def filename(self) -> str:
        return f"{self.artifact}-{self.version}.jar"


def listed(text: str) -> list[Jar]:
    """The jars of a list of lines `group:artifact:version sha256`; # begins a comment."""
    jars = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            coordinate, sha256 = line.split()
            group, artifact, version = coordinate.split(":")
            jars.append(Jar(group=group, artifact=artifact, version=version, sha256=sha256))
    return jars


def kafka_jars(folder: Path = JARS) -> list[Path]:
    """Every listed jar, fetched where it is missing and checked each time. Raises Trouble."""
    jars = listed(LIST.read_text())
    with _alone_in(private_folder(folder)):
        missing = [jar for jar in jars if not (folder / jar.filename).exists()]
        if missing:
            fetch(missing, folder)
    for jar in jars:
        check(jar, folder / jar.filename)
    return [folder / jar.filename for jar in jars]


def check(jar: Jar, file: Path) -> None:
    """Raise Trouble if the file's bytes are not those of the list."""
    seen = hashlib.sha256(file.read_bytes()).hexdigest()
    if seen != jar.sha256:
        raise Trouble(
            f"{file} is not the {jar.artifact} {jar.version} that {LIST.name} lists (SHA-256 {seen}"
            f" instead of {jar.sha256}) and will not be run. Remove the file and start again; if"
            " the same comes back, somebody between here and the repository changes what you get."
        )


def fetch(jars: list[Jar], folder: Path) -> None:
    """Fetch jars through Maven's repository into the folder; only checked bytes get there."""
    require_room(folder)
    with (
        tempfile.TemporaryDirectory(dir=folder) as staging,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        maven = MavenContext(repo_cache=Path(staging), timeout=TIMEOUT_SECONDS)
        fetched = pool.map(lambda jar: _fetch_one(maven, jar), jars)
        progress = track(
            zip(jars, fetched, strict=True),
            description="Fetching Apache Kafka",
            total=len(jars),
            console=Console(file=sys.stderr),
        )
        for jar, file in progress:
            check(jar, file)
            file.replace(folder / jar.filename)


def _fetch_one(maven: MavenContext, jar: Jar) -> Path:
    component = maven.project(jar.group, jar.artifact).at_version(jar.version)
    try:
        file: Path = component.artifact().resolve()
    except (requests.RequestException, RuntimeError) as error:
        raise Trouble(
            f"{jar.filename}, a part of Apache Kafka, could not be fetched: {error}. Is this"
            " machine connected to the internet? What has arrived is kept: start again."
        ) from error
    return file


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """`make run` and `make test` may begin at the same time."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    try:
        kafka_jars()
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
