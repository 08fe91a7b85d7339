"""The formula of complaints as `verify_formulas` calls it."""

from __future__ import annotations

from datetime import date

import pytest

from organizations.management.commands.verify_formulas import verify
from tests.complaints.test_deadline import TERMS

ERROR = {"error": True}


@pytest.mark.parametrize(
    ("received", "working_days", "expect"),
    [
        *(
            (received.isoformat(), amount, date(2026, *ends).isoformat())
            for received, terms in TERMS
            for amount, ends in terms.items()
        ),
        ("2026-03-12", "5", "2026-03-26"),
        ("2026-03-12", 0, "2026-03-12"),
        ("2026-03-12", -1, ERROR),
        ("2026-03-12", 1.5, ERROR),
        ("2026-03-12", None, ERROR),
        ("12/3/2026", 5, ERROR),
        ("2026-02-30", 5, ERROR),
        (None, 5, ERROR),
        ("9999-12-30", 5, ERROR),
    ],
)
def test_deadline(received, working_days, expect):
    given = {"received": received, "working_days": working_days}
    vector = {"name": "x", "formula": "complaints.deadline", "given": given, "expect": expect}

    assert verify(vector) is None


def test_listed_holidays_take_the_place_of_the_calendar():
    for holidays, expect in (([], "2026-03-19"), (["2026-03-13"], "2026-03-20"), (["x"], ERROR)):
        given = {"received": "2026-03-12", "working_days": 5, "holidays": holidays}
        vector = {"name": "x", "formula": "complaints.deadline", "given": given, "expect": expect}
        assert verify(vector) is None
