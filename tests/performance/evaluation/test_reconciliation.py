"""One figure in every report: the same on the page, and in the text of every PDF."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from organizations.models import Organization, User
from performance.choices import PlanDocument
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.years import evaluate_renstra
from performance.evaluation.reports.reconciliation import FIGURES, reconcile
from performance.models import Indicator, PlanVersion, Realization, YearTarget
from performance.plan.queries.versions import current_period
from reports.definitions import Column
from reports.rendering.printed import print_cell
from tests.pages.places import OWN

YEAR = 2025
SLUGS = {
    "E.81": "e81",
    "E.80": "e80",
    "LKPJ": "lkpj",
    "LKjIP": "lkjip-opd",
    "Rencana Aksi": "rencana-aksi",
    "Pohon kinerja": "pohon-kinerja",
    "Perjanjian Kinerja": "perjanjian-kinerja",
}
CITY = ("E.58", "E.60")  # forms of the whole city: see tests/reports/test_every_report.py


@pytest.fixture
def unit(demo_city) -> Organization:
    return Organization.objects.get(code=OWN.code)


@pytest.mark.parametrize("figure", FIGURES)
def test_one_figure_is_the_same_in_every_report(unit, figure):
    found = reconcile(unit, YEAR, figure)
    assert found.different == 0
    assert len(found.lines) > 60
    assert {s.title for s in found.sources} <= {*SLUGS, *CITY}
    counts = {source.title: len(source.values) for source in found.sources}
    assert counts["E.81"] == counts["E.60"] == counts["LKPJ"] > 60
    assert all(count >= 5 for count in counts.values())


@cache
def text_of(pdf: Path) -> str:
    told = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return "".join(told.stdout.split())


def kind_of(figure: str) -> str:
    if figure == "capaian_k":
        return "percent"
    return "rupiah" if figure.endswith("rp") else "quantity"


def test_the_text_of_every_pdf_holds_the_figures_of_the_page(unit, tmp_path):
    for slug in SLUGS.values():
        given = [f"opd={unit.code}", f"tahun={YEAR}"]
        out = tmp_path / f"{slug}.pdf"
        call_command("render_report", slug, param=given, format="pdf", out=out)
    for figure in FIGURES:
        column = Column("x", "X", kind_of(figure))
        for source in reconcile(unit, YEAR, figure).sources:
            if source.title in CITY:
                continue
            if figure == "capaian_k" and source.title not in ("LKPJ", "LKjIP"):
                continue  # official forms have no column of the year; XLSX and CSV do
            text = text_of(tmp_path / f"{SLUGS[source.title]}.pdf")
            wanted = {print_cell(v, column).text for v in source.values.values() if v is not None}
            assert len(wanted) >= 3
            lost = [t for t in sorted(wanted) if "".join(t.split()) not in text]
            assert lost == [], (figure, source.title)


def test_another_plan_version_is_another_column_not_a_fault(unit):
    """Of a year before closed plans: an agreement of its own, with one target of its own."""
    kept = {"period": current_period(YEAR), "document": PlanDocument.PK, "year": YEAR}
    PlanVersion.objects.create(**kept, sequence=0, label="Murni")
    revised = PlanVersion.objects.create(**kept, sequence=1, label="Perubahan I")
    indicator = Indicator.objects.filter(
        node__level="sasaran_pd", node__organization=unit, year_targets__year=YEAR
    ).first()
    assert indicator is not None
    YearTarget.objects.create(indicator=indicator, version=revised, year=YEAR, target=Decimal(99))
    found = reconcile(unit, YEAR, "target_k")
    labels = {source.title: source.version for source in found.sources}
    assert labels["Perjanjian Kinerja"] == "Perjanjian Kinerja 2025 Perubahan I"
    assert labels["E.81"] == "Renja 2025 Murni"
    assert found.different == 0


def test_a_report_that_differs_is_seen(unit, monkeypatch):
    from performance.evaluation.reports import lkpj

    rows = lkpj.result_rows

    def wrong(told):
        found = rows(told)
        found[3]["realisasi_k"] = Decimal(-1)
        return found

    monkeypatch.setattr(lkpj, "result_rows", wrong)
    assert reconcile(unit, YEAR, "realisasi_k").different == 1


def test_one_changed_figure_changes_every_report(unit):
    form = reconcile(unit, YEAR, "realisasi_k")
    key = next(k for k, v in form.sources[0].values.items() if isinstance(v, Decimal) and v > 2)
    Realization.objects.filter(indicator=key, year=YEAR).update(k1=4321, k2=0, k3=0, k4=4321)
    again = reconcile(unit, YEAR, "realisasi_k")
    changed = {s.values[key] for s in again.sources if key in s.values}
    assert len(changed) == 1
    assert changed != {form.sources[0].values[key]}


def test_the_page_shows_the_reports_side_by_side(demo_city):
    client = Client()
    client.force_login(User.objects.get(email="bappeda@contoh.test"))
    url = reverse("performance:reconciliation", args=[OWN.code, YEAR])
    page = client.get(url, {"angka": "pagu_rp"}).content.decode()
    assert "Semua sama." in page
    assert "Pohon kinerja" in page
    assert "Perjanjian Kinerja" in page
    assert client.get(url, {"angka": "lain"}).status_code == 404


def test_the_yearly_form_reaches_what_the_quarterly_form_reaches(demo_city):
    """Column 22 of E.80 and column 13 of E.81, for every row of every unit."""
    for unit in Organization.objects.reporting().in_year(YEAR):
        yearly = {(r.node_id, r.indicator_id): r.columns for r in evaluate_renstra(unit, YEAR).rows}
        for row in evaluate(unit, YEAR, 4).rows:
            if row.node_id is None:
                continue
            found = yearly[row.node_id, row.indicator_id]
            assert found.col22_k == row.columns.col13_k, (unit, row.name)
            assert found.col22_rp == row.columns.col13_rp, (unit, row.name)
            assert found.col23_rp == row.columns.col14_rp, (unit, row.name)
