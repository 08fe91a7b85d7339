"""Units named as sharing the work on an indicator: in the IKU sheet and on their own plan."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.models import Organization
from performance.evaluation.reports.iku import IkuReport
from performance.models import Indicator, IndicatorFeed, IndicatorPartner, PlanNode
from performance.plan.queries.plan import shared_indicators
from tests.factories.organizations import make_unit
from tests.factories.performance import make_branch, make_indicator
from tests.performance.entry.test_entry import YEAR, Office

HEADING = "Indikator yang didukung unit ini"


@pytest.fixture
def office(db) -> Office:
    return Office()


def share(indicator: Indicator, *units: Organization) -> None:
    for unit in units:
        IndicatorPartner.objects.create(indicator=indicator, organization=unit)


def make_shared(office: Office, owner: Organization, name: str, **fields) -> Indicator:
    found = make_indicator(make_branch(owner)["sasaran"], name=name, **fields)
    share(found, office.unit)
    return found


def plan_page(office: Office) -> str:
    url = reverse("performance:plan", args=[office.unit.code])
    return office.client.get(f"{url}?tahun={YEAR}").content.decode()


def test_the_iku_sheet_names_partners_beside_the_owner(office):
    Organization.objects.filter(pk=office.unit.pk).update(short_name="Bappeda")
    Indicator.objects.update(is_iku=True)
    second, first = make_unit(short_name="Dinsos"), make_unit(short_name="Dinkes")
    share(office.indicators[0], second, first)
    data = IkuReport().data({"organization": office.unit.pk, "year": YEAR})
    told = {row["nama"]: row["penanggung_jawab"] for row in data.tables[0].rows}
    assert told[office.indicators[0].name] == "Bappeda (mitra: Dinkes, Dinsos)"
    assert told[office.indicators[1].name] == "Bappeda"


def test_the_iku_sheet_costs_the_same_for_one_and_for_many(office):
    Indicator.objects.update(is_iku=True)
    share(office.indicators[0], make_unit())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            IkuReport().data({"organization": office.unit.pk, "year": YEAR})
        return len(captured)

    one = queries()
    for number in range(4):
        share(make_indicator(office.subs[0], name=f"Lain {number}", is_iku=True), make_unit())
        share(office.indicators[1], make_unit())
    assert queries() == one


def test_a_unit_sees_on_its_plan_what_it_supports(office):
    assert HEADING not in plan_page(office)
    shared = make_shared(office, make_unit(short_name="Dinkes"), "Prevalensi tengkes")
    page = plan_page(office)
    assert HEADING in page
    assert f'<a href="{shared.get_absolute_url()}">Prevalensi tengkes</a>' in page
    assert "Dinkes" in page
    assert office.client.get(shared.get_absolute_url()).status_code == 200


def test_only_what_is_measured_in_the_year_is_listed(office):
    owner = make_unit()
    make_shared(office, owner, "Nonaktif", is_active=False)
    ended = make_shared(office, owner, "Berakhir")
    PlanNode.objects.filter(pk=ended.node_id).update(valid_to_year=YEAR - 1)
    make_shared(office, owner, "Berlaku")
    assert [row.name for row in shared_indicators(office.unit, YEAR)] == ["Berlaku"]
    assert shared_indicators(owner, YEAR) == []


def test_the_plan_costs_the_same_for_one_and_for_many(office):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            plan_page(office)
        return len(captured)

    make_shared(office, make_unit(), "Satu")
    queries()  # the first request of a session also notes the device
    one = queries()
    for number in range(4):
        make_shared(office, make_unit(), f"Lain {number}")
    assert queries() == one


def test_the_node_page_names_partners_and_what_fills_the_indicator(office):
    indicator = office.indicators[0]
    share(indicator, make_unit(short_name="Dinsos"))
    IndicatorFeed.objects.create(indicator=indicator, source="pengisian-tepat-waktu")
    url = reverse("performance:node-detail", args=[indicator.node_id])
    text = office.client.get(url).content.decode()

    assert "Dikerjakan bersama: Dinsos" in text
    assert "Diambil otomatis dari “Persentase pengisian triwulan" in text
