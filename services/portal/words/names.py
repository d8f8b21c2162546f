"""People's names as a page may show them: staff with their role, families the first name only."""

ERASED = "erased"
NOT_AVAILABLE = "Name not available"


def staff(name: str | None, role: str) -> str:
    """ "Ms Okafor, SENCO"."""
    return f"{shown(name)}, {role}"


def initials(given: str | None, family: str | None) -> str:
    """ "L.M.", for titles, which stay in tabs and in the browser's history."""
    names = [name.strip() for name in (given or "", family or "")]
    return "".join(f"{name[0].upper()}." for name in names if name) or "a pupil"


def shown(name: str | None) -> str:
    """A name, or the words for one that `directory` could not give just now."""
    return name or NOT_AVAILABLE


def unnamed(year_group: str, case_number: str) -> str:
    """Who this is while names are not available: "Name not available, Year 6, case 7F3K"."""
    return f"{NOT_AVAILABLE}, {year_group}, case {case_number}"
