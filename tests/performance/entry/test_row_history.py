"""The history of one row in a year: its own figures and notes, none of another row or year."""

from __future__ import annotations

import pytest

from organizations import activity
from organizations.choices import Role
from performance.entry.queries.history import indicator_history, spending_history
from performance.models import RowNote
from tests.factories.organizations import make_user
from tests.factories.performance import make_realization, make_spending
from tests.performance.entry.test_entry import YEAR, Office


@pytest.fixture
def office(db) -> Office:
    return Office()


def test_a_row_has_the_history_of_its_own_year_and_no_other_row(office):
    by = make_user(Role.BAPPEDA)
    for name, place in (("own", 0), ("other", 1)):
        indicator, node = office.indicators[place], office.subs[place]
        for year in (YEAR, YEAR - 1):
            rows = {
                "figure": make_realization(indicator, 1, year=year),
                "note": RowNote.objects.create(indicator=indicator, year=year, quarter=1),
                "rupiah": make_spending(node, 1, year=year),
            }
            for kind, row in rows.items():
                activity.record(obj=row, verb="performance.uji", summary=f"{kind} {name}", by=by)

    own = [line.summary for line in indicator_history(office.indicators[0].pk, YEAR)]
    spent = [line.summary for line in spending_history(office.subs[0].pk, YEAR)]

    assert own == ["note own", "figure own"]  # newest first
    assert spent == ["rupiah own"]
