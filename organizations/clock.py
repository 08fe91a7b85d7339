"""The city's own time: every page and every task says days and hours in it.

The setting is read at most once a minute in each process; before a city is set up, and while the
database is away, TIME_ZONE of the environment holds.
"""

from __future__ import annotations

import time
from datetime import datetime
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import Error
from django.utils import timezone

SECONDS = 60.0
_known: dict[str, tuple[float, str]] = {}


def use_city_time() -> None:
    """Make the city's zone the current one of this thread."""
    name = _zone_name()
    if name:
        timezone.activate(ZoneInfo(name))
    else:
        timezone.deactivate()


def forget() -> None:
    """Read the setting again when it is needed next."""
    _known.clear()


def _zone_name() -> str:
    now = time.monotonic()
    if "zone" not in _known or now - _known["zone"][0] > SECONDS:
        _known["zone"] = (now, _stored())
    return _known["zone"][1]


def _stored() -> str:
    try:
        city = apps.get_model("organizations", "City").objects.first()
    except Error:
        return ""
    return city.time_zone if city else ""


def days_until(moment: datetime, now: datetime) -> int:
    """Calendar days of the city from `now` to the day of `moment`; 0 is today."""
    return (timezone.localdate(moment) - timezone.localdate(now)).days
