"""What every act of a reporter shares: the words and the message."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from complaints import formulas
from complaints.choices import Author, MessageKind
from complaints.clock.actions.moving import wanted
from complaints.intake.queries.joined import is_anonymous_reporter
from complaints.models import Complaint, Message, Supporter

TOO_LONG = "Pesan paling panjang 10.000 huruf."


def said(text: str, field: str = "text") -> str:
    """The words as written; raises ValidationError keyed by the field."""
    return wanted(text, field, "Tulis pesan Anda lebih dulu.", too_long=TOO_LONG)


def shown_words(case: Complaint, text: str) -> str:
    """What others read of words the reporter adds."""
    return formulas.blackened(text) if case.is_anonymous else text


def say(
    case: Complaint,
    text: str,
    *,
    now: datetime,
    kind: str = MessageKind.REPLY,
    supporter: Supporter | None = None,
    key: UUID | None = None,
) -> Message:
    """What an anonymous reporter adds goes to the unit without what tells who it is, also when the
    report was merged; nobody stands between the two who could look first."""
    author = Author.SUPPORTER if supporter else Author.REPORTER
    hides = is_anonymous_reporter(supporter) if supporter else case.is_anonymous
    shown = formulas.blackened(text) if hides else text
    return Message.objects.create(
        complaint=case,
        kind=kind,
        author=author,
        supporter=supporter,
        text=shown,
        own_text=text if shown != text else "",
        client_key=key,
        written_at=now,
        sent_at=now,
    )
