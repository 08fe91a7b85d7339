"""A report as its reporter and its followers see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from complaints import secrecy
from complaints.choices import Author, ComplaintState, MessageState, Outcome
from complaints.clock.queries.terms import Stated, last_day_of, remedies_for, stated_due
from complaints.intake.queries.joined import PartLine, parts_of, speaker_of, successor_of
from complaints.intake.queries.originals import original_of
from complaints.intake.queries.windows import Window, window_of
from complaints.models import (
    Attachment,
    Complaint,
    Message,
    OriginalWords,
    Rating,
    Remedy,
    Supporter,
)
from organizations import activity

# What happened, in the words of the person who waits for it.
MOVES = {
    "file": "Laporan diterima",
    "route": "Diteruskan ke perangkat daerah yang menangani",
    "hand-back": "Kembali ke petugas pengaduan kota, untuk diteruskan ke tempat yang tepat",
    "ask": "Anda diminta melengkapi laporan; tenggat berhenti sampai Anda menjawab",
    "complete": "Laporan dilengkapi; tenggat berjalan lagi",
    "resume": "Laporan dilengkapi; tenggat berjalan lagi",
    "start": "Mulai ditangani",
    "answer": "Dijawab",
    "object": "Pelapor menyatakan belum selesai; ditangani lagi",
    "close": "Ditutup",
    "accept": "Pelapor menyatakan selesai; laporan ditutup",
    "lapse": "Ditutup karena tidak ada tanggapan sampai batas waktunya",
    "reopen": "Dibuka kembali oleh pelapor",
    "reopen-desk": "Dibuka kembali oleh pelapor",
    "merge": "Digabung dengan laporan lain tentang hal yang sama",
    "archive": "Diarsipkan",
}


@dataclass(frozen=True)
class Entry:
    """A point of the timeline: something that happened, or something that was said."""

    at: datetime
    title: str
    text: str = ""
    files: list[Attachment] = field(default_factory=list)
    is_own: bool = False
    is_blackened: bool = False  # others read it without what tells who wrote it


@dataclass(frozen=True)
class TicketPage:
    case: Complaint
    supporter: Supporter | None
    tone: str
    entries: list[Entry]
    files: list[Attachment]
    verify_by: date | None
    resolve_by: Stated
    remedies: list[Remedy]
    window: Window
    answer_until: date | None
    rating: Rating | None
    successor: TicketPage | None  # of a merged one: where it goes on
    parts: list[PartLine]
    original: OriginalWords | None  # for the reporter, where the desk blackened a part

    @property
    def text(self) -> str:
        """What the reporter wrote."""
        return (self.original.text if self.original else "") or self.case.text

    @property
    def title(self) -> str:
        """Who follows reads the moderated title, and none of a report that is public no more."""
        if self.is_reporter:
            return (self.original.subject if self.original else "") or self.case.subject
        return self.case.public_subject or f"Laporan {self.case.number}"

    @property
    def is_reporter(self) -> bool:
        return self.supporter is None


def ticket_page(case: Complaint, supporter: Supporter | None, now: datetime) -> TicketPage:
    """The reporter sees all of it; who follows sees the public text and the dialogue with them."""
    outcome = Outcome.tone_of(case.outcome) if case.outcome else ""
    files = [named_for(file, supporter) for file in visible_files(case, supporter)]
    entries = [*_moves(case), *_messages(case, supporter, files)]
    after = successor_of(case, supporter)
    return TicketPage(
        case=case,
        supporter=supporter,
        tone=outcome or ComplaintState.tone_of(case.state),
        entries=sorted(entries, key=lambda entry: entry.at),
        files=[file for file in files if file.message_id is None],
        verify_by=last_day_of(case.verify_due_at),
        resolve_by=stated_due(case),
        remedies=remedies_for(case, now),
        window=window_of(case, now),
        answer_until=_answer_until(case),
        rating=Rating.objects.filter(complaint=case).first(),
        successor=ticket_page(after.case, after.supporter, now) if after else None,
        parts=parts_of(case) if supporter is None else [],
        original=original_of(case) if supporter is None else None,
    )


def _answer_until(case: Complaint) -> date | None:
    if case.paused_at is None:
        return None
    pause = case.pauses.filter(ended_at=None).first()
    return last_day_of(pause.answer_until) if pause else None


def visible_files(case: Complaint, supporter: Supporter | None) -> QuerySet[Attachment]:
    """Files the holder may fetch: the reporter all that were not hidden, who follows the public
    ones and their own. Those of a draft are the officers' still.
    """
    rows = (
        case.attachments.filter(is_hidden=False)
        .exclude(message__state=MessageState.DRAFT)
        .select_related("message")
    )
    if supporter is None:
        return rows
    return rows.filter(Q(is_public=True) | Q(message__supporter=supporter))


def named_for(file: Attachment, supporter: Supporter | None) -> Attachment:
    """What another citizen sent is named after nothing: names of files tell whose they are."""
    sender = file.message.supporter_id if file.message else None
    if sender != (supporter.pk if supporter else None):
        file.shown_name = secrecy.nameless(file.shown_name, file.pk)
    return file


def _moves(case: Complaint) -> Iterable[Entry]:
    names = {activity.verb_of(case, name): words for name, words in MOVES.items()}
    lines = activity.history_of(case).filter(verb__in=names)
    return [Entry(line.at, names[line.verb]) for line in lines]


def _messages(
    case: Complaint, supporter: Supporter | None, files: Iterable[Attachment]
) -> Iterable[Entry]:
    rows = case.messages.filter(state=MessageState.SENT)
    rows = rows.select_related("unit", "supporter__came_from")
    if supporter is not None:
        rows = rows.filter(Q(is_public=True) | Q(supporter=supporter))
    by_message: dict[int | None, list[Attachment]] = {}
    for file in files:
        by_message.setdefault(file.message_id, []).append(file)
    return [
        Entry(
            row.sent_at or row.written_at,
            _said_by(row),
            _words_for(row, supporter),
            by_message.get(row.pk, []),
            is_own=row.author == (Author.SUPPORTER if supporter else Author.REPORTER),
            is_blackened=row.author == Author.REPORTER and supporter is None and bool(row.own_text),
        )
        for row in rows
    ]


def _words_for(row: Message, supporter: Supporter | None) -> str:
    """Everybody reads what they wrote as they wrote it; of others reporters what is left of it, who
    follows what is public."""
    if row.supporter_id == (supporter.pk if supporter else None):
        return row.own_text or row.text
    return row.text if supporter is None else row.public_text


def _said_by(row: Message) -> str:
    if row.author == Author.OFFICER:
        return f"{row.get_kind_display()} dari {row.unit or 'petugas pengaduan kota'}"
    return f"{row.get_kind_display()} dari {speaker_of(row).lower()}"
