"""A row among the others. What is decided does not depend on the order of the rows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..domain.terms import Authority
from . import columns as c
from .reading import plain
from .rows import Row


def judge_together(rows: Sequence[Row]) -> None:
    """Judge the rows that passed by themselves: duplicates, pupils, names of authorities."""
    _pass_over_duplicates(rows)
    for column in (c.PUPIL_ID, c.UPN):
        _refuse_two_for_one([row for row in rows if not row.ignored], column)
    names = Names.of(rows)
    for row in rows:
        if not row.ignored:
            row.authority = _authority(row, names)
            row.came_from = _came_from(row, names)


def _pass_over_duplicates(rows: Sequence[Row]) -> None:
    same: Callable[[Row], str] = lambda row: repr(sorted(row.texts.items()))  # noqa: E731
    for group in _grouped(rows, same).values():
        for row in group[1:]:
            row.ignore(c.PUPIL_ID, "duplicate-row", str(group[0].line))


def _refuse_two_for_one(rows: Sequence[Row], column: str) -> None:
    for group in _grouped(rows, lambda row: row.values.get(column)).values():
        for row in group if len(group) > 1 else ():
            other = next(one for one in group if one is not row)
            if not any(fault.code == "two-rows-for-one" for fault in row.refusals):
                row.refuse(column, "two-rows-for-one", str(other.line))


@dataclass(frozen=True, slots=True)
class Names:
    """codes: plain name -> the codes that rows give it. names: code -> the name of most rows."""

    codes: Mapping[str, frozenset[str]]
    names: Mapping[str, str]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Names":
        """What the rows that give both say: no list of authorities is ever complete."""
        codes: dict[str, set[str]] = defaultdict(set)
        named: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            code, name = row.values.get(c.LA_CODE), row.values.get(c.LA_NAME)
            if code and name:
                codes[plain(name)].add(code)
                named[code][name] += 1
        return cls(
            {name: frozenset(found) for name, found in codes.items()},
            {code: min(found, key=lambda one: (-found[one], one)) for code, found in named.items()},
        )


def _authority(row: Row, names: Names) -> Authority | None:
    code, name = row.values.get(c.LA_CODE), row.values.get(c.LA_NAME)
    if name is not None:
        known = names.codes.get(plain(name), frozenset())
        if len(known) > 1:
            row.refuse(c.LA_NAME, "authority-disputed")
            return None
        if code is None and not known:
            row.refuse(c.LA_NAME, "authority-without-code")
            return None
        code = code or next(iter(known))
    if code is None:
        return None
    most = names.names.get(code)
    if name is not None and most is not None and plain(name) != plain(most):
        row.notice(c.LA_NAME, "authority-named-otherwise")
    return Authority(code=code, name=most or unnamed(code))


def _came_from(row: Row, names: Names) -> Authority | None:
    """The authority before the transfer: known by its code, and by the name that rows give it."""
    code = row.values.get(c.CAME_FROM)
    if code is None:
        return None
    if row.authority is not None and code == row.authority.code:
        row.refuse(c.CAME_FROM, "same-authority", c.LA_CODE)
        return None
    return Authority(code=code, name=names.names.get(code) or unnamed(code))


def unnamed(code: str) -> str:
    return f"Local authority {code}"


def _grouped(rows: Iterable[Row], key: Callable[[Row], str | None]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found = key(row)
        if found is not None:
            groups[found].append(row)
    return groups
