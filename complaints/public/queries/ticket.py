"""One public report: moderated words, public photos, what was said in public."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from complaints import secrecy
from complaints.choices import Author, ComplaintState, MessageState
from complaints.clock.queries.left import Left, left_of
from complaints.clock.queries.terms import Calendar, Stated, last_day_of, stated_due
from complaints.intake.queries.joined import speaker_of
from complaints.models import Attachment, Complaint, Message
from complaints.public.queries.words import Standing, standing_of

FOLLOWABLE = ComplaintState.open() | {ComplaintState.ANSWERED}


@dataclass(frozen=True)
class Said:
    at: datetime
    title: str
    text: str
    is_officer: bool
    photos: list[Attachment] = field(default_factory=list)


@dataclass(frozen=True)
class PublicTicket:
    case: Complaint
    standing: Standing
    left: Left
    due: Stated
    photos: list[Attachment]
    dialogue: list[Said]
    main: Complaint | None  # where it was merged into one that is public
    may_follow: bool


def find_public(number: str) -> Complaint | None:
    """The report, if anybody may see it; secret, hidden and unknown ones are alike."""
    rows = Complaint.objects.public().select_related("category", "area", "unit", "merged_into")
    return rows.filter(number=secrecy.spelled(number)).first()


def public_ticket(case: Complaint, now: datetime) -> PublicTicket:
    photos: dict[int | None, list[Attachment]] = defaultdict(list)
    for row in public_photos(case):
        photos[row.message_id].append(row)
    days = [timezone.localdate(now), last_day_of(case.resolve_due_at) or timezone.localdate(now)]
    return PublicTicket(
        case=case,
        standing=standing_of(case, now),
        left=left_of(case, now, Calendar.around(min(days), max(days))),
        due=stated_due(case),
        photos=photos[None],
        dialogue=[_said(row, photos[row.pk]) for row in _messages(case)],
        main=_main(case),
        may_follow=case.state in FOLLOWABLE,
    )


def public_photos(case: Complaint) -> list[Attachment]:
    rows = case.attachments.filter(is_public=True, is_hidden=False, mime__startswith="image/")
    return list(rows)


def _messages(case: Complaint) -> list[Message]:
    rows = case.messages.filter(state=MessageState.SENT, is_public=True).exclude(public_text="")
    return list(rows.select_related("unit", "supporter__came_from"))


def _said(row: Message, photos: list[Attachment]) -> Said:
    is_officer = row.author == Author.OFFICER
    who = str(row.unit or "petugas pengaduan kota") if is_officer else speaker_of(row)
    title = f"{row.get_kind_display()} dari {who if is_officer else who.lower()}"
    return Said(row.sent_at or row.written_at, title, row.public_text, is_officer, photos)


def _main(case: Complaint) -> Complaint | None:
    if case.merged_into is None:
        return None
    return Complaint.objects.public().filter(pk=case.merged_into.pk).first()
