"""How somebody wants to be told."""

from dataclasses import dataclass

from .commands import SetPreferences
from .events import PreferencesSet


@dataclass(frozen=True, slots=True)
class Preferences:
    """email: by e-mail too, which is so until somebody says otherwise."""

    email: bool = True


def evolve(_: Preferences, event: PreferencesSet) -> Preferences:
    """Fold one event into the state. Never fails: the past has been decided."""
    return Preferences(email=event.email)


def decide(preferences: Preferences, command: SetPreferences) -> list[PreferencesSet]:
    """[] if it is already so."""
    if preferences.email == command.email:
        return []
    return [PreferencesSet(person_id=command.person_id, email=command.email)]
