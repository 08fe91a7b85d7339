"""Innovations that may do the same work: said to overlap, or alike in name or purpose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from innovations.choices import Ending, InnovationState
from innovations.models import Application, Innovation
from innovations.querysets import InnovationQuerySet
from innovations.registry.queries.similar import ALIKE, SAME_PURPOSE, similar_to
from innovations.stewardship.queries.health import Life, health_of_many

MOST_COLUMNS = 4
LINKS = Application.overlaps.through


@dataclass(frozen=True)
class Suspect:
    """A line of the board: an innovation and what it may be doubling."""

    innovation: Innovation
    said: Sequence[Innovation]  # its application, or the other's, says so
    alike: Innovation | None  # the nearest by name or purpose


@dataclass(frozen=True)
class Side:
    """A column of the comparison."""

    innovation: Innovation
    application: Application | None
    life: Life | None
    users: int | None  # of the newest answer, else of the application
    cost: Decimal | None


def candidates() -> InnovationQuerySet:
    """What can be decided about, and what can go on in the place of another."""
    return Innovation.objects.public().owned().going()


def suspects() -> InnovationQuerySet:
    """Going innovations that overlap with another going one."""
    links = LINKS.objects.filter(innovation__in=candidates())
    said = Exists(links.filter(application__innovation=OuterRef("pk")))
    others = candidates().filter(application__isnull=False)
    by_other = Exists(
        LINKS.objects.filter(
            innovation=OuterRef("pk"), application__innovation__in=others.values("pk")
        )
    )
    rows = candidates().annotate(near=Subquery(_near().values("pk")[:1]))
    rows = rows.filter(Q(said) | Q(by_other) | Q(near__isnull=False))
    return rows.select_related("organization").order_by("name", "pk")


def _near() -> QuerySet[Any]:
    """Others alike in name or purpose, the nearest in name first."""
    looked_for = Q(name__trigram_similar=OuterRef("name"))
    looked_for |= Q(purpose__trigram_similar=OuterRef("purpose"))
    others = candidates().filter(looked_for).exclude(pk=OuterRef("pk"))
    found = others.annotate(
        named=TrigramSimilarity("name", OuterRef("name")),  # type: ignore[arg-type]
        aimed=TrigramSimilarity("purpose", OuterRef("purpose")),  # type: ignore[arg-type]
    )
    near = found.filter(Q(named__gte=ALIKE) | Q(aimed__gte=SAME_PURPOSE))
    return near.order_by("-named", "-aimed", "pk")


def suspect_lines(innovations: Iterable[Any]) -> list[Suspect]:
    """What each of a page may be doubling; three statements however many there are."""
    given = list(innovations)
    keys = [one.pk for one in given]
    going = candidates()
    links = LINKS.objects.filter(
        Q(application__innovation__in=keys) | Q(innovation__in=keys),
        innovation__in=going, application__innovation__in=going,
    )  # fmt: skip
    pairs = list(links.order_by("pk").values_list("application__innovation", "innovation"))
    wanted = {pk for pair in pairs for pk in pair} | {one.near for one in given if one.near}
    known = Innovation.objects.select_related("organization").in_bulk(wanted)
    return [
        Suspect(one, [known[pk] for pk in _others(one.pk, pairs)], known.get(one.near))
        for one in given
    ]


def _others(pk: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    found = [b if a == pk else a for a, b in pairs if pk in {a, b}]
    return list(dict.fromkeys(found))


def suggested(innovation: Innovation, user: Any) -> list[Innovation]:
    """What to look at beside it: said to overlap first, then alike in name or purpose."""
    said = candidates().filter(
        Q(overlapped_by__innovation=innovation) | Q(application__overlaps=innovation)
    )
    alike = [one for one in similar_to(innovation, user) if _is_candidate(one)]
    found = {one.pk: one for one in (*said.select_related("organization").distinct(), *alike)}
    found.pop(innovation.pk, None)
    return list(found.values())


def _is_candidate(one: Innovation) -> bool:
    is_public = one.state == InnovationState.PUBLISHED
    return is_public and one.ending == Ending.NONE and one.organization_id is not None


def sides(innovations: Sequence[Innovation], today: date) -> list[Side]:
    """The columns: purpose, users, cost; fixed statements."""
    lives = health_of_many(innovations, today)
    rows = Application.objects.filter(innovation__in=innovations)
    applications = {row.innovation_id: row for row in rows}
    return [_side(one, applications.get(one.pk), lives.get(one.pk)) for one in innovations]


def _side(innovation: Innovation, application: Application | None, life: Life | None) -> Side:
    heard = life.heard.users if life and life.heard else None
    users = heard if heard is not None else application.users if application else None
    cost = application.cost if application and application.cost is not None else innovation.budget
    return Side(innovation, application, life, users, cost)
