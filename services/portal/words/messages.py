"""What a message says, by its kind, to somebody who has signed in and may know about whom it is."""

from typing import Final

MESSAGES: Final = {
    "concern-raised": "A new concern to read",
    "concern-arrived": "A new concern to read",
    "concern-received": "The school has your message",
    "concern-shared": "Someone shared a concern with the school",
    "concern-answered": "Your concern was decided",
    "decision": "The school has an answer for you",
    "plan-shared": "A plan is ready for you to read",
    "plan-changed": "A plan has changes",
    "date-near": "A reply to the council is due soon",
    "task-near": "A task of the school is due soon",
    "date-near-council": "An answer from the council is due soon",
    "date-near-family": "An answer from the family is due soon",
    "date-near-adviser": "A paper from the mediation adviser is due soon",
    "own-date-near": "There is something that you can do soon",
    "school-date-near": "Something from the school is due soon",
    "council-date-near": "An answer from the council is due soon",
    "adviser-date-near": "A paper from the mediation adviser is due soon",
    "late-ours": "A reply to the council is late",
    "task-late": "A task of the school is late",
    "late-council": "The council has not met a date",
    "record-opened": "Someone new opened a record",
    "told-in-error": "A correction: what we told you was wrong. We are sorry",
    "cases-imported": "A list of running EHC cases was taken over",
    "undelivered": "A message did not reach a family by email",
}
# What the day of a message means, where it has one.
BY_WHEN: Final = {
    "own-date-near": "You have time until",
    "concern-raised": "Reply by",
    "concern-arrived": "Reply by",
    "concern-received": "Someone will reply by",
    "concern-shared": "You will hear what was decided by",
    "plan-shared": "Tell the school what you think by",
    "late-ours": "It was due",
    "task-late": "It was due",
    "late-council": "It was due",
}


def message(kind: str) -> str:
    """A kind that is newer than this table is said in general words."""
    return MESSAGES.get(kind, "Something changed")


def by_when(kind: str) -> str:
    return BY_WHEN.get(kind, "Due")
