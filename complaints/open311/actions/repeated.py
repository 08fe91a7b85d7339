"""The same report posted again, by an application that did not get the answer, is one report."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from complaints.intake.actions.filing import Filed
from complaints.models import ApiKey, Complaint
from complaints.open311.forms import Refused
from complaints.open311.forms.posted import Posted
from complaints.secrecy import digest
from organizations.texts import clean_lines

SAME_WITHIN = timedelta(minutes=10)
LONGEST_NAME = 255
TOO_LONG = f"Idempotency-Key must have at most {LONGEST_NAME} characters."
OTHER = "This Idempotency-Key was used for another report."


@dataclass(frozen=True)
class Sent:
    """A post: by which application, under which name of its own, what, and for which of its users."""

    key: ApiKey
    name: str
    posted: Posted
    user: tuple[str, ...]


def sent_before(sent: Sent, now: datetime) -> Filed | None:
    """The report this post has made already: under the same name, or with the same content minutes
    ago. Raises Refused 409 for a name that stands for another report.
    """
    if len(sent.name) > LONGEST_NAME:
        raise Refused(400, TOO_LONG)
    tokens = [token_of(sent, now), token_of(sent, now - SAME_WITHIN)]
    case = Complaint.objects.filter(client_key__in=tokens).order_by("-pk").first()
    if case is None:
        return None
    if not sent.name and case.entered_at <= now - SAME_WITHIN:
        return None
    if case.text != clean_lines(sent.posted.text) and case.erased_at is None:
        raise Refused(409, OTHER)
    return Filed(case, "", is_new=False)


def token_of(sent: Sent, now: datetime) -> uuid.UUID:
    """Equal for equal posts: of one name for ever, of one content for the ten minutes of now."""
    if sent.name:
        what = ("name", sent.name)
    else:
        what = (
            "content",
            repr((sent.posted, sent.user)),
            str(now.timestamp() // SAME_WITHIN.total_seconds()),
        )
    return uuid.UUID(digest("open311", f"{sent.key.pk}:{':'.join(what)}")[:32])
