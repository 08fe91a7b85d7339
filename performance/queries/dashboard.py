"""What waits for a person: by their rights, never by the name of their role."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from organizations.access import Access, access_of
from organizations.formatting import format_datetime, quarter_name
from organizations.models import Organization
from performance.choices import CommentState, SubmissionState, UnlockState
from performance.models import PublicComment, UnlockRequest
from performance.queries.leaders import Warning_, warnings_of
from performance.queries.submissions import (
    NOT_STARTED,
    QuarterLine,
    entry_years,
    progress_of,
    quarter_lines,
    visible_units,
)
from reports.models import ReportJob

FILLING = (NOT_STARTED, SubmissionState.DRAFT, SubmissionState.RETURNED)
SHOWN = 8
FEW = 3  # units a person works for; with more the page of warnings is the place


@dataclass(frozen=True)
class Task:
    """One thing to do now, and where."""

    label: str
    text: str
    url: str
    action: str
    tone: str = "info"


@dataclass(frozen=True)
class Tile:
    """A number with its list behind it."""

    label: str
    value: int
    note: str
    url: str


@dataclass(frozen=True)
class Dashboard:
    tasks: list[Task]
    tiles: list[Tile]
    documents: list[ReportJob]
    moment: str
    units: int
    warnings: list[Warning_]


def dashboard_of(user: Any) -> Dashboard:
    """Everything on the first page after signing in, in a constant number of queries."""
    access = access_of(user)
    units = visible_units(user) if access.has("performance.view") else []
    lines = quarter_lines(units, entry_years()[:2]) if units else []
    tasks = [
        *_entry_tasks(access, units, lines),
        *_review_tasks(access, lines, "performance.verify", SubmissionState.SUBMITTED),
        *_review_tasks(access, lines, "performance.accept", SubmissionState.VERIFIED),
        *_unlock_tasks(access),
        *_comment_tasks(access),
    ]
    current = _current(lines)
    tiles = _tiles(current) if len(units) > 1 else []
    moment = f"{quarter_name(current[0].quarter)} {current[0].year}" if current else ""
    few = [] if access.allows("performance.view", None) else units[:FEW]
    warnings = warnings_of(few, current[0].year, [], "").lines[:SHOWN] if few and current else []
    return Dashboard(tasks, tiles, _documents(user, access), moment, len(units), warnings)


def _entry_tasks(access: Access, units: list[Organization], lines: list[QuarterLine]) -> list[Task]:
    """Open quarters that the person fills in, with what is left of the time and of the cells."""
    mine = [
        line
        for line in lines
        if line.is_open
        and line.state in FILLING
        and access.allows("performance.enter", line.organization.pk)
    ]
    progress: dict[tuple[int, int], dict[int, tuple[int, int]]] = {}
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
    until = f"Ditutup {format_datetime(line.closes_at)} ({_days(line.days_left)})."
    if line.state == SubmissionState.RETURNED:
        text = f"Dikembalikan: {line.return_note or 'lihat catatan'} {until}"
        return Task(f"Perbaiki {name}", text, line.url, "Perbaiki", "warning")
    tone = "warning" if (line.days_left or 0) <= 3 else "info"
    text = f"{done} dari {total} isian terisi. {until}"
    return Task(f"Isi {name}", text, line.url, "Isi sekarang", tone)


def _days(days: int | None) -> str:
    return "hari ini" if not days else f"{days} hari lagi"


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


def _current(lines: list[QuarterLine]) -> list[QuarterLine]:
    """The newest quarter that is open for somebody, else the newest with an entry."""
    lively = [line for line in lines if line.is_open] or [
        line for line in lines if line.submission_id
    ]
    if not lively:
        return []
    moment = max((line.year, line.quarter) for line in lively)
    return [line for line in lines if (line.year, line.quarter) == moment]


def _tiles(current: list[QuarterLine]) -> list[Tile]:
    if not current:
        return []
    counts = Counter(line.state for line in current)
    base = reverse("performance:submission-list")
    query = f"?tahun={current[0].year}&triwulan={current[0].quarter}&status="
    names = {
        NOT_STARTED: "Belum mulai",
        SubmissionState.DRAFT: "Sedang diisi",
        SubmissionState.RETURNED: "Dikembalikan",
        SubmissionState.SUBMITTED: "Menunggu verifikasi",
        SubmissionState.VERIFIED: "Menunggu diterima",
        SubmissionState.ACCEPTED: "Diterima",
    }
    return [
        Tile(label, counts[state], f"dari {len(current)} unit", f"{base}{query}{state}")
        for state, label in names.items()
    ]


def _documents(user: Any, access: Access) -> list[ReportJob]:
    if not access.has("reports.request"):
        return []
    return list(ReportJob.objects.filter(requester=user)[:5])
