"""Rows of the public room, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date

from organizations.models import Organization
from surveys.choices import Extra, PeriodState
from surveys.index.actions.closing import freeze
from surveys.index.queries.results import live_result
from surveys.models import Period
from tests.factories.surveys import make_period, make_point, make_responses
from tests.pages.places import FOREIGN, OWN
from tests.surveys import objects


def add_public_rows(unit: Organization) -> None:
    """One more announced result of the unit that the addresses name, with a further point."""
    for place in (OWN, FOREIGN):
        if unit.code == place.code:
            _more(place)


def _more(place: object) -> None:
    unit = objects.service_unit(place)  # type: ignore[arg-type]
    unit.published = list(Extra.values)
    unit.save(update_fields=["published"])
    year = 1990 + Period.objects.filter(unit=unit, code__endswith="-P").count()
    period = make_period(
        unit, code=f"{year}-P", starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)
    )
    for number in range(2):
        make_responses(period, *["333443344"] * 6, point=make_point(unit), sex="LP"[number])
    freeze(live_result(period))
    period.state, period.published_at = PeriodState.PUBLISHED, f"{year + 1}-01-10T09:00:00Z"
    period.save()
