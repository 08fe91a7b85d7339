"""A report on behalf of a citizen: the same way in as every other, with its files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from complaints.intake.actions.files import taken_files
from complaints.intake.actions.filing import Filed, file_complaint
from organizations.models import User


def enter_case(*, by: User, uploads: Sequence[Any] = (), **values: Any) -> Filed:
    """Take it in with its files; the record keeps who entered it, when, and when it was received."""
    with taken_files(uploads) as files:
        return file_complaint(by=by, files=files, **values)
