"""The grades of announced SAKIP results, given in the year in which the last of them was announced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Max
from django.utils import timezone

from organizations.honours import Honour, Winner
from performance.choices import SakipState
from performance.models import SakipEvaluation
from performance.sakip.queries.ranking import load_ranking

HONOURED = ("AA", "A", "BB")  # lower grades are announced, not called out on an evening


def _given() -> dict[int, list[int]]:
    """Year of giving → evaluated years. One statement."""
    rows = SakipEvaluation.objects.filter(state=SakipState.FINAL, predicate__in=HONOURED)
    found: dict[int, list[int]] = defaultdict(list)
    last = rows.order_by().values_list("edition__year").annotate(last=Max("finalized_at"))
    for evaluated, moment in last:
        if moment is not None:
            found[timezone.localdate(moment).year].append(evaluated)
    return found


def sakip_honour_years() -> set[int]:
    return set(_given())


def sakip_honours(year: int) -> Sequence[Honour]:
    """Every honoured grade with its units, the best first."""
    found: list[Honour] = []
    for evaluated in sorted(_given().get(year, [])):
        ranking = load_ranking(evaluated)
        for grade in HONOURED:
            lines = ranking.with_predicate(grade)
            if lines:
                winners = [Winner(row.unit.name, score=row.total) for row in lines]
                found.append(
                    Honour(f"SAKIP tahun {evaluated}", f"Predikat {grade}", winners, lines[0].label)
                )
    return found
