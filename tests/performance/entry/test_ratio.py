"""An indicator that is a ratio: both parts are typed, K and the year's figure are computed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from organizations.models import Activity
from performance import feeds
from performance.entry.actions.feeds import pull
from performance.models import Indicator, IndicatorFeed, Realization
from tests.factories.performance import make_realization, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


class RatioOffice(Office):
    """The same office, whose first indicator is a percentage of its parts."""

    def __init__(self, unit: str = "%") -> None:
        super().__init__()
        Indicator.objects.filter(pk=self.pk).update(accumulation="ratio", unit=unit)

    @property
    def pk(self) -> int:
        return self.indicators[0].pk

    def put(self, numerator: str, denominator: str, seen: str = "0|"):
        data = {
            f"n-{self.pk}": numerator,
            f"d-{self.pk}": denominator,
            f"v-k-{self.pk}": seen,
        }
        return self.client.post(self.url("entry-row"), data)

    def first_quarter(self, numerator: int, denominator: int) -> None:
        k = Decimal(numerator) * 100 / denominator
        row = make_realization(self.indicators[0], k)
        Realization.objects.filter(pk=row.pk).update(n1=numerator, d1=denominator, per=100)


@pytest.fixture
def office(db) -> RatioOffice:
    make_window(QUARTER)
    return RatioOffice()


def test_both_parts_are_kept_and_k_is_computed_from_them(office):
    told = office.put("1", "3").json()
    row = Realization.objects.get()
    assert (row.n2, row.d2, row.per, row.k2) == (1, 3, 100, Decimal("33.333333"))
    assert told["value"] == "1 / 3"
    assert told["lines"][f"i{office.pk}"]["cells"]["share"] == "= 33,333333"


def test_a_unit_that_is_no_percentage_is_not_multiplied(db):
    make_window(QUARTER)
    office = RatioOffice("Orang per dokter")
    office.put("1200", "48")
    assert Realization.objects.get().k2 == 25


def test_the_year_is_the_sum_of_numerators_over_the_sum_of_denominators(office):
    office.first_quarter(10, 20)  # 50%; the mean of both would be 70%
    version = Realization.objects.get().row_version
    told = office.put("72", "80", f"{version}|").json()
    cells = told["lines"][f"i{office.pk}"]["cells"]
    assert (cells["share"], cells["todate"]) == ("= 90", "82")


@pytest.mark.parametrize(
    ("numerator", "denominator", "told"),
    [
        ("12", "0", "Penyebut harus lebih dari nol"),
        ("12", "-4", "Penyebut harus lebih dari nol"),
        ("12", "", "Isi keduanya"),
        ("", "40", "Isi keduanya"),
        ("dua", "40", "angka"),
        ("30%", "40", "bukan persennya"),
        ("1,1234567", "40", "enam angka di belakang koma"),
        ("99999999999999999999", "40", "besar"),
        ("90000000000000000", "0,000001", "besar"),
    ],
)
def test_what_makes_no_ratio_is_refused_in_words(office, numerator, denominator, told):
    answer = office.put(numerator, denominator)
    assert answer.status_code == 400
    assert told.casefold() in answer.json()["error"].casefold()
    assert not Realization.objects.exists()


def test_a_k_without_its_parts_is_refused(office):
    answer = office.save(office.k, "30")
    assert answer.status_code == 400
    assert answer.json()["error"] == "Isi pembilang dan penyebut; nilainya dihitung portal."
    assert not Realization.objects.exists()


def test_parts_of_an_indicator_that_is_no_ratio_are_refused(office):
    plain = office.indicators[1].pk
    data = {f"n-{plain}": "1", f"d-{plain}": "2"}
    answer = office.client.post(office.url("entry-row"), data)
    assert answer.status_code == 400
    assert "tidak diisi dengan pembilang" in answer.json()["error"]


def test_the_same_k_of_other_parts_is_a_change(office):
    version = office.put("15", "30").json()["version"]
    office.put("20", "40", f"{version}|15 / 30")
    row = Realization.objects.get()
    assert (row.n2, row.d2, row.k2) == (20, 40, 50)
    line = Activity.objects.filter(object_type="performance.realization").order_by("-pk")[0]
    (change,) = line.changes.values()
    assert (change["before"], change["after"]) == ("15 / 30 = 50", "20 / 40 = 50")


def test_both_parts_emptied_empty_the_quarter(office):
    version = office.put("15", "30").json()["version"]
    assert office.put("", "", f"{version}|15 / 30").status_code == 200
    row = Realization.objects.get()
    assert (row.k2, row.n2, row.d2) == (None, None, None)


def test_the_second_of_two_people_sees_the_parts_of_the_first(office):
    office.put("15", "30")
    answer = office.put("16", "30")
    assert answer.status_code == 409
    assert answer.json()["conflict"]["theirs"] == "15 / 30"


def test_save_all_keeps_what_was_typed_beside_the_reason(office):
    data = {f"n-{office.pk}": "12", f"d-{office.pk}": "0", f"v-k-{office.pk}": "0|"}
    answer = office.client.post(office.url(), data)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="12"' in page
    assert "Penyebut harus lebih dari nol" in page
    data[f"d-{office.pk}"] = "40"
    assert office.client.post(office.url(), data).status_code == 302
    assert Realization.objects.get().k2 == 30


def test_the_page_the_review_and_the_line_show_both_parts(office):
    office.put("1.250", "2.000")
    page = office.client.get(office.url()).content.decode()
    assert f'name="n-{office.pk}"' in page
    assert 'value="1.250"' in page
    detail = office.client.get(office.url("entry-indicator", office.pk)).content.decode()
    assert "1.250 / 2.000 = 62,5" in detail


def test_a_k_from_before_it_was_a_ratio_stands_and_is_not_lost(office):
    make_realization(office.indicators[0], None, 44)
    page = office.client.get(office.url()).content.decode()
    assert "= 44" in page
    version = Realization.objects.get().row_version
    data = {f"n-{office.pk}": "", f"d-{office.pk}": "", f"v-k-{office.pk}": f"{version}|"}
    office.client.post(office.url(), data)
    assert Realization.objects.get().k2 == 44
    check = office.client.get(office.url("entry-check")).content.decode()
    assert "Angka tanpa pembilang dan penyebut" in check


def test_a_source_gives_no_parts_and_is_not_pulled(office, monkeypatch):
    source = feeds.FeedSource("uji", "Sumber uji", "Dokumen", lambda *_: Decimal(7))
    monkeypatch.setitem(feeds.FEEDS._things, source.code, source)
    feed = IndicatorFeed.objects.create(indicator=office.indicators[0], source=source.code)
    assert not pull(feed, YEAR, QUARTER)
    assert office.put("15", "30").status_code == 200


def test_autosave_of_a_ratio_takes_as_many_statements_as_of_a_number(office):
    version = office.save(f"k-{office.indicators[1].pk}", "2").json()["version"]
    with CaptureQueriesContext(connection) as plain:
        office.save(f"k-{office.indicators[1].pk}", "3", f"{version}|2")
    with CaptureQueriesContext(connection) as ratio:
        office.put("15", "30")
    assert len(ratio) == len(plain)


@pytest.mark.parametrize("wrong", [{"k2": 31}, {"d2": 0}, {"n2": None}, {"per": None}])
def test_the_database_holds_k_to_its_parts(office, wrong):
    office.put("12", "40")
    with pytest.raises(IntegrityError):
        Realization.objects.update(**wrong)
