"""What ratings tell everybody: nothing below five."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from innovations.choices.citizens import Usefulness
from innovations.formulas.usefulness import LEAST, mean_usefulness
from innovations.models import Innovation, Rating


@dataclass(frozen=True)
class Rated:
    count: int
    mean: Decimal | None  # None below five
    by_score: Mapping[int, int]
    least: int = LEAST

    @property
    def words(self) -> str:
        """The nearest of the five answers."""
        if self.mean is None:
            return ""
        return Usefulness(int(self.mean + Decimal("0.5"))).label


def rated(innovation: Innovation) -> Rated:
    rows = Rating.objects.filter(innovation=innovation).order_by()
    counts = dict(rows.values_list("score").annotate(n=Count("pk")))
    return Rated(sum(counts.values()), mean_usefulness(counts), counts)
