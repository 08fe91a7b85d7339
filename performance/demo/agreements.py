"""Signed agreements of the demonstration city: one a unit and year, and the mayor's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from organizations.models import Organization
from performance.choices import AgreementState, NodeLevel
from performance.demo.evidence import example_file
from performance.evaluation.queries.agreed import agreed_indicators, candidates
from performance.models import PerformanceAgreement, PlanVersion


def sign_all(units: list[Organization], versions: Mapping[int, PlanVersion]) -> None:
    """Every unit, and the mayor, has promised the sasaran at the beginning of each year."""
    for year, version in versions.items():
        promised = agreed_indicators([unit.pk for unit in units], year)
        for unit in units:
            if unit.pk in promised:
                _sign(unit, version, date(year, 1, 15), promised[unit.pk])
        goals = candidates(None, year).filter(node__level=NodeLevel.SASARAN)
        _sign(None, version, date(year, 1, 10), goals.values_list("pk", flat=True))


def _sign(
    unit: Organization | None, version: PlanVersion, day: date, indicators: Iterable[int]
) -> None:
    of_whom = unit.pk if unit else "kota"
    row = PerformanceAgreement.objects.create(
        organization=unit,
        year=day.year,
        version=version,
        state=AgreementState.SIGNED,
        signed_on=day,
        scan=example_file(unit, f"demo-pk-{of_whom}-{day.year}.pdf", f"Naskah PK {day.year}"),
    )
    row.indicators.set(indicators)
