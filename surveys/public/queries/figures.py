"""Figures of the survey that indicators of performance take: announced results of a year so far.

Indicators are read by everybody: there is no figure of very few respondents.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Q

from organizations.formulas import end_of_quarter
from organizations.models import Organization
from surveys.index.queries.consolidated import Consolidated, consolidated
from surveys.index.queries.spans import Span
from surveys.public.queries.listing import PUBLISHED


def pooled_index(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Index of all answers of the OPD's service units, of the city's where there is no OPD."""
    found = _announced(unit, year, quarter)
    return None if found.why_not_public else found.pooled.index


def mean_index(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Mean of the service units' own indexes; units without respondents are left out."""
    found = _announced(unit, year, quarter)
    return None if found.why_not_public else found.simple.index


def _announced(unit: Organization | None, year: int, quarter: int) -> Consolidated:
    """Periods that lie between the beginning of the year and the end of the quarter."""
    span = Span(str(year), date(year, 1, 1), end_of_quarter(year, quarter))
    own = Q(organization=unit) if unit is not None else None
    return consolidated("", span, own, PUBLISHED)
