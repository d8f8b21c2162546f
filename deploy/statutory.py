"""`make statutory`: writes the table of all rules into docs/statutory.md, from the rules."""

import sys
from calendar import day_name, month_name
from pathlib import Path

from shared.rulebook.book import RuleBook
from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Combine, Counting, Fixed, Limb, Roll, Rule, Shape
from shared.rulebook.words import FORCES

PAGE = Path(__file__).parents[1] / "docs" / "statutory.md"
BEGIN, END = "<!-- rules: written by make statutory -->\n", "<!-- end of the rules -->"
HEADS = ("rule", "what", "who", "from", "length", "kind", "source and force", "doubts, notes")
ROLLS = {
    Roll.NONE: "",
    Roll.TRIBUNAL: "; rolls as the Tribunal's rules say",
    Roll.NEXT_WORKING_DAY: "; to the next working day",
}
HOW = {
    Counting.AFTER: "",
    Counting.BEGINNING_WITH: ", that day is day 1",
    Counting.BEFORE: " before",
    Counting.ON: "that day",
}


def page(written: str, book: RuleBook = BOOK) -> str:
    """The page with its table as the rules are now. written: the page as it is."""
    before, _, rest = written.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table(book)}{END}{after}"


def table(book: RuleBook) -> str:
    """Every version of every rule, and the duties without a time, as Markdown."""
    lines = [_line(HEADS), _line(["---"] * len(HEADS))]
    lines += [_line(_rule(rule, book)) for rule in book.rules]
    lines += [
        _line(
            (
                f"`{duty.id}`",
                duty.title,
                duty.responsible.value,
                "",
                "no time limit",
                "",
                f"{duty.source}. {FORCES[duty.force]}",
                duty.note,
            )
        )
        for duty in book.duties
    ]
    return "".join(lines)


def _rule(rule: Rule, book: RuleBook) -> tuple[str, ...]:
    until = f" to {rule.valid_to}" if rule.valid_to else ""
    version = f" ({rule.valid_from}{until})" if len(book.versions(rule.id)) > 1 else ""
    needs = book.needs_of(rule)
    events = ", ".join([*needs.required, *(f"({name})" for name in needs.optional)])
    return (
        f"`{rule.id}`{version}",
        rule.title,
        _who(rule),
        events,
        _length(rule),
        rule.kind.value,
        f"{rule.source}. {FORCES[rule.force]}",
        rule.note,
    )


def _who(rule: Rule) -> str:
    other = rule.acts_instead
    if other is None:
        return rule.responsible.value
    return f"{rule.responsible.value}; {other.responsible.value} if `{other.event}` is {other.when}"


def _length(rule: Rule) -> str:
    if rule.limbs:
        which = "the later of" if rule.combine is Combine.LATER else "the earlier of"
        found = f"{which} {' and '.join(_limb(one) for one in rule.limbs)}"
    elif rule.fixed:
        named = _named(rule.fixed)
        found = named if rule.counting is Counting.ON else f"{_amount(rule.shape)} {named}"
    elif rule.others():
        found = f"{_amount(rule.shape)} of {' or '.join(f'`{one}`' for one in rule.others())}"
    else:
        found = _amount(rule.shape)
    instead = f", or the day of {rule.instead}" if rule.instead else ""
    return f"{found}{ROLLS[rule.roll]}{instead}"


def _named(fixed: Fixed) -> str:
    if fixed.last_weekday is not None:
        return f"the last {day_name[fixed.last_weekday]} in {month_name[fixed.month]}"
    return f"{fixed.day} {month_name[fixed.month]}"


def _limb(limb: Limb) -> str:
    if limb.rule:
        return f"`{limb.rule}`"
    return f"{_amount(Shape(limb.length, limb.unit, limb.counting))} from {limb.event}"


def _amount(shape: Shape) -> str:
    if shape.counting is Counting.ON:
        return HOW[shape.counting]
    unit = shape.unit.value.replace("_", " ")
    return f"{shape.length} {unit if shape.length > 1 else unit[:-1]}{HOW[shape.counting]}"


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
