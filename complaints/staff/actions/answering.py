"""What a unit says to the reporter: questions, news, drafts, answers, the closing."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import permissions, states
from complaints.choices import (
    Author,
    ComplaintState,
    MessageKind,
    MessageState,
    Outcome,
    Publicity,
    Step,
)
from complaints.clock.actions.due import begin_pause
from complaints.clock.actions.moving import move, wanted
from complaints.clock.actions.segments import end_segment, ends_at, note_answer
from complaints.clock.notifications import tell_people
from complaints.clock.queries.officers import ANSWERS, of_unit
from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.notices import tell_followers
from complaints.models import Complaint, Message
from complaints.staff.actions.basics import (
    first_answer,
    locked,
    save,
    say,
    tell_citizens,
    unchanged,
)
from complaints.staff.actions.photos import drop_draft, keep_photo, with_photo
from complaints.staff.queries.results import lacks_result
from organizations import activity, moment
from organizations.access import allow
from organizations.actions.uploads import Taken
from organizations.models import User
from organizations.texts import without_contacts


@transaction.atomic
def ask_reporter(*, case: Complaint, text: str, by: User, mark: str = "") -> Complaint:
    """Ask for completion: the clock stands still until the reporter answers or the time runs out."""
    row = locked(case, mark)
    now = moment.now()
    until = ends_at(Step.COMPLETE, row, now, must=True)
    said = wanted(text, "text", "Tulis yang perlu dilengkapi.")
    moved = move(row, states.ASK, by=by, updates={"paused_at": now})
    assert until is not None  # noqa: S101 - `must` refused
    begin_pause(case=moved, now=now, answer_until=until, reason=said)
    message = say(moved, MessageKind.QUESTION, said, by=by)
    body = "Laporan Anda perlu dilengkapi. Buka laporannya untuk membaca yang diminta."
    tell_citizens(moved, "perlu dilengkapi", body, f"pesan:{message.pk}")
    return moved


def tell_progress(
    *,
    case: Complaint,
    text: str,
    by: User,
    photo: Any = None,
    mark: str = "",
    key: uuid.UUID | None = None,
) -> Message:
    """News for the reporter while the work goes on; the same form sent twice is one message."""
    with with_photo(photo) as taken:
        row = locked(case)
        if known := _sent(key):  # pressed twice: the second waited for the first
            return known
        unchanged(row, mark)
        allow(permissions.can_handle(by, row))
        if row.state not in ComplaintState.with_unit():
            raise ValidationError("Kabar perkembangan dikirim selama laporan ditangani.")
        if fields := first_answer(row, moment.now()):
            row.first_answered_at = fields["first_answered_at"]
            save(row, fields)
        said = wanted(text, "text", "Tulis kabar untuk pelapor.")
        message = say(row, MessageKind.PROGRESS, said, by=by, key=key)
        keep_photo(row, message, taken, by=by)
        _record(row, "progress", "Kabar perkembangan dikirim", by)
        body = "Ada perkembangan pada laporan Anda."
        tell_citizens(row, "ada perkembangan", body, f"pesan:{message.pk}")
    return message


@transaction.atomic
def record_reply(*, case: Complaint, text: str, by: User, mark: str = "") -> Message:
    """What the reporter said at the counter or by phone: the same as if written on the own page.

    Ends the pause while the reporter is asked; the history says who wrote it down.
    """
    row = locked(case, mark)
    allow(permissions.can_ask(by, row))
    wanted(text, "text", "Tulis yang disampaikan pelapor.")
    message = add_message(case=row, text=text, now=moment.now())
    _record(row, "reply", "Balasan pelapor dicatat petugas", by)
    return message


def _sent(key: uuid.UUID | None) -> Message | None:
    return Message.objects.filter(client_key=key).first() if key else None


def draft_answer(
    *, case: Complaint, text: str, by: User, photo: Any = None, mark: str = ""
) -> Message:
    """Keep words and a photo for an answer; those who may send it are told once. One draft a case."""
    with with_photo(photo) as taken:
        row = locked(case, mark)
        allow(permissions.can_handle(by, row))
        if row.state not in ComplaintState.with_unit():
            raise ValidationError("Jawaban ditulis selama laporan ditangani perangkat daerah.")
        values = {
            "text": wanted(text, "text", "Tulis konsep jawaban lebih dulu."),
            "officer": by,
            "written_at": moment.now(),
        }
        draft, is_new = Message.objects.update_or_create(
            complaint=row,
            state=MessageState.DRAFT,
            defaults=values,
            create_defaults={
                **values, "kind": MessageKind.ANSWER, "author": Author.OFFICER, "unit": row.unit,
            },
        )  # fmt: skip
        keep_photo(row, draft, taken, by=by, is_result=True)
        _record(row, "draft", "Konsep jawaban disimpan", by)
        if is_new and not permissions.can_answer(by, row):
            readers = [user for user in of_unit(ANSWERS, row) if permissions.can_view(user, row)]
            tell_people(readers, row, "Konsep jawaban menunggu Anda kirim.", by=by)
    return draft


def send_answer(
    *,
    case: Complaint,
    text: str,
    by: User,
    photo: Any = None,
    public_text: str = "",
    mark: str = "",
) -> Complaint:
    """Answer in the unit's name: the reporter may object until the term to reply has ended.

    Words for the public are kept beside it and shown after the desk has looked at them; so is a
    photo, and those of the draft.
    """
    with with_photo(photo) as taken:
        row = locked(case, mark)
        now = moment.now()
        until = ends_at(Step.REPLY, row, now, must=True)
        wanted(text, "text", "Tulis jawaban lebih dulu.")
        updates = {"answered_at": now, "reply_until": until, **first_answer(row, now)}
        moved = move(row, states.ANSWER, by=by, updates=updates)
        note_answer(case=moved, now=now)
        said = for_public(moved, public_text)
        message = say(moved, MessageKind.ANSWER, text, by=by, public_text=said)
        drop_draft(moved, message)
        keep_photo(moved, message, taken, by=by, is_result=True)
        body = "Laporan Anda sudah dijawab. Beri tahu kami bila belum selesai."
        tell_citizens(moved, "sudah dijawab", body, f"pesan:{message.pk}")
        mirror(moved, text)
    return moved


def close_case(
    *,
    case: Complaint,
    outcome: str,
    text: str,
    by: User,
    photo: Any = None,
    public_text: str = "",
    mark: str = "",
) -> Complaint:
    """End it: solved, closed unsolved, or not the city's; the three are never one.

    Where the category wants it, "solved" needs a photo of the result. Raises ValidationError
    keyed "outcome", "text" or "photo".
    """
    with with_photo(photo) as taken:
        row = locked(case, mark)
        wanted(text, "text", "Tulis penjelasan penutupan untuk pelapor.")
        _check_closing(row, outcome, taken)
        now = moment.now()
        updates = {
            "outcome": outcome,
            "closed_at": now,
            "answered_at": row.answered_at or now,
            "reply_until": ends_at(Step.REPLY, row, now),
            **first_answer(row, now),
        }
        label = Outcome(outcome).label
        moved = move(
            row,
            states.CLOSE,
            by=by,
            updates=updates,
            changes={"outcome": activity.changed("Hasil", "", label)},
        )
        note_answer(case=moved, now=now)
        end_segment(case=moved, now=now, outcome=outcome)
        words = for_public(moved, public_text)
        message = say(moved, MessageKind.CLOSING, text, by=by, public_text=words)
        drop_draft(moved, message)
        keep_photo(moved, message, taken, by=by, is_result=True)
        body = "Laporan Anda ditutup. Buka laporannya untuk membaca hasilnya."
        tell_citizens(moved, "ditutup", body, f"pesan:{message.pk}")
        mirror(moved, text)
    return moved


def _check_closing(row: Complaint, outcome: str, taken: Taken | None) -> None:
    if outcome == Outcome.SOLVED and taken is None and lacks_result(row):
        raise ValidationError({"photo": "Lampirkan foto hasil pekerjaan untuk kategori ini."})
    if outcome == Outcome.SOLVED and row.unit_id is None:
        raise ValidationError(
            {"outcome": "Laporan yang belum diteruskan tidak dapat ditutup sebagai selesai."}
        )


def for_public(row: Complaint, words: str) -> str:
    """What the public may read later; of a secret case nothing is kept."""
    if row.is_secret or row.publicity == Publicity.HIDDEN:
        return ""
    return words.strip()


def mirror(row: Complaint, text: str) -> None:
    """What a part was answered stands in the report it was split from, too; the reporter was told
    of the part itself."""
    if row.split_from is None:
        return
    said = f"Jawaban {row.unit or 'petugas'} untuk bagian {row.number}:\n\n{text.strip()}"
    message = say(row.split_from, MessageKind.PROGRESS, said, by=None)
    body = "Satu bagian dari laporan ini sudah dijawab."
    tell_followers(
        case=row.split_from, subject="ada perkembangan", body=body, key=f"pesan:{message.pk}"
    )


def proposal(text: str) -> str:
    """Words for the public, proposed: numbers and addresses that name a person are taken out."""
    return without_contacts(text)


def _record(row: Complaint, name: str, summary: str, by: User) -> None:
    activity.record(
        obj=row,
        verb=activity.verb_of(row, name),
        summary=f"{summary}: {row}",
        by=by,
        organization=row.unit,
    )
