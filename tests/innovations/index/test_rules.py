"""A year the project knows little of is completed by the city: rows taken over, corrected."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from innovations.formulas import most_of
from innovations.index.actions.rounds import close_round, open_round
from innovations.index.actions.rules import copy_rows
from innovations.index.queries.sheet import sheet_of
from innovations.models import IndexRow, IndexSet
from organizations import activity
from organizations.choices import Role
from tests.factories.innovation_index import fill_mandatory, make_index_entry
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db


def set_of(year: int) -> IndexSet:
    return IndexSet.objects.get(year=year)


def url(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def desk(client, city):
    client.force_login(city)
    return client


def sent(client, year: int, number: str, **changes: str) -> dict[str, str]:
    form = client.get(url("index-row-update", year, number)).context["form"]
    told = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in told.items() if value not in (None, False)}
    return {name: value for name, value in {**kept, **changes}.items() if value != ""}


def change(client, year: int, number: str, **changes: str):
    return client.post(url("index-row-update", year, number), sent(client, year, number, **changes))


def test_the_year_says_what_its_source_tells_and_what_not(desk):
    for year, known in ((2023, "27.111 inovasi"), (2025, "36.742 inovasi")):
        page = desk.get(url("index-set", year)).content.decode()
        assert known in page
        assert "Yang tidak diketahui" in page
        assert "Salin baris dari skema lain" in page


def test_rows_are_copied_once_and_then_told_in_the_history(desk):
    answer = desk.post(url("index-rows-copy", 2023), {"source": "2026"})
    assert answer.status_code == 302

    found = set_of(2023)
    assert found.rows.count() == 40
    assert most_of(found.rows.values_list("weight", flat=True)) == Decimal(174)
    assert len(found.rows.get(number="33").bases) == 6
    assert found.version == 2
    assert "disalin dari skema 2026" in activity.history_of(found)[0].summary
    again = desk.post(url("index-rows-copy", 2023), {"source": "2026"})
    assert again.status_code == 400
    assert found.rows.count() == 40


def test_a_set_without_rows_is_no_source(desk, city):
    assert desk.post(url("index-rows-copy", 2023), {"source": "2025"}).status_code == 400
    with pytest.raises(ValidationError):
        copy_rows(index_set=set_of(2023), source=set_of(2025), by=city)


def test_thresholds_of_a_year_are_corrected_row_by_row(desk):
    desk.post(url("index-rows-copy", 2023), {"source": "2026"})

    answer = change(
        desk, 2023, "29", third="86 % ke atas", second="51–85 %", edge_third="86", weight="2"
    )

    assert answer.status_code == 302
    row = set_of(2023).rows.get(number="29")
    assert (row.weight, row.third) == (Decimal(2), "86 % ke atas")
    assert row.edges == {"at": [None, "51", "86"], "falling": False, "decimals": 0}
    assert set_of(2026).rows.get(number="29").weight == 1
    basis = "a | Penerima manfaat (orang) | 1–100 | 101–200 | 201 ke atas"
    change(desk, 2023, "33", bases=basis)
    row = set_of(2023).rows.get(number="33")
    assert [one["words"] for one in row.bases] == [["1–100", "101–200", "201 ke atas"]]


def test_saving_a_row_as_it_is_changes_nothing(desk):
    for number in ("3", "16", "33", "5b"):
        assert change(desk, 2027, number).status_code == 302
    assert set_of(2027).version == 1
    assert set_of(2027).rows.get(number="5b").edges["at"] == [None, "5.92", "2.35"]


@pytest.mark.parametrize(
    ("number", "changes", "said"),
    [
        ("16", {"weight": "0"}, "Bobot lebih dari 0"),
        ("16", {"edge_second": "5"}, "Isi batas parameter 2 dan 3"),
        ("16", {"edge_first": "5"}, "hanya berlaku bersama"),
        ("29", {"edge_second": "95"}, "Batas harus berurutan"),
        ("5b", {"edge_third": "7"}, "Batas harus berurutan"),
        ("33", {"bases": "a | Orang | 1 | 2"}, "Tulis setiap dasar seperti"),
        ("33", {"bases": "a | X | 1 | 2 | 3\na | Y | 1 | 2 | 3"}, "tertulis dua kali"),
        ("16", {"name": "a" * 161}, "paling panjang 160 huruf"),
    ],
)
def test_a_row_that_cannot_be(desk, number, changes, said):
    answer = change(desk, 2027, number, **changes)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert set_of(2027).version == 1


def test_two_who_change_a_row_at_once(desk):
    form = sent(desk, 2027, "16", weight="2")
    IndexRow.objects.filter(set__year=2027, number="16").update(weight=5)

    assert desk.post(url("index-row-update", 2027, "16"), form).status_code == 409
    assert set_of(2027).rows.get(number="16").weight == 5


def test_once_a_round_is_open_only_the_words_change(desk, round_2026):
    assert change(desk, 2026, "12", first="1 penghargaan").status_code == 302
    refused = change(desk, 2026, "12", weight="9")

    assert refused.status_code == 400
    assert "sudah dibuka" in refused.content.decode()
    row = set_of(2026).rows.get(number="12")
    assert (row.first, row.weight) == ("1 penghargaan", 2)


def test_only_bagian_organisasi_writes_rules(client, unit):
    client.force_login(make_user(Role.KEPALA_OPD, unit))
    assert client.post(url("index-rows-copy", 2023), {"source": "2026"}).status_code == 403
    assert client.post(url("index-row-update", 2027, "16"), {"weight": "9"}).status_code == 403
    assert not set_of(2023).rows.exists()


def test_a_completed_year_is_opened_scored_by_its_own_points_and_kept(desk, city, unit):
    """A row that weighs more makes the whole larger: 250 and three times the difference."""
    desk.post(url("index-rows-copy", 2023), {"source": "2026"})
    change(desk, 2023, "16", weight="8")
    IndexSet.objects.filter(year=2023).update(
        window_from=date(2021, 1, 1), window_to=date(2022, 12, 31),
        count_weight=Decimal("0.38"), count_most=200,
    )  # fmt: skip
    round_ = open_round(index_set=set_of(2023), by=city)
    entry = make_index_entry(make_innovation(unit), round_, state="diperiksa")
    fill_mandatory(entry)
    sheet = sheet_of(round_)

    # 24 + 6 + 6 + 9 + 12 of one innovation, divided by 10, and 0.38 for it: of 265
    assert sheet.lines[0].score == Decimal(57)
    assert sheet.index == Decimal("2.29")
    change(desk, 2023, "16", weight="9")  # an open round keeps its weights
    assert "dari 63" in desk.get(url("index-regional", 2023)).content.decode()
    assert "dari 126" in desk.get(entry.get_absolute_url()).content.decode()
    closed = close_round(round_=round_, by=city)
    assert sheet_of(closed).index == Decimal("2.29")
