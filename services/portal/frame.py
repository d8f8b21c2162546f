"""What stands around every page: the trust's name, the bar, the footer, where home is."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from flask import Flask, g, request

from .config import Config


class Everything:
    """Holds whatever it is asked for."""

    def __contains__(self, _: object) -> bool:
        return True


EVERYTHING = Everything()


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the bar or the footer."""

    text: str
    address: str


FOOTER = (
    Entry("Help and contacts", "/help"),
    Entry("Your rights", "/help/rights"),
    Entry("Privacy", "/privacy"),
    Entry("Accessibility", "/accessibility"),
)
MESSAGES = Entry("Messages", "/messages")
SIGNED_IN = (Entry("Account", "/account"), Entry("Sign out", "/sign-out"))

# By role, in the order in which they are shown; the first is that role's home.
BARS: dict[str, tuple[Entry, ...]] = {
    "senco": (
        Entry("Today", "/today"),
        Entry("Pupils", "/pupils"),
        Entry("Concerns", "/concerns"),
        Entry("Reports", "/reports/register"),
        MESSAGES,
    ),
    "teacher": (
        Entry("Raise a concern", "/concerns/new"),
        Entry("Concerns", "/concerns"),
        MESSAGES,
    ),
    "parent": (Entry("Home", "/family"), MESSAGES, Entry("Your rights", "/help/rights")),
    "young-person": (Entry("Home", "/family"), MESSAGES, Entry("Your rights", "/help/rights")),
    "trust-lead": (
        Entry("Trust", "/trust"),
        Entry("Deadlines", "/deadlines"),
        Entry("Register", "/reports/register"),
        Entry("Pupils", "/pupils"),
        MESSAGES,
    ),
    "ops": (Entry("Imports", "/imports"),),
    "head": (
        Entry("Concerns", "/concerns"),
        Entry("Raise a concern", "/concerns/new"),
        Entry("Deadlines", "/deadlines"),
        MESSAGES,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who is signed in, as far as the frame shows it; a page sets `g.viewer`.

    role: a key of BARS. place: the school's or trust's name. unread: None where messages cannot
    be counted now. other_roles: there is another role to change to.
    """

    role: str
    role_name: str
    place: str
    unread: int | None = 0
    other_roles: bool = False


def stand_around(app: Flask, config: Config, unread: Callable[[], int | None]) -> None:
    """Give every template what `base.html` needs. unread: messages of whoever is signed in."""

    @app.context_processor
    def frame() -> dict[str, object]:
        viewer: Viewer | None = g.get("viewer")
        if viewer and g.get("person") and MESSAGES in BARS.get(viewer.role, ()):
            viewer = replace(viewer, unread=unread())
        return {
            "trust": config,
            "viewer": viewer,
            "bar": bar(viewer, request.path, there=addresses(app)),
            "footer_links": FOOTER,
            "home": home(viewer),
        }


def addresses(app: Flask) -> frozenset[str]:
    """The addresses that this portal has: the bar shows only what exists."""
    return frozenset(rule.rule for rule in app.url_map.iter_rules())


def home(viewer: Viewer | None) -> str:
    entries = BARS.get(viewer.role, ()) if viewer else ()
    return entries[0].address if entries else "/"


def bar(
    viewer: Viewer | None, path: str, *, there: Container[str] = EVERYTHING
) -> list[dict[str, object]]:
    """The items of `govukServiceNavigation`: what this person has, and where they are.

    there: the addresses that exist.
    """
    if viewer is None:
        return []
    own = [entry for entry in BARS.get(viewer.role, ()) if entry.address in there]
    entries = (*own, *SIGNED_IN)
    here = where(entries, path)
    return [
        {
            "text": with_unread(entry, viewer.unread),
            "href": entry.address,
            "current": entry is here and entry.address == path,
            "active": entry is here,
        }
        for entry in entries
    ]


def where(entries: Sequence[Entry], path: str) -> Entry | None:
    """The entry that a path lies under: the longest address that begins it."""
    under = [e for e in entries if path == e.address or path.startswith(f"{e.address}/")]
    return max(under, key=lambda entry: len(entry.address), default=None)


def with_unread(entry: Entry, unread: int | None) -> str:
    """ "Messages (3)"; without a number where there is none, or none that we could count."""
    return f"{entry.text} ({unread:,})" if entry is MESSAGES and unread else entry.text
