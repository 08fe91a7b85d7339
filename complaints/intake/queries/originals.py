"""What a reporter wrote, where a part of it was blackened since."""

from __future__ import annotations

from complaints.models import Complaint, Message, OriginalWords


def original_of(case: Complaint) -> OriginalWords | None:
    return OriginalWords.objects.filter(complaint=case).first()


def own_messages_of(case: Complaint) -> list[Message]:
    """Messages of which others read less than the reporter wrote."""
    return list(case.messages.exclude(own_text="").order_by("pk"))
