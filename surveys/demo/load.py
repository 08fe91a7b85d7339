"""Fill the demonstration city with surveys: first where people are served, then what they said."""

from __future__ import annotations

from collections.abc import Iterator

from organizations.demo.registry import DemoCity
from surveys.demo import units


def steps(_city: DemoCity) -> int:
    return units.STEPS


def load(city: DemoCity) -> Iterator[str]:
    yield from units.load(city)
