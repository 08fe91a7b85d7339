"""Fill the registry of the demonstration city by the acts people use."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from innovations.demo import (
    adoption,
    citizens,
    competitions,
    endings,
    entries,
    index,
    journal,
    launches,
    promises,
    stewards,
)  # fmt: skip
from innovations.stewardship.actions.keeping import keep_all
from organizations.demo.registry import DemoCity

ROOMS = (
    entries,
    launches,
    promises,
    stewards,
    journal,
    endings,
    adoption,
    citizens,
    index,
    competitions,
)


def steps(_city: DemoCity) -> int:
    return sum(room.STEPS for room in ROOMS)


def load(city: DemoCity) -> Iterator[str]:
    for room in ROOMS:
        yield from room.load(city)
    keep_all(timezone.localdate())
