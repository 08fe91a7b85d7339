"""A point is opened by its code or its signed QR; a forged one by nobody."""

from __future__ import annotations

import pytest

from surveys.instrument.queries.points import Refusal, point_of, sign_point, spelled
from tests.factories.surveys import make_point, make_service, make_service_unit

pytestmark = pytest.mark.django_db


def test_point_by_code_and_by_qr() -> None:
    point = make_point(make_service_unit())

    assert point_of(point.code).point == point
    assert point_of(point.code, sign_point(point)).point == point
    assert point_of(point.code, sign_point(point).upper()).point == point


def test_code_typed_with_gaps_and_small_letters() -> None:
    point = make_point(make_service_unit(), code="KM47PQR")

    assert point_of(" km4-7p qr ").point == point


def test_mark_of_another_point_is_refused() -> None:
    unit = make_service_unit()
    mine, other = make_point(unit), make_point(unit)

    for forged in (sign_point(other), "x" * 10, "é", sign_point(mine)[:-1]):
        assert point_of(mine.code, forged).refusal is Refusal.UNKNOWN


@pytest.mark.parametrize("typed", ["", "TIDAKADA", "' OR 1=1", "\x00", "x" * 5000, "٣٤"])
def test_nonsense_is_unknown(typed: str) -> None:
    assert point_of(typed).refusal is Refusal.UNKNOWN
    assert point_of(typed, typed).refusal is Refusal.UNKNOWN


def test_spelled_keeps_letters_and_digits() -> None:
    assert spelled("km4-7p qr") == "KM47PQR"


@pytest.mark.parametrize("off", ["point", "unit", "service"])
def test_what_is_switched_off_takes_no_answer(off: str) -> None:
    unit = make_service_unit(is_active=off != "unit")
    service = make_service(unit, is_active=off != "service")
    point = make_point(unit, service=service, is_active=off != "point")

    found = point_of(point.code, sign_point(point))

    assert (found.point, found.refusal) == (point, Refusal.OFF)


def test_statements(django_assert_max_num_queries: object) -> None:
    point = make_point(make_service_unit())

    with django_assert_max_num_queries(2):  # type: ignore[operator]
        point_of(point.code, sign_point(point))


def test_called_in_is_told_for_code_and_qr() -> None:
    point = make_point(make_service_unit())
    old, mark = point.code, sign_point(point)
    point.former_codes, point.code, point.key = [old], "NEW4679", 2
    point.save()

    assert point_of(old).refusal is Refusal.CALLED_IN
    assert point_of(old, mark).refusal is Refusal.CALLED_IN
    assert point_of(old, "x" * 10).refusal is Refusal.UNKNOWN
    assert point_of("NEW4679", mark).refusal is Refusal.UNKNOWN
    assert point_of("NEW4679", sign_point(point)).point == point
