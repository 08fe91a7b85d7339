"""Whether innovations live: the facts, what the rules say of them, and judgements above the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from innovations.choices import Ending, Health
from innovations.formulas import LifeFacts, health_of
from innovations.models import CheckIn, FormerAnswer, HealthNote, Innovation, Steward
from innovations.querysets import InnovationQuerySet
from innovations.stewardship.queries.stewards import Holding, holdings_of
from organizations.formatting import format_date

JUDGED = "Ditetapkan Bagian Organisasi sampai {until}: {reason}"


@dataclass(frozen=True)
class Life:
    """The health of one innovation on a day, why, and since when it is known."""

    health: Health
    reasons: tuple[str, ...]
    holding: Holding
    heard: CheckIn | None  # the newest answer
    note: HealthNote | None  # a judgement that still holds

    @property
    def label(self) -> str:
        return str(self.health.label)

    @property
    def tone(self) -> str:
        return self.health.tone

    @property
    def steward(self) -> Steward | None:
        return self.holding.steward

    @property
    def heard_on(self) -> date | None:
        """The day of the last answered question."""
        at = self.heard.answered_at if self.heard else None
        return timezone.localdate(at) if at else None


# What the rules read of an innovation itself: `.only(*READ)` leaves its long texts where they are.
READ = ("organization_id", "ending", "implemented_on", "published_at", "created_at", "kept_health")


MANY = 1_000


def are_many() -> bool:
    """More public innovations than can be told by their facts at every look: lists and counts of
    the whole city then go by what is kept of them."""
    return Innovation.objects.listed().order_by().values("pk")[: MANY + 1].count() > MANY


def health_of_many(innovations: Iterable[Innovation], today: date) -> dict[int, Life]:
    """The health of each of the city's own innovations; three statements however many there are.

    What the city decided (merged, retired) stands above everything, a judgement that has not ended
    above the rules. References from elsewhere have no health and are left out.
    """
    given = [one for one in innovations if one.organization_id is not None]
    keys = [one.pk for one in given]
    holdings = holdings_of(given, today)
    asked = _by_innovation(_asked(keys, today))
    notes = {row.innovation_id: row for row in _notes(keys, today)}
    found = {}
    for one in given:
        holding, note = holdings[one.pk], notes.get(one.pk)
        said = _judged(one, asked[one.pk], note, today, has_steward=holding.steward is not None)
        found[one.pk] = Life(said.health, said.reasons, holding, said.heard, said.note)
    return found


def life_of(innovation: Innovation, today: date) -> Life:
    """The health of one of the city's own innovations."""
    return health_of_many([innovation], today)[innovation.pk]


class Kept(NamedTuple):
    """What is kept of one innovation, and what the facts say."""

    kept: str
    health: Health


def kept_of_many(some: InnovationQuerySet, today: date) -> dict[int, Kept]:
    """As `health_of_many` by the same rules, of very many: only the facts are read, no objects
    made; four statements."""
    keys = some.order_by().values("pk")
    held = set(Steward.objects.on(today).filter(innovation__in=keys).values_list("innovation_id"))
    asked = _by_innovation(_asked(keys, today).values_list(*ASKED, named=True))
    noted = _notes(keys, today).values_list(
        "innovation_id", "health", "reason", "until", named=True
    )
    notes = {row.innovation_id: row for row in noted}
    found = {}
    for one in some.order_by("pk").values_list("pk", *READ, named=True):
        has_steward = (one.pk,) in held
        said = _judged(one, asked[one.pk], notes.get(one.pk), today, has_steward=has_steward)
        found[one.pk] = Kept(one.kept_health, said.health)
    return found


class _Known(Protocol):
    """What the rules read of an innovation."""

    ending: str
    implemented_on: date | None
    published_at: datetime | None


class _Judged(NamedTuple):
    health: Health
    reasons: tuple[str, ...]
    heard: Any  # the newest answer
    note: Any  # a judgement that still holds


def _judged(
    innovation: _Known, asked: Sequence[Any], note: Any, today: date, *, has_steward: bool
) -> _Judged:
    """What the rules say of the facts, and the judgement above them."""
    answers = [row for row in asked if row.answered_on and row.answered_on <= today]
    heard = answers[0] if answers else None
    answered_on = heard.answered_on if heard else None
    missed = [
        row for row in asked if row not in answers and (not answered_on or row.due_on > answered_on)
    ]
    health, reasons = health_of(
        LifeFacts(
            today=today,
            ending=innovation.ending,
            vitality=heard.said if heard else "",
            answered_on=answered_on,
            missed=len(missed),
            has_steward=has_steward,
            began_on=None if answered_on else _began_on(innovation),
        )
    )
    if note is None or innovation.ending != Ending.NONE:
        return _Judged(Health(health), reasons, heard, None)
    said = JUDGED.format(until=format_date(note.until), reason=note.reason)
    return _Judged(Health(note.health), (said, *reasons), heard, note)


def _began_on(innovation: _Known) -> date | None:
    """From when on an answer could be expected: nobody was asked before it stood in the registry."""
    shown = innovation.published_at
    days = [innovation.implemented_on, timezone.localdate(shown) if shown else None]
    return max((day for day in days if day), default=None)


# What the rules read of a question; `said` is its answer as it stood that day. What was answered
# later than the day was still unanswered then.
ASKED = ("pk", "innovation_id", "due_on", "answered_on", "said")


def _asked(keys: Any, today: date) -> QuerySet[CheckIn]:
    """Answers until the day, the newest first, and questions whose last day has passed.

    A question is missed from the next day on, whether the clock has written it down or not.
    """
    told = Q(answered_on__lte=today) | Q(due_on__lt=today)
    later = FormerAnswer.objects.filter(check_in=OuterRef("pk"), replaced_at__date__gt=today)
    then = Subquery(later.order_by("replaced_at", "pk").values("vitality")[:1])
    rows = CheckIn.objects.filter(innovation__in=keys)
    rows = rows.annotate(answered_on=TruncDate("answered_at"), said=Coalesce(then, F("vitality")))
    return rows.filter(told).order_by("-answered_at", "-pk")


def _by_innovation(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.innovation_id].append(row)
    return found


def _notes(keys: Any, today: date) -> QuerySet[HealthNote]:
    """Judgements that have not ended, of each the newest last."""
    rows = HealthNote.objects.filter(innovation__in=keys, until__gte=today, at__date__lte=today)
    return rows.order_by("pk")
