"""What looks unusual about an answer. It is counted all the same, and nobody is stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import time

from organizations.limits import within_limit
from organizations.sender import network_of
from surveys.choices import Flag, Mode, PointKind
from surveys.models import ServicePoint

A_MINUTE, AN_HOUR = 60, 3600
MOST_A_MINUTE = 10  # at one point: more cannot have been served there
MOST_OF_A_DEVICE = 2  # of one unit within an hour
FASTEST = 1  # second for a question, read and judged

# Given on a device that stands there for everybody, or typed afterwards.
SHARED = frozenset({Mode.KIOSK, Mode.ASSISTED, Mode.OFFLINE, Mode.PAPER, Mode.IMPORT})
ANY_TIME = frozenset({Mode.OFFLINE, Mode.PAPER, Mode.IMPORT})


@dataclass(frozen=True)
class Sender:
    """Where an answer came from, while it is judged; nothing of it is stored.

    The counters are keyed by a hash of network, browser and day, stand in the cache for an hour
    and are empty without one. `has_answered` is told by the browser: a cookie without a number.
    """

    address: str = ""
    browser: str = ""
    has_answered: bool = False

    def device(self) -> str:
        text = f"{network_of(self.address) if self.address else ''}|{self.browser}"
        return hashlib.sha256(text.encode()).hexdigest()


def flags_of(
    *,
    point: ServicePoint,
    scores: Collection[int],
    seconds: int | None,
    mode: str,
    at: time,
    sender: Sender | None,
) -> int:
    """The flags of an answer that has just come in at a point."""
    found = 0
    if is_straight(scores):
        found |= Flag.STRAIGHT
    if seconds is not None and seconds < FASTEST * len(scores):
        found |= Flag.FAST
    if mode == Mode.ASSISTED:
        found |= Flag.ASSISTED
    if _is_out_of_hours(point, mode, at):
        found |= Flag.HOURS
    if sender is not None:
        found |= _counted(point, mode, sender)
    return int(found)


def is_straight(scores: Collection[int]) -> bool:
    """Every question was judged the same."""
    return len(scores) > 1 and len(set(scores)) == 1


def _is_out_of_hours(point: ServicePoint, mode: str, at: time) -> bool:
    if mode in ANY_TIME or point.kind == PointKind.ONLINE:
        return False
    return not point.unit.opens_at <= at <= point.unit.closes_at


def _counted(point: ServicePoint, mode: str, sender: Sender) -> int:
    found = 0
    if not within_limit(f"survei-titik:{point.pk}", "", most=MOST_A_MINUTE, seconds=A_MINUTE):
        found |= Flag.BURST
    if mode in SHARED:
        return found
    what = f"survei-gawai:{point.unit_id}"
    few = within_limit(what, sender.device(), most=MOST_OF_A_DEVICE, seconds=AN_HOUR)
    if sender.has_answered or not few:
        found |= Flag.SERIES
    return found
