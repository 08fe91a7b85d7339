"""Fill the registry of the demonstration city by the acts people use."""

from __future__ import annotations

from collections.abc import Iterator

from innovations.demo import adoption, citizens, endings, entries, index, launches, stewards
from organizations.demo.registry import DemoCity


def steps(_city: DemoCity) -> int:
    rooms = (entries, launches, stewards, endings, adoption, citizens, index)
    return sum(room.STEPS for room in rooms)


def load(city: DemoCity) -> Iterator[str]:
    yield from entries.load(city)
    yield from launches.load(city)
    yield from stewards.load(city)
    yield from endings.load(city)
    yield from adoption.load(city)
    yield from citizens.load(city)
    yield from index.load(city)
