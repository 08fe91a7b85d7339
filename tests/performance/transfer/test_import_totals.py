"""Details that arrive after a stated total take from what it left, by every way in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from organizations.choices import Role
from organizations.models import Activity
from organizations.spreadsheets.table import ImportProblem
from performance import reference
from performance.choices import SubmissionState
from performance.evaluation.queries.evaluation import evaluate
from performance.models import BudgetRealization, Nomenclature, Pagu, PlanNode
from performance.plan.actions.budgets import save_pagu
from performance.plan.actions.carry import copy_year
from performance.transfer.actions.transfer import apply_rows, confirm_batch, keep_preview
from performance.transfer.readers.rows import ImportRow
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_pagu,
    make_period,
    make_spending,
    make_submission,
    make_version,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.plan.test_plan_pages import go, pagu

KEGIATAN = "1.02.02.2.01"
ONE, TWO, THREE = (f"{KEGIATAN}.{number:04d}" for number in (1, 2, 3))


@pytest.fixture
def unit(db) -> Any:
    reference.load()
    make_period()
    return make_unit("1.02.0.00.0.00.01.0000")


def row(code: str, number: int = 2, **values: str | None) -> ImportRow:
    level = "subkegiatan" if len(code) > len(KEGIATAN) else "kegiatan"
    figures = {name: value and Decimal(value) for name, value in values.items()}
    return ImportRow(number, level, code, "", "", "", "", "", figures)


def bring(unit: Any, *rows: ImportRow, **more: Any) -> Any:
    return apply_rows(organization=unit, year=YEAR, rows=list(rows), **more)


def test_a_file_with_the_missing_child_takes_from_the_remainder(unit):
    bring(
        unit,
        row(KEGIATAN, 2, pagu_rp="100", tw1_rp="50", target_renstra_rp="500"),
        row(ONE, 3, pagu_rp="60", tw1_rp="30", target_renstra_rp="300"),
    )
    looked = bring(unit, row(TWO, pagu_rp="40", tw1_rp="20", target_renstra_rp="100"))
    (program,) = [one for one in evaluate(unit, YEAR, 4).rows if one.level == "program"]
    assert (program.pagu_rp, program.end_rp) == (100, 500)
    assert Pagu.objects.get(node__level="kegiatan").amount == 0
    spent = BudgetRealization.objects.get(node__level="kegiatan")
    assert spent.rp1 == 0
    assert looked.preview.questions == []
    told = "Pagu 1.02.02.2.01 yang belum dirinci: 40 → 0, karena rinciannya ada di berkas ini."
    assert told in looked.preview.warnings


def test_totals_that_are_those_of_the_details_change_nothing(unit):
    """As the portal's own form states them, beside a remainder of another column."""
    bring(unit, row(KEGIATAN, 2, target_renstra_rp="500"), row(ONE, 3, target_renstra_rp="300"))
    bring(unit, row(ONE, 3, tw1_rp="30", tw2_rp="0"))
    make_submission(unit, 1, SubmissionState.ACCEPTED)
    looked = bring(unit, row(KEGIATAN, 2, tw1_rp="30", tw2_rp="0", target_renstra_rp="500"))
    assert looked.preview.counts["berubah"] == 0
    assert not BudgetRealization.objects.filter(is_remainder=True).exists()


def test_a_stated_total_of_the_details_settles_what_was_left(unit):
    bring(unit, row(KEGIATAN, 2, tw1_rp="50"), row(ONE, 3, tw1_rp="30"))
    bring(unit, row(KEGIATAN, 2, tw1_rp="30"))
    left = BudgetRealization.objects.filter(is_remainder=True, rp1__gt=0)
    assert not left.exists()


def test_a_third_file_that_does_not_fit_asks_and_saves_nothing_unasked(unit):
    bring(unit, row(KEGIATAN, pagu_rp="100"), row(ONE, 3, pagu_rp="60"))
    bring(unit, row(TWO, pagu_rp="40"))
    with pytest.raises(ImportProblem) as refused:
        bring(unit, row(THREE, pagu_rp="60"))
    assert "Pagu 1.02.02.2.01: rincian di berkas melebihi" in refused.value.messages[0]
    assert "Rp100. Bila disimpan, jumlahnya menjadi Rp160" in refused.value.messages[0]
    assert not PlanNode.objects.filter(code=THREE).exists()
    bring(unit, row(THREE, pagu_rp="60"), is_agreed=True)
    assert sum(Pagu.objects.values_list("amount", flat=True)) == 160
    assert not Pagu.objects.filter(is_remainder=True).exists()


