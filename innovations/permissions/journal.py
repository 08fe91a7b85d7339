"""Rights on what innovations do: those of the innovations themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from innovations.models import Consultation, Innovation, JournalEntry
from innovations.permissions import EVERY, can_edit, edits_all, visible_innovations
from organizations.access import Decision, access_of

SHARED = "Kegiatan ini memuat inovasi perangkat daerah lain; Bagian Organisasi mengelolanya."


def visible_entries(user: Any) -> Q:
    """Activities of innovations whose working pages the person may open (filter on JournalEntry)."""
    if "innovations.view" in access_of(user).everywhere:
        return EVERY
    seen = Innovation.objects.filter(visible_innovations(user))
    links = JournalEntry.innovations.through.objects.filter(innovation__in=seen.values("pk"))
    return Q(pk__in=links.values("journalentry"))


def manages_entry(user: Any, entry: JournalEntry) -> Decision:
    """Bagian Organisasi, or the unit where every innovation of it is its own."""
    return edits_all(user, entry.innovations.all(), SHARED)


def answers_consultation(user: Any, consultation: Consultation) -> Decision:
    """Speaks for the unit with a citizen who asked."""
    return can_edit(user, consultation.innovation)
