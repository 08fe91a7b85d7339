"""One row never breaks a page: what cannot be computed says so in its cell, all else goes on."""

from __future__ import annotations

import html as markup
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from organizations.choices import Role
from performance.choices import Accumulation, NodeLevel, Polarity, SubmissionState
from performance.evaluation.queries.evaluation import evaluate
from performance.models import Indicator, Submission, UnitSummary, YearTarget
from performance.overview.actions.summaries import refresh_outdated
from performance.words import NOT_COMPUTED
from tests.factories.organizations import make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_period_target,
    make_realization,
    make_target,
    make_window,
)
from tests.performance.documents import DOCUMENTS as OF_PERFORMANCE
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

REASON = "rentang memerlukan batas bawah dan batas atas"
DOCUMENTS = [d for d in OF_PERFORMANCE if not d.slug.startswith(("lke", "sakip"))]


@pytest.fixture
def office(db) -> Office:
    """An accepted quarter in which one indicator cannot be measured, and one is a range."""
    make_window(QUARTER)
    office = Office()
    office.city_goal = make_node(None, NodeLevel.SASARAN, name="Sasaran kota")
    goal = make_node(office.unit, NodeLevel.SASARAN_PD, office.city_goal, name="Sasaran dinas")
    for node in (office.city_goal, goal):
        for name, high in (("Waktu rusak", None), ("Waktu layanan", 6)):
            row = make_indicator(
                node, office.unit, name=name, polarity=Polarity.RANGE, is_iku=True,
                accumulation=Accumulation.LAST,
            )  # fmt: skip
            make_target(row, 5, target_high=high, q1=8, q1_high=9)
            make_period_target(row, end_target=4, end_target_high=5 if high else None)
            make_realization(row, 8, Decimal("5.5"))
    for quarter in (1, QUARTER):
        Submission.objects.update_or_create(
            organization=office.unit, year=YEAR, quarter=quarter,
            defaults={"state": SubmissionState.ACCEPTED},
        )  # fmt: skip
    office.broken, office.range = Indicator.objects.filter(node=goal).order_by("-name")
    assert (office.broken.name, office.range.name) == ("Waktu rusak", "Waktu layanan")
    return office


def text(answer) -> str:
    assert answer.status_code == 200
    return " ".join(markup.unescape(answer.content.decode()).split())


def test_public_pages_say_why(office, client):
    for name, args in (
        ("public-organization", [office.unit.code]),
        ("public-indicator", [office.broken.pk]),
    ):
        page = text(client.get(reverse(f"performance:{name}", args=args)))
        assert NOT_COMPUTED in page
        assert REASON in page.lower()
    assert client.get("/").status_code == 200
    page = text(client.get(reverse("performance:public-indicator", args=[office.range.pk])))
    assert ">5–6<" in page
    assert NOT_COMPUTED not in page


def test_the_grid_and_the_check_say_why(office):
    Submission.objects.filter(quarter=QUARTER).update(state=SubmissionState.DRAFT)
    for url in (
        office.url(),
        office.url("entry-check"),
        office.url("entry-indicator", office.broken.pk),
    ):
        page = text(office.client.get(url))
        assert NOT_COMPUTED in page.lower()
        assert REASON in page.lower()


def test_leaders_and_summaries_go_on(office, client):
    refresh_outdated(YEAR)
    assert UnitSummary.objects.get(organization=office.unit).iku_filled == 1
    client.force_login(make_user(Role.PIMPINAN))
    assert "Waktu rusak" in text(client.get(reverse("performance:leaders"), {"tahun": YEAR}))


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_document_prints_ranges_and_reasons(office, document, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    given = [f"{k}={v}" for k, v in document.natural(office.unit.code).items()]
    out = tmp_path / "a.html"
    call_command("render_report", document.slug, param=given, format="html", out=str(out))
    page = markup.unescape(out.read_text())

    assert "5–6" in page or document.slug in WITHOUT_GOALS
    assert NOT_COMPUTED in page or document.slug in (*WITHOUT_GOALS, *WITHOUT_ACHIEVEMENT)


# Forms of programs and below; forms that print targets, or plain shares of them, alone.
WITHOUT_GOALS = ("e81", "e60")
WITHOUT_ACHIEVEMENT = ("e80", "e58", "perjanjian-kinerja", "iku", "pohon-kinerja", "kaskade")


@pytest.mark.parametrize("slug", ["e81", "e60", "rencana-aksi", "lkpj"])
def test_forms_of_programs_print_them_too(office, slug, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    row = office.indicators[0]
    Indicator.objects.filter(pk=row.pk).update(polarity=Polarity.RANGE, accumulation="last")
    Indicator.objects.filter(pk=office.indicators[1].pk).update(polarity=Polarity.RANGE)
    YearTarget.objects.filter(indicator=row).update(target=10, target_high=12)
    for indicator in office.indicators:
        make_realization(indicator, 9, 11)
    unit = [] if slug == "e60" else [f"opd={office.unit.code}"]
    out = tmp_path / "a.csv"
    call_command("render_report", slug, param=[*unit, f"tahun={YEAR}"], format="csv", out=str(out))

    told = out.read_text()
    assert "10–12" in told
    assert NOT_COMPUTED in told


def test_a_sum_that_should_stay_small_is_not_green_for_an_early_quarter(office):
    row = office.indicators[0]
    Indicator.objects.filter(pk=row.pk).update(polarity=Polarity.LOWER)
    YearTarget.objects.filter(indicator=row).update(target=12, q1=3, q2=3, q3=3, q4=3)
    make_realization(row, 5, 4)

    found = {
        q: next(r for r in evaluate(office.unit, YEAR, q).rows if r.indicator_id == row.pk)
        for q in (1, 2)
    }

    assert round(found[1].annual_k, 2) == Decimal("33.33")  # (2 x 3 - 5) / 3, not (2 x 12 - 5) / 12
    assert found[2].annual_k == 50


def test_huge_figures_fit_everywhere(office, client):
    YearTarget.objects.filter(indicator=office.range).update(target_high=None, q1_high=None)
    Indicator.objects.filter(pk=office.range.pk).update(polarity=Polarity.HIGHER)
    YearTarget.objects.filter(indicator=office.range).update(target=Decimal("0.000001"), q1=None)
    office.range.realizations.update(k2=Decimal(10) ** 17)

    refresh_outdated(YEAR)

    assert UnitSummary.objects.get(organization=office.unit).exact > 10**20
    assert client.get("/").status_code == 200
