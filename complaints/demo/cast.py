"""Who acts in the reports of the demonstration."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from complaints.models import Area, Category
from organizations import moment
from organizations.models import Organization, User


@dataclass(frozen=True)
class Cast:
    """Who acts, and what reports are about."""

    now: datetime
    desk: User
    heads: dict[int, User]
    units: dict[str, Organization]
    areas: list[Area]
    categories: dict[str, Category]

    def at(self, when: datetime) -> AbstractContextManager[None]:
        return moment.at(min(when, self.now))
