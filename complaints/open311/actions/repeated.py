"""The same report posted again, by an application that did not get the answer, is one report."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from complaints.intake.actions.filing import Filed
from complaints.intake.queries.originals import original_of
from complaints.models import ApiKey, Complaint
from complaints.secrecy import digest
from organizations.texts import clean_lines

SAME_WITHIN = timedelta(minutes=10)
LONGEST_NAME = 255
TOO_LONG = f"Idempotency-Key must have at most {LONGEST_NAME} characters."
OTHER = "This Idempotency-Key was used for another report."


class Reused(ValidationError):
    """The name of a post stands for another report."""

    status = 409


@dataclass(frozen=True)
class Sent:
    """A post: by which application, under which name of its own, its words, and everything that
    tells it from another one."""

    key: ApiKey
    name: str
    text: str
    content: str


def sent_before(sent: Sent, now: datetime) -> Filed | None:
    """The report this post has made already: under the same name, or with the same content minutes
    ago. Raises Reused for a name that stands for another report.
    """
    if len(sent.name) > LONGEST_NAME:
        raise ValidationError(TOO_LONG)
    tokens = [token_of(sent, now), token_of(sent, now - SAME_WITHIN)]
    case = Complaint.objects.filter(client_key__in=tokens).order_by("-pk").first()
    if case is None:
        return None
    if not sent.name and case.entered_at <= now - SAME_WITHIN:
        return None
    if case.erased_at is None and _first_words(case) != clean_lines(sent.text):
        raise Reused(OTHER)
    return Filed(case, "", is_new=False)


def _first_words(case: Complaint) -> str:
    """What was posted, whatever the desk has blackened of it since."""
    original = original_of(case)
    return (original.text if original else "") or case.text


def token_of(sent: Sent, now: datetime) -> uuid.UUID:
    """Equal for equal posts: of one name for ever, of one content for the ten minutes of now."""
    slot = now.timestamp() // SAME_WITHIN.total_seconds()
    what = f"name:{sent.name}" if sent.name else f"content:{slot}:{sent.content}"
    return uuid.UUID(digest("open311", f"{sent.key.pk}:{what}")[:32])
