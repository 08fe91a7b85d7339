"""Editions as the desk and as everybody reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from innovations.choices.competition import EditionState, PhaseKind, ProposalState
from innovations.models import Edition, Phase
from innovations.permissions.competition import moves_still, visible_editions
from innovations.permissions.results import announced_at
from organizations import moment
from organizations.choices import TimeZone
from organizations.models import City


def editions(user: Any) -> QuerySet[Edition]:
    """Those the person may know of, the newest first, with what was handed in and not withdrawn."""
    return _counted(Edition.objects.filter(visible_editions(user)))


def public_editions() -> QuerySet[Edition]:
    return _counted(Edition.objects.filter(state__in=EditionState.public()))


def _counted(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    gone = Q(proposals__state__in=(ProposalState.DRAFT, ProposalState.WITHDRAWN))
    handed_in = Count("proposals", filter=~gone)
    return rows.annotate(handed_in=handed_in).order_by("-year", "-pk")


def edition_of(user: Any, pk: int) -> Edition | None:
    return editions(user).filter(pk=pk).first()


@dataclass(frozen=True)
class PhaseLine:
    """A phase beside the clock of the city."""

    phase: Phase
    is_on: bool
    is_over: bool


def calendar(edition: Edition, now: datetime | None = None) -> list[PhaseLine]:
    at = now or timezone.now()
    return [
        PhaseLine(phase, phase.is_on(at), phase.closes_at <= at)
        for phase in sorted(edition.phases.all(), key=lambda phase: phase.opens_at)
    ]


def movable(edition: Edition) -> frozenset[int]:
    """Phases that whoever runs the competition may still move."""
    phases = edition.phases.all()
    if edition.state == EditionState.DRAFT:
        return frozenset(phase.pk for phase in phases)
    announced, now = announced_at(edition), moment.now()
    return frozenset(phase.pk for phase in phases if moves_still(phase, announced, now))


def closing_of(edition: Edition, kind: str = PhaseKind.REGISTRATION) -> datetime | None:
    """When a phase closes; of registration the day ages are counted back from."""
    return next((p.closes_at for p in edition.phases.all() if p.kind == kind), None)


def zone_name() -> str:
    """The time of the city as people call it: WIB, WITA, WIT."""
    zone = City.current().time_zone
    return TimeZone(zone).name if zone in TimeZone.values else zone


def part_rows(parts: Any, edition: Edition) -> list[tuple[str, Any, Sequence[Any]]]:
    """The parts of the rules for the page that sets them up: word, part, rows; one statement each."""
    follow = {"bagian": "group", "dokumen": "group", "penghargaan": "group", "pertanyaan": "stage"}
    found: list[tuple[str, Any, Sequence[Any]]] = []
    for word, part in parts.items():
        rows = part.rows(edition)
        if word in follow:
            rows = rows.select_related(follow[word]).order_by(f"{follow[word]}__order", "order")
        if word == "kriteria":
            rows = rows.select_related("group", "stage").prefetch_related("anchors")
            rows = rows.order_by("stage__order", "group__order", "order")
        found.append((word, part, list(rows)))
    return found
