"""The steps of this app: the city, its first unit, its head, the first admin."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from organizations.actions.assignments import give_assignment
from organizations.actions.city import save_city
from organizations.actions.units import save_unit
from organizations.actions.users import create_user
from organizations.choices import Role
from organizations.models import City, Organization, User
from organizations.queries.people import administrators
from organizations.queries.signers import head_of_city
from organizations.setup.forms import AdminStepForm, CityStepForm, MayorStepForm, UnitStepForm
from organizations.setup.registry import SETUP_STEPS, Setting, Step

NO_UNIT = "Isi dulu unit pertama."


def _city_found() -> str:
    city = City.objects.first()
    return city.name if city else ""


def _save_city(data: dict[str, Any], setting: Setting) -> None:
    fields = {name: value for name, value in data.items() if name != "logo"}
    save_city(by=None, logo=data.get("logo") or None, **fields)


def _unit_found() -> str:
    count = Organization.objects.count()
    return f"{count} unit" if count else ""


def _save_unit(data: dict[str, Any], setting: Setting) -> None:
    setting.unit = save_unit(unit=None, by=None, **data)


def _mayor_found() -> str:
    head = head_of_city(timezone.localdate())
    return head.name if head else ""


def _save_mayor(data: dict[str, Any], setting: Setting) -> None:
    """An account that is not invited yet: its name is printed from today on."""
    if data["full_name"]:
        user = create_user(email=data["email"], full_name=data["full_name"], by=None, invite=False)
        _appoint(user, setting, Role.PIMPINAN, City.current().mayor_title)


def _admin_found() -> str:
    return ", ".join(user.email for user in administrators())


def _save_admin(data: dict[str, Any], setting: Setting) -> None:
    """Its owner chooses the password by a link, which is mailed as well."""
    setting.admin = create_user(email=data["email"], full_name=data["full_name"], by=None)
    _appoint(setting.admin, setting, Role.ADMIN_SISTEM, data["position"])


def _appoint(user: User, setting: Setting, role: Role, position: str) -> None:
    unit = setting.unit or Organization.objects.valid(timezone.localdate()).first()
    if unit is None:
        raise ValidationError(NO_UNIT)
    since: date = timezone.localdate()
    give_assignment(
        user=user, by=None, organization=unit, role=role, position=position, valid_from=since
    )


SETUP_STEPS.file(
    Step(
        "city",
        order=10,
        title="Kota",
        lead="Tampil pada setiap halaman dan kop dokumen.",
        form=CityStepForm,
        found=_city_found,
        save=_save_city,
    )
)
SETUP_STEPS.file(
    Step(
        "unit",
        order=20,
        title="Unit pertama",
        lead="Tempat admin bertugas. Unit lain diimpor atau ditambahkan sesudahnya.",
        form=UnitStepForm,
        found=_unit_found,
        save=_save_unit,
    )
)
SETUP_STEPS.file(
    Step(
        "mayor",
        order=30,
        title="Kepala daerah",
        lead="Namanya dicetak pada dokumen kota. Boleh dikosongkan.",
        form=MayorStepForm,
        found=_mayor_found,
        save=_save_mayor,
    )
)
SETUP_STEPS.file(
    Step(
        "admin",
        order=40,
        title="Admin pertama",
        lead="Mengatur unit, akun, dan penugasan. Kata sandi dibuat sesudah halaman ini disimpan.",
        form=AdminStepForm,
        found=_admin_found,
        save=_save_admin,
    )
)
