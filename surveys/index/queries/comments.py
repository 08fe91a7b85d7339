"""What respondents wrote, as everybody may read it: moderated words and nothing beside them."""

from __future__ import annotations

from surveys.choices import CommentState, PeriodState
from surveys.models import Comment, Period, ServiceUnit

MOST_SHOWN = 50


def shown_comments(period: Period) -> list[str]:
    """The words that were let through in a period. Neither day nor service: both could name."""
    rows = Comment.objects.filter(period=period, state=CommentState.SHOWN)
    return list(rows.order_by("public_text").values_list("public_text", flat=True)[:MOST_SHOWN])


def public_comments(unit: ServiceUnit) -> list[str]:
    """Those of the result that was announced last; none before a result is."""
    announced = Period.objects.filter(unit=unit, state=PeriodState.PUBLISHED)
    newest = announced.order_by("-starts_on").first()
    return shown_comments(newest) if newest else []
