"""A file for SP4N-LAPOR!: who made it and what of it is kept; the file itself is not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import permissions
from complaints.choices import Channel
from complaints.exchange.queries.export import chosen_cases, export_data
from complaints.models import SecretRead
from organizations import activity
from organizations.access import allow
from organizations.formatting import format_date, format_number
from organizations.models import City, Organization, User
from reports.definitions import ReportData

MOST = 20_000
TOO_MANY = f"Pilihan ini memuat lebih dari {format_number(MOST)} laporan. Persempit tanggalnya."
NONE = "Tidak ada laporan pada pilihan ini."
WHERE = "Ekspor SP4N-LAPOR!"


@transaction.atomic
def export_cases(*, by: User, **chosen: Any) -> ReportData:
    """The reports of the choice. Writes a line of history; each secret one is kept as a look.

    Raises ValidationError when there are none or too many.
    """
    allow(permissions.can_exchange(by))
    rows = chosen_cases(by, **chosen)
    count = rows.count()
    if not count:
        raise ValidationError(NONE)
    if count > MOST:
        raise ValidationError(TOO_MANY)
    said = _said(**chosen)
    data = export_data(rows, said)
    secret = rows.filter(is_secret=True).values_list("pk", "number")
    SecretRead.objects.bulk_create(
        SecretRead(
            what=SecretRead.What.SECRET, object_id=pk, number=number, reader=by, reason=WHERE
        )
        for pk, number in secret
    )
    city = City.objects.get(pk=City.SINGLETON_ID)
    activity.record(
        obj=city,
        verb="complaints.sp4n.export",
        summary=f"{WHERE}: {format_number(count)} laporan ({said})",
        by=by,
    )
    return data


def _said(
    *,
    first: date | None = None,
    last: date | None = None,
    channel: str = "",
    unit: Organization | None = None,
    with_secret: bool = False,
) -> str:
    since = f"sejak {format_date(first)}" if first else "sejak awal"
    until = format_date(last or timezone.localdate())
    parts = [f"diterima {since} sampai {until}"]
    parts += [f"saluran {Channel(channel).label}"] if channel else []
    parts += [unit.short_name] if unit else []
    parts += ["termasuk laporan rahasia"] if with_secret else []
    return ", ".join(parts)
