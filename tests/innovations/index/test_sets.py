"""The rules of the years: what is known, what is said to be unknown, opening a round."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from innovations.formulas import rule_of
from innovations.index.actions.rounds import change_set, open_round
from innovations.index.queries.sets import missing_of
from innovations.models import IndexRound, IndexRow, IndexSet
from innovations.reference import load
from organizations import activity
from organizations.models import Activity

pytestmark = pytest.mark.django_db
FIELDS = {
    "basis": "Surat edaran", "divisor": "14", "basic_services": "6", "count_weight": "0,38",
    "count_most": "200", "window_from": "1 Januari 2025", "window_to": "31 Desember 2026",
    "most_times": "2", "band_best": "65,01", "band_middle": "40,01", "band_low": "0,01",
    "unknown": "Surat 2027 belum terbit.",
}  # fmt: skip


def url(name: str, year: int) -> str:
    return reverse(f"innovations:{name}", args=[year])


def test_the_rows_of_2026_add_up_to_what_the_letter_says():
    rows = IndexSet.objects.get(year=2026).rows
    most = {
        part: 3 * sum(row.weight for row in rows.filter(part=part))
        for part in ("daerah", "inovasi")
    }

    assert most == {"daerah": Decimal(63), "inovasi": Decimal(111)}
    assert rows.filter(part="daerah").count() == rows.filter(part="inovasi").count() == 20
    mandatory = rows.filter(is_mandatory=True).values_list("number", flat=True)
    assert set(mandatory) == {"16", "17", "32", "33", "35"}
    assert len(rows.get(number="33").bases) == 6


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2029])
def test_the_sets_and_the_formula_say_the_same(year):
    found = IndexSet.objects.get(year=year)

    assert found.rule_of(found.rows.all()) == rule_of(year)


@pytest.mark.parametrize(("year", "lacking"), [(2023, "Baris indikator"), (2025, "Pembagi")])
def test_what_a_year_does_not_tell_is_said_and_nothing_is_opened(year, lacking, city):
    found = IndexSet.objects.get(year=year)

    assert found.unknown
    assert any(lacking in text for text in missing_of(found))
    with pytest.raises(ValidationError):
        open_round(index_set=found, by=city)
    assert not IndexRound.objects.exists()


def test_loading_again_changes_nothing():
    before = list(IndexRow.objects.values_list("pk"))
    load()

    assert list(IndexRow.objects.values_list("pk")) == before
    assert not Activity.objects.filter(object_type="innovations.indexset").exists()


@pytest.mark.parametrize("touched", [None, "changed", "opened"])
def test_a_newer_release_brings_what_it_knows_and_leaves_what_the_city_did(city, touched):
    """What the sources tell is the portal's; the rules are, until the city changes or uses them."""
    found = IndexSet.objects.get(year=2026)
    if touched == "changed":
        change_set(index_set=found, values={"divisor": 11}, mark="", by=city)
    elif touched == "opened":
        open_round(index_set=found, by=city)
    IndexSet.objects.filter(year=2026).update(facts=["Yang lama."], basis="Surat lama")
    found.rows.filter(number="18").update(weight=1)

    load()

    held = IndexSet.objects.get(year=2026)
    assert held.facts[0].startswith("15 indikator")
    assert (held.basis, held.rows.get(number="18").weight) == (
        ("Surat lama", 1) if touched else (found.basis, 2)
    )
    assert held.divisor == (11 if touched == "changed" else 12)
    assert "diperbarui dengan yang disertakan" in activity.history_of(held)[0].summary


def test_a_year_is_opened_once_its_window_is_known(client, city):
    client.force_login(city)
    refused = client.post(url("index-open", 2027))
    assert refused.status_code == 400
    assert "Tanggal awal penerapan belum diisi." in refused.content.decode()
    form = client.get(url("index-set-update", 2027)).context["form"]
    client.post(url("index-set-update", 2027), {**FIELDS, "mark": form["mark"].value()})
    client.post(url("index-open", 2027))

    found = IndexRound.objects.get()
    assert (found.year, found.set.version) == (2027, 2)


def test_two_who_change_the_rules_at_once(client, city):
    client.force_login(city)
    form = client.get(url("index-set-update", 2027)).context["form"]
    IndexSet.objects.filter(year=2027).update(divisor=20)
    answer = client.post(url("index-set-update", 2027), {**FIELDS, "mark": form["mark"].value()})

    assert answer.status_code == 409
    assert "20" in answer.content.decode()
    assert IndexSet.objects.get(year=2027).divisor == 20


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("window_to", "1 Januari 2020", "Tanggal akhir tidak boleh sebelum tanggal awal"),
        ("basic_services", "7", "terlalu besar"),
        ("divisor", "0", "tidak boleh kurang dari 1"),
        ("count_weight", "1000", "Bobot terlalu besar"),
        ("band_low", "", "Isi ketiga batas predikat"),
        ("band_middle", "65,01", "Batas predikat harus menurun"),
        ("unknown", "a" * 401, "paling panjang 400 huruf"),
    ],
)
def test_rules_that_cannot_be(client, city, field, given, said):
    client.force_login(city)
    form = client.get(url("index-set-update", 2027)).context["form"]
    sent = {**FIELDS, field: given, "mark": form["mark"].value()}
    answer = client.post(url("index-set-update", 2027), sent)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert IndexSet.objects.get(year=2027).version == 1
