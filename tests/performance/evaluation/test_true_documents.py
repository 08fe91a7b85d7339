"""Documents say what is true: how far the year has come, who signs and when, who reviewed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.formatting import format_date
from performance.choices import LowerMethod, NodeLevel, Polarity, SubmissionState
from performance.evaluation.queries.days import day_of_figures
from performance.evaluation.reports.reconciliation import OTHER_RULE, reconcile
from performance.models import Indicator, Realization, Submission
from reports.definitions import ReportData
from reports.registry import REPORTS
from reports.rendering.document import marked_page
from tests.factories.organizations import make_assignment, make_city, make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_realization,
    make_submission,
    make_target,
)
from tests.performance.entry.test_entry import YEAR, Office

ACCEPTED = datetime(YEAR + 1, 1, 20, 3, tzinfo=UTC)
TODAY = format_date(timezone.localdate())


@pytest.fixture
def office(db) -> Office:
    make_city()
    place = Office()
    sasaran = place.subs[0].program.parent
    place.index = make_indicator(sasaran, name="Indeks layanan", is_iku=True, accumulation="last")
    make_target(place.index, 80)
    make_realization(place.index, 60, 65)
    head = make_user(full_name="Kepala Uji")
    make_assignment(
        head,
        Role.KEPALA_OPD,
        place.unit,
        valid_from=date(YEAR, 1, 1),
        signs_documents=True,
        position="Kepala Dinas Uji",
    )
    return place


def accept(office: Office, *quarters: int) -> None:
    for quarter in quarters:
        make_submission(
            office.unit,
            quarter,
            SubmissionState.ACCEPTED,
            submitted_at=ACCEPTED,
            accepted_at=ACCEPTED,
        )


def made(slug: str, office: Office | None = None, **params: Any) -> tuple[ReportData, str]:
    report = REPORTS.find(slug)()
    unit = office.unit.pk if office else None
    data = report.data({"organization": unit, "year": YEAR, **params})
    return data, marked_page(report, data)


@pytest.mark.parametrize("whole_city", [False, True])
def test_a_running_year_s_report_says_so_on_every_part(office, whole_city):
    goal = make_node(None, NodeLevel.SASARAN, name="Sasaran kota")
    accept(office, 1, 2)
    if whole_city:
        row = make_indicator(goal, office.unit, name="Indeks kota", accumulation="last")
        make_target(row, 10)
        make_realization(row, 4, 5)
        data, page = made("lkjip-kota")
    else:
        data, page = made("lkjip-opd", office)
    mark = "SEMENTARA, s.d. triwulan II"
    assert data.title.endswith(f"({mark})")  # header, XLSX, lists
    assert page.count(f'<p class="provisional">{mark}</p>') == 4  # cover, summary, results, end


def test_an_accepted_year_s_report_is_not_provisional(office):
    Realization.objects.filter(indicator=office.index).update(k3=70, k4=80)
    accept(office, 1, 2, 3, 4)
    data, page = made("lkjip-opd", office)
    assert "SEMENTARA" not in data.title + page


def test_the_foreword_of_a_running_year_speaks_of_no_whole_year(office):
    accept(office, 1, 2)
    _, page = made("lkjip-opd", office)
    assert f"selama tahun {YEAR}" not in page
    assert f"anggaran tahun {YEAR} (laporan ini SEMENTARA, s.d. triwulan II)" in page


@pytest.mark.parametrize("whole_city", [False, True])
def test_the_lkpj_of_a_running_year_says_so_where_it_begins(office, whole_city):
    goal = make_indicator(make_node(None, NodeLevel.SASARAN), office.unit, accumulation="last")
    make_realization(goal, 4, 5)
    accept(office, 1, 2)
    data, page = made("lkpj", None if whole_city else office, depth="subkegiatan")
    mark = "SEMENTARA, s.d. triwulan II"
    assert data.title.endswith(f"({mark})")
    assert data.subtitle.endswith(f"({mark})")  # what a drawn form prints
    assert mark in page


@pytest.mark.parametrize("slug", ["lkjip-kota", "lkjip-opd"])
def test_no_review_is_claimed_that_nobody_made(office, slug):
    _, page = made(slug, office if slug == "lkjip-opd" else None)
    assert "Kami telah mereviu" not in page
    assert "Belum ada reviu yang tercatat" in page


def test_the_city_promises_for_its_mayor(office):
    _, page = made("lkjip-kota")
    assert "memuat janji kinerja Wali Kota kepada masyarakat" in page
    assert "janji kinerja kepala perangkat daerah" not in page


@pytest.mark.parametrize(
    ("slug", "more"),
    [
        ("e81", {"quarter": 4}),
        ("e80", {}),
        ("lkjip-opd", {}),
        ("lkpj", {}),
        ("iku", {}),
        ("rencana-aksi", {}),
        ("pohon-kinerja", {}),
    ],
)
def test_no_document_is_signed_on_the_day_of_printing(office, slug, more):
    Realization.objects.filter(indicator=office.index).update(k3=70, k4=80)
    accept(office, 1, 2, 3, 4)
    data, _ = made(slug, office, **more)
    day = data.place_date or data.values["place_date"]
    assert TODAY not in day
    assert str(YEAR) in day or str(YEAR + 1) in day
    assert any(signer.name == "Kepala Uji" for signer in data.signers)
    chosen, _ = made(slug, office, **more, day="2026-02-03")
    assert "3 Februari 2026" in (chosen.place_date or chosen.values["place_date"])


def test_the_day_is_that_of_acceptance_else_the_end_of_the_period(office):
    assert day_of_figures(office.unit, YEAR, 2) == date(YEAR, 6, 30)
    accept(office, 2)
    assert day_of_figures(office.unit, YEAR, 2) == timezone.localdate(ACCEPTED)
    Submission.objects.update(submitted_at=None)  # accepted in one act, years later
    assert day_of_figures(office.unit, YEAR, 2) == date(YEAR, 6, 30)


def test_the_day_is_never_before_what_the_document_contains(office):
    """Of several units some have come further: the city's is dated by the latest step of any."""
    late = datetime(YEAR, 7, 20, 3, tzinfo=UTC)
    verified = {"submitted_at": late, "verified_at": late}
    make_submission(office.unit, 2, SubmissionState.VERIFIED, **verified)
    assert day_of_figures(office.unit, YEAR, 2) == date(YEAR, 7, 20)
    data, _ = made("lkjip-kota")
    assert data.values["place_date"].endswith(f"20 Juli {YEAR}")

    Submission.objects.update(state=SubmissionState.ACCEPTED, accepted_at=late)
    make_submission(
        office.unit, 1, SubmissionState.ACCEPTED, submitted_at=late, accepted_at=ACCEPTED
    )
    assert day_of_figures(office.unit, YEAR, 2) == timezone.localdate(ACCEPTED)


