"""Building a plan in the browser: nodes, indicators, targets, pagu, links, versions."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from performance import reference
from performance.models import (
    Indicator,
    NodeLink,
    Nomenclature,
    Pagu,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_branch, make_indicator, make_version
from tests.performance.entry.test_entry import YEAR, Office


@pytest.fixture
def office(db) -> Office:
    return Office()


def go(name: str, *args: object) -> str:
    return reverse(f"performance:{name}", args=args)


INDICATOR = {
    "name": "Persentase layanan tepat waktu",
    "unit": "%",
    "definition": "",
    "formula_text": "",
    "data_source": "",
    "polarity": "lower",
    "lower_method": "ratio",
    "accumulation": "last",
    "cap": "120",
    "zero_target": "met_is_100",
    "decimals": "2",
    "is_iku": "on",
    "national_standard": "100",
    "national_standard_label": "SPM",
}


def test_an_indicator_keeps_all_its_rules(office):
    node = office.subs[0]
    answer = office.client.post(go("indicator-create", node.pk), INDICATOR)
    row = Indicator.objects.get(name=INDICATOR["name"])
    assert answer.url == go("indicator-targets", row.pk)
    assert (row.polarity, row.lower_method, row.zero_target) == ("lower", "ratio", "met_is_100")
    assert (row.cap, row.national_standard, row.is_iku) == (120, 100, True)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Isi nama indikator"),
        ("unit", "", "Isi satuan"),
        ("cap", "abc", "angka"),
        ("cap", "0", "lebih dari 0"),
        ("polarity", "ngawur", "tidak ada dalam daftar"),
    ],
)
def test_wrong_rules_are_told_and_nothing_is_saved(office, field, value, words):
    node, before = office.subs[0], Indicator.objects.count()
    answer = office.client.post(go("indicator-create", node.pk), {**INDICATOR, field: value})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert Indicator.objects.count() == before


def test_an_edit_on_an_old_version_shows_both_sides(office):
    row = office.indicators[0]
    url = go("indicator-edit", row.pk)
    data = {**INDICATOR, "is_active": "on", "row_version": "0"}
    assert office.client.post(url, data).status_code == 302
    answer = office.client.post(url, {**data, "unit": "Orang"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "baru saja diubah orang lain" in page
    assert "Orang" in page
    row.refresh_from_db()
    assert row.unit == "%"


def targets(**more: str) -> dict[str, str]:
    years = {
        f"{year}_{n}": "" for year in range(2021, 2027) for n in ("target", "q1", "q2", "q3", "q4")
    }
    period = {"baseline": "50", "end_target": "95,5"}
    return {**years, **period, **more}


def test_targets_of_years_and_quarters_and_the_period(office):
    row = office.indicators[0]
    data = targets(**{"2025_target": "12,5", "2025_q1": "2", "2025_q2": "5"})
    assert office.client.post(go("indicator-targets", row.pk), data).status_code == 302
    saved = YearTarget.objects.get(indicator=row, year=2025)
    assert (str(saved.target.normalize()), saved.q2) == ("12.5", 5)
    assert str(PeriodTarget.objects.get(indicator=row).end_target.normalize()) == "95.5"
    wrong = office.client.post(go("indicator-targets", row.pk), targets(**{"2025_target": "1,2,3"}))
    assert wrong.status_code == 400
    assert 'value="1,2,3"' in wrong.content.decode()


def pagu(year: str, amount: str) -> dict[str, str]:
    years = {f"tahun_{y}": "" for y in range(2021, 2027)}
    return {**years, "end_amount": "", f"tahun_{year}": amount}


def test_pagu_is_whole_and_not_negative(office):
    node = office.subs[0]
    url = go("node-pagu", node.pk)
    assert office.client.post(url, pagu("2025", "12.500.000")).status_code == 302
    assert Pagu.objects.get(node=node, year=2025).amount == 12_500_000
    for text, words in (("-5", "negatif"), ("1,5", "bulat"), ("abc", "angka")):
        answer = office.client.post(url, pagu("2025", text))
        assert answer.status_code == 400
        assert words in answer.content.decode()
    assert Pagu.objects.get(node=node, year=2025).amount == 12_500_000


def test_pagu_belongs_to_sub_kegiatan_only(office):
    assert office.client.get(go("node-pagu", office.subs[0].program.pk)).status_code == 404


def test_the_nomenclature_brings_the_parents_and_the_standard_indicator(office):
    reference.load()
    version = Nomenclature.objects.filter(level="subkegiatan").first().version
    office.subs[0].period.nomenclature_version = version
    office.subs[0].period.save()
    url = go("nomenclature", office.unit.code)
    entry = Nomenclature.objects.get(version=version, code="1.02.02.2.02.0001")
    page = office.client.get(url, {"q": "1.02.02.2.02.0001", "tahun": "2025"}).content.decode()
    assert entry.name in page
    answer = office.client.post(f"{url}?tahun=2025", {"entry": entry.pk, "indikator": "ya"})
    node = PlanNode.objects.get(organization=office.unit, nomenclature=entry)
    assert answer.url == go("node-detail", node.pk)
    assert node.kegiatan.code == "1.02.02.2.02"
    assert node.program.code == "1.02.02"
    assert node.indicators.count() == 1
    assert "Sudah ada" in office.client.get(url, {"q": entry.code}).content.decode()
    words = office.client.get(url, {"q": "pelayanan kesehatan ibu hamil"}).content.decode()
    assert "Ibu Hamil" in words


def test_nodes_with_figures_are_not_deleted(office):
    node = office.subs[0]
    page = office.client.post(go("node-delete", node.pk))
    assert page.status_code == 400
    assert "Belum dapat dihapus" in page.content.decode()
    assert PlanNode.objects.filter(pk=node.pk).exists()
    empty = make_branch(office.unit, " kosong")["subs"][0]
    assert office.client.post(go("node-delete", empty.pk)).status_code == 302
    assert not PlanNode.objects.filter(pk=empty.pk).exists()


def test_links_between_units_are_made_and_taken_away(office):
    other = make_branch(make_unit(), " lain")["subs"][0]
    node = office.subs[0]
    data = {"target": other.pk, "kind": "crosscutting", "note": "Bersama"}
    assert office.client.post(go("node-link", node.pk), data).status_code == 302
    link = NodeLink.objects.get()
    stranger = Client()
    stranger.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    assert stranger.post(go("node-unlink", link.pk)).status_code in (403, 404)
    assert office.client.post(go("node-unlink", link.pk)).status_code == 302
    assert not NodeLink.objects.exists()


def test_a_revision_copies_targets_and_pagu(office):
    bappeda = Client()
    bappeda.force_login(make_user(Role.BAPPEDA))
    data = {
        "kind": "perubahan",
        "document": "renja",
        "year": YEAR,
        "effective_quarter": 3,
        "decree": "Perwali 1",
    }
    assert bappeda.post(go("version-create"), data).status_code == 302
    version = PlanVersion.objects.get(document="renja", year=YEAR, sequence=1)
    assert version.effective_quarter == 3
    assert YearTarget.objects.filter(version=version).count() == len(office.indicators)
    assert Pagu.objects.filter(version=version).count() == len(office.subs)


def test_strangers_do_not_find_the_plan(office):
    stranger = Client()
    stranger.force_login(make_user(Role.OPERATOR_OPD, make_unit()))
    row, node = office.indicators[0], office.subs[0]
    for url in (
        go("plan", office.unit.code),
        go("node-detail", node.pk),
        go("node-edit", node.pk),
        go("indicator-edit", row.pk),
        go("indicator-targets", row.pk),
    ):
        assert stranger.get(url).status_code == 404
    assert stranger.post(go("indicator-create", node.pk), INDICATOR).status_code == 404


@pytest.mark.parametrize("name", ["plan", "plan-list"])
def test_lists_need_the_same_queries_for_one_and_many(office, name, django_assert_max_num_queries):
    url = go(name, *([office.unit.code] if name == "plan" else [])) + f"?tahun={YEAR}"

    def queries() -> int:
        with django_assert_max_num_queries(99) as captured:
            assert office.client.get(url).status_code == 200
        return len(captured)

    queries()
    one = queries()
    make_version()
    for number in range(3):
        for node in make_branch(office.unit, f" {number}", subs=4)["subs"]:
            make_indicator(node)
    assert queries() == one
