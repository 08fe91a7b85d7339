"""Windows, submissions, notes and comments of the demonstration city."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from organizations.choices import Role
from organizations.demo.chance import fraction, pick
from organizations.models import Assignment, Organization, User
from performance.choices import CommentState, FollowUpState, SubmissionState
from performance.demo import narratives
from performance.demo.figures import Span
from performance.models import (
    Indicator,
    PublicComment,
    ReportingWindow,
    RowNote,
    Submission,
)

# The running quarter shows every state; the demo operators' own units are still open.
STATES = (
    SubmissionState.DRAFT,
    SubmissionState.DRAFT,
    SubmissionState.SUBMITTED,
    SubmissionState.VERIFIED,
    SubmissionState.ACCEPTED,
    SubmissionState.RETURNED,
)
OPEN_UNITS = ("Bappeda", "Dinkes")


def _moment(year: int, month: int, day: int) -> datetime:
    return timezone.make_aware(datetime(year, month, day, 8, 0))  # noqa: DTZ001 - made aware here


def quarter_start(year: int, quarter: int) -> datetime:
    """The entry of a quarter opens on the first day after it."""
    return _moment(year + 1, 1, 2) if quarter == 4 else _moment(year, quarter * 3 + 1, 1)


def create_windows(span: Span) -> None:
    """Closed windows for the past, an open one for the running quarter, the next one ahead."""
    rows: list[ReportingWindow] = []
    for year in (y for y in span.years if y <= span.last_year):
        last = 4 if year < span.last_year else min(4, span.last_quarter + 2)
        for quarter in range(1, last + 1):
            opens = quarter_start(year, quarter)
            if rows:
                opens = max(opens, rows[-1].closes_at + timedelta(days=1))
            is_running = (year, quarter) == (span.last_year, span.last_quarter + 1)
            rows.append(
                ReportingWindow(
                    year=year,
                    quarter=quarter,
                    opens_at=opens,
                    closes_at=_running_until(opens, year, quarter)
                    if is_running
                    else opens + timedelta(days=30),
                    note="Jadwal data demonstrasi",
                )
            )
    ReportingWindow.objects.bulk_create(rows)


def _running_until(opens: datetime, year: int, quarter: int) -> datetime:
    """Open whenever the demonstration is made, and closed before the next quarter where it can be."""
    following = quarter_start(year, quarter + 1) if quarter < 4 else quarter_start(year + 1, 1)
    soon, late = (timezone.now() + timedelta(days=days) for days in (14, 45))
    before_next = following - timedelta(days=1)
    closes = max(opens + timedelta(days=30), late)
    return min(closes, before_next) if before_next > soon else closes


def state_of(unit: Organization, span: Span) -> SubmissionState:
    """The state of the running quarter of one unit."""
    if unit.short_name in OPEN_UNITS:
        return SubmissionState.DRAFT
    return pick(STATES, "state", unit.code, span.last_year)


def create_submissions(units: list[Organization], span: Span, acceptor: User) -> None:
    rows = []
    heads = _heads()
    for unit in units:
        for year in (y for y in span.years if y <= span.last_year):
            rows += [
                _accepted(unit, year, quarter, (heads.get(unit.pk), acceptor))
                for quarter in range(1, span.filled(year) + 1)
            ]
        rows.append(_running(unit, span))
    Submission.objects.bulk_create(rows, batch_size=1000)


def _heads() -> dict[int, User]:
    """The person who verifies for each unit."""
    rows = Assignment.objects.filter(role=Role.KEPALA_OPD).select_related("user")
    return {row.organization_id: row.user for row in rows}


def _accepted(
    unit: Organization, year: int, quarter: int, people: tuple[User | None, User]
) -> Submission:
    opened, (head, acceptor) = quarter_start(year, quarter), people
    return Submission(
        organization=unit,
        year=year,
        quarter=quarter,
        state=SubmissionState.ACCEPTED,
        submitted_at=opened + timedelta(days=9),
        verified_at=opened + timedelta(days=12),
        verified_by=head,
        accepted_at=opened + timedelta(days=19),
        accepted_by=acceptor,
        **_narratives(unit, year, quarter),
    )


def _running(unit: Organization, span: Span) -> Submission:
    state = state_of(unit, span)
    year, quarter = span.last_year, span.last_quarter + 1
    opened = quarter_start(year, quarter)
    moved = state != SubmissionState.DRAFT
    return Submission(
        organization=unit,
        year=year,
        quarter=quarter,
        state=state,
        submitted_at=opened + timedelta(days=9) if moved else None,
        verified_at=opened + timedelta(days=12)
        if state in (SubmissionState.VERIFIED, SubmissionState.ACCEPTED)
        else None,
        accepted_at=opened + timedelta(days=19) if state == SubmissionState.ACCEPTED else None,
        return_note="Lengkapi bukti dukung dan periksa lagi satuan indikator sub kegiatan."
        if state == SubmissionState.RETURNED
        else "",
        **(_narratives(unit, year, quarter) if moved else {}),
    )


def _narratives(unit: Organization, year: int, quarter: int) -> dict[str, str]:
    key = (unit.code, year, quarter)
    return {
        "driving_factors": pick(narratives.DRIVING, "d", *key),
        "inhibiting_factors": pick(narratives.INHIBITING, "i", *key),
        "follow_up_quarter": pick(narratives.FOLLOW_UP, "f", *key),
        "follow_up_plan": pick(narratives.FOLLOW_UP_PLAN, "p", *key),
    }


def create_notes(indicators: list[Indicator], span: Span) -> None:
    """Notes on sasaran and program indicators for the fourth quarters and the last one."""
    moments = [(year, 4) for year in span.years if span.filled(year) == 4]
    moments.append((span.last_year, span.last_quarter))
    RowNote.objects.bulk_create(
        (
            RowNote(
                indicator=indicator,
                year=year,
                quarter=quarter,
                driving=pick(narratives.DRIVING, "nd", indicator.pk % 97, indicator.name, year),
                inhibiting=pick(narratives.INHIBITING, "ni", indicator.name, year),
                follow_up=pick(narratives.FOLLOW_UP, "nf", indicator.name, year),
            )
            for indicator in indicators
            for year, quarter in moments
        ),
        batch_size=2000,
    )


COMMENTS = (
    "Bagaimana cara warga ikut memeriksa capaian indikator ini di lapangan?",
    "Angkanya sudah naik, tetapi di wilayah kami layanannya belum terasa berbeda.",
    "Terima kasih sudah membuka data ini. Apakah ada rincian per kelurahan?",
)
ANSWER = (
    "Terima kasih. Rincian per kelurahan sedang kami siapkan dan akan ditautkan pada halaman ini."
)
# The first answer of the demonstration promises something, so that the list has a comment.
PROMISE = {
    "follow_up": "Menyusun rincian per kelurahan dan menautkannya di halaman indikator ini.",
    "follow_up_due": date(2026, 12, 31),
    "follow_up_state": FollowUpState.RUNNING,
}


def create_comments(indicators: list[Indicator], moderator: User) -> None:
    """A few remarks in every state, so that the inbox and the public page have content."""
    states = (CommentState.PUBLISHED, CommentState.PUBLISHED, CommentState.PENDING)
    now = timezone.now()
    chosen = sorted(indicators, key=lambda i: fraction("comment", i.name, i.organization_id))[:18]
    rows = []
    for place, indicator in enumerate(chosen):
        state = states[place % 3]
        published = state == CommentState.PUBLISHED
        answered = published and place % 2 == 0
        rows.append(
            PublicComment(
                indicator=indicator,
                organization_id=indicator.organization_id,
                author_name="Warga (demo)",
                text=COMMENTS[place % 3],
                state=state,
                created_at=now - timedelta(days=20 - place),
                moderated_by=moderator if published else None,
                moderated_at=now - timedelta(days=18 - place % 10) if published else None,
                answer=ANSWER if answered else "",
                answered_at=now - timedelta(days=5) if answered else None,
                **(PROMISE if place == 0 else {}),
            )
        )
    PublicComment.objects.bulk_create(rows)
