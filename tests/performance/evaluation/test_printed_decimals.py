"""Figures are printed with the digits they were given with; only quotients are cut."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from organizations.formatting import format_figure
from performance.choices import Accumulation, NodeLevel, Polarity, SubmissionState
from performance.models import Indicator, Submission
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_period_target,
    make_realization,
    make_target,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    office = Office()
    goal = make_node(office.unit, NodeLevel.SASARAN_PD, name="Sasaran ketimpangan")
    fields = {"polarity": Polarity.LOWER, "accumulation": Accumulation.LAST, "is_iku": True}
    for node in (goal, office.subs[0]):
        row = make_indicator(node, name="Indeks Gini", **fields)
        make_target(row, "0.288")
        make_period_target(row, end_target=Decimal("0.2795"))
        make_realization(row, Decimal("0.291"), Decimal("0.269"))
    for quarter in (1, QUARTER):
        Submission.objects.create(
            organization=office.unit, year=YEAR, quarter=quarter, state=SubmissionState.ACCEPTED
        )
    return office


@pytest.mark.parametrize(
    ("slug", "figures"),
    [
        ("e81", ("0,288", "0,269", "0,291", "0,2795")),
        ("e60", ("0,288", "0,269", "0,291")),
        ("e80", ("0,288", "0,269", "0,2795")),
        ("lkjip-opd", ("0,288", "0,269", "0,291", "0,2795")),
        ("rencana-aksi", ("0,288", "0,269", "0,291")),
        ("lkpj", ("0,288", "0,269")),
        ("iku", ("0,288", "0,2795")),
        ("perjanjian-kinerja", ("0,288",)),
    ],
)
def test_documents_print_the_digits_given(office, slug, figures, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    unit = [] if slug == "e60" else [f"opd={office.unit.code}"]
    out = tmp_path / "a.html"
    call_command("render_report", slug, param=[*unit, f"tahun={YEAR}"], format="html", out=str(out))
    page = out.read_text()

    assert not [figure for figure in figures if f">{figure}<" not in page]
    assert ">0,29<" not in page


def test_pages_show_the_digits_given(office, client):
    row = Indicator.objects.filter(name="Indeks Gini").first()
    page = client.get(reverse("performance:public-indicator", args=[row.pk])).content.decode()
    assert ">0,288<" in page
    assert ">0,269<" in page
    grid = office.client.get(office.url()).content.decode()
    assert ">0,288</td>" in grid
    assert 'data-label="S.d. TW ini">0,269<' in grid


def test_a_mean_is_cut_and_whole_numbers_stay_whole():
    assert format_figure(Decimal(100) / 3) == "33,33"
    assert format_figure(Decimal("12.000000")) == "12"
    assert format_figure(Decimal("0.996")) == "0,996"
