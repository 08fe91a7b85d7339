"""When a quarter may be filled: set once, changed only with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organizations import activity
from organizations.access import allow
from organizations.models import User
from performance import permissions
from performance.entry.queries.locks import database_now
from performance.models import ReportingWindow

LABELS = {
    "opens_at": "Dibuka",
    "closes_at": "Ditutup",
    "grace_until": "Tenggang sampai",
    "note": "Keterangan",
}


@transaction.atomic
def save_window(
    *,
    window: ReportingWindow | None,
    values: dict[str, Any],
    by: User | None,
    reason: str = "",
) -> ReportingWindow:
    """Create or change a window. Changing waits for those who are writing, asks for a reason
    and cannot move the closing into the past."""
    if by is not None:  # None is the first set-up
        allow(permissions.can_manage_windows(by))
    before = dict.fromkeys(LABELS)
    if window is None:
        window = ReportingWindow(year=values["year"], quarter=values["quarter"])
    else:
        window = ReportingWindow.objects.select_for_update().get(pk=window.pk)
        before = {name: getattr(window, name) for name in LABELS}
        if not reason.strip():
            raise ValidationError({"reason": "Tulis alasan perubahan jadwal."})
    _require_future(before["closes_at"], values["closes_at"])
    for name in LABELS:
        setattr(window, name, values[name])
    _save(window)
    activity.record(
        obj=window,
        verb="performance.window",
        summary=f"Jadwal pengisian {window}",
        by=by,
        changes={
            name: activity.changed(label, before[name], values[name])
            for name, label in LABELS.items()
            if (before[name] or "") != (values[name] or "")
        },
        reason=reason.strip(),
    )
    return window


def _require_future(before: datetime | None, closes_at: datetime) -> None:
    if closes_at != before and closes_at <= database_now():
        raise ValidationError({"closes_at": "Waktu tutup tidak boleh di masa lalu."})


def _save(window: ReportingWindow) -> None:
    window.full_clean(validate_unique=False, validate_constraints=True, exclude=["note"])
    try:
        with transaction.atomic():
            window.save()
    except IntegrityError as error:
        raise ValidationError({"quarter": "Jadwal triwulan ini sudah ada."}) from error
