"""Bulk tools: a year copied, the tree rolled on, programs moved, nomenclature mapped."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from performance.models import (
    Indicator,
    NomenclatureMapping,
    NomenclatureVersion,
    Pagu,
    PlanningPeriod,
    PlanNode,
    YearTarget,
)
from performance.queries.evaluation import evaluate
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_realization, make_spending, make_window
from tests.performance.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


@pytest.fixture
def analyst(office) -> Client:
    client = Client()
    client.force_login(make_user(Role.BAPPEDA, make_unit()))
    return client


def copy(client: Client, office: Office, source: int, year: int):
    url = reverse("performance:copy-year", args=[office.unit.code])
    return client.post(url, {"source": source, "year": year, "with_pagu": "on"}, follow=True)


def test_a_year_is_copied_where_nothing_stands(office):
    told = copy(office.client, office, YEAR, YEAR + 1).content.decode()
    assert "2 target dan 2 pagu disalin." in told
    assert YearTarget.objects.filter(year=YEAR + 1).count() == 2
    assert Pagu.objects.filter(year=YEAR + 1).count() == 2
    YearTarget.objects.filter(year=YEAR + 1).update(target=99)
    assert "0 target dan 0 pagu" in copy(office.client, office, YEAR, YEAR + 1).content.decode()
    assert set(YearTarget.objects.filter(year=YEAR + 1).values_list("target", flat=True)) == {99}


def test_wrong_years_are_explained(office):
    assert "dua tahun yang berbeda" in copy(office.client, office, YEAR, YEAR).content.decode()
    assert "Belum ada target tahun 2024" in copy(office.client, office, 2024, YEAR).content.decode()


def test_the_tree_goes_into_a_new_period_once(office, analyst):
    old = PlanningPeriod.objects.get()
    new = PlanningPeriod.objects.create(
        name="RPJMD baru",
        start_year=old.end_year + 1,
        end_year=old.end_year + 5,
        nomenclature_version=old.nomenclature_version,
    )
    before = PlanNode.objects.filter(period=old, organization=office.unit).count()
    data = {"source": old.pk, "target": new.pk, "organization": office.unit.pk}
    for said in (f"{before} simpul dan 2 indikator", "0 simpul dan 0 indikator"):
        told = analyst.post(reverse("performance:roll-tree"), data, follow=True).content.decode()
        assert said in told
    fresh = Indicator.objects.filter(node__period=new)
    assert {row.predecessor_id for row in fresh} == {row.pk for row in office.indicators}
    assert PlanNode.objects.filter(period=new, level="subkegiatan", program=None).count() == 0


def test_a_period_rolls_forward_only(office, analyst):
    old = PlanningPeriod.objects.get()
    answer = analyst.post(reverse("performance:roll-tree"), {"source": old.pk, "target": old.pk})
    assert answer.status_code == 400
    assert "dimulai sesudah" in answer.content.decode()


def move(client: Client, office: Office, target, **more):
    program = office.subs[0].program
    data = {
        "programs": [program.pk],
        "target": target.pk,
        "year": YEAR + 1,
        "reason": "Perda",
        **more,
    }
    return client.post(reverse("performance:move-programs", args=[office.unit.code]), data)


def test_history_follows_the_function(office, analyst):
    """Column 6 of the receiving unit holds what the giving unit reached and spent."""
    make_realization(office.indicators[0], "3", "4")
    make_spending(office.subs[0], 400_000)
    target = make_unit()
    assert move(analyst, office, target).status_code == 302
    form = evaluate(target, YEAR + 1, 4)
    rows = {row.full_code: row for row in form.rows if row.level == "subkegiatan"}
    row = rows[office.subs[0].full_code]
    assert row.before_k == 7
    assert row.before_rp == 400_000
    gone = evaluate(office.unit, YEAR + 1, 4)
    assert [row for row in gone.rows if row.level == "subkegiatan"] == []
    kept = evaluate(office.unit, YEAR, 4)
    assert len([row for row in kept.rows if row.level == "subkegiatan"]) == 2


def test_a_move_needs_its_reason_and_the_right(office, analyst):
    target = make_unit()
    assert move(analyst, office, target, reason="").status_code == 400
    assert move(office.client, office, target).status_code == 403
    assert move(analyst, office, target).status_code == 302
    assert move(analyst, office, target).status_code == 400


def upload(client: Client, old, new, text: str):
    file = SimpleUploadedFile("padanan.csv", text.encode())
    data = {"old": old.pk, "new": new.pk, "file": file}
    return client.post(reverse("performance:mapping"), data, follow=True)


def test_a_mapping_is_saved_whole_or_not_at_all(office, analyst):
    old = NomenclatureVersion.objects.first()
    new = NomenclatureVersion.objects.create(code="baru", title="Daftar baru")
    codes = list(old.entries.values_list("code", flat=True)[:2])
    for code in codes:
        new.entries.create(code=f"{code}1", name="Baru", level="subkegiatan")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["kode_lama", "kode_baru"])
    writer.writerows([[code, f"{code}1"] for code in codes])
    told = upload(analyst, old, new, text.getvalue() + "9.99,8.88\n").content.decode()
    assert "kode lama “9.99” tidak ada di daftar lama" in told
    assert NomenclatureMapping.objects.count() == 0
    assert (
        f"{len(codes)} padanan tersimpan"
        in upload(analyst, old, new, text.getvalue()).content.decode()
    )
    assert "judul kolom" in upload(analyst, old, new, "a,b\n1,2\n").content.decode()


SIPD = """Kode Program;Nama Program;Kode Kegiatan;Nama Kegiatan;Kode Sub Kegiatan;Nama Sub Kegiatan;Pagu
1.02.02;Program;1.02.02.2.02;Kegiatan;1.02.02.2.02.0001;Sub kegiatan;1000000
1.02.02;Program;1.02.02.2.02;Kegiatan;1.02.02.2.02.0001;Sub kegiatan;{pagu}
"""


def test_a_sipd_export_becomes_a_plan_with_summed_pagu(db, tmp_path):
    call_command("load_reference", verbosity=0)
    PlanningPeriod.objects.create(
        name="RPJMD",
        start_year=2021,
        end_year=2026,
        nomenclature_version=NomenclatureVersion.objects.get(is_current=True),
    )
    unit = make_unit(code="1.02.0.00.0.00.01.0000")
    file = tmp_path / "sipd.csv"
    file.write_text(SIPD.format(pagu="500000"), encoding="utf-8")
    call_command("import_performance", str(file), opd=unit.code, year=2025)
    assert Pagu.objects.get().amount == 1_500_000
    assert PlanNode.objects.filter(organization=unit).count() == 3
