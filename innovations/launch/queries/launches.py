"""Launches as the desk and as everybody reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from innovations.choices import InnovationState, LaunchState
from innovations.models import Innovation, Launch, LaunchPhoto, Signatory
from innovations.permissions import visible_innovations


def launches() -> QuerySet[Launch]:
    """All, the newest first, each with the number of its innovations."""
    return Launch.objects.annotate(count=Count("innovations")).order_by("-held_on", "-pk")


def launch_of(pk: int) -> Launch | None:
    return launches().filter(pk=pk).first()


def public_launches() -> QuerySet[Launch]:
    """Held, with something that everybody may read; its count is that of the public ones."""
    shown = Q(innovations__state=InnovationState.PUBLISHED)
    rows = Launch.objects.filter(state=LaunchState.HELD)
    counted = rows.annotate(count=Count("innovations", filter=shown)).filter(count__gt=0)
    public = Innovation.objects.public().order_by("name")
    return counted.order_by("-held_on", "-pk").prefetch_related(
        Prefetch("innovations", queryset=public, to_attr="shown")
    )


def launches_of(innovation: Innovation) -> QuerySet[Launch]:
    """Those at which a public innovation was launched, as everybody may read them."""
    held = Launch.objects.filter(state=LaunchState.HELD, innovations=innovation)
    return held.order_by("held_on", "pk")


@dataclass(frozen=True)
class LaunchPage:
    launch: Launch
    innovations: Sequence[Innovation]
    others: int  # of which the reader is told no more than that they are there
    signatories: Sequence[Signatory]
    photos: Sequence[LaunchPhoto]


def launch_page(launch: Launch, user: Any) -> LaunchPage:
    """A launch at the desk; drafts of units the person does not work for are counted only."""
    rows = launch.innovations.select_related("organization").order_by("name")
    seen = Q(pk__in=Innovation.objects.filter(visible_innovations(user)))
    shown = list(rows.filter(seen | Q(pk__in=Innovation.objects.public())))
    return LaunchPage(launch, shown, rows.count() - len(shown), *_parts(launch))


def public_page(launch: Launch) -> LaunchPage:
    """For everybody only what is published."""
    rows = launch.innovations.select_related("organization").order_by("name")
    shown = list(rows.filter(state=InnovationState.PUBLISHED))
    return LaunchPage(launch, shown, 0, *_parts(launch))


def _parts(launch: Launch) -> tuple[list[Signatory], list[LaunchPhoto]]:
    return list(launch.signatories.order_by("pk")), list(launch.photos.order_by("pk"))
