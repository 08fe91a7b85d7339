"""What is looked at before a quarter is handed in: each finding at its edge."""

from __future__ import annotations

import pytest

from performance.entry.queries.entry import load_entry
from performance.entry.queries.guard import guard_of
from performance.entry.queries.source import EntryKey
from performance.models import Indicator, Pagu, Submission
from tests.factories.performance import make_realization, make_spending, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

SUM, LAST = "sum", "last"


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office(subs=1)


def found(office: Office) -> set[str]:
    entry = load_entry(EntryKey(office.unit.pk, YEAR, QUARTER))
    submission = Submission(organization=office.unit, year=YEAR, quarter=QUARTER)
    return {finding.check for finding in guard_of(entry, submission).findings}


@pytest.mark.parametrize(
    ("first", "second", "accumulation", "is_running"),
    [
        (6, 6, SUM, True),
        (5, 6, SUM, True),
        (5, 5, SUM, False),  # together the target, not more
        (7, 6, SUM, False),  # less than before holds not what was before
        (6, 10, SUM, True),
        (6, 11, SUM, False),  # above the target by itself
        (0, 11, SUM, False),
        (6, 6, LAST, False),
    ],
)
def test_a_running_total_is_suspected_where_parts_are_added(
    office, first, second, accumulation, is_running
):
    Indicator.objects.update(accumulation=accumulation)
    make_realization(office.indicators[0], first, second)

    assert ("running" in found(office)) is is_running


@pytest.mark.parametrize(
    ("unit", "value", "is_fraction"),
    [
        ("%", "0.85", True),
        ("%", 1, True),
        ("%", "1.01", False),
        ("%", 0, False),
        ("orang", 1, False),
    ],
)
def test_a_fraction_is_suspected_where_percent_are_asked(office, unit, value, is_fraction):
    Indicator.objects.update(unit=unit)
    make_realization(office.indicators[0], None, value)

    assert ("unit" in found(office)) is is_fraction


@pytest.mark.parametrize(
    ("pagu", "spent", "checks"),
    [
        (1_000_000, 1_000, {"thousands"}),
        (1_000_000, 1_001, set()),
        (999_999, 999, set()),
        (1_000_000, 1_000_000, set()),
        (1_000_000, 1_000_001, {"over-pagu"}),
        (1_000_000, None, {"rp-empty"}),
        (0, None, set()),
        (0, 1, {"over-pagu"}),
    ],
)
def test_rupiah_are_held_against_the_pagu(office, pagu, spent, checks):
    Pagu.objects.update(amount=pagu)
    make_spending(office.subs[0], None, spent)

    assert found(office) & {"thousands", "over-pagu", "rp-empty"} == checks
