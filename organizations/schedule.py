"""Periodic work: an app's `periodic` module files what the scheduler starts, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from organizations.registry import Registry


@dataclass(frozen=True)
class PeriodicWork:
    """A task of the scheduler; `name` is what its log says, `every` is in seconds."""

    name: str
    task: str
    every: float


SCHEDULE = Registry[PeriodicWork]("periodic work", name=attrgetter("name"))
