"""What a reporter, or somebody who follows, adds to a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from complaints import states
from complaints.choices import Author, ComplaintState
from complaints.clock.actions.due import end_pause
from complaints.clock.actions.heard import reporter_wrote
from complaints.clock.actions.moving import locked, move
from complaints.clock.notifications import tell_responsible
from complaints.intake.actions.basics import said, say
from complaints.intake.actions.files import taken_files
from complaints.intake.actions.filing import keep_files
from complaints.intake.queries.joined import is_reporter_of
from complaints.intake.queries.windows import ended_sentence
from complaints.models import Complaint, Message, Supporter

FOLLOWER_WROTE = "Warga yang mengikuti laporan ini menambahkan keterangan."
REPORTER_WROTE = "Pelapor menambahkan keterangan lewat nomor yang digabung ke laporan ini."
ONLY_FILES = "(Mengirim berkas)"


def add_message(
    *,
    case: Complaint,
    text: str,
    now: datetime,
    uploads: Sequence[UploadedFile] = (),
    supporter: Supporter | None = None,
    key: UUID | None = None,
) -> Message:
    """Say something, with files or only files. Sent again with its `key` it is the same message.

    The reporter's answer to a question ends the pause, and the case goes on where it was. What
    who follows adds is marked as theirs and moves nothing. An ended report takes no more: the
    ValidationError says what may be done instead.
    """
    with taken_files(uploads) as files:
        row = locked(case)
        if key and (known := Message.objects.filter(client_key=key).first()):
            return known
        if ended := ended_sentence(row, now):
            raise ValidationError(ended)
        words = said(text) if text.strip() or not files else ONLY_FILES
        message = say(row, words, now=now, supporter=supporter, key=key)
        author = Author.SUPPORTER if supporter else Author.REPORTER
        keep_files(row, files, author=author, at=now, message=message)
        if supporter is not None:
            by_reporter = is_reporter_of(supporter, row)
            tell_responsible(row, REPORTER_WROTE if by_reporter else FOLLOWER_WROTE)
            return message
        if row.state == ComplaintState.INCOMPLETE:
            row = _completed(row, now)
        reporter_wrote(case=row)
    return message


def _completed(row: Complaint, now: datetime) -> Complaint:
    """What was asked for is there: the clock goes on, at the unit that asked or at the desk."""
    end_pause(case=row, now=now)
    is_with_unit = row.segments.filter(ended_at=None).exists()
    transition = states.RESUME if is_with_unit else states.COMPLETE
    return move(row, transition, by=None, updates={"paused_at": None})
