"""The year of a ratio in documents, pages and open data: its parts over the year, computed once."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from performance.choices import SubmissionState
from performance.models import Indicator, Submission
from tests.factories.performance import make_window
from tests.performance.entry.test_entry import YEAR
from tests.performance.entry.test_ratio import RatioOffice

QUARTERS = {1: ("10", "20"), 2: ("72", "80")}  # 50% and 90%: 70% on average, 82% of all


@pytest.fixture
def office(db) -> RatioOffice:
    for quarter in QUARTERS:
        make_window(quarter)
    place = RatioOffice()
    for quarter, (numerator, denominator) in QUARTERS.items():
        data = {f"n-{place.pk}": numerator, f"d-{place.pk}": denominator}
        data[f"v-k-{place.pk}"] = f"{quarter - 1}|"
        url = reverse("performance:entry-row", args=[place.unit.code, YEAR, quarter])
        assert place.client.post(url, data).status_code == 200
        Submission.objects.update_or_create(
            organization=place.unit,
            year=YEAR,
            quarter=quarter,
            defaults={"state": SubmissionState.ACCEPTED},
        )
    return place


@pytest.mark.parametrize("slug", ["e81", "e60", "e80", "lkjip-opd"])
def test_a_document_prints_the_sum_of_numerators_over_that_of_denominators(office, slug, tmp_path):
    Indicator.objects.filter(pk=office.pk).update(name="Cakupan layanan")
    given = [f"tahun={YEAR}"]
    given += [] if slug == "e60" else [f"opd={office.unit.code}"]
    given += ["triwulan=2"] if slug in ("e81", "e60") else []
    given += ["tingkat=subkegiatan"] if slug == "e80" else []
    out = tmp_path / "a.html"
    call_command("render_report", slug, param=given, format="html", out=str(out))
    page = out.read_text()
    lines = [part for part in page.split("<tr") if "Cakupan layanan" in part]
    assert any(">82" in line for line in lines)
    assert not any(">70" in line for line in lines)
    assert "jumlah pembilang dibagi jumlah penyebut" in page


def test_open_data_publishes_both_parts_beside_the_figure(office):
    answer = Client().get("/data/kinerja.csv", {"tahun": YEAR})
    text = b"".join(answer.streaming_content).decode()
    told = [
        tuple(Decimal(row[name]) for name in ("realisasi", "pembilang", "penyebut"))
        for row in csv.DictReader(io.StringIO(text))
    ]
    assert sorted(told) == [(50, 10, 20), (90, 72, 80)]


def test_the_public_page_of_the_indicator_shows_the_same_year(office):
    url = reverse("performance:public-indicator", args=[office.pk])
    assert "82" in Client().get(url, {"tahun": YEAR}).content.decode()
