"""What is known about a person that names them: every text is sealed under that person's key."""

from dataclasses import dataclass

from shared.personal import Personal

from .terms import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilDetails:
    """Who a pupil is. mis_id, upn and date_of_birth ("2015-04-09") are for staff alone.

    A UPN may be missing and may change: it is kept with its history, and identifies nobody.
    """

    mis_id: Personal
    upn: Personal | None
    legal_forename: Personal
    legal_surname: Personal
    preferred_forename: Personal | None
    preferred_surname: Personal | None
    date_of_birth: Personal
    sex: Sex | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDetails:
    """Who a member of staff is: families see the name, staff the address too."""

    title: Personal | None
    forename: Personal
    surname: Personal
    email: Personal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianDetails:
    """Who a guardian is and how they are reached. Separated parents see only one another's names.

    mobile: "+447700900452".
    """

    title: Personal | None
    forename: Personal | None
    surname: Personal
    address: Personal | None
    postcode: Personal | None
    mobile: Personal | None
    email: Personal | None
