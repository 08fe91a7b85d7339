"""The number a report has at SP4N-LAPOR!, typed by the desk."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import permissions
from complaints.models import Complaint
from complaints.staff.actions.basics import locked, save
from complaints.staff.queries.tracking import case_of_tracking, tracking_number
from organizations import activity
from organizations.access import allow
from organizations.models import User

LONGEST = 40
TAKEN = "Nomor SP4N-LAPOR! ini sudah dipakai laporan lain."


@transaction.atomic
def set_sp4n_id(*, case: Complaint, number: str, by: User, mark: str = "") -> Complaint:
    """Keep the tracking number, or take it away when empty; a number belongs to one report.

    Writes a line of history when it changes. Raises ValidationError keyed "number".
    """
    allow(permissions.can_exchange(by))
    row = locked(case, mark)
    allow(permissions.can_view(by, row))
    said = tracking_number(number)
    if len(said) > LONGEST:
        raise ValidationError({"number": f"Nomor paling panjang {LONGEST} huruf."})
    if (known := case_of_tracking(said)) and known != row:
        raise ValidationError({"number": TAKEN})
    before, row.sp4n_id = row.sp4n_id or "", said or None
    if before == said:
        return row
    save(row, ["sp4n_id"])
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "sp4n"),
        summary=f"Nomor SP4N-LAPOR! diubah: {row}",
        by=by,
        organization=row.unit,
        changes={"sp4n_id": activity.changed("Nomor SP4N-LAPOR!", before, said)},
    )
    return row
