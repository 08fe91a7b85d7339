"""Words that would tell who an anonymous report is from, blackened before a unit reads it."""

from __future__ import annotations

from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import permissions
from complaints.clock.actions.moving import LONGEST_TEXT, wanted
from complaints.models import Complaint, Message, OriginalWords
from complaints.staff.actions.basics import locked, save
from complaints.staff.actions.routing import route_case
from organizations import activity
from organizations.access import allow
from organizations.models import Organization, User
from organizations.texts import clean_text


class Words(TypedDict):
    """What everybody who works on the report reads from now on."""

    subject: str
    words: str
    address: str


@transaction.atomic
def blacken_words(*, case: Complaint, by: User, mark: str = "", **given: Any) -> Complaint:
    """Put the given words in the place of the reporter's own, which stay encrypted for the desk
    and the reporter. Done again, the first words are the ones kept. Writes one line of history.
    """
    row = locked(case, mark)
    allow(permissions.can_blacken(by, row))
    values = {
        "subject": wanted(given["subject"], "subject", "Isi judul.", 140),
        "text": wanted(given["words"], "words", "Isi teks laporan.", LONGEST_TEXT),
        "address": clean_text(given["address"])[:300],
    }
    kept = {name: getattr(row, name) for name in values}
    if values == kept:
        raise ValidationError({"words": "Belum ada kata yang dihitamkan."})
    OriginalWords.objects.get_or_create(complaint=row, defaults={**kept, "changed_by": by})
    for name, value in values.items():
        setattr(row, name, value)
    save(row, values)
    _record(row, "Kata-kata laporan dihitamkan", by)
    return row


@transaction.atomic
def blacken_message(*, message: Message, text: str, by: User, mark: str = "") -> Message:
    """The same for one message of a citizen: what its sender wrote stays sealed beside it."""
    row = locked(message.complaint, mark)
    allow(permissions.can_blacken(by, row))
    shown = wanted(text, "words", "Isi teks pesan.", LONGEST_TEXT)
    found = Message.objects.select_for_update().get(pk=message.pk)
    if shown == found.text:
        raise ValidationError({"words": "Belum ada kata yang dihitamkan."})
    found.own_text, found.text = found.own_text or found.text, shown
    found.save(update_fields=["text", "own_text"])
    _record(row, "Kata-kata pesan dihitamkan", by)
    return found


def _record(row: Complaint, summary: str, by: User) -> None:
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "blacken"),
        summary=f"{summary}: {row}",
        by=by,
        organization=row.unit,
    )


@transaction.atomic
def route_blackened(
    *, case: Complaint, unit: Organization, by: User, reason: str, mark: str, words: Words
) -> Complaint:
    """Blacken and pass on in one step: the unit never reads the words it should not."""
    row = blacken_words(case=case, by=by, mark=mark, **words)
    return route_case(case=row, unit=unit, by=by, reason=reason)
