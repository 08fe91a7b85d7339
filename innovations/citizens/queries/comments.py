"""Comments for everybody, and as whoever moderates them reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from complaints.formulas.personal import blackened
from innovations import permissions
from innovations.choices.citizens import CommentState
from innovations.models import Comment, Innovation
from organizations.queries.keyset import newest_page
from organizations.texts import clean_lines, without_names

PAGE, FEW = 20, 3
WAITS = Q(state=CommentState.WAITING) | Q(state=CommentState.SHOWN, reports__gt=0)
TABS: dict[str, tuple[str, Q]] = {
    "": ("Perlu diperiksa", WAITS),
    "tayang": ("Tayang", Q(state=CommentState.SHOWN)),
    "tidak": ("Tidak ditayangkan", Q(state=CommentState.HIDDEN)),
}


def shown_comments(innovation: Innovation) -> QuerySet[Comment]:
    """What everybody may read, newest first."""
    rows = Comment.objects.filter(innovation=innovation, state=CommentState.SHOWN)
    return rows.order_by("-pk")


def comments_of(user: Any, tab: str = "") -> QuerySet[Comment]:
    """Those of innovations the person writes for."""
    rows = all_of(user).filter(TABS[tab][1])
    return rows.select_related("innovation__organization").order_by("-pk")


def all_of(user: Any) -> QuerySet[Comment]:
    return Comment.objects.filter(permissions.of_citizens(user))


def tab_counts(user: Any) -> Mapping[str, int]:
    kinds = {f"n{place}": Count("pk", filter=q) for place, (_, q) in enumerate(TABS.values())}
    counts = all_of(user).order_by().aggregate(**kinds)
    return {tab: counts[f"n{place}"] for place, tab in enumerate(TABS)}


def keyset(rows: QuerySet[Comment], before: int | None) -> tuple[list[Comment], int | None]:
    """One page, and the key after which the next begins."""
    return newest_page(rows, before, PAGE)


def proposal(text: str) -> str:
    """The words without what could tell whose they are: where moderation begins."""
    return without_names(blackened(clean_lines(text)))
