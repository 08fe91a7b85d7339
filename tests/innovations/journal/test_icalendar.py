"""Calendar files, line by line: RFC 5545, 3.1 (folding), 3.3.11 (text), 3.6.1 (events)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from innovations.journal.queries.icalendar import CalendarEvent, calendar_file, escaped, folded

WIB = timezone(timedelta(hours=7))
CHANGED = datetime(2026, 3, 1, 9, tzinfo=WIB)


def event(**fields) -> CalendarEvent:
    given = {
        "uid": "0f3c", "version": 2, "changed_at": CHANGED, "begins": date(2026, 3, 4),
        "ends": None, "summary": "Kunjungan", **fields,
    }  # fmt: skip
    return CalendarEvent(**given)


def lines(*events: CalendarEvent) -> list[str]:
    """Unfolded, as programs read them."""
    text = calendar_file("Kegiatan", events)
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        # The standard's own example.
        (
            "Project XYZ Final Review\nConference Room - 3B\nCome Prepared.",
            r"Project XYZ Final Review\nConference Room - 3B\nCome Prepared.",
        ),
        ("satu, dua; tiga", r"satu\, dua\; tiga"),
        (r"C:\berkas", r"C:\\berkas"),
        ("a\\n", r"a\\n"),
        ("satu\r\ndua\rtiga", r"satu\ndua\ntiga"),
        ("nol\x00 bel\x07 hapus\x7f", "nol bel hapus"),
        ("jam 09:00", "jam 09:00"),
    ],
)
def test_text_is_escaped(text, written):
    assert escaped(text) == written


@pytest.mark.parametrize(
    "text", ["x" * 74, "x" * 75, "x" * 76, "x" * 400, "é" * 120, "x" * 74 + "é" * 80, "日本" * 60]
)
def test_lines_are_folded_by_octets_and_no_letter_is_cut(text):
    parts = folded(text).split("\r\n")

    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == text
    assert len(parts) == 1 or len(text.encode()) > 75


def test_whole_days_end_on_the_day_after_the_last():
    one, several = lines(event()), lines(event(ends=date(2026, 3, 6)))

    assert "DTSTART;VALUE=DATE:20260304" in one
    assert "DTEND;VALUE=DATE:20260305" in one
    assert "DTEND;VALUE=DATE:20260307" in several


def test_hours_are_those_of_the_city_in_universal_time():
    found = lines(
        event(
            begins=datetime(2026, 3, 4, 6, 30, tzinfo=WIB),
            ends=datetime(2026, 3, 4, 9, tzinfo=WIB),
        )
    )

    assert "DTSTART:20260303T233000Z" in found
    assert "DTEND:20260304T020000Z" in found
    assert "DTSTAMP:20260301T020000Z" in found


def test_an_hour_without_an_end_has_none():
    found = lines(event(begins=datetime(2026, 3, 4, 9, tzinfo=UTC), ends=None))

    assert not [line for line in found if line.startswith("DTEND")]


def test_what_is_cancelled_says_so_with_its_version():
    going, cancelled = lines(event()), lines(event(is_cancelled=True, version=3))

    assert "STATUS:CONFIRMED" in going
    assert {"STATUS:CANCELLED", "SEQUENCE:3", "UID:0f3c"} <= set(cancelled)


def test_the_file_is_a_calendar_even_without_events():
    found = lines()

    assert (found[0], found[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert {"VERSION:2.0", "METHOD:PUBLISH", "NAME:Kegiatan"} <= set(found)
    assert any(line.startswith("PRODID:") for line in found)
