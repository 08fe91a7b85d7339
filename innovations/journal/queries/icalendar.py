"""Calendar files (RFC 5545): what their lines hold, escaped and folded. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST_OCTETS = 75  # of a line without its end (RFC 5545, 3.1)
PRODUCT = "-//SELARAS//Kegiatan inovasi//ID"
REFRESH = "PT6H"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # no line may hold them (3.1)


@dataclass(frozen=True)
class CalendarEvent:
    """`begins` and `ends` are both days, the last one included, or both moments; a moment may have
    no end."""

    uid: str
    version: int
    changed_at: datetime
    begins: date | datetime
    ends: date | datetime | None
    summary: str
    place: str = ""
    description: str = ""
    url: str = ""
    category: str = ""
    is_cancelled: bool = False


def calendar_file(name: str, events: Iterable[CalendarEvent]) -> str:
    """The whole file, every line ended as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
    ]
    for event in events:
        lines.extend(_lines(event))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A TEXT value (3.3.11).

    >>> escaped("Perizinan; izin, usaha")
    'Perizinan\\\\; izin\\\\, usaha'
    """
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for letter in ("\\", ";", ","):
        plain = plain.replace(letter, f"\\{letter}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in parts of at most 75 octets, none of which cuts a letter (3.1)."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > MOST_OCTETS:
            parts.append(part)
            part, size = "", 1  # the space a continuation begins with
        part += letter
        size += octets
    return "\r\n ".join([*parts, part])


def _lines(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield f"SEQUENCE:{event.version}"
    yield from _span(event)
    yield f"SUMMARY:{escaped(event.summary)}"
    texts = {
        "LOCATION": event.place,
        "DESCRIPTION": event.description,
        "CATEGORIES": event.category,
    }
    yield from (f"{name}:{escaped(text)}" for name, text in texts.items() if text)
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _span(event: CalendarEvent) -> Iterator[str]:
    """DTEND is the first moment after it (3.6.1), of whole days the day after the last."""
    begins, ends = event.begins, event.ends
    if isinstance(begins, datetime):
        yield f"DTSTART:{_moment(begins)}"
        if isinstance(ends, datetime):
            yield f"DTEND:{_moment(ends)}"
        return
    yield f"DTSTART;VALUE=DATE:{begins:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{(ends or begins) + timedelta(days=1):%Y%m%d}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
