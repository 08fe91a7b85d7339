"""When two people edit the same row: whoever saves second is told, and nothing is lost."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError


class ChangedMeanwhile(ValidationError):
    """Somebody else saved first, and nothing was written.

    `marks` are the hidden fields a form needs to be saved over the newer row when it is sent
    again; subclasses carry what is stored now. The page keeps what was typed
    (`organizations.web.FormMixin.conflict`).
    """

    status = 409

    def __init__(self, message: Any, **marks: Any) -> None:
        super().__init__(message)
        self.marks = marks
