"""How things are asked: the fields, the base forms and the summary of what is wrong."""

from .base import PortalForm, SendForm
from .command import Body, CommandForm
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
    "Body",
    "Checkboxes",
    "Choose",
    "CommandForm",
    "DateParts",
    "DecimalNumber",
    "EmailText",
    "LongText",
    "Narrow",
    "PortalForm",
    "Problem",
    "Radios",
    "SendForm",
    "ShortText",
    "WholeNumber",
    "problems",
]
