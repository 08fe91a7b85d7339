"""Documents name the quarters they show although nobody has accepted them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from performance.choices import NodeLevel, SubmissionState
from performance.evaluation.queries.acceptance import read_acceptance
from performance.evaluation.queries.lkjip import load_city_lkjip, load_lkjip
from performance.evaluation.reports.city import city_unit
from performance.evaluation.reports.lkjip_texts import sections
from performance.models import DocumentText, Submission
from reports.registry import REPORTS
from reports.rendering.document import marked_page
from tests.factories.organizations import make_city, make_unit
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_realization,
    make_spending,
    make_submission,
    make_target,
)
from tests.performance.entry.test_entry import YEAR, Office

ACCEPTED, RETURNED = SubmissionState.ACCEPTED, SubmissionState.RETURNED
DOCUMENTS = (
    ("e81", True, {"quarter": 3}),
    ("e60", False, {"quarter": 3, "depth": "subkegiatan"}),
    ("e80", True, {"depth": "subkegiatan"}),
    ("e58", False, {}),
    ("lkjip-opd", True, {}),
    ("lkjip-kota", False, {}),
    ("lkpj", True, {"depth": "subkegiatan"}),
    ("lkpj", False, {"depth": "program"}),
    ("rencana-aksi", True, {}),
    ("rencana-aksi", False, {}),
)
each_document = pytest.mark.parametrize(("slug", "of_unit", "more"), DOCUMENTS)


@pytest.fixture
def office(db) -> Office:
    """Three quarters typed; the third came back."""
    make_city()
    place = Office()
    sasaran = place.subs[0].program.parent
    index = make_indicator(sasaran, name="Indeks layanan", is_iku=True, accumulation="last")
    make_target(index, 80)
    make_realization(index, 60, 65, 70)
    make_spending(place.subs[0], 100, 200, 300)
    goal = make_node(None, NodeLevel.SASARAN, name="Sasaran kota")
    make_realization(make_indicator(goal, place.unit, accumulation="last"), 4, 5, 6)
    for quarter, state in ((1, ACCEPTED), (2, ACCEPTED), (3, RETURNED)):
        make_submission(place.unit, quarter, state)
    return place


QUARTERLY = ("e81", "e60")


def made(slug: str, office: Office, of_unit: bool, more: dict[str, Any]):
    report = REPORTS.find(slug)()
    data = report.data({"organization": office.unit.pk if of_unit else None, "year": YEAR, **more})
    return data, marked_page(report, data)


@each_document
def test_a_quarter_that_came_back_is_named_wherever_it_is_shown(office, slug, of_unit, more):
    data, page = made(slug, office, of_unit, more)
    note = "Triwulan III belum diterima: dikembalikan."
    assert data.is_draft
    # Forms of a quarter name it once, and never one that has no figures.
    mark = (
        f"Triwulan III {YEAR} (SEMENTARA)" if slug in QUARTERLY else "SEMENTARA, s.d. triwulan III"
    )
    assert mark in data.title
    assert mark in (data.subtitle or data.title)  # where no heading is given
    assert "Triwulan IV" not in data.title + data.subtitle + " ".join(
        data.values.get("heading", ())
    )
    assert note in page
    assert any(note in text for table in data.tables for text in table.notes)  # XLSX too


def write_everything(unit, document):
    """Every section of an LKjIP by hand, so that no paragraph waits for its words."""
    found = load_lkjip(unit, YEAR) if unit else load_city_lkjip(city_unit(YEAR), YEAR)
    for section in sections(found):
        DocumentText.objects.create(
            organization=unit, year=YEAR, document=document, section=section.key, text="Ada."
        )


@each_document
def test_an_accepted_year_says_nothing_of_the_kind(office, slug, of_unit, more):
    Submission.objects.update(state=ACCEPTED)
    make_submission(office.unit, 4, ACCEPTED)
    if slug.startswith("lkjip"):
        write_everything(office.unit if of_unit else None, slug)
    data, page = made(slug, office, of_unit, more)
    assert not data.is_draft
    assert "SEMENTARA" not in data.title + data.subtitle + page
    assert "belum diterima" not in page


@each_document
def test_a_running_year_names_the_target_it_is_measured_by(office, slug, of_unit, more):
    """Documents take the target of the year, public pages what was due by the quarter."""
    _, page = made(slug, office, of_unit, more)
    assert "dibandingkan dengan target setahun" in page
    assert "Halaman publik membandingkannya dengan target s.d. triwulan terakhir" in page


@pytest.mark.parametrize(
    ("slug", "of_unit", "more"), [d for d in DOCUMENTS if d[0] != "rencana-aksi"]
)
def test_a_running_year_is_not_signed_at_its_end(office, slug, of_unit, more):
    data, page = made(slug, office, of_unit, more)
    day = data.place_date or data.values["place_date"]
    assert f"30 September {YEAR}" in day
    assert f"31 Desember {YEAR}" not in page


def test_public_pages_name_the_target_they_measure_by(office, client):
    for url in (
        reverse("performance:public-organization", args=[office.unit.code]),
        reverse("performance:public-indicator", args=[office.indicators[0].pk]),
    ):
        make_realization(office.indicators[0], 1, 2, 3) if "indikator" in url else None
        assert "terhadap target s.d. Triwulan II" in client.get(url).content.decode(), url


def test_each_quarter_names_its_units_by_state(office):
    other = make_unit(short_name="Dinas Lain")
    sub = make_node(other)
    make_spending(sub, 1, 1, 1)
    make_submission(other, 1, ACCEPTED)
    make_submission(other, 3, SubmissionState.SUBMITTED)
    found, own = read_acceptance([office.unit, other], YEAR, 4), office.unit.short_name
    assert found.notes == (
        "Triwulan II belum diterima: belum diajukan (Dinas Lain).",
        f"Triwulan III belum diterima: diajukan (Dinas Lain); dikembalikan ({own}).",
    )
    assert read_acceptance([office.unit, other], YEAR, 1).notes == ()


def test_an_earlier_year_that_was_opened_again_is_named_with_its_year(office):
    Submission.objects.update(state=ACCEPTED)
    make_realization(office.indicators[0], 1, 2, 3, 4, year=YEAR - 1)
    make_submission(office.unit, 4, RETURNED, year=YEAR - 1)
    found = read_acceptance([office.unit], YEAR, 3)
    assert found.notes == (f"Triwulan IV {YEAR - 1} belum diterima: dikembalikan.",)
    assert found.is_draft


def test_figures_of_the_unit_whose_work_went_on_here_count(office):
    Submission.objects.update(state=ACCEPTED)
    before = make_unit(short_name="Unit Lama")
    old = make_node(before)
    make_realization(make_indicator(old), 1, 2, 3, 4, year=YEAR - 1)
    make_submission(before, 4, RETURNED, year=YEAR - 1)
    office.subs[0].predecessor = old
    office.subs[0].save()
    found = read_acceptance([office.unit], YEAR, 3)
    assert found.notes == (f"Triwulan IV {YEAR - 1} belum diterima: dikembalikan (Unit Lama).",)


def test_the_city_s_rupiah_of_each_quarter_stand_in_one_line_that_names_them(office):
    """The sum of rows that are not there would be a lonely one."""
    _, page = made("lkjip-kota", office, of_unit=False, more={})
    annex = page.split('id="lampiran-3"')[1].split('id="lampiran-4"')[0]
    assert "Realisasi anggaran kota setiap triwulan" in " ".join(annex.split())
    assert ("Semua perangkat daerah" in annex, "Jumlah" in annex) == (True, False)
    _, page = made("lkjip-opd", office, of_unit=True, more={})
    assert "Jumlah" in page.split('id="lampiran-3"')[1].split('id="lampiran-4"')[0]


@pytest.mark.parametrize(("slug", "of_unit"), [("lkjip-kota", False), ("lkjip-opd", True)])
def test_the_words_above_the_tree_say_what_it_draws(office, slug, of_unit):
    page = " ".join(made(slug, office, of_unit, {})[1].split())
    said = page.split("Pohon kinerja menunjukkan ")[1].split("</p>")[0]
    assert said.startswith("program" if of_unit else "perangkat daerah")
    assert ("serapan anggaran" in said) == of_unit
