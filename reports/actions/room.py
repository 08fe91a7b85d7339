"""How many documents of one person may wait at once, over every way to ask."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from organizations.models import User
from reports.permissions import can_open


def insist_on_room(person: User | None, count: int = 1, *, in_batch: bool = False) -> None:
    """Inside the transaction that adds the documents. Raises ValidationError with a sentence.

    The lock makes two requests of the same moment count one after the other.
    """
    if person is None:  # the command line
        return
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    decision = can_open(person, count, in_batch=in_batch)
    if not decision:
        raise ValidationError(decision.reason)
