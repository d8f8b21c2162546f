"""The one table that the bench prints."""

from collections.abc import Sequence
from typing import Final

from rich.table import Table

from deploy.bench.ratios import Row, Verdict

COLOURS: Final = {
    Verdict.MET: "green",
    Verdict.NEAR: "yellow",
    Verdict.MISSED: "red",
    Verdict.SHOWN: "dim",
}


def table(rows: Sequence[Row]) -> Table:
    """A line for each row: the median of its pairs, and the pairs from the least to the most."""
    made = Table(title="Ratios to the same work done without Waymark", title_justify="left")
    for heading in ("what", "against", "ratio", "pairs", "aim", "", "besides"):
        made.add_column(heading, justify="right" if heading in ("ratio", "aim") else "left")
    for row in rows:
        made.add_row(
            row.what,
            row.against,
            f"{row.ratio:.2f}",
            " ".join(f"{one:.2f}" for one in sorted(row.ratios)),
            str(row.aim or ""),
            f"[{COLOURS[row.verdict]}]{row.verdict}[/]",
            row.note,
        )
    return made
