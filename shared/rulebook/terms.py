"""The words that a rule is written in."""

from enum import StrEnum


class Unit(StrEnum):
    """What a length is counted in. Only working days skip anything."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


class Counting(StrEnum):
    """How the day of the event counts, and in which direction.

    AFTER: "within 6 weeks of": that day is left out (Lester v Garland; Dodds v Walker [1981] 1 WLR
    1027). BEGINNING_WITH: "15 days beginning with": that day is day 1; of working days, the first
    working day from it on is. BEFORE: at least so long before it. ON: that day itself.
    """

    AFTER = "after"
    BEGINNING_WITH = "beginning-with"
    BEFORE = "before"
    ON = "on"


class Roll(StrEnum):
    """What becomes of a last day that is no working day. A SEND Regulations limit stays."""

    NONE = "none"
    TRIBUNAL = "tribunal"  # SI 2008/2699 rule 12, with August and Christmas
    NEXT_WORKING_DAY = "next_working_day_ico_guidance"


class Party(StrEnum):
    """Who has to act. SYSTEM: nobody; it comes about by itself."""

    LA = "LA"
    SCHOOL = "school"
    FAMILY = "parent_or_young_person"
    OLD_LA = "old_LA"
    NEW_LA = "new_LA"
    MEDIATION_ADVISER = "mediation_adviser"
    SYSTEM = "system"


class Force(StrEnum):
    """Why it binds: a missed statutory limit is a breach, a missed "should" a warning.

    A doubt about a statutory rule is named in the force itself; the rule's note says more.
    """

    STATUTORY = "statutory"
    STATUTORY_PARAGRAPH_UNVERIFIED = "statutory_paragraph_unverified"
    STATUTORY_WORDING_UNVERIFIED = "statutory_wording_unverified"
    CODE_SHOULD = "code_should"
    CODE_WORDING = "code_wording"
    DERIVED_PLANNING = "derived_planning"
    SECTOR_GUIDANCE = "sector_guidance"


class Kind(StrEnum):
    """What the limit is. Only a BY can be missed.

    BY: the last day for an act. NOT_BEFORE: its first. MINIMUM_PERIOD: the last day of a time that
    others must leave. WINDOW: the first or last day of a time in which something may be done, or
    counts. CONTINUING: a duty that goes on from that day, or up to it.
    """

    BY = "by"
    NOT_BEFORE = "not-before"
    MINIMUM_PERIOD = "minimum-period"
    WINDOW = "window"
    CONTINUING = "continuing"


class Transitional(StrEnum):
    """Which clocks a new version of a rule changes.

    STARTING: those that start while it is in force; what ran before keeps the old length.
    RUNNING: those too that had not yet run out, under the old version, on its first day.
    """

    STARTING = "clocks-that-start"
    RUNNING = "running-clocks"


class Combine(StrEnum):
    """Which of two limits binds. They are compared as they stand before any roll."""

    LATER = "later"
    EARLIER = "earlier"


class Sort(StrEnum):
    """What is told of an event: its day; the September of a transfer; the school year, 1 September
    to 31 August, by the year in which it ends; one of a few words.
    """

    DAY = "day"
    SEPTEMBER = "september"
    SCHOOL_YEAR = "school-year"
    CHOICE = "choice"