@pytest.mark.parametrize("name", ["pagu_rp", "tw1_rp"])
def test_a_stated_total_below_its_details_asks_and_saves_nothing_unasked(unit, name):
    rows = (row(KEGIATAN, 2, **{name: "50"}), row(ONE, 3, **{name: "60"}))
    with pytest.raises(ImportProblem) as refused:
        bring(unit, *rows)
    assert "jumlah yang dinyatakan Rp50, lebih kecil dari rinciannya Rp60" in str(refused.value)
    assert not PlanNode.objects.filter(code=ONE).exists()
    bring(unit, *rows, is_agreed=True)
    again = bring(unit, *rows)
    assert again.preview.questions == []


def test_a_child_that_only_partly_fits_raises_the_total_by_the_rest(unit):
    bring(unit, row(KEGIATAN, pagu_rp="100"), row(ONE, 3, pagu_rp="60"))
    bring(unit, row(TWO, pagu_rp="70"), is_agreed=True)
    assert sum(Pagu.objects.values_list("amount", flat=True)) == 130


def test_a_remainder_of_the_program_gives_way_to_a_new_kegiatan(unit):
    program = ImportRow(2, "program", "1.02.02", "", "", "", "", "", {"pagu_rp": Decimal(100)})
    bring(unit, program, row(ONE, 3, pagu_rp="60"))
    other = Nomenclature.objects.filter(
        code__startswith="1.02.02.2.02.", level="subkegiatan", version__is_current=True
    ).first()
    bring(
        unit, ImportRow(2, "subkegiatan", other.code, "", "", "", "", "", {"pagu_rp": Decimal(40)})
    )
    assert sum(Pagu.objects.values_list("amount", flat=True)) == 100


def test_a_file_that_states_the_total_again_settles_it_anew(unit):
    bring(unit, row(KEGIATAN, pagu_rp="100"), row(ONE, 3, pagu_rp="60"))
    bring(unit, row(KEGIATAN, pagu_rp="150"), row(TWO, 3, pagu_rp="40"))
    assert sum(Pagu.objects.values_list("amount", flat=True)) == 150
    assert Pagu.objects.get(is_remainder=True).amount == 50


def test_a_child_corrected_down_leaves_the_stated_total(unit):
    bring(unit, row(KEGIATAN, pagu_rp="100"), row(ONE, 3, pagu_rp="60"))
    bring(unit, row(ONE, pagu_rp="50"))
    assert Pagu.objects.get(is_remainder=True).amount == 50


def test_a_quarter_the_total_says_nothing_about_is_only_summed(unit):
    bring(unit, row(KEGIATAN, pagu_rp="100"), row(ONE, 3, pagu_rp="60"))
    bring(unit, row(ONE, tw1_rp="25"))
    assert not BudgetRealization.objects.filter(node__level="kegiatan").exists()


CSV = "level;kode;nama;indikator;satuan;pagu_rp\nsubkegiatan;{code};;;;{amount}\n"


def test_the_preview_asks_and_the_page_takes_the_answer(unit):
    bring(unit, row(KEGIATAN, pagu_rp="100"), row(ONE, 3, pagu_rp="60"))
    by = make_user(Role.BAPPEDA, make_unit())
    content = CSV.format(code=TWO, amount=70).encode()
    batch = keep_preview(organization=unit, year=YEAR, name="a.csv", content=content, by=by)
    client = Client()
    client.force_login(by)
    page = client.get(go("import-preview", batch.pk)).content.decode()
    assert "jumlahnya menjadi Rp130" in page
    assert 'name="setuju"' in page
    assert client.post(go("import-confirm", batch.pk)).status_code == 409
    with pytest.raises(ImportProblem) as refused:
        confirm_batch(batch=batch, by=by)
    assert "Setujui pertanyaan" in refused.value.messages[-1]
    assert sum(Pagu.objects.values_list("amount", flat=True)) == 100
    assert client.post(go("import-confirm", batch.pk), {"setuju": "ya"}).status_code == 302
    assert sum(Pagu.objects.values_list("amount", flat=True)) == 130


