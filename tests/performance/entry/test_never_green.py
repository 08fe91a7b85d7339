"""An empty cell, an unopened quarter and a missed target never look like good news."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from performance import formulas
from performance.choices import Accumulation, SubmissionState
from performance.entry.actions.submission import submit_entry
from performance.entry.queries.entry import load_entry
from performance.entry.queries.guard import guard_of
from performance.entry.queries.source import EntryKey
from performance.models import ReportingWindow, RowNote, YearTarget
from reports.rendering.charts import Bar, achievement_chart
from tests.factories.organizations import make_user
from tests.factories.performance import make_realization, make_submission, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def line_of(page: bytes, place: str) -> str:
    """One line of the grid as words."""
    found = re.search(rf'<tr\s+id="baris-{place}".*?</tr>', page.decode(), re.DOTALL)
    assert found
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


@pytest.mark.parametrize("kind", [Accumulation.LAST, Accumulation.SUM, Accumulation.AVERAGE])
def test_an_empty_cell_does_not_show_the_quarter_before(office, kind):
    row = office.indicators[0]
    row.accumulation = kind
    row.save()
    make_realization(row, Decimal("10.198"))
    make_submission(office.unit, QUARTER, SubmissionState.SUBMITTED)
    reader = Client()
    reader.force_login(make_user(Role.KEPALA_OPD, office.unit))
    for name in ("entry", "submission-review"):
        line = line_of(reader.get(office.url(name)).content, f"i{row.pk}")
        assert "Belum diisi" in line, name
        assert "%" not in line, name
        assert "Sangat Tinggi" not in line, name


def test_a_cell_made_empty_again_loses_its_achievement_at_once(office):
    row = make_realization(office.indicators[0], Decimal(10))
    saved = office.save(office.k, "10", f"{row.row_version}|").json()
    version = saved["version"]
    answer = office.save(office.k, "", f"{version}|10").json()
    cells = answer["lines"][f"i{office.indicators[0].pk}"]["cells"]
    assert (cells["percent"], cells["band"], cells["tone"]) == ("Belum diisi", "", "neutral")


def test_a_quarter_nothing_is_planned_for_is_not_missing(office):
    row = office.indicators[0]
    YearTarget.objects.filter(indicator=row).update(q4=Decimal(10))
    line = line_of(office.client.get(office.url()).content, f"i{row.pk}")
    assert "Tidak ditargetkan" in line


def test_empty_rupiah_show_no_absorption_of_the_quarter_before(office):
    node = office.subs[0]
    node.budget_realizations.create(year=YEAR, organization=office.unit, rp1=900_000)
    line = line_of(office.client.get(office.url()).content, f"n{node.pk}")
    assert "Belum diisi" in line
    assert "%" not in line


def test_a_quarter_not_yet_opened_says_so_and_is_not_handed_in(office):
    opens = timezone.now() + timedelta(days=40)
    ReportingWindow.objects.create(
        year=YEAR, quarter=3, opens_at=opens, closes_at=opens + timedelta(days=10)
    )
    make_realization(office.indicators[0], None, None, Decimal(10))
    place = [office.unit.code, YEAR, 3]
    page = office.client.get(reverse("performance:entry", args=place)).content.decode()
    assert "Triwulan III belum dibuka; jadwal mulai" in page
    assert "Periksa dan ajukan" not in page
    check = reverse("performance:entry-check", args=place)
    assert office.client.get(check).status_code == 403
    assert office.client.post(check, {"confirmed": "on"}).status_code == 403
    entry = make_submission(office.unit, 3)
    guard = guard_of(load_entry(EntryKey(office.unit.pk, YEAR, 3)), entry)
    with pytest.raises(ValidationError, match="belum dibuka"):
        submit_entry(submission=entry, by=office.operator, guard=guard, confirmed=True)


def test_a_coming_quarter_without_a_schedule_is_not_handed_in_either(office):
    year = timezone.localdate().year + 1
    place = [office.unit.code, year, 1]
    page = office.client.get(reverse("performance:entry", args=place)).content.decode()
    assert "belum dijadwalkan" in page
    assert "Periksa dan ajukan" not in page
    assert office.client.get(reverse("performance:entry-check", args=place)).status_code == 403


def test_a_draft_without_a_figure_is_not_being_filled(office):
    make_submission(office.unit, QUARTER)
    pages = (office.url(), office.url("submission-review"))
    for url in (*pages, reverse("performance:submission-list"), reverse("dashboard")):
        page = office.client.get(url).content.decode()
        told = re.sub(r"<option.*?</option>", "", page, flags=re.DOTALL)
        assert "Sedang diisi" not in told, url
        assert "Belum diisi" in told, url
    office.save(office.rp, "5")
    assert "Sedang diisi" in office.client.get(office.url()).content.decode()


def test_what_a_missed_target_needs_is_asked_for_before_handing_in(office):
    row = office.indicators[0]
    office.save(office.k, "9,898")
    page = office.client.get(office.url("entry-check")).content.decode()
    assert "Di bawah target tanpa sebab dan tindak lanjut" in page
    assert f'href="{office.url()}indikator/{row.pk}/#catatan"' in page
    note = {"indicator": row, "year": YEAR, "quarter": QUARTER}
    told = RowNote.objects.create(**note, inhibiting="Tenaga belum lengkap.")
    assert "Di bawah target" in office.client.get(office.url("entry-check")).content.decode()
    told.follow_up = "Merekrut lima perawat."
    told.save()
    assert "Di bawah target" not in office.client.get(office.url("entry-check")).content.decode()


def test_green_with_a_tick_begins_at_the_target():
    scheme = formulas.DEFAULT_SCHEME
    tones = [formulas.band(Decimal(value), scheme).tone for value in ("79.13", "98.98", "100")]
    assert tones == ["info", "near", "success"]
    green = achievement_chart("Uji", [Bar("Di bawah", Decimal(79), "79%", tones[0])])
    assert "#1d7a46" not in green
