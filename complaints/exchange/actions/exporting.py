"""A file for SP4N-LAPOR!: who made it and what of it is kept; the file itself is not.

Secret reports are in it only when a second person has agreed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import permissions
from complaints.choices import Channel
from complaints.clock.actions.moving import wanted
from complaints.exchange.queries.export import chosen_cases, export_data
from complaints.models import SecretExport, SecretRead
from complaints.permissions import identity
from complaints.staff.actions.asked import settled, tell_custodians
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.formatting import format_date, format_number
from organizations.models import City, Organization, User
from reports.definitions import ReportData

MOST = 20_000
TOO_MANY = f"Pilihan ini memuat lebih dari {format_number(MOST)} laporan. Persempit tanggalnya."
NONE = "Tidak ada laporan pada pilihan ini."
NONE_SUCH = "Tidak ada laporan rahasia pada pilihan ini. Unduh tanpa mencentang laporan rahasia."
WHERE = "Ekspor SP4N-LAPOR!"
DECISIONS, EXPORT = "/kerja/pengaduan/ekspor-rahasia/", "/kerja/pengaduan/sp4n/ekspor/"


def export_cases(*, by: User, **chosen: Any) -> ReportData:
    """The reports of the choice, without the secret ones. Writes a line of history.

    Raises ValidationError when there are none or too many.
    """
    return _export(by, **chosen)


@transaction.atomic
def ask_secret_export(*, by: User, reason: str, shape: str, **chosen: Any) -> SecretExport:
    """Ask for a file that holds secret reports as well; those who decide are told.

    Raises ValidationError keyed "reason", or where the choice holds no secret report.
    """
    allow(permissions.can_exchange(by))
    said = wanted(reason, "reason", "Isi untuk apa laporan rahasia diperlukan", 1_000)
    User.objects.select_for_update().get(pk=by.pk)  # two presses ask once
    kept = {"shape": shape, **{name: _kept(value) for name, value in chosen.items()}}
    if SecretExport.objects.filter(asked_by=by, decided_at=None, chosen=kept).exists():
        raise ValidationError("Permintaan Anda yang sama masih menunggu keputusan.")
    if not chosen_cases(by, **chosen, with_secret=True).filter(is_secret=True).exists():
        raise ValidationError({"with_secret": NONE_SUCH})
    request = SecretExport.objects.create(
        chosen=kept,
        told=_said(**chosen, with_secret=True)[:300],
        reason=said,
        asked_by=by,
        asked_at=moment.now(),
    )
    _record(request, "ask", "Ekspor laporan rahasia diminta", by)
    tell_custodians(
        "Permintaan ekspor laporan rahasia",
        "Ada permintaan ekspor laporan rahasia yang menunggu keputusan Anda.",
        DECISIONS,
    )
    return request


@transaction.atomic
def decide_secret_export(*, request: SecretExport, by: User, granted: bool) -> SecretExport:
    """Grant for 24 hours or refuse; by another person than the one who asked."""
    rows = SecretExport.objects.select_related("asked_by")
    held = settled(rows, request.pk, by=by, granted=granted)
    word = "disetujui" if granted else "ditolak"
    _record(held, "decide", f"Ekspor laporan rahasia {word}", by)
    subject = f"Ekspor laporan rahasia {word}"
    tell([held.asked_by], subject, f"Permintaan ekspor Anda {word}.", EXPORT)
    return held


@transaction.atomic
def take_secret_export(*, request: SecretExport, by: User) -> ReportData:
    """The granted file, as the reports are now; each secret one is kept as a look."""
    allow(identity.can_take_export(by, request))
    chosen = {name: value for name, value in request.chosen.items() if name != "shape"}
    return _export(by, **_found(chosen), with_secret=True)


def _kept(value: Any) -> Any:
    """A part of the choice as JSON keeps it."""
    if isinstance(value, Organization):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def _found(chosen: dict[str, Any]) -> dict[str, Any]:
    days = {name: chosen.get(name) for name in ("first", "last")}
    return {
        **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
        "channel": chosen.get("channel") or "",
        "unit": Organization.objects.get(pk=chosen["unit"]) if chosen.get("unit") else None,
    }


@transaction.atomic
def _export(by: User, **chosen: Any) -> ReportData:
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


def _record(row: SecretExport, name: str, summary: str, by: User) -> None:
    activity.record(
        obj=row, verb=activity.verb_of(row, name), summary=f"{summary}: {row.told}", by=by
    )
