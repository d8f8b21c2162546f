"""A form that becomes one command of a service."""

from abc import ABCMeta, abstractmethod
from typing import Any

from wtforms.form import FormMeta

from .base import PortalForm

Body = dict[str, Any]


class AbstractForm(FormMeta, ABCMeta):  # type: ignore[misc]
    """Forms have a metaclass of their own; with this one they may have abstract methods too."""


class CommandForm(PortalForm, metaclass=AbstractForm):
    """Subclass it with fields, named as the service names them, and with what they come to."""

    @abstractmethod
    def body(self) -> Body:
        """The command's JSON. Only of a form that was valid."""
