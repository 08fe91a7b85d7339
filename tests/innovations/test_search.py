"""Searching public innovations: names and words, stems and aliases, and nothing that is not public."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from complaints.words import query
from innovations import words
from innovations.choices import Ending, InnovationState
from innovations.models import Innovation
from innovations.public.queries.listing import catalogue
from tests.factories.complaints import reference_data
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference():
    make_city()
    reference_data()


def indexed(**fields) -> Innovation:
    entry = make_innovation(**fields)
    words.index(entry)
    return entry


def found(asked: str) -> list[str]:
    asks = query(asked)
    assert asks is not None
    rows = Innovation.objects.filter(search=asks).order_by("name")
    return list(rows.values_list("name", flat=True))


def listed(asked: str) -> list[str]:
    return [card.entry.name for card in catalogue(asked, {}, "").cards]


@pytest.mark.parametrize("asked", ["kawal", "dokumentasi", "mendokumentasikan", "pimpinan"])
def test_an_innovation_is_found_by_its_words_and_their_stems(asked):
    indexed(name="SIAP KAWAL", expansion="Dokumentasi kegiatan", summary="Kegiatan pimpinan.")
    indexed(name="LAIN", expansion="", summary="Antrean puskesmas.")

    assert found(asked) == ["SIAP KAWAL"]


def test_what_is_no_longer_public_has_no_search_column():
    entry = indexed(name="TERSEMBUNYI")
    entry.state = InnovationState.HIDDEN
    entry.save(update_fields=["state"])

    words.index(entry)

    assert found("tersembunyi") == []


def test_after_several_merges_the_last_one_is_found_by_every_name():
    last = make_innovation(name="TERAKHIR")
    middle = make_innovation(name="TENGAH")
    first = make_innovation(name="PERTAMA")
    for row, heir in ((first, middle), (middle, last)):
        row.ending, row.ended_on, row.successor = Ending.MERGED, timezone.localdate(), heir
        row.save()
        words.index(row)
    assert listed("pertama") == listed("tengah") == ["TERAKHIR"]

    middle.state = InnovationState.HIDDEN  # its name is nobody's any more, the first one's is
    middle.save()
    words.index(middle)

    assert listed("pertama") == ["TERAKHIR"]
    assert listed("tengah") == []


def test_a_merged_one_is_found_at_its_successor_until_it_is_hidden():
    successor = make_innovation(name="PENERUS")
    former = make_innovation(
        name="PENDAHULU", ending=Ending.MERGED, ended_on=date(2026, 5, 1), successor=successor
    )
    words.index(former)
    assert found("pendahulu") == ["PENDAHULU", "PENERUS"]

    former.state = InnovationState.HIDDEN
    former.save(update_fields=["state"])
    words.index(former)

    assert found("pendahulu") == []


def test_a_name_spelled_almost_so_is_offered():
    indexed(name="SIAP KAWAL")
    indexed(name="SIAP KAWAN", state=InnovationState.DRAFT)

    assert [entry.name for entry in words.nearest("kawall")] == ["SIAP KAWAL"]
    assert list(words.nearest("zzqqxx")) == []
