"""The school's advice in full, and excuses for being late."""

from dataclasses import replace
from datetime import date

from services.ehcp.domain.advice_terms import (
    AdviceHeading,
    AdviceSection,
    Evidence,
    EvidenceKind,
)
from services.ehcp.domain.commands import ClaimException
from shared.rulebook.exceptions import Ground
from tests.ehcp.examples import ASK_ADVICE, SEND_ADVICE, WHO, an_id, family, staff
from tests.ehcp.examples_changing import LATER, reassessing

FULL_ADVICE = replace(
    SEND_ADVICE,
    entry_id=an_id("full advice"),
    sections=(
        AdviceSection(heading=AdviceHeading.NEEDS, text=staff("Reads at the level of Year 2")),
        AdviceSection(heading=AdviceHeading.PROGRESS, text=staff("Two terms of phonics: slow")),
    ),
    evidence=(
        Evidence(
            kind=EvidenceKind.SPECIALIST_REPORT,
            title=staff("Report of the educational psychologist"),
            dated_on=date(2026, 10, 1),
        ),
    ),
)
EXCUSE = ClaimException(
    **WHO,
    entry_id=an_id("excuse"),
    rule="ehcna.decide",
    ground=Ground.EXCEPTIONAL_CIRCUMSTANCES,
    claimed_on=date(2026, 12, 28),
    family_told_on=date(2026, 12, 29),
    evidence=family("The child was in hospital"),
)
ASK_ADVICE_AGAIN = replace(
    ASK_ADVICE,
    today=LATER["today"],
    entry_id=an_id("advice request again"),
    received_on=date(2028, 1, 10),
)
SEND_ADVICE_AGAIN = replace(
    SEND_ADVICE,
    today=LATER["today"],
    entry_id=an_id("advice again"),
    sent_on=date(2028, 2, 14),
)
advice_asked_again = reassessing.after(ASK_ADVICE_AGAIN)
