"""Only the listed bytes of Apache Kafka are run."""

import shutil
from pathlib import Path

import pytest

from deploy.local.jars import LIST, check, kafka_jars, listed
from deploy.local.trouble import Trouble


def test_the_list_names_each_artifact_once() -> None:
    jars = listed(LIST.read_text())
    assert len({(jar.group, jar.artifact) for jar in jars}) == len(jars)
    assert all(len(bytes.fromhex(jar.sha256)) == 32 for jar in jars)


def test_every_part_of_kafka_is_of_one_version() -> None:
    """Resolved carelessly, log4j's dependency management pulls kafka-clients back to 3.8.0."""
    kafka = [jar for jar in listed(LIST.read_text()) if jar.group == "org.apache.kafka"]
    assert {jar.version for jar in kafka} == {"4.3.0"}


def test_a_jar_with_other_bytes_is_refused(tmp_path: Path) -> None:
    for file in kafka_jars():
        shutil.copy(file, tmp_path)
    altered = tmp_path / "kafka-clients-4.3.0.jar"
    content = bytearray(altered.read_bytes())
    content[len(content) // 2] ^= 1
    altered.write_bytes(content)
    with pytest.raises(Trouble, match=r"kafka-clients.* is not the .* that kafka-jars.txt lists"):
        kafka_jars(tmp_path)


def test_an_unaltered_jar_is_accepted() -> None:
    for jar, file in zip(listed(LIST.read_text()), kafka_jars(), strict=True):
        check(jar, file)
