"""What a decision may be, and what each outcome must say."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.days import not_before
from shared.personal import Audience, Personal
from shared.texts import is_blank, meant

from .rules import NeedsNotRanked, NotSendIncomplete, NsaNotAlone
from .terms import Need, OtherHelp, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SenSupport:
    """Special educational provision by the school, census code K. Two ranks are collected."""

    primary_need: Need
    secondary_need: Need | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchAndReview:
    """Nothing yet, but not silence: who looks again, when, and at what (for the family too)."""

    owner_id: UUID
    review_on: date
    looks_at: Personal


@dataclass(frozen=True, slots=True)
class EhcAssessment:
    """The school asks the local authority for an EHC needs assessment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signposting:
    """Other help: where to, and how to reach it (for the family)."""

    to: tuple[OtherHelp, ...]
    how: Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSend:
    """No special educational needs found for now. All of it is written for the family.

    adjustments: what all teachers will do. other_support: tutoring, pastoral, language help.
    look_again_if: which evidence would trigger a fresh look; look_again_on: when at the latest.
    The family's rights are fixed text and not stored.
    """

    adjustments: Personal
    other_support: Personal
    look_again_if: Personal
    look_again_on: date


Finding: TypeAlias = SenSupport | WatchAndReview | EhcAssessment | Signposting | NotSend


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision as events keep it: of the four parts, the one that the outcome needs.

    reasons: in plain English, for the family.
    parents_told_on: None until somebody has. They must be told of SEN Support: Children and
        Families Act 2014, section 68.
    """

    outcome: Outcome
    decided_on: date
    reasons: Personal
    parents_told_on: date | None
    sen_support: SenSupport | None = None
    watch: WatchAndReview | None = None
    signposting: Signposting | None = None
    not_send: NotSend | None = None


def decision(
    finding: Finding,
    *,
    about: UUID,
    decided_on: date,
    reasons: Personal,
    parents_told_on: date | None,
) -> Decision:
    """The decision that a finding makes. Raises the Refused subclass that names what is wrong."""
    check(finding, about=about, decided_on=decided_on)
    return Decision(
        outcome=outcome_of(finding),
        decided_on=decided_on,
        reasons=meant(reasons, about, Audience.FAMILY),
        parents_told_on=parents_told_on,
        sen_support=finding if isinstance(finding, SenSupport) else None,
        watch=finding if isinstance(finding, WatchAndReview) else None,
        signposting=finding if isinstance(finding, Signposting) else None,
        not_send=finding if isinstance(finding, NotSend) else None,
    )


def outcome_of(finding: Finding) -> Outcome:
    match finding:
        case SenSupport():
            return Outcome.SEN_SUPPORT
        case WatchAndReview():
            return Outcome.WATCH_AND_REVIEW
        case EhcAssessment():
            return Outcome.EHC_ASSESSMENT
        case Signposting():
            return Outcome.SIGNPOST
        case NotSend():
            return Outcome.NOT_SEND


def check(finding: Finding, *, about: UUID, decided_on: date) -> None:
    match finding:
        case SenSupport():
            check_needs(finding)
        case WatchAndReview():
            meant(finding.looks_at, about, Audience.FAMILY)
            not_before(decided_on, finding.review_on, what="The review must be after the decision.")
        case EhcAssessment():
            pass
        case Signposting():
            meant(finding.how, about, Audience.FAMILY)
        case NotSend():
            check_not_send(finding, about=about, decided_on=decided_on)


def check_needs(support: SenSupport) -> None:
    """Source: DfE school census guide, SEN type: ranks 1 and 2, never the same need twice."""
    if support.primary_need == support.secondary_need:
        raise NeedsNotRanked
    if support.secondary_need and Need.NSA in (support.primary_need, support.secondary_need):
        raise NsaNotAlone


def check_not_send(finding: NotSend, *, about: UUID, decided_on: date) -> None:
    parts = {
        "what all teachers will do": finding.adjustments,
        "what other help there is": finding.other_support,
        "what would make you look again": finding.look_again_if,
    }
    missing = [name for name, text in parts.items() if is_blank(text)]
    if missing:
        raise NotSendIncomplete(f"Enter {' and '.join(missing)}.")
    for text in parts.values():
        meant(text, about, Audience.FAMILY)
    not_before(
        decided_on, finding.look_again_on, what="The day to look again must be after the decision."
    )
