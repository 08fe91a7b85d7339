"""Comments as whoever moderates them reads them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, QuerySet

from organizations.texts import clean_lines, without_contacts, without_names
from surveys.choices import CommentState
from surveys.models import Comment, ServiceUnit

TABS: dict[str, tuple[str, CommentState]] = {
    "": ("Menunggu diperiksa", CommentState.WAITING),
    "tayang": ("Tayang", CommentState.SHOWN),
    "tidak": ("Tidak ditayangkan", CommentState.HIDDEN),
}


def comments_of(unit: ServiceUnit, tab: str) -> QuerySet[Comment]:
    rows = Comment.objects.filter(period__unit=unit, state=TABS[tab][1])
    return rows.select_related("period", "service", "question").order_by("-pk")


def tab_counts(unit: ServiceUnit) -> Mapping[str, int]:
    rows = Comment.objects.filter(period__unit=unit).order_by()
    counted = dict(rows.values_list("state").annotate(n=Count("pk")))
    return {tab: counted.get(state, 0) for tab, (_, state) in TABS.items()}


def proposal(text: str) -> str:
    """The words without numbers, addresses and names after a title: where moderation begins."""
    return without_names(without_contacts(clean_lines(text)))
