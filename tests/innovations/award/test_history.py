"""Competitions over the years as everybody reads them: counts of what was announced."""

from __future__ import annotations

import pytest
from django.urls import reverse

from innovations.award.queries.history import history
from innovations.choices.competition import EditionState, PhaseKind, ProposalState
from tests.factories.competitions import make_edition, make_proposal
from tests.factories.organizations import make_city, make_unit

pytestmark = pytest.mark.django_db
URL = "/inovasi/penghargaan/"


@pytest.fixture(autouse=True)
def city():
    return make_city()


def broken_down(title):
    return next(part.rows for part in history().breakdowns if part.title == title)


def test_editions_stand_with_what_was_handed_in_judged_and_won(ended):
    old = ended("A", "B", "C", "D", year=2025, name="Terdahulu").edition
    running = make_edition(PhaseKind.REGISTRATION)
    make_proposal(running)
    make_proposal(running, state=ProposalState.DRAFT)

    assert [(row.edition, row.handed_in, row.judged, row.won) for row in history().editions] == [
        (running, 1, None, None), (old, 4, 4, 3),
    ]  # fmt: skip


def test_judged_proposals_are_counted_by_unit_category_and_year(ended):
    unit = make_unit(name="Dinas Kesehatan (contoh)")
    ended("A", "B", unit=unit, year=2025)
    ended("C", unit=unit)
    ended("D")

    assert broken_down("Perangkat daerah")[0] == ("Dinas Kesehatan (contoh)", 3, 3)
    assert broken_down("Kategori") == [("Kesehatan", 4, 4)]
    assert broken_down("Tahun") == [("2026", 2, 2), ("2025", 2, 2)]


def test_the_page_shows_charts_with_their_numbers(client, ended):
    edition = ended("A").edition

    shown = client.get(URL).content.decode()

    assert edition.name in shown
    assert "Menurut perangkat daerah" in shown
    assert shown.count("<svg") > shown.count("Lihat angkanya") >= 3
    assert URL in client.get(reverse("innovations:public-edition-list")).content.decode()


def test_a_city_without_competitions_says_so(client):
    assert "Belum ada kompetisi" in client.get(URL).content.decode()
    assert 'id="kompetisi-inovasi"' not in client.get("/").content.decode()


def test_the_front_page_leads_to_open_calls_and_the_newest_result(client, ended):
    result = ended("A", year=2025, name="Kompetisi lama")
    call = make_edition(PhaseKind.REGISTRATION, name="Panggilan baru")
    make_edition(PhaseKind.DESK, name="Sudah tutup")
    make_edition(PhaseKind.REGISTRATION, name="Masih konsep", state=EditionState.DRAFT)

    shown = client.get("/").content.decode()

    assert call.get_absolute_url() in shown
    assert reverse("innovations:public-result", args=[result.edition.slug]) in shown
    assert "Sudah tutup" not in shown
    assert "Masih konsep" not in shown


def test_search_engines_find_what_is_public_of_competitions(client, ended):
    announced, frozen = ended("A").edition, ended("B", until="freeze").edition
    draft = make_edition(state=EditionState.DRAFT)

    told = client.get("/sitemap/kompetisi/edisi.xml").content.decode()

    assert URL in told
    assert announced.get_absolute_url() in told
    assert f"{announced.get_absolute_url()}hasil/" in told
    assert frozen.get_absolute_url() in told
    assert f"{frozen.get_absolute_url()}hasil/" not in told
    assert draft.slug not in told
    assert "/sitemap/kompetisi/edisi.xml" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("until", ["freeze", "reopen"])
def test_nothing_of_what_is_not_announced_is_told_anywhere(client, ended, until):
    """Neither title nor unit nor category nor how many won."""
    unit = make_unit(name="Dinas belum terlihat")
    secret = ended("Zqxrahasia", until=until, unit=unit).edition
    secret.categories.update(name="Kategori zqxrahasia")
    ended("Terlihat", year=2025)

    for address in (URL, "/", "/inovasi/kompetisi/", "/data/kompetisi/", "/sitemap.xml",
                    "/sitemap/kompetisi/edisi.xml", "/data/kompetisi.json?tahun=2026",
                    "/data/kompetisi.csv?tahun=2026", "/data/kompetisi.csv?tahun=2025"):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code in (200, 400), address  # 400: a year without data
        assert "zqxrahasia" not in b"".join(answer).decode().lower(), address
    assert unit.name not in client.get(URL).content.decode()
    assert broken_down("Tahun") == [("2025", 1, 1)]


def test_the_page_asks_a_fixed_number_of_statements(ended, django_assert_num_queries):
    ended("A", "B")
    ended("C", year=2025)

    with django_assert_num_queries(2):
        history()
