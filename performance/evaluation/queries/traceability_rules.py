"""The city's rules a document was counted by: when they change, it says something else."""

from __future__ import annotations

from collections.abc import Iterator

from performance import formulas
from performance.models import PerformanceSettings
from reports.definitions import RULE, Figure


def rule_figures(year: int) -> Iterator[Figure]:
    """The scale of the predicates and the averaged level, as they count for the year."""
    rules = PerformanceSettings.as_of(year)
    scale = formulas.find_scheme(rules.band_scheme).name
    yield Figure(f"{RULE}bands", "Aturan: skala predikat", scale, "")
    yield Figure(f"{RULE}average", "Aturan: tingkat yang dirata-ratakan", rules.average_level, "")
