"""Files of a case as staff may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from complaints.models import Attachment, Complaint
from complaints.permissions import is_desk


@dataclass(frozen=True)
class Readable:
    stored_name: str | None
    sha256: str
    shown_name: str
    mime: str
    is_original: bool  # the one without black parts, where there is another


def find_attachment(user: Any, case: Complaint, pk: int) -> Attachment | None:
    """A file of the case; hidden ones are for the desk."""
    rows = case.attachments.all() if is_desk(user) else case.attachments.filter(is_hidden=False)
    return rows.filter(pk=pk).first()


def find_file(user: Any, case: Complaint, pk: int, *, original: bool = False) -> Readable | None:
    """The copy with black parts where there is one; the original then only for the desk."""
    row = find_attachment(user, case, pk)
    if row is None:
        return None
    if row.redacted and original and not is_desk(user):
        return None
    if row.redacted and not original:
        return Readable(row.redacted.name, row.redacted_sha256, row.shown_name, row.mime, False)
    return Readable(row.file.name, row.sha256, row.shown_name, row.mime, bool(row.redacted))
