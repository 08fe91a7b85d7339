"""Signature blocks carry whoever held the office on the day of the document."""

from __future__ import annotations

from datetime import date

import pytest

from organizations.choices import AppointmentKind, Role
from organizations.queries.signers import signer_for
from performance.evaluation.reports.base import signature
from tests.factories.organizations import make_assignment, make_unit, make_user

FIRST, SECOND = date(2024, 1, 1), date(2025, 7, 1)


@pytest.fixture
def unit(db):
    place = make_unit(name="Dinas Uji")
    old, new, acting = (make_user(full_name=name) for name in ("Lama", "Baru", "Pengganti"))
    common = {"signs_documents": True, "position": "Kepala Dinas Uji"}
    make_assignment(
        old, Role.KEPALA_OPD, place, valid_from=FIRST, valid_to=date(2025, 6, 30), **common
    )
    make_assignment(new, Role.KEPALA_OPD, place, valid_from=SECOND, **common)
    make_assignment(
        acting,
        Role.KEPALA_OPD,
        place,
        appointment=AppointmentKind.PLH,
        valid_from=date(2025, 9, 1),
        valid_to=date(2025, 9, 10),
        **common,
    )
    return place


@pytest.mark.parametrize(
    ("on", "name", "position"),
    [
        (date(2025, 6, 30), "Lama", "Kepala Dinas Uji"),
        (date(2025, 7, 1), "Baru", "Kepala Dinas Uji"),
        (date(2025, 9, 5), "Pengganti", "Plh. Kepala Dinas Uji"),
        (date(2025, 9, 11), "Baru", "Kepala Dinas Uji"),
    ],
)
def test_the_officer_of_the_day_signs(unit, on, name, position):
    found = signer_for(unit, on)
    assert (found.name, found.position) == (name, position)


def test_without_an_officer_the_name_stays_open(unit):
    block = signature("Disusun oleh", unit, "Kepala Dinas Uji", date(2023, 1, 1))
    assert (block.name, block.position) == ("", "Kepala Dinas Uji")
