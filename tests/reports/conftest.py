import pytest

from tests.factories.performance import (
    make_indicator,
    make_realization,
    make_spending,
    make_target,
    make_window,
)
from tests.performance.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db, settings, tmp_path) -> Office:
    """A unit with a plan and figures in the first quarter, its operator signed in."""
    settings.MEDIA_ROOT = tmp_path
    make_window(QUARTER)
    place = Office()
    for indicator in place.indicators:
        make_realization(indicator, "3.5")
    make_spending(place.subs[0], 400_000)
    goal = make_indicator(place.subs[0].program.parent, name="Indeks layanan", is_iku=True)
    make_target(goal, 80)
    return place


@pytest.fixture
def params(office) -> dict[str, int]:
    return {"organization": office.unit.pk, "year": YEAR, "quarter": QUARTER}
