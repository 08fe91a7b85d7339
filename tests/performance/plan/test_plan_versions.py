"""Figures of every document: PK, RKPD, yearly Renstra; a Murni of its own; words as targets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.test import Client

from organizations.choices import Role
from organizations.models import Activity, User
from performance.choices import PlanDocument
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra
from performance.models import (
    Indicator,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanVersion,
    YearTarget,
)
from performance.plan.actions.periods import open_version
from performance.plan.actions.targets import save_targets
from performance.plan.queries.plan import node_detail, plain_text
from performance.plan.queries.sheets import VersionChoice, target_sheet
from performance.plan.queries.tree import plan_tree
from tests.factories.organizations import make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_revision,
    make_version,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.plan.test_plan_pages import INDICATOR, go, pagu, targets

EMPTY = {"baseline": "", "end_target": ""}


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    make_version(PlanDocument.RENSTRA)
    return Office()


@pytest.fixture
def bappeda(office) -> User:
    return make_user(Role.BAPPEDA)


def save(office: Office, place: int = 0, versi: str = "", **figures: str) -> HttpResponse:
    """Send the target page of one indicator; only the named figures are filled."""
    data = targets(**{**EMPTY, **figures})
    url = go("indicator-targets", office.indicators[place].pk)
    return office.client.post(f"{url}?versi={versi}", data)


def stored(office: Office, version: PlanVersion, year: int = YEAR) -> Decimal | None:
    row = YearTarget.objects.filter(
        indicator=office.indicators[0], version=version, year=year
    ).first()
    return row.target if row else None


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("", None),
        ("1", VersionChoice("renja", 1)),
        ("pk.1", VersionChoice("pk", 1)),
        ("rpjmd.0", VersionChoice("rpjmd", 0)),
        ("pk", None),
        (".1", None),
        ("pk.", None),
        ("dpa.0", None),
        ("pk.100", None),
        ("pk.1.1", None),
    ],
)
def test_the_address_names_a_document_and_a_sequence(text, choice):
    assert VersionChoice.parse(text) == choice
    assert VersionChoice.parse(str(choice or "")) == choice


def test_a_target_of_the_pk_is_not_one_of_the_renja(office, bappeda):
    revision = make_revision(document=PlanDocument.PK, year=YEAR, by=bappeda)
    first = PlanVersion.objects.get(document=PlanDocument.PK, sequence=0)

    assert save(office, versi="pk.1", **{f"{YEAR}_target": "12"}).status_code == 302

    assert stored(office, revision) == 12
    assert stored(office, first) == 10
    assert stored(office, make_version()) == 10
    (change,) = Activity.objects.get(verb="performance.target").changes.values()
    assert (
        change["label"]
        == f"Target Perjanjian Kinerja {YEAR} Perubahan I ({office.indicators[0].unit})"
    )


def test_every_version_of_the_period_is_offered_once(office, bappeda):
    make_version(year=YEAR + 1)
    make_version(PlanDocument.RPJMD)
    make_revision(document=PlanDocument.PK, year=YEAR, by=bappeda)
    sheet = target_sheet(office.indicators[0])
    assert sheet.versions.choices == [
        ("renja.0", "Renja Murni"),
        ("pk.0", "PK Murni"),
        ("pk.1", "PK Perubahan I"),
        ("renstra.0", "Renstra Murni (target tiap tahun)"),
        ("rpjmd.0", "RPJMD Murni (target tiap tahun)"),
    ]
    goal = make_indicator(make_node(None, "tujuan"), office.unit)
    assert [value for value, _ in target_sheet(goal).versions.choices] == [
        "renja.0",
        "pk.0",
        "pk.1",
        "rpjmd.0",
    ]
    url = go("indicator-targets", office.indicators[0].pk)
    page = office.client.get(f"{url}?versi=pk.1").content.decode()
    assert '<option value="pk.1" selected>' in page
    assert "Versi terakhir Renja tiap tahun" in page


def test_years_without_the_version_have_no_inputs(office, bappeda):
    open_version(document=PlanDocument.PK, year=YEAR, by=bappeda)
    url = go("indicator-targets", office.indicators[0].pk)
    page = office.client.get(f"{url}?versi=pk.0").content.decode()
    assert f'name="{YEAR}_target"' in page
    assert f'name="{YEAR + 1}_target"' not in page
    assert "Versi ini belum ada untuk tahun 2021, 2022, 2023, 2024, 2026." in page
    assert "memakai angka Renja." in page
    with pytest.raises(ValidationError, match=f"belum ada untuk tahun {YEAR + 1}"):
        save_targets(
            indicator=office.indicators[0],
            by=office.operator,
            years={YEAR + 1: {"target": Decimal(1)}},
            period={},
            choice=VersionChoice("pk", 0),
        )


def test_the_renstra_has_targets_of_its_own_for_every_year(office):
    figures = {"2025_target": "8", "2026_target": "9", "end_target": "40"}
    assert save(office, versi="renstra.0", **figures).status_code == 302

    (row,) = [
        r for r in evaluate_renstra(office.unit, YEAR).rows
        if r.indicator_id == office.indicators[0].pk
    ]  # fmt: skip
    assert row.targets_k == (None, None, None, None, 8, 9)
    assert row.end_k == 40
    (line,) = [
        r for r in evaluate(office.unit, YEAR, QUARTER).rows
        if r.indicator_id == office.indicators[0].pk
    ]  # fmt: skip
    assert line.target_k == 10


def test_the_chosen_period_version_takes_the_period_figures_too(office, bappeda):
    later = make_revision(document=PlanDocument.RENSTRA, year=YEAR, by=bappeda)
    save(office, versi="renstra.0", end_target="40")
    row = PeriodTarget.objects.get(indicator=office.indicators[0])
    assert (row.version.sequence, row.end_target) == (0, 40)
    save(office, end_target="50")
    assert PeriodTarget.objects.get(version=later).end_target == 50
    goal = make_indicator(make_node(None, "tujuan"), office.unit)
    with pytest.raises(ValidationError, match="Versi rencana yang dipilih belum ada"):
        save_targets(
            indicator=goal,
            by=bappeda,
            years={},
            period={"end_target": Decimal(1)},
            choice=VersionChoice("renstra", 0),
        )


def test_an_emptied_target_gives_way_to_the_renja(office, bappeda):
    version = open_version(document=PlanDocument.PK, year=YEAR, by=bappeda)
    save(office, versi="pk.0", **{f"{YEAR}_target": ""})
    rows = YearTarget.objects.filter(indicator=office.indicators[0])
    assert [row.version.document for row in rows] == [PlanDocument.RENJA]
    assert YearTarget.objects.filter(version=version).count() == len(office.indicators) - 1


def test_pagu_of_the_rkpd_counts_in_the_citys_form_alone(office, bappeda):
    version = open_version(document=PlanDocument.RKPD, year=YEAR, by=bappeda)
    node = office.subs[0]
    url = go("node-pagu", node.pk)
    assert office.client.post(f"{url}?versi=rkpd.0", pagu(str(YEAR), "3000000")).status_code == 302

    assert Pagu.objects.get(node=node, version=version).amount == 3_000_000
    city = evaluate_city(YEAR, QUARTER, levels=("program", "kegiatan", "subkegiatan"))
    (printed,) = [row for row in city.rows if row.node_id == node.pk]
    assert printed.pagu_rp == 3_000_000
    (own,) = [row for row in evaluate(office.unit, YEAR, QUARTER).rows if row.node_id == node.pk]
    assert own.pagu_rp == 1_000_000
    assert node_detail(node).pagu == [(YEAR, 1_000_000)]


def test_yearly_pagu_of_the_renstra_and_its_period_amount(office):
    url, node = go("node-pagu", office.subs[0].pk), office.subs[0]
    data = {**pagu("2026", "7"), "end_amount": "100"}
    assert office.client.post(f"{url}?versi=renstra.0", data).status_code == 302
    row = Pagu.objects.get(node=node, year=2026)
    assert (row.version.document, row.amount) == (PlanDocument.RENSTRA, 7)
    assert PeriodBudget.objects.get(node=node).end_amount == 100
    data = pagu("2026", "")
    assert office.client.post(f"{url}?versi=renstra.0", data).status_code == 302
    assert not PeriodBudget.objects.filter(node=node).exists()


def test_a_document_of_its_own_begins_as_a_copy_and_only_once(office, bappeda):
    version = open_version(document=PlanDocument.PK, year=YEAR, by=bappeda, decree="Perjanjian 1")
    assert (version.sequence, version.decree) == (0, "Perjanjian 1")
    assert YearTarget.objects.filter(version=version).count() == len(office.indicators)
    assert Pagu.objects.filter(version=version).count() == len(office.subs)
    line = Activity.objects.get(verb="performance.version")
    assert line.summary == f"Perjanjian Kinerja {YEAR} Murni dibuat; 4 baris disalin dari Renja"
    with pytest.raises(ValidationError, match="sudah ada"):
        open_version(document=PlanDocument.PK, year=YEAR, by=bappeda)
    with pytest.raises(PermissionDenied):
        open_version(document=PlanDocument.RKPD, year=YEAR, by=office.operator)


def test_a_revision_of_a_document_with_pagu_alone_is_not_copied_twice(office, bappeda):
    YearTarget.objects.all().delete()
    open_version(document=PlanDocument.RKPD, year=YEAR, by=bappeda)
    version = make_revision(document=PlanDocument.RKPD, year=YEAR, by=bappeda)
    assert Pagu.objects.filter(version=version).count() == len(office.subs)


def test_the_page_makes_a_murni_or_says_why_not(office, bappeda):
    client = Client()
    client.force_login(bappeda)
    data = {"kind": "murni", "document": "pk", "year": YEAR, "effective_quarter": 4, "decree": ""}
    assert client.post(go("version-create"), data).status_code == 302
    version = PlanVersion.objects.get(document=PlanDocument.PK)
    assert (version.sequence, version.effective_quarter) == (0, 1)
    again = client.post(go("version-create"), data)
    assert again.status_code == 400
    assert f"Perjanjian Kinerja {YEAR} Murni sudah ada." in again.content.decode()
    assert "lalu pilih versinya" in client.get(go("period-list")).content.decode()


def scaled(office: Office, scale: str = "opini-bpk", **fields: Any) -> Indicator:
    row = office.indicators[0]
    Indicator.objects.filter(pk=row.pk).update(scale=scale, accumulation="last", **fields)
    return row


def test_a_word_is_stored_as_its_number_and_shown_as_a_word(office):
    row = scaled(office)
    figures = {f"{YEAR}_target": "wtp", f"{YEAR}_q1": "3", "baseline": "TMP", "end_target": "WTP"}
    assert save(office, **figures).status_code == 302

    saved = YearTarget.objects.get(indicator=row)
    assert (saved.target, saved.q1) == (4, 3)
    assert PeriodTarget.objects.get(indicator=row).baseline == 1
    page = office.client.get(go("indicator-targets", row.pk)).content.decode()
    assert f'name="{YEAR}_target" value="WTP"' in page
    assert f'name="{YEAR}_q1" value="WDP"' in page
    assert "Isi dengan kata: WTP = 4, WDP = 3, TW = 2, TMP = 1." in page
    changes = Activity.objects.get(verb="performance.target").changes.values()
    assert ("10", "WTP") in [(change["before"], change["after"]) for change in changes]


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ("opini-bpk", "Isi salah satu dari: WTP, WDP, TW, TMP"),
        ("tanggal", "Tulis tanggal seperti 31/12/2025"),
    ],
)
def test_a_word_that_is_not_on_the_scale_is_refused_and_kept(office, scale, words):
    scaled(office, scale)
    answer = save(office, **{f"{YEAR}_target": "Bagus"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert words in page
    assert f'name="{YEAR}_target" value="Bagus"' in page
    assert stored(office, make_version()) == 10


def test_days_are_targets_and_figures_from_before_the_scale_stay_numbers(office):
    row = scaled(office, "tanggal")
    save(office, **{f"{YEAR}_target": "31-12-2025"})
    page = office.client.get(go("indicator-targets", row.pk)).content.decode()
    assert f'name="{YEAR}_target" value="31/12/2025"' in page
    assert plain_text(Decimal("85.500000"), "tanggal") == "85,5"
    assert plain_text(Decimal(0), "tanggal") == "0"
    assert plain_text(Decimal("4.500000"), "predikat-sakip") == "4,5"
    assert plain_text(Decimal("4.000000"), "predikat-sakip") == "B"


@pytest.mark.parametrize("accumulation", ["sum", "average"])
def test_words_are_not_added_up(office, accumulation):
    data = {**INDICATOR, "scale": "ya-tidak", "accumulation": accumulation}
    url = go("indicator-create", office.subs[0].pk)
    answer = office.client.post(url, data)
    assert answer.status_code == 400
    assert "Pilih nilai terakhir, tertinggi, atau terendah" in answer.content.decode()
    assert office.client.post(url, {**data, "accumulation": "max"}).status_code == 302


def test_the_tree_shows_the_figures_of_the_chosen_document(office, bappeda):
    version = open_version(document=PlanDocument.PK, year=YEAR, by=bappeda)
    YearTarget.objects.filter(version=version).update(target=77)
    Pagu.objects.filter(version=version).update(amount=5)
    page = office.client.get(f"{go('plan', office.unit.code)}?tahun={YEAR}&versi=pk.0")
    assert '<option value="pk.0" selected>PK Murni</option>' in page.content.decode()
    tree = plan_tree(office.unit, YEAR, choice=VersionChoice("pk", 0))
    lines = [line for root in tree.roots for node in root.walk() for line in node.indicators]
    assert ({line.target for line in lines}, tree.pagu) == ({77}, 10)
    unknown = plan_tree(office.unit, YEAR, choice=VersionChoice("rkpd", 3))
    assert (unknown.chosen, unknown.pagu) == (make_version(), 2_000_000)


def test_the_tree_needs_the_same_queries_whatever_is_chosen(
    office, bappeda, django_assert_num_queries
):
    for document in (PlanDocument.PK, PlanDocument.RKPD):
        open_version(document=document, year=YEAR, by=bappeda)
    for choice in (None, VersionChoice("pk", 0), VersionChoice("renstra", 0)):
        with django_assert_num_queries(8):
            plan_tree(office.unit, YEAR, choice=choice)
