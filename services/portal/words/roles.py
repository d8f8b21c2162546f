"""Roles as people say them."""

from shared.access.grants import Role

ROLE = {
    Role.TEACHER: "teacher",
    Role.SENCO: "SENCO",
    Role.HEAD: "head teacher",
    Role.OFFICE: "office staff",
    Role.TRUST_LEAD: "trust SEND lead",
    Role.PARENT: "parent or carer",
    Role.YOUNG_PERSON: "young person",
    Role.OPS: "trust operations",
}
# What families read: never a bare abbreviation.
ROLE_FOR_FAMILY = ROLE | {Role.SENCO: "special needs co-ordinator (SENCO)"}


def role(code: str) -> str:
    """For staff: "SENCO"; a role that is newer than this table is named by its own code."""
    return _said(code, ROLE)


def role_for_family(code: str) -> str:
    return _said(code, ROLE_FOR_FAMILY)


def _said(code: str, words: dict[Role, str]) -> str:
    try:
        return words[Role(code)]
    except ValueError:
        return code.replace("-", " ")
