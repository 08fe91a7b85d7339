"""The document and the source of indicators say what the page says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import timezone

from innovations.adoption.queries.document import adopted_share
from innovations.adoption.queries.progress import progress_of
from innovations.adoption.reports import AdoptionReport
from innovations.choices import InnovationState
from innovations.choices.adoption import MarkState
from innovations.models import AdoptionBand, AdoptionChecklist, AdoptionMark, AdoptionUnit
from tests.factories.adoption import make_mark
from tests.factories.organizations import make_unit


def test_the_document_says_what_the_page_says_and_knows_when_it_is_old(school_list):
    report = AdoptionReport()
    AdoptionBand.objects.create(checklist=school_list.checklist, label="Siap", minimum=30)
    params = report.resolve({"inovasi": school_list.innovation.slug})
    stamp = report.stamp(params)
    one = school_list.schools[0]
    make_mark(one, school_list.items[0], state=MarkState.VERIFIED)

    found = report.data(params)

    items, places, earned = (list(table.rows) for table in found.tables)
    assert [row["memenuhi"] for row in items] == [1, 0, 0]
    assert [row["bagian"] for row in places] == [Decimal("16.67")]
    heads = [table.columns[-1].title for table in found.tables[:2]]
    assert heads == ["Bagian", "Rata-rata pemenuhan"]  # 16.67 is not 0 of 2
    assert [row["satuan"] for row in earned] == [one.name]
    assert found.stamp != stamp


def test_what_is_not_public_is_in_no_document(school_list):
    school_list.innovation.state = InnovationState.HIDDEN
    school_list.innovation.save()
    report = AdoptionReport()

    found = report.data(report.resolve({}))

    assert [row["butir"] for row in found.tables[0].rows] == [
        "Belum ada inovasi tayang dengan daftar adopsi menurut pilihan ini."
    ]


@pytest.mark.parametrize("fmt", ["pdf", "xlsx", "csv"])
def test_it_is_made_in_every_format(school_list, tmp_path, fmt):
    make_mark(school_list.schools[0], school_list.items[0], state=MarkState.VERIFIED)
    out = tmp_path / f"a.{fmt}"

    call_command("render_report", "inovasi-adopsi", param=[], format=fmt, out=str(out))

    assert out.stat().st_size > 0


def test_an_indicator_takes_the_share_of_the_quarters_last_day_unrounded(school_list):
    day = date(2026, 2, 2)
    verified = MarkState.VERIFIED
    make_mark(school_list.schools[0], school_list.items[0], state=verified, fulfilled_on=day)

    assert adopted_share(school_list.unit, 2025, 4) == 0
    assert round(adopted_share(school_list.unit, 2026, 1), 6) == Decimal("16.666667")
    assert adopted_share(None, 2026, 1) == adopted_share(school_list.unit, 2026, 1)
    assert adopted_share(make_unit(), 2026, 1) is None


def test_the_demonstration_tells_of_511_invented_schools(demo_city):
    checklist = AdoptionChecklist.objects.get(innovation__name="A-Jak")
    names = AdoptionUnit.objects.filter(checklist=checklist).values_list("name", flat=True)

    found = progress_of(checklist, timezone.localdate())

    assert len(names) == found.whole.units == 511
    assert all(name.endswith("(contoh)") for name in names)
    assert len(found.places) == 4
    assert Decimal(30) < found.whole.share < Decimal(90)
    assert found.earned[0].units
    assert {"diisi", "diverifikasi", "ditolak"} == set(
        AdoptionMark.objects.values_list("state", flat=True)
    )


def test_the_document_counts_who_reached_a_category_and_who_reached_none(school_list):
    report = AdoptionReport()
    AdoptionBand.objects.create(checklist=school_list.checklist, label="Siap", minimum=30)
    one = school_list.schools[0]
    make_mark(one, school_list.items[0], state=MarkState.VERIFIED)
    data = report.data(report.resolve({}))

    told = " ".join(render_to_string(report.body_template, data.values).split())

    word, all_of = school_list.checklist.unit_word, len(school_list.schools)
    assert f"<h3>Siap: 1 {word}</h3>" in told
    assert "paling sedikit 30%." in told
    assert f"<li>{one.name}</li>" in told
    assert f"{all_of - 1} dari {all_of} {word} belum mencapai kategori apa pun" in told
