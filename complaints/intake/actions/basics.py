"""What every act of a reporter shares: the locked row, a move with its due dates, a message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from complaints.choices import Author, MessageKind
from complaints.clock.actions.due import DERIVED, set_due
from complaints.intake.actions.filing import LONGEST_TEXT
from complaints.models import Complaint, Message, Supporter
from organizations.values import clean_text
from organizations.workflow import Transition, perform

# Many read the history of the portal; what the reporter wrote stands in the dialogue only.
IN_DIALOGUE = "Tertulis di halaman laporan."


def locked(case: Complaint) -> Complaint:
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("unit", "merged_into")
    return rows.get(pk=case.pk)


def move(case: Complaint, transition: Transition, **updates: Any) -> Complaint:
    """`perform` by the reporter on a locked case, with its due dates computed anew."""
    for name, value in updates.items():
        setattr(case, name, value)
    set_due(case)
    given: Mapping[str, Any] = {**updates, **{name: getattr(case, name) for name in DERIVED}}
    note = IN_DIALOGUE if transition.needs_note else ""
    return perform(case, transition, by=None, note=note, updates=given, organization=case.unit)


def said(text: str, field: str = "text") -> str:
    """The words as written; raises ValidationError keyed by the field."""
    lines = (clean_text(line) for line in text.replace("\r", "").split("\n"))
    words = "\n".join(lines).strip()
    if not words:
        raise ValidationError({field: "Tulis pesan Anda lebih dulu."})
    if len(words) > LONGEST_TEXT:
        raise ValidationError({field: "Pesan paling panjang 10.000 huruf."})
    return words


def say(
    case: Complaint,
    text: str,
    *,
    now: datetime,
    kind: str = MessageKind.REPLY,
    supporter: Supporter | None = None,
    key: UUID | None = None,
) -> Message:
    author = Author.SUPPORTER if supporter else Author.REPORTER
    return Message.objects.create(
        complaint=case,
        kind=kind,
        author=author,
        supporter=supporter,
        text=text,
        client_key=key,
        written_at=now,
        sent_at=now,
    )
