"""What waits for a person: by their rights, never by the name of their role."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.access import Access, access_of
from organizations.dashboard import Task, Tile
from organizations.formatting import format_datetime, quarter_name
from organizations.models import Organization
from organizations.queries.units import visible_units
from performance.choices import CommentState, SubmissionState, UnlockState
from performance.entry.queries.submissions import (
    NOT_STARTED,
    QuarterLine,
    entry_years,
    progress_of,
    quarter_lines,
)
from performance.models import PublicComment, UnlockRequest
from performance.overview.queries.follow_ups import follow_up_counts
from performance.overview.queries.warning_rules import LOW
from performance.overview.queries.warnings import Warning_, Warnings, warnings_of
from performance.sakip.queries.tasks import sakip_tasks
from performance.words import days_left
from reports.models import ReportJob
from reports.queries.jobs import visible

FILLING = (NOT_STARTED, SubmissionState.DRAFT, SubmissionState.RETURNED)
SHOWN = 8

Progress = dict[tuple[int, int], dict[int, tuple[int, int]]]  # moment → unit → filled of all


@dataclass(frozen=True)
class Dashboard:
    tasks: list[Task]
    own: list[Tile]  # the quarter of the units a person works for
    tiles: list[Tile]  # how many units stand where
    rules: list[Tile]  # early warnings of the whole city, by rule
    warnings: list[Warning_]  # a few of them for a unit, the late units for the city
    more_warnings: int
    documents: list[ReportJob]
    moment: str
    year: int
    units: int
    is_city: bool


def dashboard_of(user: Any) -> Dashboard:
    """Everything on the first page after signing in, in a constant number of queries."""
    access = access_of(user)
    units = visible_units(user, "performance.view") if access.has("performance.view") else []
    is_city = access.allows("performance.view", None)
    lines = quarter_lines(units, entry_years()[:2]) if units else []
    current = _current(lines)
    year = current[0].year if current else 0
    progress: Progress = {}
    if current and not is_city:
        moment = (year, current[0].quarter)
        progress[moment] = progress_of(units, *moment)
    found = warnings_of(units if current else [], year, lines)
    shown = found.of("late") if is_city else found.lines
    return Dashboard(
        tasks=[
            *_entry_tasks(access, units, lines, progress),
            *_review_tasks(access, lines, "performance.verify", SubmissionState.SUBMITTED),
            *_review_tasks(access, lines, "performance.accept", SubmissionState.VERIFIED),
            *sakip_tasks(access, timezone.localdate()),
            *_unlock_tasks(access),
            *_comment_tasks(access),
            *_follow_up_tasks(user, access),
        ],
        own=[] if is_city else _own_tiles(current, progress, found),
        tiles=_tiles(current) if len(units) > 1 else [],
        rules=_rule_tiles(found) if is_city and found.is_counted else [],
        warnings=shown[:SHOWN],
        more_warnings=max(len(shown) - SHOWN, 0),
        documents=_documents(user, access),
        moment=f"{quarter_name(current[0].quarter)} {year}" if current else "",
        year=year,
        units=len(units),
        is_city=is_city,
    )


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


def _unlock_tasks(access: Access) -> list[Task]:
    if not access.has("performance.decide_unlock"):
        return []
    rows = UnlockRequest.objects.filter(
        access.q("performance.decide_unlock", "submission__organization"),
        state=UnlockState.REQUESTED,
    )
    count = rows.count()
    url = reverse("performance:unlock-list")
    text = f"{count} permintaan menunggu keputusan."
    return [Task("Putuskan permintaan buka kunci", text, url, "Lihat")] if count else []


def _comment_tasks(access: Access) -> list[Task]:
    """Remarks to check for moderators, to answer for the unit."""
    url = reverse("performance:comment-list")
    if access.has("performance.moderate_comment"):
        rows = access.q("performance.moderate_comment") & Q(state=CommentState.PENDING)
        label, verb = "Periksa komentar warga", "menunggu pemeriksaan"
    elif access.has("performance.answer_comment"):
        rows = access.q("performance.answer_comment")
        rows &= Q(state=CommentState.PUBLISHED, answer="")
        label, verb = "Jawab komentar warga", "belum dijawab"
    else:
        return []
    count = PublicComment.objects.filter(rows).count()
    return [Task(label, f"{count} komentar {verb}.", url, "Lihat")] if count else []


def _follow_up_tasks(user: Any, access: Access) -> list[Task]:
    """What the units of those who answer still have to do, with the figures of its list."""
    if not access.has("performance.answer_comment"):
        return []
    counts = follow_up_counts(user, timezone.localdate())
    late = f"{counts.overdue} lewat batas" if counts.overdue else "tidak ada yang lewat batas"
    tone = "warning" if counts.overdue else "info"
    url = reverse("performance:follow-up-list")
    task = Task("Tindak lanjut", f"{counts.todo} belum tuntas, {late}.", url, "Lihat", tone)
    return [task] if counts.todo else []


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
    still = [line for line in waiting if line.is_open and line.days_left is not None]
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
        NOT_STARTED: "Belum mulai",
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


def _documents(user: Any, access: Access) -> list[ReportJob]:
    if not access.has("reports.request"):
        return []
    return list(visible(user, Q(requester=user))[:5])
