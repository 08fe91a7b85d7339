"""Which units make up the city in a year, and which of them owe a quarter."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from organizations.formulas import end_of_quarter
from organizations.models import Organization
from performance.choices import NodeLevel
from performance.models import PlanNode


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


def due_in(year: int, quarter: int) -> QuerySet[Organization]:
    """Of those the ones that owe the quarter: they were there on its last day.

    A unit that left before owes nothing, so it is neither reminded nor waited for.
    """
    there = Organization.objects.valid(end_of_quarter(year, quarter)).order_by()
    return counted_in(year).filter(pk__in=there.values("pk"))
