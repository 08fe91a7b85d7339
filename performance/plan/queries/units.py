"""The units whose plans make up the city's in a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.former import lay_over
from performance.models import FormerValue, PlanNode


def counted_in(year: int) -> QuerySet[Organization]:
    """Reporting units that make up the city in the year: every list and sum asks here.

    A program that nobody took over when its unit ended still has its money in the city's forms;
    a unit that ends within the year and has handed its whole plan on is counted where it went.
    """
    nodes = PlanNode.objects.in_year(year).filter(organization__isnull=False).order_by()
    there = Organization.objects.reporting().in_year(year).order_by()
    leaving = there.filter(valid_to__lt=date(year, 12, 31))
    gone = leaving.exclude(pk__in=nodes.values("organization"))
    programs = nodes.filter(level=NodeLevel.PROGRAM).values("organization")
    return Organization.objects.reporting().filter(
        Q(pk__in=there.exclude(pk__in=gone.values("pk")).values("pk")) | Q(pk__in=programs)
    )


def units_in(year: int) -> list[Organization]:
    """The same by code, as they were called in the year."""
    return called_in(year, counted_in(year).order_by("code"))


def called_in(year: int, units: Iterable[Organization]) -> list[Organization]:
    """Units as they were called in the year; one query more."""
    found = list(units)
    lay_over(found, FormerValue.objects.all(), year)
    return found
