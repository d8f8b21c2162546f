"""A copy of the rule book with one length edited, as a deployment may have its own."""

import shutil
from pathlib import Path

from shared.rulebook.reading import RULES


def five_weeks_to_decide(beside: Path) -> Path:
    """The folder of a rule book in which `ehcna.decide` has five weeks, not six."""
    folder = beside / "rules"
    shutil.copytree(RULES, folder)
    text = (folder / "assessment.toml").read_text()
    assert text.index("length = 6") < text.index('id = "ehcna.refusal_notice"')
    (folder / "assessment.toml").write_text(text.replace("length = 6", "length = 5", 1))
    return folder
