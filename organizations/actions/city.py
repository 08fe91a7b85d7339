"""The city's own settings and its calendar of holidays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from organizations import activity, clock, keepers
from organizations.access import access_of
from organizations.files import MEGABYTE, PHOTOS, FileRefused, Kind, tame
from organizations.models import City, FormerCity, Holiday, User
from organizations.models.city import PRINTED
from organizations.recounts import recount
from organizations.storage import NotSaved, media, stored

LOGO_PIXELS = 512
LOGO_NAME = "city/lambang.png"


def _require(by: User | None, right: str, sentence: str) -> None:
    """Only holders of the right; None is the command line and the first set-up."""
    if by is not None and not access_of(by).has(right):
        raise PermissionDenied(sentence)


def save_city(*, by: User | None, logo: Any = None, **fields: Any) -> City:
    """Change the settings; a logo is drawn anew so that nothing but the picture is kept.

    Raises ValidationError keyed "logo" for a picture that cannot be taken.
    """
    _require(by, "organizations.manage_city", "Hanya admin sistem yang mengubah pengaturan kota.")
    if logo is None:
        return _save_city(by, "", fields)
    try:
        with stored(media(), LOGO_NAME, redrawn(logo)) as name:
            return _save_city(by, name, fields)
    except (FileRefused, NotSaved) as error:
        raise ValidationError({"logo": str(error)}) from error


def _keep_former(city: City) -> int | None:
    """Documents of closed years go on printing the city as it was; the year the change counts from."""
    until = keepers.last_year()
    if not until:
        return None
    said = {name: getattr(city, name) for name in PRINTED}
    FormerCity.objects.get_or_create(until_year=until, defaults=said)
    return until + 1


@transaction.atomic
def _save_city(by: User | None, logo: str, fields: Mapping[str, Any]) -> City:
    city = City.current()
    changes = activity.changes_of(city, fields)
    is_printed = bool(logo) or any(name in PRINTED for name in changes)
    start = _keep_former(city) if is_printed else None
    for name, value in fields.items():
        setattr(city, name, value)
    if logo:
        city.logo = logo
        changes["logo"] = activity.changed("Lambang", "", "diganti")
    city.save()
    if start is not None:
        changes["from_year"] = activity.changed("Berlaku mulai tahun", None, start)
    transaction.on_commit(clock.forget)
    if changes:
        activity.record(
            obj=city,
            verb="organizations.city",
            summary="Pengaturan kota diubah",
            by=by,
            changes=changes,
        )
    return city


def redrawn(upload: Any) -> bytes:
    """The picture as a PNG of at most 512 pixels; FileRefused for anything else."""
    clean = tame(
        upload, upload.size, kinds=PHOTOS, most_bytes=MEGABYTE, fit=LOGO_PIXELS, drawn_as=Kind.PNG
    )
    return clean.content


@transaction.atomic
def save_holiday(*, holiday: Holiday | None, by: User, **fields: Any) -> Holiday:
    _require(by, "organizations.manage_holidays", "Anda tidak bertugas mengatur hari libur.")
    row = Holiday() if holiday is None else Holiday.objects.select_for_update().get(pk=holiday.pk)
    before = str(row) if holiday else ""
    for name, value in fields.items():
        setattr(row, name, value)
    same = Holiday.objects.filter(date=row.date, name__iexact=row.name).exclude(pk=row.pk)
    if same.exists():
        raise ValidationError("Hari libur ini sudah ada pada tanggal yang sama.")
    row.save()
    activity.record(
        obj=row,
        verb="organizations.holiday",
        summary=f"Hari libur {row.name} {'diubah' if holiday else 'ditambahkan'}",
        by=by,
        changes={"date": activity.changed("Hari libur", before, str(row))},
    )
    recount(by, f"Hari libur {row.name} {'diubah' if holiday else 'ditambahkan'}")
    return row


@transaction.atomic
def delete_holiday(*, holiday: Holiday, by: User) -> None:
    _require(by, "organizations.manage_holidays", "Anda tidak bertugas mengatur hari libur.")
    activity.record(
        obj=holiday,
        verb="organizations.holiday_delete",
        summary=f"Hari libur {holiday.name} dihapus",
        by=by,
        changes={"date": activity.changed("Hari libur", str(holiday), "")},
    )
    name = holiday.name
    holiday.delete()
    recount(by, f"Hari libur {name} dihapus")
