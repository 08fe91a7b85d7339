"""Signed agreements of the demonstration city, one a unit and year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from organizations.models import Organization
from performance.choices import AgreementState
from performance.evaluation.queries.agreed import agreed_indicators
from performance.models import PerformanceAgreement, PlanVersion


def sign_all(units: list[Organization], versions: Mapping[int, PlanVersion]) -> None:
    """Every unit has promised its sasaran at the beginning of each year."""
    through = PerformanceAgreement.indicators.through
    for year, version in versions.items():
        promised = agreed_indicators([unit.pk for unit in units], year)
        rows = PerformanceAgreement.objects.bulk_create(
            PerformanceAgreement(
                organization_id=unit,
                year=year,
                version=version,
                state=AgreementState.SIGNED,
                signed_on=date(year, 1, 15),
            )
            for unit in promised
        )
        through.objects.bulk_create(
            through(performanceagreement=row, indicator_id=pk)
            for row in rows
            for pk in promised[row.organization_id]
        )
