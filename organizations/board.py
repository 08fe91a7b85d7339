"""The checklist's lines and the administrator's tiles of this app."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from organizations.administration import ADMIN_TILES, CHECKLIST, AdminTile, CheckLine
from organizations.models import Assignment, City, Organization, OutgoingMail
from organizations.panels import Tile
from organizations.queries.people import INVITED, WITHOUT_FACTOR, people
from organizations.queries.signers import head_of_city

USERS, UNITS = "organizations.manage_users", "organizations.manage_units"


def _has_logo() -> bool:
    return bool(City.current().logo)


def _has_units() -> bool:
    return Organization.objects.valid(timezone.localdate()).count() > 1


def _units_without_people() -> int:
    today = timezone.localdate()
    manned = Assignment.objects.valid(today).values("organization")
    return Organization.objects.valid(today).reporting().exclude(pk__in=manned).count()


def _has_people() -> bool:
    return _has_units() and not _units_without_people()


def _has_head() -> bool:
    return head_of_city(timezone.localdate()) is not None


for line in (
    CheckLine(
        "logo",
        10,
        "Unggah lambang kota",
        "organizations:city",
        _has_logo,
        right="organizations.manage_city",
    ),
    CheckLine(
        "head", 15, "Catat kepala daerah", "organizations:user-create", _has_head, right=USERS
    ),
    CheckLine(
        "units", 20, "Isi perangkat daerah", "organizations:unit-import", _has_units, right=UNITS
    ),
    CheckLine(
        "people",
        30,
        "Beri orang kepada setiap perangkat daerah",
        "organizations:user-import",
        _has_people,
        right=USERS,
    ),
):
    CHECKLIST.file(line)


def _list(state: str) -> str:
    return f"{reverse('organizations:user-list')}?status={state}"


def _invited() -> Tile:
    count = people(state=INVITED).count()
    return Tile("Belum membuat kata sandi", count, "akun dengan penugasan", _list(INVITED))


def _without_factor() -> Tile:
    count = people(state=WITHOUT_FACTOR).count()
    return Tile("Tanpa verifikasi dua langkah", count, "akun aktif", _list(WITHOUT_FACTOR))


def _unmanned() -> Tile:
    url = reverse("organizations:unit-list")
    return Tile("Unit tanpa orang", _units_without_people(), "yang mengisi evaluasi", url)


def _mail() -> Tile:
    waiting = OutgoingMail.objects.filter(sent_at=None).exclude(error="")
    url = reverse("organizations:user-list")
    return Tile("Surel gagal terkirim", waiting.count(), "belum sampai kepada penerimanya", url)


ADMIN_TILES.file(AdminTile("invited", 10, _invited))
ADMIN_TILES.file(AdminTile("without-factor", 20, _without_factor))
ADMIN_TILES.file(AdminTile("unmanned", 30, _unmanned))
ADMIN_TILES.file(AdminTile("mail", 40, _mail))
