"""Refusing to change what is promised and measured (`plan_locks`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError


def refuse_locked(reason: str) -> None:
    if reason:
        raise ValidationError(reason)


def promised(row: Any, name: str, figures: Mapping[str, Any]) -> bool:
    """Whether a figure of a whole period that is there already would become another one.

    What was empty may be filled: plans of earlier years come in file by file.
    """
    stored = getattr(row, name)
    return stored is not None and name in figures and figures[name] != stored
