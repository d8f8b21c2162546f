"""What the school census's codes mean, for staff and for families.

Sources: the DfE's school census guide, SEN provision and SEN type.
"""

PROVISION = {"N": "No special educational needs", "K": "SEN Support", "E": "EHC plan"}
PROVISION_FOR_FAMILY = {
    "N": "no special educational needs found for now",
    "K": "extra help at school (SEN Support)",
    "E": "EHC plan, a legal plan made by the council",
}
NEED = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "DS": "Down syndrome",
    "SLCN": "Speech, language and communication",
    "ASD": "Autistic spectrum disorder",
    "SEMH": "Social, emotional and mental health",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "OTH": "Other difficulty or disability",
    "NSA": "No specialist assessment of type of need",
}


def provision(code: str) -> str:
    """For staff: "SEN Support". Raises KeyError for a code that the census does not have."""
    return PROVISION[code]


def provision_for_family(code: str) -> str:
    return PROVISION_FOR_FAMILY[code]


def need(code: str) -> str:
    """A type of need in full: a bare abbreviation is never shown. Case is ignored ("SpLD")."""
    return NEED[code.upper()]
