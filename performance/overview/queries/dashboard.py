"""The running quarter on the dashboard: by rights, never by the name of a role."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse

from organizations.access import Access
from organizations.formatting import format_datetime, quarter_name
from organizations.models import Organization
from organizations.panels import Nothing, Panel, Part, Reader, Task, Tile
from organizations.queries.units import visible_units
from performance.choices import SubmissionState
from performance.entry.queries.submissions import (
    FILLING,
    LABELS,
    NOT_STARTED,
    QuarterLine,
    entry_years,
    progress_of,
    quarter_lines,
)
from performance.overview.queries.warning_rules import LOW
from performance.overview.queries.warnings import Warnings, warnings_of
from performance.words import days_left

SHOWN = 8
CITY_IDLE = Nothing(
    "Tidak ada yang menunggu",
    "Tidak ada tugas untuk Anda saat ini. Lihat sasaran kota dan perangkat daerah mana yang perlu "
    "perhatian.",
    "/kinerja/sorotan/",
    "Lihat sorotan kota",
)
IDLE = Nothing("Tidak ada yang menunggu", "Semua pengisian yang menjadi tugas Anda sudah beres.")

Progress = dict[tuple[int, int], dict[int, tuple[int, int]]]  # moment → unit → filled of all


def quarter_part(reader: Reader) -> Part:
    """The running quarter: what to fill and to review, where it stands, what lags behind."""
    access = reader.access
    if not access.has("performance.view"):
        return Part()
    units = visible_units(reader.user, "performance.view")
    is_city = access.allows("performance.view", None)
    lines = quarter_lines(units, entry_years()[:2]) if units else []
    current = _current(lines)
    year = current[0].year if current else 0
    progress: Progress = {}
    if current and not is_city:
        moment = (year, current[0].quarter)
        progress[moment] = progress_of(units, *moment)
    found = warnings_of(units if current else [], year, lines)
    return Part(
        tasks=[
            *_entry_tasks(access, units, lines, progress),
            *_review_tasks(access, lines, "performance.verify", SubmissionState.SUBMITTED),
            *_review_tasks(access, lines, "performance.accept", SubmissionState.VERIFIED),
        ],
        panels=_panels(current, progress, found, is_city=is_city, many=len(units) > 1),
        lead=_moment(current),
        nothing=CITY_IDLE if is_city else IDLE if units else None,
    )


def _moment(current: list[QuarterLine]) -> str:
    return f"{quarter_name(current[0].quarter)} {current[0].year}" if current else ""


def _panels(
    current: list[QuarterLine], progress: Progress, found: Warnings, *, is_city: bool, many: bool
) -> list[Panel]:
    """Numbers of the own quarter, where the units stand, and the early warnings."""
    if not current:
        return []
    shown = found.of("late") if is_city else found.lines
    warned = {
        "year": current[0].year,
        "is_city": is_city,
        "rules": _rule_tiles(found) if is_city and found.is_counted else [],
        "warnings": shown[:SHOWN],
        "more": max(len(shown) - SHOWN, 0),
    }
    panels = []
    if not is_city:
        title = f"{_moment(current)} sekilas"
        panels.append(_tile_panel("unit", title, _own_tiles(current, progress, found)))
    if many:
        panels.append(_tile_panel("status", f"Pengisian {_moment(current)}", _tiles(current)))
    if is_city or shown:
        panels.append(Panel("performance/dashboard/warnings.html", warned))
    return panels


def _tile_panel(name: str, title: str, tiles: list[Tile]) -> Panel:
    panel = {"name": name, "title": title, "tiles": tiles}
    return Panel("performance/dashboard/tiles.html", panel)


def _entry_tasks(
    access: Access, units: list[Organization], lines: list[QuarterLine], progress: Progress
) -> list[Task]:
    """Open quarters that the person fills in, with what is left of the time and of the cells."""
    mine = [
        line
        for line in lines
        if line.is_open
        and line.state in FILLING
        and access.allows("performance.enter", line.organization.pk)
    ]
    tasks = []
    for line in mine[:SHOWN]:
        moment = (line.year, line.quarter)
        if moment not in progress:
            progress[moment] = progress_of(units, *moment)
        done, total = progress[moment].get(line.organization.pk, (0, 0))
        tasks.append(_entry_task(line, done, total))
    return tasks


def _entry_task(line: QuarterLine, done: int, total: int) -> Task:
    name = f"{quarter_name(line.quarter)} {line.year} – {line.organization.short_name}"
    until = f"Ditutup {format_datetime(line.closes_at)} ({days_left(line.days_left)})."
    if line.state == SubmissionState.RETURNED:
        text = f"Dikembalikan: {line.return_note or 'lihat catatan'} {until}"
        return Task(f"Perbaiki {name}", text, line.url, "Perbaiki", "warning")
    tone = "warning" if (line.days_left or 0) <= 3 else "info"
    if total and done >= total:
        text = f"Semua {total} isian terisi. Periksa lalu ajukan ke kepala. {until}"
        url = reverse(
            "performance:entry-check", args=[line.organization.code, line.year, line.quarter]
        )
        return Task(f"Periksa dan ajukan {name}", text, url, "Periksa dan ajukan", tone)
    text = f"{done} dari {total} isian terisi. {until}"
    return Task(f"Isi {name}", text, line.url, "Isi sekarang", tone)


def _review_tasks(access: Access, lines: list[QuarterLine], right: str, state: str) -> list[Task]:
    found = [
        line for line in lines if line.state == state and access.allows(right, line.organization.pk)
    ]
    verb = "Verifikasi" if state == SubmissionState.SUBMITTED else "Terima"
    return [
        Task(
            f"{verb} {quarter_name(line.quarter)} {line.year} – {line.organization.short_name}",
            f"Status: {line.label.lower()}{', terlambat' if line.is_late else ''}.",
            reverse(
                "performance:submission-review",
                args=[line.organization.code, line.year, line.quarter],
            ),
            "Tinjau",
        )
        for line in found[:SHOWN]
    ]


def _current(lines: list[QuarterLine]) -> list[QuarterLine]:
    """The newest quarter that is open for somebody, else the newest with an entry."""
    lively = [line for line in lines if line.is_open] or [
        line for line in lines if line.submission_id
    ]
    if not lively:
        return []
    moment = max((line.year, line.quarter) for line in lively)
    return [line for line in lines if (line.year, line.quarter) == moment]


def _own_tiles(current: list[QuarterLine], progress: Progress, found: Warnings) -> list[Tile]:
    """What is missing, until when, what lags behind, and what came back."""
    if not current:
        return []
    one = current[0] if len(current) == 1 else None
    entry = one.url if one else _list_url(current[0])
    cells = progress[current[0].year, current[0].quarter].values()
    filled, total = sum(done for done, _ in cells), sum(every for _, every in cells)
    low = reverse("performance:warnings") + f"?tahun={found.year}&aturan=low"
    back = sum(line.state == SubmissionState.RETURNED for line in current)
    answer = ("Ya" if back else "Tidak") if one else back
    due, until = _due(current)
    return [
        Tile("Belum diisi", total - filled, f"dari {total} isian", entry),
        Tile("Jatuh tempo", due, until, entry),
        Tile("Di bawah target", len(found.of("low")), f"capaian di bawah {LOW}%", low),
        Tile("Dikembalikan", answer, "untuk diperbaiki" if back else "tidak ada catatan", entry),
    ]


def _due(current: list[QuarterLine]) -> tuple[str, str]:
    """The nearest closing of what is still to be handed in, in two short texts."""
    waiting = [line for line in current if line.state in FILLING]
    still = [line for line in waiting if line.days_left is not None]  # open, with an end
    if still:
        days, closes = min((line.days_left or 0, line.closes_at) for line in still)
        return (f"{days} hari" if days else "Hari ini"), f"ditutup {format_datetime(closes)}"
    closed = [line for line in waiting if line.is_closed]
    if closed:
        return "Lewat", f"ditutup {format_datetime(closed[0].closes_at)}"
    return ("–", "jadwal belum dibuka") if waiting else ("Beres", "sudah diajukan")


def _rule_tiles(found: Warnings) -> list[Tile]:
    base = reverse("performance:warnings") + f"?tahun={found.year}&aturan="
    return [Tile(rule.title, count, "", f"{base}{rule.code}") for rule, count in found.rules]


def _list_url(line: QuarterLine) -> str:
    base = reverse("performance:submission-list")
    return f"{base}?tahun={line.year}&triwulan={line.quarter}"


def _tiles(current: list[QuarterLine]) -> list[Tile]:
    if not current:
        return []
    counts = Counter(line.state for line in current)
    query = f"{_list_url(current[0])}&status="
    names = {
        NOT_STARTED: LABELS[NOT_STARTED],
        SubmissionState.DRAFT: "Sedang diisi",
        SubmissionState.RETURNED: "Dikembalikan",
        SubmissionState.SUBMITTED: "Menunggu verifikasi",
        SubmissionState.VERIFIED: "Menunggu diterima",
        SubmissionState.ACCEPTED: "Diterima",
    }
    return [
        Tile(label, counts[state], f"dari {len(current)} unit", f"{query}{state}")
        for state, label in names.items()
    ]
