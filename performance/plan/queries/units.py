"""The units whose plans make up the city's in a year."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.former import lay_over
from performance.models import FormerValue, PlanNode


def units_in(year: int) -> list[Organization]:
    """Reporting units that are there in the year, and ended ones whose programs are not.

    A program that nobody took over when its unit ended still has its money in the city's forms.
    """
    programs = PlanNode.objects.in_year(year).filter(
        level=NodeLevel.PROGRAM, organization__is_reporting=True
    )
    there = Organization.objects.reporting().in_year(year).order_by().values("pk")
    both = Q(pk__in=there) | Q(pk__in=programs.order_by().values("organization"))
    return called_in(year, Organization.objects.filter(both).order_by("code"))


def called_in(year: int, units: Iterable[Organization]) -> list[Organization]:
    """Units as they were called in the year; one query more."""
    found = list(units)
    lay_over(found, FormerValue.objects.all(), year)
    return found
