"""The units whose plans make up the city's in a year."""

from __future__ import annotations

from django.db.models import Q

from organizations.models import Organization
from performance.choices import NodeLevel
from performance.models import PlanNode


def units_in(year: int) -> list[Organization]:
    """Reporting units that are there in the year, and ended ones whose programs are not.

    A program that nobody took over when its unit ended still has its money in the city's forms.
    """
    programs = PlanNode.objects.in_year(year).filter(
        level=NodeLevel.PROGRAM, organization__is_reporting=True
    )
    there = Organization.objects.reporting().in_year(year).order_by().values("pk")
    both = Q(pk__in=there) | Q(pk__in=programs.order_by().values("organization"))
    return list(Organization.objects.filter(both).order_by("code"))
