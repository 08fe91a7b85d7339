"""Fill the demonstration city with surveys: first where people are served, then what they said."""

from __future__ import annotations

from collections.abc import Iterator

from organizations.demo.registry import DemoCity
from surveys.demo import telling, units
from surveys.demo.cast import HALF_YEARS


def steps(_city: DemoCity) -> int:
    return units.STEPS + HALF_YEARS + 1


def load(city: DemoCity) -> Iterator[str]:
    yield from units.load(city)
    yield from telling.load(city)
