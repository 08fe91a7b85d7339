"""What reporters decide about themselves: more secrecy, another way to be reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from complaints import secrecy, words
from complaints.choices import Author, Publicity
from complaints.clock.actions.moving import locked
from complaints.intake.actions.basics import shown_words
from complaints.intake.actions.coming import ContactGiven
from complaints.intake.queries.joined import root_of, standing_in
from complaints.intake.queries.senders import fingerprint_of
from complaints.models import Complaint, Message, Rating, Reporter, Supporter
from organizations import activity
from organizations.models import User

HIDDEN = {
    "publicity": Publicity.HIDDEN,
    "public_subject": "",
    "public_text": "",
    "public_latitude": None,
    "public_longitude": None,
    "search": None,
}


@transaction.atomic
def raise_privacy(
    *, case: Complaint, is_anonymous: bool, is_secret: bool, by: User | None = None
) -> Complaint:
    """Anonim and rahasia only rise. A secret report is public nowhere from this moment on; a
    shown one that becomes anonymous waits until the desk has looked at its words again, and its
    files lose the names they came with; so do the messages sent until now.

    Parts of a split report rise with the whole. Without `by` it is the reporter's own wish; an
    officer's right is asked by the caller.
    """
    row = locked(case)
    for part in row.parts.order_by("pk"):
        raise_privacy(case=part, is_anonymous=is_anonymous, is_secret=is_secret, by=by)
    before = row.is_anonymous, row.is_secret
    values = {"is_anonymous": before[0] or is_anonymous, "is_secret": before[1] or is_secret}
    if before == (values["is_anonymous"], values["is_secret"]):
        return row
    changes = activity.changes_of(row, values)
    hiding = {}
    if values["is_secret"]:
        hiding = HIDDEN
        row.messages.update(is_public=False, public_text="")
        row.attachments.update(is_public=False)
    elif row.publicity == Publicity.SHOWN:
        hiding = {"publicity": Publicity.WAITING, "search": None}
    known = words.known_of(row) if hiding else set()
    for name, value in {**values, **hiding}.items():
        setattr(row, name, value)
    row.save(update_fields=[*values, *hiding])
    words.forget(known)
    if values["is_anonymous"] and not before[0]:
        _forget_names(row)
        _blacken_dialogue(row)
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "privacy"),
        summary=f"Kerahasiaan dinaikkan{'' if by else ' pelapor'}: {row}",
        by=by,
        organization=row.unit,
        changes=changes,
    )
    return row


def _forget_names(row: Complaint) -> None:
    for place, file in enumerate(row.attachments.exclude(author=Author.OFFICER), start=1):
        file.shown_name = secrecy.nameless(file.shown_name, place)
        file.save(update_fields=["shown_name"])


def _blacken_dialogue(row: Complaint) -> None:
    said = Q(complaint=row, author=Author.REPORTER) | Q(supporter__in=standing_in(row, None))
    for message in Message.objects.filter(said, own_text=""):
        shown = shown_words(row, message.text)
        if shown != message.text:
            message.own_text, message.text = message.text, shown
            message.save(update_fields=["text", "own_text"])
    for rating in Rating.objects.filter(complaint=row):
        rating.text = shown_words(row, rating.text)
        rating.save(update_fields=["text"])


@transaction.atomic
def correct_contact(
    *, case: Complaint, contact: ContactGiven, supporter: Supporter | None = None
) -> None:
    """Another name, mail address or telephone; the history says that it changed, not to what."""
    row = locked(case)
    values = {
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "mail_wanted": contact.mail_wanted and bool(contact.email),
        "whatsapp_wanted": contact.whatsapp_wanted and bool(contact.phone),
    }
    if supporter is not None:
        _reach([supporter, *standing_in(row, supporter)], values)
        return
    row = root_of(row)  # who reported stands with the whole
    for part in _whole(row):
        _reach(standing_in(part, None), values)
    own = {
        "fingerprint": fingerprint_of(email=contact.email, phone=contact.phone),
        "shown_name": secrecy.shortened(contact.name)[:40],
    }
    Reporter.objects.update_or_create(complaint=row, defaults={**values, **own})
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "contact"),
        summary=f"Kontak diperbaiki pelapor: {row}",
        by=None,
        organization=row.unit,
    )


def _whole(case: Complaint) -> Iterator[Complaint]:
    """The report and its parts, and theirs."""
    yield case
    for part in case.parts.select_related("merged_into").order_by("pk"):
        yield from _whole(part)


def _reach(followers: Iterable[Supporter], values: Mapping[str, Any]) -> None:
    """The same person in the reports that theirs was merged into."""
    for follower in followers:
        for name, value in values.items():
            setattr(follower, name, value)
        follower.save(update_fields=list(values))
