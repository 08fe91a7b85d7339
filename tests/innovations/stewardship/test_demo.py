"""The demonstration: people answer for its innovations, most of them on time."""

from __future__ import annotations

from django.utils import timezone

from innovations.choices import CheckInState, Health
from innovations.models import CheckIn
from innovations.stewardship.queries.health import health_of_many
from innovations.stewardship.queries.stewards import stewarded, to_be_held


def test_most_are_held_and_answered_some_are_orphans_or_silent(demo_city):
    today = timezone.localdate()
    rows = to_be_held()
    held = rows.filter(stewarded(today)).count()

    assert rows.count() > held > 4
    states = set(CheckIn.objects.values_list("state", flat=True))
    assert {CheckInState.ANSWERED, CheckInState.MISSED} <= states
    found = {life.health for life in health_of_many(rows, today).values()}
    assert {Health.RUNNING, Health.ATTENTION} <= found
