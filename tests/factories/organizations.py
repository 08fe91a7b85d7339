"""Units, people and their assignments for tests. No randomness, no signals."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from organizations.choices import OrganizationKind, Role
from organizations.models import Assignment, City, Organization, User

SINCE = date(2020, 1, 1)
PASSWORD = "Kata-Sandi-Uji-2026"
_numbers = count(1)


def make_city(**fields: Any) -> City:
    city, _ = City.objects.update_or_create(
        pk=City.SINGLETON_ID, defaults={"name": "Kota Uji", "seat": "Uji", **fields}
    )
    return city


def make_unit(code: str = "", **fields: Any) -> Organization:
    """A reporting dinas; `code` decides its bidang urusan (default 1.02, health)."""
    number = next(_numbers)
    code = code or f"1.02.0.00.0.00.01.{number:04d}"
    defaults = {
        "name": f"Dinas Uji {number}",
        "short_name": f"Dinas {number}",
        "kind": OrganizationKind.DINAS,
        "valid_from": SINCE,
    }
    return Organization.objects.create(code=code, **{**defaults, **fields})


def make_user(
    role: Role | str | None = None, unit: Organization | None = None, **fields: Any
) -> User:
    """A person who may sign in; with a role also an assignment (in a new unit if none is given)."""
    number = next(_numbers)
    fields.setdefault("email", f"orang{number}@contoh.test")
    fields.setdefault("full_name", f"Pegawai {number}")
    user = User.objects.create_user(password=PASSWORD, **fields)
    if role is not None:
        make_assignment(user, role, unit or make_unit())
    return user


def make_assignment(user: User, role: Role | str, unit: Organization, **fields: Any) -> Assignment:
    defaults = {"position": str(Role(role).label), "valid_from": SINCE}
    return Assignment.objects.create(
        user=user, organization=unit, role=role, **{**defaults, **fields}
    )
