"""The story comes out on a platform that was started as a user starts it."""

import pytest

from deploy.local.trust import SERVICES
from deploy.local.whole import Platform
from deploy.story.play import check, play
from deploy.story.stage import Stage


def test_every_service_is_started_and_says_where_it_is(platform: Platform) -> None:
    assert set(platform.addresses) == set(SERVICES)
    assert [name for name in SERVICES if not platform.answers(name)] == []


@pytest.mark.timeout(600)
def test_the_story_comes_out_and_everything_agrees(stage: Stage, platform: Platform) -> None:
    play(stage)
    assert check(stage, platform.place) == []


def test_the_command_says_so_with_its_exit_code(platform: Platform) -> None:
    done = platform.command("deploy.local.demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "every commit, topic and view agree" in done.stdout
    assert "e-mails arrived" in done.stdout
