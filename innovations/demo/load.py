"""Fill the registry of the demonstration city by the acts people use."""

from __future__ import annotations

from collections.abc import Iterator

from innovations.demo import entries
from organizations.demo.registry import DemoCity


def steps(_city: DemoCity) -> int:
    return entries.STEPS


def load(city: DemoCity) -> Iterator[str]:
    yield from entries.load(city)
