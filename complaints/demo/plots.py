"""What becomes of each report of the demonstration, before any of it is told."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from organizations.demo.chance import between, fraction

HERE = Path(__file__).parent
PAST, RECENT = 560, 60  # reports that have ended, and those of the last weeks
DAYS, FRESH = 730, 12


class Fate(StrEnum):
    ACCEPTED = "accepted"
    LAPSED = "lapsed"
    LATE = "late"
    REOPENED = "reopened"
    UNSOLVED = "unsolved"
    NOT_OURS = "not-ours"
    MERGED = "merged"
    COMPLETED = "completed"
    ARCHIVED = "archived"
    SENT_ON = "sent-on"
    # Of the last weeks, so that every list has work.
    RECEIVED = "received"
    ASKED = "asked"
    ROUTED = "routed"
    STARTED = "started"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    OVERDUE = "overdue"
    SPLIT = "split"
    WROTE = "wrote"


# Each as often as its share of a hundred.
ENDS = (
    (Fate.ACCEPTED, 33), (Fate.LAPSED, 22), (Fate.LATE, 14), (Fate.REOPENED, 6),
    (Fate.UNSOLVED, 6), (Fate.NOT_OURS, 5), (Fate.MERGED, 4), (Fate.COMPLETED, 4),
    (Fate.ARCHIVED, 2), (Fate.SENT_ON, 4),
)  # fmt: skip
RUNNING = (
    Fate.RECEIVED, Fate.ROUTED, Fate.STARTED, Fate.ANSWERED, Fate.RECEIVED, Fate.ASKED,
    Fate.ROUTED, Fate.DRAFTED, Fate.OVERDUE, Fate.STARTED, Fate.WROTE, Fate.SPLIT,
)  # fmt: skip
OLD_OPEN = timedelta(days=95)  # past every term of 60 working days: late for each class


@dataclass(frozen=True)
class Sample:
    """One of the composed texts."""

    category: str
    unit: str
    kind: str  # a class, "rahasia", "anonim" or nothing
    text: str


@dataclass(frozen=True)
class Plot:
    number: int
    sample: Sample
    fate: Fate
    received_at: datetime

    def days(self, low: str, high: str, what: str) -> timedelta:
        """A span between two numbers of days, always the same for the same report."""
        return timedelta(minutes=int(between(low, high, what, self.number) * 24 * 60))

    def happens(self, share: str, what: str) -> bool:
        return fraction(what, self.number) < between(share, share)

    @property
    def is_secret(self) -> bool:
        return self.sample.kind == "rahasia"

    @property
    def is_anonymous(self) -> bool:
        return self.sample.kind == "anonim" or self.happens("0.08", "anonymous")


def read_samples() -> list[Sample]:
    with (HERE / "samples.csv").open(encoding="utf-8", newline="") as source:
        return [Sample(**row) for row in csv.DictReader(source)]


def plots(now: datetime) -> list[Plot]:
    """All of them, oldest first; the running ones of the health office come around often."""
    samples = read_samples()
    health = [sample for sample in samples if sample.unit == "Dinkes"]
    past = [_past(number, samples, now) for number in range(PAST)]
    running = [_running(number, samples, health, now) for number in range(RECENT)]
    return sorted([*past, *running], key=lambda plot: plot.received_at)


def _past(number: int, samples: list[Sample], now: datetime) -> Plot:
    first, last = now - timedelta(days=DAYS), now - timedelta(days=45)
    at = first + (last - first) * number / PAST
    at += timedelta(minutes=int(between(0, 600, "minute", number)))
    return Plot(number, samples[number * 17 % len(samples)], _end(number), at)


def _end(number: int) -> Fate:
    left = int(fraction("fate", number) * 100)
    for fate, share in ENDS:
        if left < share:
            return fate
        left -= share
    return Fate.ACCEPTED


def _running(number: int, samples: list[Sample], health: list[Sample], now: datetime) -> Plot:
    fate = RUNNING[number % len(RUNNING)]
    chosen = health if number % 5 < 2 else samples
    sample = chosen[number * 11 % len(chosen)]
    age = OLD_OPEN if fate == Fate.OVERDUE else timedelta(days=2)
    at = now - age - timedelta(hours=int(between(0, FRESH * 20, "age", number)))
    if fate == Fate.RECEIVED:
        at = now - timedelta(hours=1 + number % 40)
    return Plot(PAST + number, sample, fate, at)
