"""Where people live and how they are reached: addresses, numbers and e-mail of no one.

Mobile numbers are from the range that Ofcom keeps for fiction, 07700 900000 to 900999, so that
several people have the same; e-mail addresses are at domains that cannot exist.
"""

import unicodedata
from dataclasses import dataclass

from .chance import Chance
from .schools import Area

MAIL_DOMAINS = ("post.example", "inbox.example", "home.example", "mailbox.example")
# Letters that do not come apart into one of ours and a mark.
PLAIN_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ø": "o"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    address: str
    postcode: str


class Homes:
    """Gives each household a home of its own."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._taken: set[str] = set()

    def new(self, area: Area) -> Home:
        while True:
            street = self._chance.one_of(area.streets)
            number = self._chance.between(1, 180)
            flat = f"Flat {self._chance.between(1, 8)}, " if self._chance.happens(0.12) else ""
            address = f"{flat}{number} {street}, {area.name}"
            if address not in self._taken:
                self._taken.add(address)
                return Home(address=address, postcode=_postcode(area, street, number))


def _postcode(area: Area, street: str, number: int) -> str:
    """One postcode for some twenty houses of one side of a street."""
    place = area.streets.index(street) * 20 + number // 40 * 2 + number % 2
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"{area.district} {1 + place // 80}{letters[place // 4 % 20]}{letters[place % 20]}"


class Mail:
    """Gives each person an e-mail address of their own."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._taken: set[str] = set()

    def private(self, forename: str, surname: str) -> str:
        local = f"{plain(forename)}.{plain(surname)}"
        return self._free(local, self._chance.one_of(MAIL_DOMAINS))

    def work(self, forename: str, surname: str, domain: str) -> str:
        return self._free(f"{plain(forename)[0]}.{plain(surname)}", domain)

    def take(self, address: str) -> None:
        """Keep an address that is already somebody's."""
        self._taken.add(address)

    def _free(self, local: str, domain: str) -> str:
        address, number = f"{local}@{domain}", 1
        while address in self._taken:
            number += 1
            address = f"{local}{number}@{domain}"
        self._taken.add(address)
        return address


def mobile(chance: Chance) -> str:
    return f"07700 900{chance.between(0, 999):03d}"


def plain(name: str) -> str:
    """A name in the letters that the first half of an e-mail address may have."""
    apart = unicodedata.normalize("NFKD", name.translate(PLAIN_LETTERS)).lower()
    return "".join(letter for letter in apart if letter.isascii() and letter.isalnum())
