"""What an administrator of the city sees first: what is still to be set up, and what needs a look.

An app has a module `board` that files lines of the checklist and tiles:

    CHECKLIST.file(CheckLine("period", order=40, label="…", where="app:name", done=has_period))
    ADMIN_TILES.file(AdminTile("failed", order=30, tile=failed_documents))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from organizations.access import Access
from organizations.panels import Tile
from organizations.registry import Registry


@dataclass(frozen=True)
class CheckLine:
    """`done` says whether; `right` is what it takes to do it, `who` does it for those without."""

    name: str
    order: int
    label: str
    where: str
    done: Callable[[], bool]
    right: str = ""
    who: str = "admin sistem"

    def is_for(self, access: Access) -> bool:
        return not self.right or access.has(self.right)


@dataclass(frozen=True)
class AdminTile:
    name: str
    order: int
    tile: Callable[[], Tile]


CHECKLIST = Registry[CheckLine]("line of the checklist", name=attrgetter("name"))
ADMIN_TILES = Registry[AdminTile]("tile of the administrator", name=attrgetter("name"))
