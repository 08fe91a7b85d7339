"""The documents every registered report is made as: every app's `tests/<app>/documents.py`, gathered.

Such a file holds `DOCUMENTS`. Tests that say "every report" take the slugs from the registry, and
fail where a report has no document here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from tests.pages.places import OWN

YEAR = 2025  # the demonstration city's last complete year
_FOLDER = Path(__file__).parents[1]


@dataclass(frozen=True)
class Document:
    """A report of one unit, or of the whole city, with what else may be said (`tingkat=program`)."""

    slug: str
    allow: Iterable[str]  # the roles that may see the one of their own unit, or of the city
    of_unit: bool = True
    more: dict[str, str] = field(default_factory=dict)
    steady: str = ""  # why its rows stay as many (test_list_queries)
    previewed: dict[str, str] = field(default_factory=dict)  # what else its preview is asked with

    def natural(self, code: str = OWN.code) -> dict[str, str]:
        """What `render_report` and the preview are asked with."""
        return {"tahun": str(YEAR), **({"opd": code} if self.of_unit else {}), **self.more}

    def __str__(self) -> str:
        return f"{self.slug}-{'unit' if self.of_unit else 'kota'}"


def gather() -> tuple[Document, ...]:
    files = sorted(_FOLDER.glob("*/documents.py"))
    modules = [import_module(f"tests.{path.parent.name}.documents") for path in files]
    return tuple(found for module in modules for found in getattr(module, "DOCUMENTS", ()))
