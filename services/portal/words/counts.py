"""Numbers as people read them. "None" and "we cannot tell right now" never look alike."""

UNKNOWN = "we cannot tell right now"
# Below this, a share in per cent would tell more about single children than about the school.
SMALLEST_FOR_PERCENT = 10
# Up to this, a count in what leaves the trust's own SEND staff could tell who the child is.
LARGEST_HIDDEN = 4


def count(number: int | None, thing: str, things: str | None = None) -> str:
    """ "1 pupil", "2 pupils", "no pupils", "1,900 rows"; None is unknown, which is not none.

    things: the plural where it is not `thing` with an s.
    """
    if number is None:
        return UNKNOWN
    plural = things or f"{thing}s"
    if number == 0:
        return f"no {plural}"
    return f"{number:,} {thing if number == 1 else plural}"


def share(part: int | None, whole: int | None) -> str:
    """ "71 of 80 (89%)"; without the percentage where the whole is under 10."""
    if part is None or whole is None:
        return UNKNOWN
    if whole < SMALLEST_FOR_PERCENT:
        return f"{part:,} of {whole:,}"
    return f"{part:,} of {whole:,} ({percent(part, whole)}%)"


def percent(part: int, whole: int) -> int:
    """Rounded half up, but 0 and 100 only for none and all."""
    rounded = (200 * part + whole) // (2 * whole)
    if 0 < part < whole:
        return min(max(rounded, 1), 99)
    return rounded


def few(number: int | None, thing: str, things: str | None = None) -> str:
    """As `count`, for readers who must not recognise a child: "fewer than 5 pupils" for 1 to 4."""
    if number is not None and 1 <= number <= LARGEST_HIDDEN:
        return f"fewer than {LARGEST_HIDDEN + 1} {things or f'{thing}s'}"
    return count(number, thing, things)
