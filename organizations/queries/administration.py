"""The administrator's part of the dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse
from django.utils.module_loading import autodiscover_modules

from organizations import activity
from organizations.access import Access
from organizations.administration import ADMIN_TILES, CHECKLIST
from organizations.models import Activity
from organizations.panels import Tile

LATEST = 8


@dataclass(frozen=True)
class Check:
    """One line: done, to be done here, or to be done by somebody else."""

    label: str
    is_done: bool
    url: str
    who: str


@dataclass(frozen=True)
class Board:
    checks: list[Check]
    tiles: list[Tile]
    latest: list[Activity]

    @property
    def done(self) -> int:
        return sum(check.is_done for check in self.checks)

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.checks)


def board_of(access: Access) -> Board | None:
    """For those who manage accounts: the checklist, what needs a look, the latest acts."""
    if not access.has("organizations.manage_users"):
        return None
    autodiscover_modules("board")
    checks = [
        Check(
            line.label,
            line.done(),
            reverse(line.where) if line.is_for(access) else "",
            line.who,
        )
        for line in sorted(CHECKLIST.all(), key=attrgetter("order"))
    ]
    tiles = [filed.tile() for filed in sorted(ADMIN_TILES.all(), key=attrgetter("order"))]
    rows = activity.shared().filter(access.q("organizations.view_activity")).order_by("-pk")
    return Board(checks, tiles, list(rows[:LATEST]))
