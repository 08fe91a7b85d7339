"""What the facts of a SAKIP sheet count in the plan of one unit and year, in eight statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from organizations.models import Organization
from performance.choices import PlanDocument
from performance.models import PlanVersion
from performance.sakip.queries.facts_money import (
    BUDGET_DOCUMENTS,
    Linked,
    Pagus,
    Targets,
    read_linked,
    read_pagus,
    read_targets,
)
from performance.sakip.queries.facts_tree import (
    Indicators,
    Shared,
    Tree,
    Versions,
    read_indicators,
    read_shared,
    read_tree,
    read_versions,
)


@dataclass(frozen=True)
class Plan:
    """Everything counted in the plan."""

    versions: Versions
    tree: Tree
    indicators: Indicators
    shared: Shared
    targets: Targets
    pagus: Mapping[int, Pagus]  # by version
    linked: Linked

    @property
    def annual(self) -> dict[PlanVersion, int]:
        """The yearly documents in effect, each with how many indicators have a target in it."""
        used = (self.versions.used(name) for name in (PlanDocument.RENJA, PlanDocument.PK))
        return {row: self.targets.by_version.get(row.pk, 0) for row in used if row}

    @property
    def budget(self) -> tuple[PlanVersion, Pagus] | None:
        """The first version of the chain that has pagu of the unit."""
        for name in BUDGET_DOCUMENTS:
            version = self.versions.used(name)
            if version and version.pk in self.pagus:
                return version, self.pagus[version.pk]
        return None


def read_plan(unit: Organization, year: int) -> Plan:
    versions = read_versions(year)
    return Plan(
        versions=versions,
        tree=read_tree(unit, year),
        indicators=read_indicators(unit, year, versions),
        shared=read_shared(unit, year),
        targets=read_targets(unit, year),
        pagus=read_pagus(unit, year),
        linked=read_linked(unit, year, versions),
    )
