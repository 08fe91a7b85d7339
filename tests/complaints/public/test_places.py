"""What the map keeps is what counting all reports gives, whatever happened and whenever."""

from __future__ import annotations

import importlib
import itertools
import json
from collections import Counter
from copy import copy
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints import words
from complaints.choices import ComplaintClass, ComplaintState, Outcome, Publicity
from complaints.models import Area, Category, Complaint, PlaceTally
from complaints.public.actions.tallies import fold_changes, recount_all
from complaints.public.queries import points
from complaints.public.queries.listing import STATUSES, filtered
from organizations.models import Organization
from tests.factories.complaints import category, complaint, reference_data
from tests.factories.organizations import make_city, make_unit

pytestmark = pytest.mark.django_db
S = ComplaintState


@pytest.fixture
def cases() -> list[Complaint]:
    """Reports of every state and some classes, of two units, at three places and at none."""
    make_city()
    reference_data()
    around = Area.objects.create(code="9", name="Kecamatan")
    areas = [
        Area.objects.create(code=f"9.{n}", name=f"Kelurahan {n}", parent=around) for n in (1, 2)
    ]
    turns = itertools.cycle(range(6))
    units, kinds = (None, make_unit()), (ComplaintClass.ORDINARY, ComplaintClass.ASPIRATION)
    return [
        complaint(
            shown=True, state=state, unit=unit, kind=kind, received_at=timezone.now() - timedelta(days=40),
            category=category("sampah") if n % 2 else None, area=areas[n % 2] if n else None,
            public_latitude=f"-6.88{n % 3}" if n < 5 else None,
            public_longitude=f"109.67{n % 3}" if n < 5 else None,
        )
        for state in S.values
        for unit in units
        for kind in kinds
        for n in (next(turns),)
    ]  # fmt: skip


def questions() -> list[dict[str, Any]]:
    """Every value of every filter alone, and two together."""
    single: dict[str, list[Any]] = {
        "kategori": list(Category.objects.all()),
        "opd": list(Organization.objects.all()),
        "wilayah": list(Area.objects.filter(code__startswith="9")),
        "jenis": list(ComplaintClass.values),
        "status": list(STATUSES),
    }
    asked = [{name: value} for name, values in single.items() for value in values]
    return [{}, *asked, {"status": "berjalan", "jenis": ComplaintClass.ORDINARY}]


def by_hand(asked: dict[str, Any]) -> Counter[tuple[float, float]]:
    rows = filtered(asked, timezone.now()).exclude(public_latitude=None)
    return Counter(
        (float(lat), float(lon))
        for lat, lon in rows.values_list("public_latitude", "public_longitude")
    )


def drawn(asked: dict[str, Any]) -> dict[str, Any]:
    return json.loads(points._read(asked))


def assert_exact() -> None:
    for asked in questions():
        found = {(lat, lon): n for lat, lon, n in drawn(asked)["places"]}
        assert found == by_hand(asked), asked


def test_places_are_exact_after_every_kind_of_change(cases):
    assert sum(by_hand({}).values()) > 10
    assert_exact()
    fold_changes()
    assert_exact()
    placed = iter([case.pk for case in cases if case.public_latitude and case.state != S.MERGED])
    for change in (
        {"publicity": Publicity.HIDDEN},
        {"is_secret": True, "publicity": Publicity.HIDDEN},
        {"erased_at": timezone.now()},
        {"state": S.MERGED, "outcome": ""},
        {"state": S.CLOSED, "outcome": Outcome.NOT_OURS},
        {"unit": make_unit()},
        {"public_latitude": "-6.9", "area": None},
        {"public_latitude": None, "public_longitude": None},
        {"kind": ComplaintClass.SUPERVISORY, "category": category("lampu")},
    ):
        Complaint.objects.filter(pk=next(placed)).update(**change)
    Complaint.objects.filter(pk=next(placed)).delete()
    assert_exact()
    assert fold_changes() > 0
    assert_exact()
    assert recount_all() == 0


def test_what_stands_under_a_unit_or_a_category_is_not_counted_as_theirs(cases):
    """As in the list: only an area holds what lies in it."""
    unit, sub = next(case.unit for case in cases if case.unit), make_unit()
    kind, part = category("sampah"), category("lampu")
    Organization.objects.filter(pk=sub.pk).update(parent=unit)
    Category.objects.filter(pk=part.pk).update(parent=kind)
    complaint(
        shown=True, unit=sub, category=part, public_latitude="-6.88", public_longitude="109.67"
    )

    assert_exact()
    fold_changes()
    assert_exact()


def test_the_recount_finds_a_place_that_is_wrong_and_mends_it(cases):
    fold_changes()
    row = PlaceTally.objects.filter(by="jenis").first()
    PlaceTally.objects.filter(pk=row.pk).update(count=99)

    assert recount_all() > 0
    assert_exact()
    PlaceTally.objects.filter(by="status").first().delete()
    assert recount_all() > 0
    assert recount_all() == 0
    assert_exact()


def test_a_city_of_before_has_its_places_at_once(cases):
    fold_changes()
    rows = PlaceTally.objects.filter(count__gt=0).values_list(
        "by", "value", "latitude", "longitude", "count"
    )
    kept = set(rows)
    PlaceTally.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute(
            importlib.import_module("complaints.migrations.0021_places_of_the_map").BEFORE
        )

    assert set(rows.all()) == kept


def test_of_a_very_common_word_the_newest_are_drawn_and_it_is_said(client, monkeypatch):
    make_city()
    reference_data()
    now = timezone.now()
    words.index(
        complaint(
            shown=True, received_at=now - timedelta(days=days), public_latitude=f"-6.88{days}",
            public_longitude="109.67", public_text="Jalan berlubang",
        )
        for days in (1, 2, 3)
    )  # fmt: skip
    asked = {"kata": "berlubang"}
    assert drawn(asked)["newest"] is None
    assert len(drawn(asked)["places"]) == 3
    monkeypatch.setattr(points, "NEWEST", 2)

    found = client.get("/pengaduan/peta.json", asked).json()

    assert found["newest"] == 2
    assert found["places"] == [[-6.882, 109.67, 1], [-6.881, 109.67, 1]]


@pytest.mark.parametrize(
    "asked", [{}, {"jenis": "aspirasi"}, {"kata": "jalan"}, {"status": "terlambat"}]
)
def test_the_map_asks_the_same_for_none_and_many(cases, asked):
    with CaptureQueriesContext(connection) as many:
        drawn(asked)
    Complaint.objects.all().delete()
    with CaptureQueriesContext(connection) as none:
        drawn(asked)

    assert len(many) == len(none) <= 2


def test_the_list_of_a_place_goes_along_its_index(cases):
    """The map's own index begins with the day: without another a place is looked for among all."""
    shown = next(case for case in cases if case.public_latitude)
    others = [copy(shown) for _ in range(500)]
    for number, other in enumerate(others):
        other.pk, other.number = None, f"LAIN-{number}"
        other.public_latitude = Decimal("-6.1") - Decimal(number) / 10_000
    Complaint.objects.bulk_create(others)
    rows = filtered({"titik": (Decimal("-6.881"), Decimal("109.671"))}, timezone.now())

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE complaints_complaint")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    assert "complaints_at_place" in rows.explain()
