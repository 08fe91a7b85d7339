"""Where a result was shown outside the portal, and the levels PEKPPP gives for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations import activity
from organizations.access import allow
from organizations.actions.saving import save_row
from organizations.models import User
from surveys import permissions
from surveys.choices import Medium, PeriodState, ReviewItem
from surveys.follow_up.actions.plans import today
from surveys.models import Publication, ReviewLevel

STILL_OPEN = "Periode ini belum ditutup, jadi belum ada hasil yang dipublikasikan."
LATER = "Tanggal publikasi tidak boleh sesudah hari ini"
EARLIER = "Tanggal publikasi tidak boleh sebelum periodenya berakhir"
NO_ADDRESS = "Isi alamat halamannya, supaya publikasinya dapat diperiksa"
OWN_PAGE = "Halaman portal tercatat sendiri saat hasil diumumkan"


@transaction.atomic
def save_publication(
    *, publication: Publication, values: Mapping[str, Any], by: User, mark: str = ""
) -> Publication:
    """A medium with its day; what stands on the web has its address."""
    period = publication.period
    allow(permissions.manages_period(by, period))
    if period.state == PeriodState.OPEN:
        raise ValidationError(STILL_OPEN)
    medium, day = Medium(values["medium"]), values["published_on"]
    if medium == Medium.PORTAL:
        raise ValidationError({"medium": OWN_PAGE})
    if day > today():
        raise ValidationError({"published_on": LATER})
    if day < period.ends_on:
        raise ValidationError({"published_on": EARLIER})
    if medium in (Medium.WEBSITE, Medium.SOCIAL) and not values["url"]:
        raise ValidationError({"url": NO_ADDRESS})
    organization = period.unit.organization
    return save_row(row=publication, values=values, by=by, organization=organization, mark=mark)


@transaction.atomic
def remove_publication(*, publication: Publication, by: User) -> None:
    allow(permissions.manages_period(by, publication.period))
    period = publication.period
    activity.record(
        obj=publication,
        verb=activity.verb_of(publication, "delete"),
        summary=f"Publikasi hasil dihapus: {publication}, {period}",
        by=by,
        organization=period.unit.organization,
    )
    publication.delete()


@transaction.atomic
def save_levels(
    *,
    item: ReviewItem,
    rows: Sequence[tuple[Decimal | None, str]],
    basis: str,
    is_checked: bool,
    by: User,
) -> None:
    """The six levels of an item, from 0 on, and whether a person compared them with the text."""
    allow(permissions.can_manage_city(by))
    changes: dict[str, Any] = {}
    checked_on = today() if is_checked else None
    known = {row.level: row for row in ReviewLevel.objects.select_for_update().filter(item=item)}
    for level, (bound, label) in enumerate(rows):
        row = known.get(level) or ReviewLevel(item=item, level=level)
        before = "" if row.pk is None else f"{row.label} ({row.bound})"
        row.bound, row.label, row.basis, row.checked_on = bound, label, basis, checked_on
        row.full_clean()
        row.save()
        known[level] = row
        after = f"{row.label} ({row.bound})"
        if before != after:
            changes[f"level{level}"] = activity.changed(f"Tingkat {level}", before, after)
    said = "sudah diperiksa" if is_checked else "belum diperiksa"
    activity.record(
        obj=known[0],
        verb=activity.verb_of(known[0], "change"),
        summary=f"Tingkat PEKPPP diubah, {said}: {item.label}",
        by=by,
        changes=changes,
    )
