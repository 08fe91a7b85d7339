"""Everything the page of one case shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from complaints import formulas, secrecy
from complaints.choices import ComplaintState, MessageState
from complaints.clock.queries.left import Left, left_to_officers, left_until
from complaints.clock.queries.terms import Calendar, last_day_of
from complaints.intake.queries.joined import root_of, speaker_of
from complaints.models import (
    Attachment,
    Complaint,
    Escalation,
    IdentityRequest,
    Message,
    Note,
    Reporter,
    Segment,
)
from complaints.permissions import is_desk, visible_cases
from organizations import activity
from organizations.models import Activity

NEARBY_DAYS, MOST, BOXED = 90, 8, 200
KEPT, LATE = ("tepat waktu", "success"), ("terlambat", "danger")
ABOUT = "unit", "category", "area__parent", "officer", "accused", "merged_into", "split_from"


def find_case(user: Any, number: str) -> Complaint | None:
    """The case of this number, if the person may open it."""
    rows = Complaint.objects.filter(visible_cases(user), number=secrecy.spelled(number))
    return rows.select_related(*ABOUT).first()


@dataclass(frozen=True)
class Due:
    """A step of the clock: until when, whether it was kept, and what is left.

    `done` is the day it was taken; `is_waited_for` says that it still may be.
    """

    label: str
    day: date | None
    words: str
    tone: str
    done: date | None
    is_waited_for: bool


@dataclass(frozen=True)
class Relation:
    """Another case beside this one, and why it stands there."""

    case: Complaint
    title: str
    words: str


@dataclass(frozen=True)
class CaseFile:
    case: Complaint
    left: Left
    dues: list[Due]
    reporter: str
    messages: list[Message]
    draft: Message | None
    notes: list[Note]
    files: list[Attachment]
    segments: list[Segment]
    hand_back_by: date | None
    escalations: list[Escalation]
    openings: list[IdentityRequest]
    same_reporter: list[Relation]
    same_reporter_count: int
    nearby: list[Relation]
    merged: list[Complaint]
    parts: list[Complaint]
    opens: set[int]  # keys of the whole and the main one, as far as the person may open them
    history: list[Activity]
    mark: str


def case_file(user: Any, case: Complaint) -> CaseFile:
    now = timezone.now()
    calendar = Calendar.around(timezone.localtime(case.received_at).date(), timezone.localdate())
    said = list(_messages(case, user))
    for message in said:
        message.said_by = speaker_of(message)
    segments = list(case.segments.select_related("unit"))
    reporter = _reporter_of(case)
    related = Complaint.objects.filter(visible_cases(user)).exclude(pk=case.pk)
    return CaseFile(
        case=case,
        left=left_to_officers(case, now, calendar),
        dues=_dues(case, now, calendar),
        reporter=shown(case, reporter),
        messages=[row for row in said if row.state == MessageState.SENT],
        draft=next((row for row in said if row.state == MessageState.DRAFT), None),
        notes=list(case.notes.select_related("author")),
        files=list(_files(case, user)),
        segments=segments,
        hand_back_by=_hand_back_by(case, segments, now),
        escalations=list(case.escalations.select_related("officer")),
        openings=list(case.openings.select_related("asked_by", "decided_by")),
        same_reporter=_same_reporter(related, case, reporter),
        same_reporter_count=_others_of(case, reporter).count() if case.is_anonymous else 0,
        nearby=nearby(user, case),
        merged=list(case.merged.filter(visible_cases(user)).only("number", "merged_into")),
        parts=list(case.parts.filter(visible_cases(user)).select_related("unit")),
        opens=_opens(user, case),
        history=list(activity.history_of(case)[:60]),
        mark=mark_of(case),
    )


def _opens(user: Any, case: Complaint) -> set[int]:
    keys = [pk for pk in (case.split_from_id, case.merged_into_id) if pk is not None]
    if not keys:
        return set()
    rows = Complaint.objects.filter(visible_cases(user, of_few=True), pk__in=keys)
    return set(rows.values_list("pk", flat=True))


def mark_of(case: Complaint) -> str:
    """What a form was opened on: changes when somebody else acts on the case meanwhile."""
    last = case.messages.filter(state=MessageState.SENT).order_by("-pk")
    newest = last.values_list("pk", flat=True).first() or 0
    drafted = case.messages.filter(state=MessageState.DRAFT).values_list("written_at", flat=True)
    draft = f"{at.timestamp():.6f}" if (at := drafted.first()) else "0"
    done = f"{newest}-{case.parts.count()}-{case.escalations.count()}-{draft}"
    return f"{case.state}-{case.unit_id or 0}-{case.category_id or 0}-{case.kind}-{done}"


def shown(case: Complaint, reporter: Reporter | None) -> str:
    """The person as staff pages name them: shortened, or not at all."""
    if case.is_anonymous:
        return "Anonim"
    return (reporter.shown_name if reporter else "") or "Tanpa nama"


def _hand_back_by(case: Complaint, segments: list[Segment], now: datetime) -> date | None:
    """The last day on which the unit may still say that it is not theirs."""
    ends = [row.hand_back_due_at for row in segments if not row.ended_at and row.hand_back_due_at]
    is_new = case.state == ComplaintState.ROUTED and bool(ends) and now < ends[-1]
    return last_day_of(ends[-1]) if is_new else None


def _messages(case: Complaint, user: Any) -> QuerySet[Message]:
    files = Prefetch("attachments", _seen(Attachment.objects.all(), user), to_attr="sent_files")
    rows = case.messages.select_related("officer", "unit", "supporter__came_from")
    return rows.prefetch_related(files)


def _files(case: Complaint, user: Any) -> QuerySet[Attachment]:
    """Files sent with the report itself."""
    return _seen(case.attachments.filter(message=None), user)


def _seen(rows: QuerySet[Attachment], user: Any) -> QuerySet[Attachment]:
    """Hidden ones are for the desk."""
    rows = rows.order_by("pk")
    return rows if is_desk(user) else rows.filter(is_hidden=False)


@dataclass(frozen=True)
class _Step:
    label: str
    due: datetime | None
    kept: datetime | None
    is_waited_for: bool


def _dues(case: Complaint, now: datetime, calendar: Calendar) -> list[Due]:
    is_open = case.state in ComplaintState.open()
    closed = case.closed_at if case.state == ComplaintState.CLOSED else None  # not where it joined
    ended = None if is_open else case.answered_at or closed
    first = "Tanggapan pertama perangkat daerah"
    steps = (
        _Step("Diperiksa dan diteruskan", case.verify_due_at, case.routed_at, is_open),
        _Step(first, case.respond_due_at, case.first_answered_at, is_open),
        _Step("Selesai ditanggapi", case.resolve_due_at, ended, is_open),
    )
    return [_due(step, case.paused_at, now, calendar) for step in steps if step.due]


def _due(step: _Step, paused_at: datetime | None, now: datetime, calendar: Calendar) -> Due:
    day = last_day_of(step.due)
    done = timezone.localtime(step.kept, calendar.zone).date() if step.kept else None
    words, tone = _judged(step, paused_at, now, calendar)
    return Due(step.label, day, words, tone, done, step.is_waited_for and done is None)


def _judged(
    step: _Step, paused_at: datetime | None, now: datetime, calendar: Calendar
) -> tuple[str, str]:
    day, due = last_day_of(step.due), step.due
    assert day is not None and due is not None  # noqa: S101, PT018 - steps without one are left out
    if step.kept is not None:
        return KEPT if formulas.is_kept(step.kept, due) else LATE
    if not step.is_waited_for:
        return "", "neutral"
    if not formulas.is_kept(paused_at or now, due):
        return LATE
    if paused_at:
        return "jeda", "neutral"
    return left_until(day, timezone.localtime(now, calendar.zone).date(), calendar)


def _reporter_of(case: Complaint) -> Reporter | None:
    """Of a part, who reported the whole; without the name."""
    rows = Reporter.objects.filter(complaint=root_of(case))
    return rows.only("complaint", "shown_name", "fingerprint").first()


def _others_of(case: Complaint, reporter: Reporter | None) -> QuerySet[Complaint]:
    if reporter is None or not reporter.fingerprint:
        return Complaint.objects.none()
    rows = Complaint.objects.filter(reporter__fingerprint=reporter.fingerprint)
    return rows.exclude(pk__in=(case.pk, reporter.complaint_id))


def _same_reporter(
    rows: QuerySet[Complaint], case: Complaint, reporter: Reporter | None
) -> list[Relation]:
    """Other reports with the same contact, without saying whose.

    An anonymous report is never laid beside others of the same person, nor they beside it: one
    that is not anonymous would tell who it was. Of these only the number is told.
    """
    if case.is_anonymous:
        return []
    found = rows.filter(pk__in=_others_of(case, reporter).values("pk"), is_anonymous=False)
    return [_relation(row, "pelapor yang sama") for row in found.order_by("-received_at")[:MOST]]


def nearby(user: Any, case: Complaint) -> list[Relation]:
    """Reports of the same category close by that the person may open, the nearest first."""
    rows = Complaint.objects.filter(visible_cases(user)).exclude(pk=case.pk)
    if case.latitude is None or case.longitude is None or case.category is None:
        return []
    here = (case.latitude, case.longitude)
    reach = case.category.nearby_metres
    span = formulas.degrees_within(reach)
    found = rows.filter(
        Q(category=case.category_id),
        latitude__range=(here[0] - span, here[0] + span),
        longitude__range=(here[1] - span, here[1] + span),
        received_at__gte=case.received_at - timedelta(days=NEARBY_DAYS),
    )
    # In no order: a planner that is to sort may walk through all reports, newest first.
    found = found.order_by().defer("text", "public_text", "search")[:BOXED]
    measured = [
        (formulas.metres_between(here, (row.latitude, row.longitude)), row)
        for row in found
        if row.latitude is not None and row.longitude is not None
    ]
    close = sorted((pair for pair in measured if pair[0] <= reach), key=lambda pair: pair[0])
    return [_relation(row, f"{metres} m dari sini") for metres, row in close[:MOST]]


def _relation(row: Complaint, words: str) -> Relation:
    return Relation(row, listed_title(row), words)


def listed_title(case: Complaint) -> str:
    """What lists call a case: the words of a secret one are read on its page, where it is noted."""
    return "Laporan rahasia" if case.is_secret else case.subject


def due_days(case: Complaint) -> list[tuple[str, date | None]]:
    """What a receipt promises."""
    return [
        ("Diperiksa dan diteruskan paling lambat", last_day_of(case.verify_due_at)),
        ("Selesai ditanggapi paling lambat", last_day_of(case.resolve_due_at)),
    ]
