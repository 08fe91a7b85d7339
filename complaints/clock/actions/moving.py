"""What every act on a case shares, the reporter's and the officers': the locked row, words, a move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from complaints.clock.actions.due import DERIVED, set_due
from complaints.models import Complaint
from organizations.formatting import format_number
from organizations.models import Organization, User
from organizations.texts import clean_lines
from organizations.workflow import Transition, perform

LONGEST_TEXT = 10_000
# The history of the portal is read by more people than the case: what officers and reporter write
# to each other stands in the case only.
KEPT = "Tertulis di halaman laporan."


def locked(case: Complaint) -> Complaint:
    """The row as it is now, locked until the transaction ends."""
    rows = Complaint.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "category", "merged_into").get(pk=case.pk)


def move(
    row: Complaint,
    transition: Transition,
    *,
    by: User | None,
    updates: Mapping[str, Any] | None = None,
    changes: Mapping[str, Mapping[str, Any]] | None = None,
    organization: Organization | None = None,
) -> Complaint:
    """`perform` on a locked row, with its due dates computed anew and told in the same line.

    Words that a move needs are asked for by its action and kept where only the case shows them.
    """
    given = dict(updates or {})
    for name, value in given.items():
        setattr(row, name, value)
    due = set_due(row)
    given |= {name: getattr(row, name) for name in DERIVED}
    return perform(
        row,
        transition,
        by=by,
        note=KEPT if transition.needs_note else "",
        updates=given,
        changes={**(changes or {}), **due},
        organization=organization or row.unit,
    )


def wanted(
    text: str, field: str, empty: str, longest: int = LONGEST_TEXT, *, too_long: str = ""
) -> str:
    """Words an act cannot do without, as written. Raises ValidationError keyed by the field."""
    words = clean_lines(text)
    if not words:
        raise ValidationError({field: empty})
    if len(words) > longest:
        sentence = too_long or f"Paling panjang {format_number(longest)} huruf."
        raise ValidationError({field: sentence})
    return words
