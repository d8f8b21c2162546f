"""Plays every chapter, then checks from outside that everything is as everyone was told."""

import random

from deploy.check.report import Place, settled_differences
from deploy.story.concern import raise_concern
from deploy.story.council import ask_council
from deploy.story.decision import decide, look_into
from deploy.story.messages import told
from deploy.story.not_send import decide_not_send
from deploy.story.one_plan import follow_plan
from deploy.story.stage import Stage, find_cast
from deploy.story.support import make_plan
from deploy.story.trust import look_across

SETTLED_SECONDS = 90


def play(stage: Stage) -> None:
    """The whole story. Raises StoryBroken."""
    cast = find_cast(stage)
    referral_id = raise_concern(stage, cast)
    version = look_into(stage, referral_id)
    decide(stage, cast, referral_id, version)
    make_plan(stage, cast)
    ask_council(stage)
    told(stage)
    look_across(stage, cast)
    decide_not_send(stage, cast)
    follow_plan(stage)


def check(
    stage: Stage, place: Place, *, within_seconds: float = SETTLED_SECONDS, seed: int | None = None
) -> list[str]:
    """Everything that differs from what the story's people were told.

    within_seconds: how long what is still under way may take.
    """
    stage.chapter("Checked from outside")
    seed = random.randrange(1_000_000) if seed is None else seed  # noqa: S311
    told = stage.ledger.all()
    found = settled_differences(place, told, seed=seed, within_seconds=within_seconds)
    for difference in found:
        stage.tell("differs", difference)
    if not found:
        stage.tell(
            "checker", f"{len(told)} requests, every commit, topic and view agree (seed {seed})"
        )
    return found
