"""Whether innovations live: the facts, what the rules say of them, and judgements above the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from innovations.choices import Ending, Health
from innovations.formulas import LifeFacts, health_of
from innovations.models import CheckIn, FormerAnswer, HealthNote, Innovation, Steward
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
        return _answered_on(self.heard)


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
    known = _Known(
        today,
        holdings_of(given, today),
        _check_ins(keys, today),
        _notes(keys, today),
    )
    return {one.pk: _life(one, known) for one in given}


def life_of(innovation: Innovation, today: date) -> Life:
    """The health of one of the city's own innovations."""
    return health_of_many([innovation], today)[innovation.pk]


@dataclass(frozen=True)
class _Known:
    """What was read of many, by innovation."""

    today: date
    holdings: dict[int, Holding]
    asked: dict[int, list[CheckIn]]
    notes: dict[int, HealthNote]


def _life(innovation: Innovation, known: _Known) -> Life:
    pk, asked = innovation.pk, known.asked[innovation.pk]
    holding = known.holdings[pk]
    answers = [row for row in asked if _is_answered(row, known.today)]
    heard = answers[0] if answers else None
    answered_on = _answered_on(heard)
    missed = [
        row for row in asked if row not in answers and (not answered_on or row.due_on > answered_on)
    ]
    facts = LifeFacts(
        today=known.today,
        ending=innovation.ending,
        vitality=heard.vitality if heard else "",
        answered_on=answered_on,
        missed=len(missed),
        has_steward=holding.steward is not None,
        began_on=_began_on(innovation),
    )
    health, reasons = health_of(facts)
    note = known.notes.get(pk)
    if note is not None and innovation.ending == Ending.NONE:
        said = JUDGED.format(until=format_date(note.until), reason=note.reason)
        return Life(Health(note.health), (said, *reasons), holding, heard, note)
    return Life(Health(health), reasons, holding, heard, None)


def _answered_on(row: CheckIn | None) -> date | None:
    return timezone.localdate(row.answered_at) if row and row.answered_at else None


def _is_answered(row: CheckIn, today: date) -> bool:
    """As of the day: what came later was still unanswered then."""
    on = _answered_on(row)
    return on is not None and on <= today


def _began_on(innovation: Innovation) -> date | None:
    """From when on an answer could be expected: nobody was asked before it stood in the registry."""
    shown = innovation.published_at
    days = [innovation.implemented_on, timezone.localdate(shown) if shown else None]
    return max((day for day in days if day), default=None)


def _check_ins(keys: Sequence[int], today: date) -> dict[int, list[CheckIn]]:
    """Answers until the day, the newest first, and questions whose last day has passed.

    A question is missed from the next day on, whether the clock has written it down or not.
    """
    told = Q(answered_at__date__lte=today) | Q(due_on__lt=today)
    later = FormerAnswer.objects.filter(check_in=OuterRef("pk"), replaced_at__date__gt=today)
    then = Subquery(later.order_by("replaced_at", "pk").values("vitality")[:1])
    rows = CheckIn.objects.filter(told, innovation__in=keys).annotate(then=then)
    found: dict[int, list[CheckIn]] = defaultdict(list)
    for row in rows.order_by("-answered_at", "-pk"):
        row.vitality = row.then or row.vitality  # what was said by that day
        found[row.innovation_id].append(row)
    return found


def _notes(keys: Sequence[int], today: date) -> dict[int, HealthNote]:
    """The newest judgement of each that has not ended."""
    rows = HealthNote.objects.filter(innovation__in=keys, until__gte=today, at__date__lte=today)
    return {row.innovation_id: row for row in rows.order_by("pk")}
