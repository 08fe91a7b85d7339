"""What a reporter wrote, where the desk has blackened a part of it since."""

from __future__ import annotations

from complaints.models import Complaint, OriginalWords


def original_of(case: Complaint) -> OriginalWords | None:
    return OriginalWords.objects.filter(complaint=case).first()
