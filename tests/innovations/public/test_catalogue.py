"""The catalogue: search, facets whose numbers are true, pages, and help where nothing is found."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from innovations import words
from innovations.choices import Category, Ending, Origin, Stage, Technology
from innovations.models import Innovation
from innovations.public.queries import listing
from innovations.public.queries.facets import KINDS
from tests.factories.complaints import reference_data
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit
from tests.innovations.public_objects import make_award, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference():
    make_city()
    reference_data()


def shown(client, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/inovasi/{query}")
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def indexed(*args, **fields) -> Innovation:
    entry = make_innovation(*args, **fields)
    words.index(entry)
    return entry


def found(asked: str = "", **chosen: str) -> listing.Catalogue:
    return listing.catalogue(asked, chosen, "")


def test_the_number_found_is_said_with_the_words(client):
    indexed(name="SIAP KAWAL", summary="Dokumentasi kegiatan.")
    indexed(name="LAIN", summary="Antrean puskesmas.")

    assert "2 inovasi" in shown(client)
    text = shown(client, "?kata=dokumentasi")
    assert "1 inovasi memuat “dokumentasi”" in text
    assert "SIAP KAWAL" in text
    assert "LAIN" not in text


def test_stop_words_alone_are_said_to_be_no_search(client):
    indexed(name="SIAP KAWAL", summary="Dokumentasi yang baik.")

    text = shown(client, "?kata=yang+dan")

    assert "Kata “yang dan” ada di hampir semua tulisan" in text
    assert "1 inovasi memuat" not in text
    assert "ada di hampir semua" not in shown(client, "?kata=yang+baik")


@pytest.mark.parametrize("asked", ["%25", "…", "';--"])
def test_signs_alone_are_no_search_and_said_so(client, asked):
    indexed(name="SIAP KAWAL")
    text = shown(client, f"?kata={asked}")
    assert "Tulis kata dengan huruf atau angka" in text
    assert "memuat" not in text


def test_what_is_named_so_stands_before_what_only_tells_of_it():
    indexed(name="LAIN", summary="Memakai kartu sehat.", published_at=timezone.now())
    indexed(name="KARTU SEHAT", published_at=timezone.now() - timedelta(days=400))

    assert [card.entry.name for card in found("kartu").cards] == ["KARTU SEHAT", "LAIN"]


@pytest.mark.parametrize("counted", [listing.COUNTED, 1])
def test_the_citys_own_stand_before_those_from_elsewhere(client, monkeypatch, counted):
    monkeypatch.setattr(listing, "COUNTED", counted)
    monkeypatch.setattr(listing, "PAGE", 2)
    now = timezone.now()
    for days, name in ((3, "OWN OLD"), (2, "OWN NEW")):
        indexed(name=name, published_at=now - timedelta(days=days))
    for days, name in ((1, "THEIRS OLD"), (0, "THEIRS NEW")):
        when = now - timedelta(days=days)
        indexed(name=name, origin=Origin.REFERENCE, source="Kota Lain", published_at=when)

    first = found()
    second = listing.catalogue("", {}, first.following)
    assert [card.entry.name for card in first.cards] == ["OWN NEW", "OWN OLD"]
    assert [card.entry.name for card in second.cards] == ["THEIRS NEW", "THEIRS OLD"]
    front = client.get("/").content.decode()
    assert "OWN NEW" in front
    assert "THEIRS" not in front


@pytest.fixture
def many():
    """Innovations that differ in everything facets count."""
    units = [make_unit() for _ in range(2)]
    for number in range(12):
        reference = number % 5 == 4
        entry = indexed(
            None if reference else units[number % 2],
            origin=Origin.REFERENCE if reference else Origin.OWN,
            category=Category.HEALTH if number % 3 else Category.EDUCATION,
            stage=Stage.TRIAL if number % 4 else Stage.IMPLEMENTED,
            technology=Technology.DIGITAL if number % 2 else Technology.NON_DIGITAL,
            affairs=["1.02", "2.16"] if number % 3 else ["1.01"],
            goals=[3, 16] if number % 4 else [],
            implemented_on=date(2024 + number % 3, 6, 1) if number % 5 else None,
        )
        if number % 3 == 1:
            make_award(entry)
            make_award(entry, 2020)


@pytest.mark.parametrize("chosen", [{}, {"kategori": "kesehatan"}, {"jenis": "digital"},
                                    {"kategori": "kesehatan", "urusan": "2.16", "tpb": "3"},
                                    {"penghargaan": "provinsi", "asal": "sendiri"}])  # fmt: skip
def test_the_number_beside_a_value_is_what_the_list_then_shows(many, chosen):
    before = found(**chosen)

    assert len(before.facets) == len(KINDS)
    for facet in before.facets:
        for option in facet.options:
            value = option.params[facet.name]
            if value is not None:
                assert found(**{**chosen, facet.name: value}).count == option.count, option
            else:
                assert option.count == before.count, option


def test_facets_hold_every_value_there_is(many):
    facets = {facet.name: facet for facet in found().facets}

    assert [option.label for option in facets["tahun"].options] == ["2026", "2025", "2024"]
    assert {option.count for option in facets["asal"].options} == {10, 2}
    assert len(facets["opd"].options) == 2


def test_every_year_that_is_offered_may_be_chosen(client):
    indexed(name="LAMA", trial_on=None, implemented_on=date(1998, 6, 1))

    assert "tahun=1998" in shown(client)
    text = shown(client, "?tahun=1998")
    assert "Ada masalah" not in text
    assert "1 inovasi" in text


def test_beyond_the_limit_the_same_are_found_without_numbers(many, monkeypatch):
    whole, few = found(), found(kategori="pendidikan", tahapan="uji_coba")
    monkeypatch.setattr(listing, "COUNTED", 5)

    cut, narrowed = found(), found(kategori="pendidikan", tahapan="uji_coba")

    assert cut.count is None
    assert {option.count for facet in cut.facets for option in facet.options} == {None}
    assert [card.entry for card in cut.cards] == [card.entry for card in whole.cards]
    assert narrowed.count == few.count == len(narrowed.cards) == 3
    for name in ("opd", "urusan", "asal", "tahun", "penghargaan", "tpb", "jenis", "bentuk"):
        value = next(one for one in whole.facets if one.name == name).options[0].params[name]
        assert listing.narrowed(listing.searched(None), {name: value}).count() == (
            next(one for one in whole.facets if one.name == name).options[0].count
        )


@pytest.mark.parametrize("counted", [1_000, 2])
def test_pages_hold_everything_once(client, monkeypatch, counted):
    monkeypatch.setattr(listing, "COUNTED", counted)
    monkeypatch.setattr(listing, "PAGE", 2)
    names = [make_innovation().name for _ in range(5)]

    seen, after = [], ""
    for _ in range(3):
        part = listing.catalogue("", {}, after)
        seen += [card.entry.name for card in part.cards]
        after = part.following
    assert after == ""
    assert seen == names[::-1]


def test_a_merged_one_is_neither_listed_nor_counted():
    successor = make_innovation(name="PENERUS")
    make_innovation(ending=Ending.MERGED, ended_on=date(2026, 5, 1), successor=successor)
    make_innovation(name="BERHENTI", ending=Ending.RETIRED, ended_on=date(2026, 5, 1))

    assert [card.entry.name for card in found().cards] == ["BERHENTI", "PENERUS"]


def test_a_card_shows_picture_unit_and_awards(client):
    entry = make_innovation(name="LOKET")
    photo = make_photo(entry, caption="Loket baru dibuka")
    make_photo(entry, is_public=False, caption="Tidak untuk umum", content=b"lain")
    make_award(entry)

    text = shown(client)

    assert f"/inovasi/{entry.slug}/berkas/{photo.pk}/" in text
    assert 'alt="Loket baru dibuka"' in text
    assert "Tidak untuk umum" not in text
    assert "1 penghargaan" in text
    assert entry.organization.name in text


def test_where_nothing_is_found_a_name_spelled_alike_is_offered(client):
    entry = indexed(name="SIAP KAWAL")

    text = shown(client, "?kata=kawall")

    assert "Tidak ada inovasi yang cocok" in text
    assert entry.get_absolute_url() in text
    assert "Coba kata yang lebih umum" in shown(client, "?kata=zzqqxx")


def test_before_anything_was_published_the_page_says_when_it_will(client):
    assert "Belum ada inovasi yang tayang" in shown(client)


@pytest.mark.parametrize("query", ["kategori=tidak-ada", "opd=9.99", "tahun=abc", "tpb=99",
                                   "kata=" + "a" * 121])  # fmt: skip
def test_what_is_asked_wrongly_is_told_and_the_list_stays(client, query):
    make_innovation(name="TETAP ADA")

    text = shown(client, f"?{query}")

    assert "Ada masalah" in text
    assert "TETAP ADA" in text


def test_a_search_keeps_what_the_list_was_narrowed_to(client):
    make_innovation()

    text = shown(client, "?kategori=kesehatan&kata=x")

    assert re.search(r'<input type="hidden" name="kategori" value="kesehatan"', text)
    assert "Kategori: Kesehatan" in text


def test_the_front_page_counts_what_goes_on(client):
    indexed(name="BERJALAN TERUS")
    indexed(name="SUDAH USAI", ending=Ending.RETIRED, ended_on=date(2026, 8, 4))

    front = re.sub(r"<[^>]+>|\s+", " ", client.get("/").content.decode())

    assert re.search(r"1 +inovasi dari +1 +perangkat daerah", front)
    assert "BERJALAN TERUS" in front
    assert "SUDAH USAI" not in front
