"""The bench's arithmetic, which decides whether it passes, and its quickest row on real servers."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bson
import pytest
from pymongo.collection import Collection
from rich.console import Console

from deploy.bench.commands import in_process
from deploy.bench.ground import Ground, Servers
from deploy.bench.people import enrol
from deploy.bench.ratios import Aim, Pair, Row, Verdict, alternate, exit_code, percentile
from deploy.bench.table import table
from deploy.bench.ticking import Clock, OtherWork
from deploy.local.keeper import Keeper
from shared.views import UUIDS
from tests.servers import KafkaServer, MongoServer

AT_LEAST = Aim(value=0.8)
AT_MOST = Aim(value=2, at_most=True)


def row(*ratios: float, aim: Aim | None = AT_LEAST) -> Row:
    return Row(what="ours", against="theirs", aim=aim, ratios=ratios)


def turns(name: str, seconds: float, told: list[str]) -> Callable[[], float]:
    def turn() -> float:
        told.append(name)
        return seconds

    return turn


def test_a_rate_is_ours_as_a_part_of_the_baselines() -> None:
    assert Pair(ours=4.0, baseline=1.0).speed == 0.25


def test_a_time_is_ours_as_a_multiple_of_the_baselines() -> None:
    assert Pair(ours=4.0, baseline=1.0).time == 4.0


def test_a_rows_ratio_is_the_median_of_its_pairs() -> None:
    assert row(0.1, 0.9, 0.7, 5.0, 0.8).ratio == 0.8


@pytest.mark.parametrize(
    ("aim", "ratio", "verdict"),
    [
        (AT_LEAST, 0.8, Verdict.MET),
        (AT_LEAST, 0.79, Verdict.NEAR),
        (AT_LEAST, 0.57, Verdict.NEAR),
        (AT_LEAST, 0.55, Verdict.MISSED),
        (AT_MOST, 2.0, Verdict.MET),
        (AT_MOST, 2.1, Verdict.NEAR),
        (AT_MOST, 2.85, Verdict.NEAR),
        (AT_MOST, 2.87, Verdict.MISSED),
    ],
)
def test_an_aim_is_met_or_near_or_missed(aim: Aim, ratio: float, verdict: Verdict) -> None:
    assert aim.verdict(ratio) is verdict


def test_one_row_below_seven_tenths_of_its_aim_fails_the_bench() -> None:
    assert exit_code([row(0.9), row(0.6), row(2.5, aim=AT_MOST)]) == 0
    assert exit_code([row(0.9), row(0.5)]) == 1
    assert exit_code([row(0.01, aim=None)]) == 0
    assert exit_code([row(0.9), row(3.0, aim=AT_MOST)]) == 1


def test_both_take_turns_and_the_first_turn_of_each_is_not_counted() -> None:
    told: list[str] = []
    warm = iter([100.0, 2.0, 2.0, 2.0])

    def ours() -> float:
        told.append("ours")
        return next(warm)

    pairs = alternate(ours, turns("theirs", 1.0, told), pairs=3)
    assert pairs == [Pair(ours=2.0, baseline=1.0)] * 3
    assert told == ["ours", "theirs", "ours", "theirs", "theirs", "ours", "ours", "theirs"]


def test_a_pair_of_several_slices_adds_them_up_turn_by_turn() -> None:
    told: list[str] = []
    ours, theirs = turns("ours", 3.0, told), turns("theirs", 1.0, told)
    assert alternate(ours, theirs, pairs=1, slices=2) == [Pair(ours=6.0, baseline=2.0)]
    assert told[2:] == ["ours", "theirs", "theirs", "ours"]


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(n) for n in range(100, 0, -1)]
    assert percentile(values, 0.5) == 51.0
    assert percentile(values, 0.99) == 100.0
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_the_table_shows_each_rows_ratio_aim_and_verdict() -> None:
    shown = io.StringIO()
    Console(file=shown, width=160).print(table([row(0.6, 0.61, 0.62), row(3.0, aim=AT_MOST)]))
    lines = [line for line in shown.getvalue().splitlines() if "ours" in line]
    assert "0.61" in lines[0]
    assert ">= 0.8" in lines[0]
    assert "near" in lines[0]
    assert "<= 2" in lines[1]
    assert "missed" in lines[1]


@pytest.fixture
def ground(
    mongod: MongoServer, kafka: KafkaServer, trust_code: str, tmp_path: Path
) -> Iterator[Ground]:
    keeper = Keeper()
    made = Ground(
        Servers(
            mongodb_uri=mongod.uri, kafka=kafka.bootstrap_servers, keeper=keeper, home=tmp_path
        ),
        trust_code,
    )
    yield made
    made.close()
    keeper.close()


def sizes(collection: Collection[Any]) -> list[int]:
    return [len(bson.encode(one, codec_options=UUIDS)) for one in collection.find()]


def test_a_command_is_measured_against_inserts_of_its_commits_size(ground: Ground) -> None:
    measured = in_process(ground, enrol(ground, 12), commands=4, slices=1)
    assert len(measured.ratios) == 5
    assert 0 < measured.ratio < 2  # it does all that an insert does, and more
    commits = sizes(ground.main("referrals", "api")["commits"])
    inserts = sizes(ground.raw()["inserts"])
    assert (len(commits), len(inserts)) == (1 + 6 * 4, 6 * 4)  # one is weighed beforehand
    assert set(commits) == set(inserts)


def test_a_tick_is_measured_by_the_notices_that_it_gives(ground: Ground) -> None:
    """As many on each of the days, and none of the other open cases is touched."""
    clock = Clock(ground, opened=120, due=3, turns=4)
    assert [clock.turn() > 0 for _ in range(4)] == [True] * 4
    views = ground.views("ehcp")
    assert views["cases_1"].count_documents({"open": True}) == 120
    assert views["pupils_1"].count_documents({}) == 120
    assert clock.announced() == 4 * 3
    with pytest.raises(OtherWork):  # nothing is due on the day after these
        clock.turn()
