"""A unit with somebody who writes, its head, and Bagian Organisasi."""

from __future__ import annotations

import pytest

from organizations.choices import Role
from organizations.models import Organization, User
from tests.factories.organizations import make_city, make_unit, make_user

WORDS = {
    "origin": "sendiri",
    "name": "SI BAJAK",
    "expansion": "Sistem Integrasi Barang dan Jasa Keuangan",
    "summary": "Pengadaan dan keuangan rumah sakit dalam satu alur.",
    "category": "tata_kelola",
    "form": "tata_kelola",
    "technology": "digital",
    "initiator": "asn",
    "stage": "penerapan",
    "implemented_on": "17 Juni 2025",
    "affairs": ["1.02", "5.02"],
    "goals": ["3"],
    "idea": "Data pengadaan langsung masuk ke keuangan.",
    "purpose": "Pembayaran barang dan jasa rumah sakit lebih cepat.",
}


@pytest.fixture
def unit(db) -> Organization:
    make_city()
    return make_unit()


@pytest.fixture
def operator(unit, client) -> User:
    user = make_user(Role.OPERATOR_OPD, unit)
    client.force_login(user)
    return user


@pytest.fixture
def head(unit) -> User:
    return make_user(Role.KEPALA_OPD, unit)


@pytest.fixture
def city(unit) -> User:
    return make_user(Role.BAGIAN_ORGANISASI)
