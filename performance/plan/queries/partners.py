"""Units that shared the work on indicators in a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from organizations.models import Organization
from performance.models import FormerValue, IndicatorPartner
from performance.models.former import PARTNERS
from performance.plan.queries.units import called_in


def partners_of(indicators: Sequence[int], year: int) -> dict[int, list[str]]:
    """Short names by indicator, in their order; four queries."""
    units: dict[int, list[int]] = defaultdict(list)
    rows = IndicatorPartner.objects.filter(indicator__in=indicators)
    for indicator, unit in rows.values_list("indicator_id", "organization_id"):
        units[indicator].append(unit)
    former = FormerValue.objects.filter(indicator__in=indicators, field=PARTNERS).in_year(year)
    units |= dict(former.values_list("indicator_id", "value"))
    wanted = {pk for found in units.values() for pk in found}
    called = called_in(year, Organization.objects.filter(pk__in=wanted))
    names = {unit.pk: unit.short_name for unit in called}
    return {pk: sorted(names[unit] for unit in found) for pk, found in units.items()}
