"""Rules of moves that need more than the person and the row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from organizations.access import Decision
from organizations.workflow import Rule


def today(rule: Callable[[Any, Any, date], Decision]) -> Rule:
    """A rule that depends on the day, asked for today."""
    return lambda user, row: rule(user, row, timezone.localdate())
