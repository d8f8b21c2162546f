"""What staff call a thing and what a family reads in its place, on pages and in letters."""

FOR_FAMILY = {
    "referral": "concern",
    "SENCO": "special needs co-ordinator (SENCO)",
    "SEN Support": "extra help at school (SEN Support)",
    "no SEN": "no special educational needs found for now",
    "target": "what we are working on",
    "baseline": "where {name} started",
    "measure": "where {name} is now",
    "provision": "help",
    "intervention": "session",
    "assess, plan, do, review": "look, plan, do, check",
    "one-page profile": "all about me",
    "EP": "educational psychologist, who looks at how children learn",
    "SaLT": "speech and language therapist, who helps with talking and understanding",
    "OT": "occupational therapist, who helps with everyday tasks",
    "CAMHS": "child and adolescent mental health services, who help with feelings",
    "watch and review": "we will look again on {date}",
    "EHC needs assessment": "assessment by the council (EHC needs assessment)",
    "EHC plan": "EHC plan, a legal plan made by the council",
    "draft": "first version for your comments",
    "final plan": "final plan",
    "representations": "your comments",
    "section F provision": "help that must be given by law (section F)",
    "section I": "the school named in the plan",
    "naming consultation": "the council asked if the school can meet the needs",
    "annual review": "yearly review",
    "phase transfer": "move to the next school",
    "cease to maintain": "end the plan (it goes on while you can appeal)",
    "mediation": "talk led by an independent person",
    "Tribunal": "independent court",
}


def for_family(term: str, **filled: str) -> str:
    """A family's words for a term of the staff. filled: the {braces}, such as name="Leo"."""
    return FOR_FAMILY[term].format(**filled)
