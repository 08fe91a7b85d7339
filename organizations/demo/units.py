"""Units and people of the demonstration city. People are named by their function."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from organizations.choices import Role
from organizations.demo import DEMO_PASSWORD
from organizations.models import Assignment, City, Organization, User

HERE = Path(__file__).parent
SINCE = date(2021, 1, 1)


@dataclass(frozen=True)
class DemoUnit:
    """A unit with the bidang urusan it works in and the rough size of its budget (billion)."""

    organization: Organization
    fields: tuple[str, ...]
    scale: int


@dataclass(frozen=True)
class Account:
    email: str
    role: Role
    unit: str  # short name
    position: str
    signs: bool = False


ACCOUNTS = (
    Account("operator.bappeda@contoh.test", Role.OPERATOR_OPD, "Bappeda", "Operator SAKIP"),
    Account("kepala.bappeda@contoh.test", Role.KEPALA_OPD, "Bappeda", "Kepala Badan", signs=True),
    Account("operator.dinkes@contoh.test", Role.OPERATOR_OPD, "Dinkes", "Operator SAKIP"),
    Account("kepala.dinkes@contoh.test", Role.KEPALA_OPD, "Dinkes", "Kepala Dinas", signs=True),
    Account(
        "bappeda@contoh.test",
        Role.BAPPEDA,
        "Bappeda",
        "Kepala Bidang Pengendalian dan Evaluasi",
    ),
    Account(
        "bappeda2@contoh.test",
        Role.BAPPEDA,
        "Bappeda",
        "Kepala Bidang Perencanaan Makro",
    ),
    Account(
        "organisasi@contoh.test",
        Role.BAGIAN_ORGANISASI,
        "Bag. Organisasi",
        "Kepala Bagian Organisasi",
    ),
    Account("inspektorat@contoh.test", Role.INSPEKTORAT, "Inspektorat", "Auditor"),
    Account("mutu@contoh.test", Role.INSPEKTORAT, "Inspektorat", "Pengendali mutu"),
    # Nobody reviews the report of the own unit, the Inspektorat's neither.
    Account("pereviu.setda@contoh.test", Role.INSPEKTORAT, "Setda", "Pereviu laporan Inspektorat"),
    Account("pimpinan@contoh.test", Role.PIMPINAN, "Setda", "Wali Kota"),
    Account(
        "penghubung.dinkes@contoh.test",
        Role.ADMIN_PENGHUBUNG,
        "Dinkes",
        "Admin penghubung pengaduan",
    ),
    *(
        Account(
            f"penghubung.{name.lower()}@contoh.test",
            Role.ADMIN_PENGHUBUNG,
            name,
            "Admin penghubung pengaduan",
        )
        for name in ("DPUPR", "DLH", "Dishub")
    ),
    Account("survei.dinkes@contoh.test", Role.PENGELOLA_SURVEI, "Dinkes", "Pengelola survei"),
    Account(
        "identitas@contoh.test",
        Role.PENJAGA_IDENTITAS,
        "Setda",
        "Pejabat pelindungan data pribadi",
    ),
    Account("ppa@contoh.test", Role.TIM_PPA, "Setda", "Tim perlindungan anak"),
    Account("juri@contoh.test", Role.JURI, "Bag. Organisasi", "Juri kompetisi inovasi"),
    Account("admin@contoh.test", Role.ADMIN_SISTEM, "Dinkominfo", "Administrator sistem"),
)

HEAD_TITLES = {
    "sekretariat": "Sekretaris Daerah",
    "inspektorat": "Inspektur",
    "badan": "Kepala Badan",
    "dinas": "Kepala Dinas",
    "kantor": "Kepala Kantor",
    "satuan": "Kepala Satuan",
    "kecamatan": "Camat",
    "blud": "Direktur",
    "bumd": "Direktur Utama",
    "bagian": "Kepala Bagian",
}
HEAD_TITLE_OF = {"Setwan": "Sekretaris DPRD"}


def create_city() -> City:
    facts = json.loads((HERE / "city.json").read_text(encoding="utf-8"))
    names = ("name", "province", "seat", "mayor_title", "time_zone", "address", "help_contact")
    city, _ = City.objects.update_or_create(
        pk=City.SINGLETON_ID, defaults={**{name: facts[name] for name in names}, "is_demo": True}
    )
    return city


def create_units() -> list[DemoUnit]:
    """All units of the list, parents before children, in the list's order."""
    with (HERE / "units.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    by_code: dict[str, Organization] = {}
    for row in sorted(rows, key=lambda row: bool(row["parent"])):
        by_code[row["code"]], _ = Organization.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "short_name": row["short_name"],
                "kind": row["kind"],
                "parent": by_code.get(row["parent"]),
                "is_reporting": row["reporting"] == "1",
                "valid_from": SINCE,
            },
        )
    return [
        DemoUnit(by_code[row["code"]], tuple(row["fields"].split(";")), int(row["scale"]))
        for row in rows
    ]


def create_people(units: list[DemoUnit]) -> dict[str, User]:
    """One account for every role, and a signing head for every unit."""
    by_short = {unit.organization.short_name: unit.organization for unit in units}
    people = {}
    for account in ACCOUNTS:
        unit = by_short[account.unit]
        name = f"{account.position} {unit.short_name} (demo)"
        if account.role == Role.PIMPINAN:
            name = f"{account.position} (demo)"
        user = _user(account.email, name, sign_in=True)
        _assign(user, unit, account.role, account.position, signs=account.signs)
        people[account.email] = user
    for unit in units:
        _head_of(unit.organization)
    return people


def _head_of(unit: Organization) -> None:
    if unit.assignments.filter(signs_documents=True).exists():
        return
    title = HEAD_TITLE_OF.get(unit.short_name, HEAD_TITLES.get(unit.kind, "Kepala"))
    slug = unit.code.replace(".", "")
    user = _user(f"kepala.{slug}@contoh.test", f"{title} {unit.short_name} (demo)", sign_in=False)
    _assign(user, unit, Role.KEPALA_OPD, title, signs=True)


def _user(email: str, name: str, *, sign_in: bool) -> User:
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email, DEMO_PASSWORD if sign_in else None, full_name=name, is_demo=True
        )
    return user


def _assign(user: User, unit: Organization, role: Role, position: str, *, signs: bool) -> None:
    Assignment.objects.get_or_create(
        user=user,
        organization=unit,
        role=role,
        defaults={
            "position": position
            if role != Role.KEPALA_OPD
            else f"{position} {_tail(unit, position)}".strip(),
            "signs_documents": signs,
            "valid_from": SINCE,
        },
    )


def _tail(unit: Organization, title: str) -> str:
    """ "Kepala Dinas" + "Dinas Kesehatan" → "Kesehatan": the printed position reads naturally."""
    last = title.rsplit(" ", maxsplit=1)[-1]
    if title == "Camat":
        return unit.name.removeprefix("Kecamatan ")
    if title in ("Sekretaris Daerah", "Sekretaris DPRD", "Inspektur"):
        return ""
    return unit.name.removeprefix(f"{last} ")
