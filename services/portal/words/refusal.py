"""The shape of what is said when a rule says no."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """why: the rule. do: what the person can do now. source: where the law says it.

    tells_which: the rule's own words name the very date or part that is wrong, and are said too.
    """

    why: str
    do: str
    source: str | None = None
    what: str = "Not saved."
    tells_which: bool = False

    def sentence(self, detail: str = "") -> str:
        """All of it in a line, as the error summary shows it. detail: of the service's answer."""
        source = f" ({self.source})" if self.source else ""
        which = f" {detail}" if self.tells_which and detail else ""
        return f"{self.what} {self.why}{source}.{which} {self.do}"
