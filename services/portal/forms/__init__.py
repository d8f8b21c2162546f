"""How things are asked: the fields, the base form and the summary of what is wrong."""

from .base import PortalForm
from .dates import DateParts
from .fields import (
    Checkboxes,
    Choose,
    DecimalNumber,
    EmailText,
    LongText,
    Narrow,
    Radios,
    ShortText,
    WholeNumber,
)
from .summary import Problem, problems

__all__ = [
    "Checkboxes",
    "Choose",
    "DateParts",
    "DecimalNumber",
    "EmailText",
    "LongText",
    "Narrow",
    "PortalForm",
    "Problem",
    "Radios",
    "ShortText",
    "WholeNumber",
    "problems",
]
