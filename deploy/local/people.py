"""The people of the demo trust: for the development sign-in provider, and for whoever tries it."""

import json
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from services.directory.demo_trust.personas import PERSONAS, Persona

# Families sign in by an e-mailed link, staff at the provider.
FAMILY = frozenset({"parent", "barred_parent", "young_person"})
ROLES: Mapping[str, str] = {
    "teacher": "class teacher",
    "senco": "SENCO",
    "head": "headteacher",
    "trust_lead": "trust SEND lead",
    "parent": "parent",
    "barred_parent": "parent, barred by an order",
    "young_person": "young person, 17",
    "ops": "operator of this deployment",
    "other_senco": "SENCO of another school",
}


def write_people(file: Path) -> None:
    """The claims of everyone who signs in at the provider."""
    claims = [
        {
            "sub": persona.email,
            "email": persona.email,
            "email_verified": True,
            "name": persona.name,
        }
        for key, persona in PERSONAS.items()
        if key not in FAMILY
    ]
    file.write_text(json.dumps(claims, indent=2) + "\n")


def print_people(console: Console) -> None:
    """Whom one can sign in as, and how."""
    table = Table("make token WHO=\nand the way in", "who\nand with which e-mail", show_lines=True)
    for key, persona in PERSONAS.items():
        table.add_row(f"{key}\n{way_in(key)}", f"{persona.name}, {ROLES[key]}\n{persona.email}")
    console.print(table)


def way_in(key: str) -> str:
    return "by an e-mailed link" if key in FAMILY else "at the provider"


def persona_named(key: str) -> Persona | None:
    return PERSONAS.get(key.replace("-", "_"))
