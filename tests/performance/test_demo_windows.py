"""The quarters of the demonstration open one after the other, whenever it is made."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from performance.demo.figures import Span
from performance.demo.workflow import create_windows
from performance.models import ReportingWindow


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
@pytest.mark.parametrize("late", [0, 1], ids=["this year", "last year"])
def test_no_quarter_closes_after_the_next_one_opens(db, quarter, late):
    year = timezone.localdate().year - late
    create_windows(Span((year - 1, year), year, quarter))

    rows = list(ReportingWindow.objects.order_by("year", "quarter"))

    assert all(one.closes_at < other.opens_at for one, other in pairwise(rows))
    running = next(row for row in rows if (row.year, row.quarter) == (year, quarter + 1))
    assert running.closes_at >= timezone.now() + timedelta(days=13)