def test_the_day_is_asked_for_and_a_wrong_one_refused_in_words(office):
    url = reverse("reports:request", args=["lkjip-opd"])
    assert "Tanggal tanda tangan" in office.client.get(url).content.decode()
    data = {"opd": office.unit.code, "tahun": YEAR, "tanggal": "31/31/2026", "format": "pdf"}
    answer = office.client.post(url, data)
    assert answer.status_code == 400
    assert "Tulis tanggal yang ada" in answer.content.decode()


def test_the_unit_s_lkpj_holds_its_own_indicators_and_its_head_signs(office):
    goal = make_node(None, NodeLevel.SASARAN, name="Sasaran kota")
    make_indicator(goal, office.unit, name="Indeks kota")
    data, _ = made("lkpj", office)
    table = next(table for table in data.tables if table.name == "ikd")
    assert [row["nama"] for row in table.rows] == ["Indeks layanan"]
    assert [signer.name for signer in data.signers] == ["Kepala Uji"]


def test_achievements_are_compared_and_another_policy_is_named(office):
    Indicator.objects.filter(pk=office.index.pk).update(
        polarity=Polarity.LOWER, lower_method=LowerMethod.SYMMETRIC
    )
    found = reconcile(office.unit, YEAR, "capaian_k")
    line = next(line for line in found.lines if line.name == "Indeks layanan")
    at = {source.title: place for place, source in enumerate(found.sources)}
    assert line.values[at["LKjIP"]] == Decimal("118.75")  # (2 × 80 − 65) ÷ 80
    assert line.values[at["E.80"]] == Decimal("81.25")  # 65 ÷ 80
    assert found.sources[at["E.80"]].version == OTHER_RULE
    assert line.agrees
    data, _ = made("e80", office)
    notes = " ".join(data.tables[0].notes)
    assert "Rasio pada formulir ini adalah realisasi dibagi target" in notes
    assert "Makin rendah makin baik, dihitung (2 × target − realisasi) ÷ target" in notes