def test_the_command_asks_too(unit, tmp_path):
    bring(unit, row(KEGIATAN, pagu_rp="100"), row(ONE, 3, pagu_rp="60"))
    path = tmp_path / "a.csv"
    path.write_text(CSV.format(code=TWO, amount=70))
    told = ["import_performance", str(path), f"--opd={unit.code}", f"--year={YEAR}"]
    with pytest.raises(CommandError, match="--setuju"):
        call_command(*told)
    call_command(*told, "--setuju")
    assert sum(Pagu.objects.values_list("amount", flat=True)) == 130


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def test_the_pagu_page_takes_from_the_remainder_and_asks_beyond_it(office):
    sub = office.subs[0]
    Pagu.objects.all().delete()
    make_pagu(office.subs[1], 60)
    make_pagu(sub.parent, 40, is_remainder=True)
    url = go("node-pagu", sub.pk)
    assert office.client.post(url, pagu(str(YEAR), "30")).status_code == 302
    assert Pagu.objects.get(is_remainder=True).amount == 10
    told = Activity.objects.filter(verb="performance.pagu").latest("pk").changes
    assert ("40", "10") in [(str(one["before"]), str(one["after"])) for one in told.values()]
    asked = office.client.post(url, pagu(str(YEAR), "70"))
    assert asked.status_code == 400
    page = asked.content.decode()
    assert "jumlahnya menjadi Rp130" in page
    assert 'name="is_agreed"' in page
    assert 'value="70"' in page
    assert Pagu.objects.get(node=sub).amount == 30
    data = {**pagu(str(YEAR), "70"), "is_agreed": "on"}
    assert office.client.post(url, data).status_code == 302
    assert sum(Pagu.objects.values_list("amount", flat=True)) == 130


def test_a_program_above_a_settled_kegiatan_keeps_its_remainder(office):
    sub = office.subs[0]
    Pagu.objects.all().delete()
    make_pagu(sub.parent, 40, is_remainder=True)
    make_pagu(sub.parent.parent, 25, is_remainder=True)
    save_pagu(node=sub, by=office.operator, years={YEAR: 50}, period={}, is_agreed=True)
    assert Pagu.objects.get(node=sub.parent.parent).amount == 15
    assert sum(Pagu.objects.values_list("amount", flat=True)) == 65


def test_a_copied_year_takes_from_the_remainder_there(office):
    Pagu.objects.all().delete()
    make_version(year=YEAR + 1)
    make_pagu(office.subs[0], 40)
    make_pagu(office.subs[1], 60, YEAR + 1)
    kept = make_pagu(office.subs[0].parent, 30, YEAR + 1, is_remainder=True)
    asked = {"unit": office.unit, "source": YEAR, "year": YEAR + 1, "with_pagu": True}
    with pytest.raises(ValidationError, match="jumlahnya menjadi Rp100"):
        copy_year(**asked, by=office.operator)
    copy_year(**asked, by=office.operator, is_agreed=True)
    assert not Pagu.objects.filter(pk=kept.pk).exists()


def test_spending_typed_in_the_grid_takes_from_the_stated_quarter(office):
    sub = office.subs[0]
    stated = make_spending(sub.parent, *[None] * (QUARTER - 1), 100, is_remainder=True)
    office.save(f"rp-{sub.pk}", 70)
    stated.refresh_from_db()
    assert stated.quarters[QUARTER - 1] == 30
    line = Activity.objects.filter(object_type="performance.plannode").latest("pk")
    assert [(one["before"], one["after"]) for one in line.changes.values()] == [("100", "30")]


def test_a_branch_without_remainders_is_only_summed(db):
    unit = make_unit()
    sub = make_branch(unit)["subs"][0]
    editor = make_user(Role.BAPPEDA, make_unit())
    save_pagu(node=sub, by=editor, years={YEAR: 50}, period={})
    assert [row.amount for row in Pagu.objects.all()] == [50]
