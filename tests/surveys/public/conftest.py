"""Units with results that were announced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from surveys.choices import Flag, PeriodState
from surveys.index.actions.closing import freeze
from surveys.index.queries.results import live_result
from surveys.models import Period, ServiceUnit
from tests.factories.organizations import make_city, make_unit
from tests.factories.surveys import make_period, make_point, make_responses, make_service_unit


@pytest.fixture
def unit(db) -> ServiceUnit:
    make_city()
    return make_service_unit(make_unit())


@pytest.fixture
def announce() -> Callable[..., Period]:
    """A half-year of a unit with these answers, frozen and shown to everybody."""

    def made(
        unit: ServiceUnit, *rows: str, half: int = 1, flagged: Sequence[str] = (), **fields: Any
    ) -> Period:
        first, last = (
            (date(2026, 1, 1), date(2026, 6, 30)),
            (date(2026, 7, 1), date(2026, 12, 31)),
        )[half - 1]
        given = {"code": f"2026-S{half}", "starts_on": first, "ends_on": last, **fields}
        period = make_period(unit, **given)
        point = make_point(unit)
        make_responses(period, *rows, point=point)
        make_responses(period, *flagged, point=point, flags=Flag.FAST)
        freeze(live_result(period))
        period.state = PeriodState.PUBLISHED
        period.published_at = datetime(2026, 7, 10, 3, tzinfo=UTC)
        period.save()
        return period

    return made
