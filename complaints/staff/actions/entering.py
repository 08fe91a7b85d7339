"""A report on behalf of a citizen: the same way in as every other, with its files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from complaints.intake.actions.files import taken_files
from complaints.intake.actions.filing import Filed, file_complaint
from complaints.staff.queries.tracking import case_of_tracking, tracking_number
from organizations.models import User


def enter_case(
    *,
    by: User,
    client_key: UUID,
    uploads: Sequence[Any] = (),
    sp4n_id: str = "",
    **values: Any,
) -> Filed:
    """Take it in with its files; the record keeps who entered it, when, and when it was received.

    Raises ValidationError keyed "sp4n_id" where another report has that number at SP4N-LAPOR!.
    """
    said = tracking_number(sp4n_id)
    if (known := case_of_tracking(said)) and known.client_key != client_key:
        raise ValidationError({"sp4n_id": f"Nomor ini sudah dipakai laporan {known}."})
    with taken_files(uploads) as files:
        return file_complaint(by=by, client_key=client_key, files=files, sp4n_id=said, **values)
