"""Checklists as open data: the figures of the public page, no school by what it lacks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import timezone

from innovations.adoption.queries.open import adoption_rows, adoption_stamp, adoption_years
from innovations.choices import InnovationState
from innovations.choices.adoption import MarkState
from tests.factories.adoption import make_mark, make_school

THIS = timezone.localdate().year


def rows(year: int, after: int = 0, limit: int | None = None) -> list[dict]:
    return [dict(row) for _, row in adoption_rows(year, after, limit)]


def told(found: list[dict]) -> list[tuple]:
    names = ("kecamatan", "butir", "memenuhi", "dari", "persen")
    return [tuple(row[name] for name in names) for row in found]


def test_by_kecamatan_and_item_what_was_verified(school_list):
    one, two = school_list.schools
    make_school(school_list.checklist)  # nobody knows where
    for item in school_list.items:
        make_mark(one, item, state=MarkState.VERIFIED, fulfilled_on=date(THIS, 1, 2))
    make_mark(two, school_list.items[0])  # waits

    found = rows(THIS)

    third, half, none = Decimal("33.33"), Decimal("50.00"), Decimal("0.00")
    names = ["", "Mekanisme", "Pokja", "Lppar"]
    assert told(found) == [
        *(("", name, 1, 3, third) for name in names),
        *(("Pekalongan Barat", name, 1, 2, half) for name in names),
        *(("Wilayah belum diketahui", name, 0, 1, none) for name in names),
    ]
    head = found[0]
    assert (head["tahun"], head["pada"]) == (THIS, timezone.localdate().isoformat())
    assert (head["kode"], head["inovasi"]) == (school_list.innovation.slug, "A-Jak")
    assert not any(one.name in str(row) for row in found)


def test_a_year_that_is_over_is_told_as_it_ended(school_list):
    one, _ = school_list.schools
    for item in school_list.items:
        make_mark(one, item, state=MarkState.VERIFIED, fulfilled_on=date(THIS, 1, 2))

    assert adoption_years()[0] == THIS
    assert adoption_years()[-1] == 2020
    assert told(rows(THIS - 1))[0] == ("", "", 0, 2, Decimal("0.00"))
    assert rows(THIS - 1)[0]["pada"] == f"{THIS - 1}-12-31"
    assert rows(2019) == []


def test_pages_hold_every_row_once(school_list):
    whole = list(adoption_rows(THIS, 0, None))

    pages = [*adoption_rows(THIS, 0, 3), *adoption_rows(THIS, 3, 100)]

    assert [row for _, row in pages] == [row for _, row in whole]
    assert len(list(adoption_rows(THIS, 2, 1))) == 1


def test_what_is_not_public_is_not_told(school_list):
    before = adoption_stamp(THIS)
    school_list.innovation.state = InnovationState.HIDDEN
    school_list.innovation.save()

    assert rows(THIS) == []
    assert adoption_years() == []
    assert adoption_stamp(THIS) != before


def test_its_stamp_follows_every_fact(school_list):
    before = adoption_stamp(THIS)
    mark = make_mark(school_list.schools[0], school_list.items[0], state=MarkState.VERIFIED)
    assert adoption_stamp(THIS) != before
    mark.delete()
    assert adoption_stamp(THIS) == before
