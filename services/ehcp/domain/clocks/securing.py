"""The duties that begin with a plan and go on while it is in force: nobody waits for their end."""

from collections.abc import Iterator
from typing import Final

from ..facts import Content, EhcCase
from ..naming import AnyPlan, made_plans
from ..plan_terms import PlacementKind
from .counting import Counter, Deadline

PROVISION: Final = "plan.provision"
ADMIT: Final = "plan.admit"


def of_securing(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    """Of the plan in force: what section F promises, and that a school which it names admits."""
    plan = max(made_plans(case), key=lambda one: one.issued_on, default=None)
    if plan is None:
        return
    yield counter.deadline(PROVISION, plan.issued_on, about=plan.key, by=plan)
    content = _content_of(case, plan)
    if content is not None and content.placement is PlacementKind.NAMED:
        yield counter.deadline(ADMIT, plan.issued_on, about=plan.key, by=content)


def _content_of(case: EhcCase, plan: AnyPlan) -> Content | None:
    """What was recorded last of what a plan says."""
    found = [one for one in case.contents if one.of == plan.key]
    return found[-1] if found else None
