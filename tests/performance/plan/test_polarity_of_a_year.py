"""A direction that changed counts from its year: targets of earlier years keep what they were."""

from decimal import Decimal

import pytest

from performance.choices import Polarity
from performance.evaluation.reports.action_plan import ActionPlanReport
from performance.models import FormerValue, YearTarget
from performance.plan.queries.comparison import compare
from tests.factories.performance import make_target, make_version, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.plan.test_plan_pages import go, targets


@pytest.fixture
def office(db) -> Office:
    """An indicator that was a range until 2025 and is a plain number from 2026 on."""
    make_window(QUARTER)
    office = Office()
    row = office.indicators[0]
    YearTarget.objects.filter(indicator=row).update(target=5, target_high=6)
    make_target(row, 7, year=YEAR + 1)
    FormerValue.objects.create(
        indicator=row, field="polarity", value=Polarity.RANGE, until_year=YEAR
    )
    return office


def saved(office: Office, year: int) -> tuple[Decimal | None, Decimal | None]:
    row = YearTarget.objects.get(indicator=office.indicators[0], year=year)
    return row.target, row.target_high


def test_the_target_page_shows_and_takes_each_year_by_its_own_direction(office):
    url = go("indicator-targets", office.indicators[0].pk)
    page = office.client.get(url).text
    assert f'name="{YEAR}_target" value="5–6"' in page
    assert f'name="{YEAR + 1}_target" value="7"' in page
    figures = {"baseline": "", "end_target": ""}
    data = targets(**figures, **{f"{YEAR}_target": "5–8", f"{YEAR + 1}_target": "9"})
    assert office.client.post(url, data).status_code == 302
    assert saved(office, YEAR) == (5, 8)
    assert saved(office, YEAR + 1) == (9, None)
    data[f"{YEAR + 1}_target"] = "5–6"
    assert "adalah rentang" in office.client.post(url, data).text


def test_versions_of_a_year_are_compared_by_the_direction_of_that_year(office):
    first = make_version()
    second = make_version(sequence=1)
    make_target(office.indicators[0], 5, target_high=Decimal(7), version=second)
    found = compare(first, second, [office.unit])
    name = office.indicators[0].name
    (change,) = [row for row in found.differences if row.name == name]
    assert (change.before_text, change.after_text) == ("5–6", "5–7")


def test_the_action_plan_of_a_year_prints_the_direction_of_that_year(office):
    params = {"organization": office.unit.pk, "year": YEAR}
    assert "5–6" in str([list(table.rows) for table in ActionPlanReport().data(params).tables])
