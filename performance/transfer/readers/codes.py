"""Codes of the nomenclature as files write them, and as the tree keeps them.

A unit may write the support program with its own bidang urusan (5.01.01…) or with the
template's X.XX.01…; both are the same entry. A code that stands literally in the list is
always taken literally.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from organizations.models import Organization
from performance.models import Nomenclature, NomenclatureVersion
from performance.plan.queries.nomenclature import own_prefixes

TEMPLATE = "X.XX"


@dataclass(frozen=True)
class Entry:
    pk: int
    level: str
    code: str
    name: str
    parent_code: str
    indicator: str
    unit: str


@dataclass(frozen=True)
class CodeBook:
    """One version of the list as seen by one unit."""

    entries: dict[str, Entry]
    prefixes: tuple[str, ...] = field(default=())

    @classmethod
    def read(cls, version: NomenclatureVersion, organization: Organization) -> CodeBook:
        rows = Nomenclature.objects.filter(version=version).values_list(
            "pk", "level", "code", "name", "parent__code", "indicator", "unit"
        )
        entries = {row[2]: Entry(*row[:4], row[4] or "", *row[5:]) for row in rows}
        return cls(entries, own_prefixes(organization))

    def find(self, code: str) -> Entry | None:
        return self.entries.get(code) or self.entries.get(self._templated(code))

    def normal(self, code: str) -> str:
        """The identity of a code inside the unit: the list's own form where it is known."""
        entry = self.find(code)
        return entry.code if entry else code

    def _templated(self, code: str) -> str:
        head = code[:4]
        return TEMPLATE + code[4:] if head in self.prefixes else code


def heading_name(text: str) -> str:
    """Names of urusan and bidang without the words every list writes differently."""
    plain = " ".join(text.split()).casefold()
    return plain.removeprefix("urusan pemerintahan bidang ").removeprefix("bidang ")
