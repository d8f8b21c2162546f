"""What an EHC plan says, section by section, as an entry of a case carries it."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from msgspec import to_builtins

from shared.shapes import convert

from .ehcp import Case, Entry

DRAFT: Final = "ehcp-draft-plan-received"
FINAL: Final = "ehcp-plan-finalised"
AMENDED: Final = "ehcp-plan-amended"
CONTENT: Final = "ehcp-plan-content-recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """section: its letter."""

    section: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    outcome_id: UUID
    text: str = ""
    by_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """minutes of a session, so many sessions per period. vague: phrases that promise nothing."""

    provision_id: UUID
    section: str
    text: str = ""
    minutes: int | None = None
    sessions: int | None = None
    per: str | None = None
    who: str | None = None
    outcome_ids: list[UUID] = field(default_factory=list)
    vague: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    kind: str
    school_id: UUID | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """pence: in a year."""

    purpose: str = ""
    pence: int | None = None
    direct_payment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """of: the first entry of the plan."""

    of: UUID
    sections: list[SectionText] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    placement: Placement | None = None
    budget: Budget | None = None

    def text_of(self, section: str) -> str:
        return next((one.text for one in self.sections if one.section == section), "")

    def with_text(self, section: str, text: str) -> "Content":
        others = [one for one in self.sections if one.section != section]
        new = [SectionText(section=section, text=text)] if text else []
        return replace(self, sections=[*others, *new])

    def with_outcome(self, outcome: Outcome) -> "Content":
        ids = [one.outcome_id for one in self.outcomes]
        if outcome.outcome_id not in ids:
            return replace(self, outcomes=[*self.outcomes, outcome])
        changed = [
            outcome if one.outcome_id == outcome.outcome_id else one for one in self.outcomes
        ]
        return replace(self, outcomes=changed)

    def without_outcome(self, outcome_id: UUID) -> "Content":
        """Without an outcome; no provision names it any more."""
        provisions = [
            replace(one, outcome_ids=[id_ for id_ in one.outcome_ids if id_ != outcome_id])
            for one in self.provisions
        ]
        left = [one for one in self.outcomes if one.outcome_id != outcome_id]
        return replace(self, outcomes=left, provisions=provisions)

    def with_provision(self, provision: Provision) -> "Content":
        ids = [one.provision_id for one in self.provisions]
        if provision.provision_id not in ids:
            return replace(self, provisions=[*self.provisions, provision])
        changed = [
            provision if one.provision_id == provision.provision_id else one
            for one in self.provisions
        ]
        return replace(self, provisions=changed)

    def without_provision(self, provision_id: UUID) -> "Content":
        left = [one for one in self.provisions if one.provision_id != provision_id]
        return replace(self, provisions=left)

    def changed(self, **parts: Any) -> "Content":
        """With another placement or budget."""
        return replace(self, **parts)

    def body(self) -> dict[str, Any]:
        """The command's JSON: all of it, since a plan's content is told as a whole."""
        body: dict[str, Any] = to_builtins(self)
        for provision in body["provisions"]:
            del provision["vague"]
        return body


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPlan:
    """A plan of a case. plan: its standing entry. entry: the one that tells what it says."""

    plan: Entry
    content: Content
    entry: Entry | None = None


def plans_of(case: Case) -> list[RecordedPlan]:
    """Each plan that stands with what it says: the newest first, a draft after what was made."""
    made = [one for type_ in (AMENDED, FINAL, DRAFT) for one in newest_first(case.standing(type_))]
    contents = case.standing(CONTENT)
    return [recorded(plan, case.root(plan), contents) for plan in made]


def in_force(case: Case) -> RecordedPlan | None:
    """The newest plan that the council made; a draft binds nobody yet."""
    return next((one for one in plans_of(case) if one.plan.type != DRAFT), None)


def newest_first(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: (one.on, one.at), reverse=True)


def recorded(plan: Entry, key: UUID, contents: list[Entry]) -> RecordedPlan:
    told = [one for one in contents if str(one.details.get("of")) == str(key)]
    if not told:
        return RecordedPlan(plan=plan, content=Content(of=key))
    return RecordedPlan(plan=plan, content=convert(told[-1].details, Content), entry=told[-1])
