"""Read models of this service, folded from its own log: who is who now."""

from typing import Final

from .guardians import GUARDIANS
from .guardianships import GUARDIANSHIPS
from .people_staff import PEOPLE_STAFF
from .pupils import PUPILS
from .schools import SCHOOLS

VIEWS: Final = (SCHOOLS, PEOPLE_STAFF, PUPILS, GUARDIANS, GUARDIANSHIPS)

__all__ = ["GUARDIANS", "GUARDIANSHIPS", "PEOPLE_STAFF", "PUPILS", "SCHOOLS", "VIEWS"]
