"""The checklist of a public innovation, as everybody may see it: counts, and public bodies by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from innovations.adoption.queries.progress import facts_of
from innovations.formulas.adoption import Counted
from innovations.models import AdoptionChecklist, Innovation


@dataclass(frozen=True)
class Adopted:
    """What the page of an innovation says of its list; the rest is a page of its own."""

    checklist: AdoptionChecklist
    whole: Counted


def adopted(innovation: Innovation, today: date) -> Adopted | None:
    """None without a list, and as long as nothing of it counts."""
    checklist = AdoptionChecklist.objects.filter(innovation=innovation).first()
    if checklist is None:
        return None
    whole = facts_of(checklist).on(today).whole
    return Adopted(checklist, whole) if whole.share is not None else None


def public_checklist_at(slug: str) -> AdoptionChecklist | None:
    shown = Innovation.objects.listed().filter(slug=slug)
    rows = AdoptionChecklist.objects.filter(innovation__in=shown)
    return rows.select_related("innovation__organization").first()
