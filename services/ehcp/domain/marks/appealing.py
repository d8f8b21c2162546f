"""Appeals that need a mediation certificate, of which none was told."""

from collections.abc import Iterator
from typing import Final

from shared.rulebook.appeals import certificate_needed

from ..appeal_terms import Decision
from ..appealable import appealable
from ..facts import EhcCase
from .flag import Flag, Mark

CERTIFICATE: Final = "Children and Families Act 2014, section 55"


def of_appealing(case: EhcCase) -> Iterator[Flag]:
    """Nothing is wrong yet: the family is to know before the Tribunal asks."""
    against = {one.entry.key: one.against for one in appealable(case)}
    certified = {one.decision_id for one in case.certificates}
    for appeal in case.appeals:
        decision = against.get(appeal.decision_id)
        if decision is None or appeal.decision_id in certified:
            continue
        unknown = decision is Decision.CONTENTS and not appeal.sections
        if not unknown and certificate_needed(decision, appeal.sections):
            yield Flag(
                mark=Mark.CERTIFICATE_MISSING,
                source=CERTIFICATE,
                about=appeal.key,
                said="This appeal needs a mediation certificate first, and none is recorded: ask"
                f" the family for it ({CERTIFICATE}).",
            )
