"""Services and reports as Open311 GeoReport v2 names them; public reports only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.clock.queries.terms import Stated, stated_due
from complaints.models import Category, Complaint

MOST, USUAL = 1_000, 250  # reports of one answer; GeoReport v2 allows 1,000
SPAN = timedelta(days=90)
RELATED = ("category", "unit", "area")


@dataclass(frozen=True)
class Service:
    """A kind of report other applications may send."""

    service_code: str
    service_name: str
    description: str
    metadata: str
    type: str
    keywords: str
    group: str


@dataclass(frozen=True)
class ServiceRequest:
    """A public report; empty where the city does not say."""

    service_request_id: str
    status: str
    status_notes: str
    service_name: str
    service_code: str
    description: str
    agency_responsible: str
    service_notice: str
    requested_datetime: datetime
    updated_datetime: datetime
    expected_datetime: datetime | None
    address: str
    address_id: str
    zipcode: str
    lat: Decimal | None
    long: Decimal | None
    media_url: str


@dataclass(frozen=True)
class Asked:
    """What a client asks for; without dates the last 90 days."""

    numbers: Sequence[str] = ()
    codes: Sequence[str] = ()
    start: datetime | None = None
    end: datetime | None = None
    statuses: Sequence[str] = ()
    page: int = 1
    page_size: int = USUAL


def services() -> list[Service]:
    """Every category a citizen may choose, in the city's order."""
    rows = Category.objects.filter(is_active=True, is_shown=True).select_related("sp4n")
    return [_service(row) for row in rows]


def service(code: str) -> Service | None:
    row = Category.objects.filter(is_active=True, is_shown=True, code=code)
    found = row.select_related("sp4n").first()
    return _service(found) if found else None


def category_of(code: str) -> Category | None:
    return Category.objects.filter(is_active=True, is_shown=True, code=code).first()


def _service(row: Category) -> Service:
    return Service(
        service_code=row.code,
        service_name=row.name,
        description=row.stop_message or f"Laporan tentang {row.name.lower()}",
        metadata="false",
        type="realtime",
        keywords=",".join(word.strip() for word in row.keywords.split(",") if word.strip()),
        group=row.sp4n.main if row.sp4n else "",
    )


def requests(asked: Asked, now: datetime) -> tuple[list[ServiceRequest], bool]:
    """A page of public reports, newest first, and whether there are more; two queries at most."""
    size = min(asked.page_size, MOST)
    first = (asked.page - 1) * size
    rows = list(_wanted(asked, now)[first : first + size + 1])
    return [_request(row) for row in rows[:size]], len(rows) > size


def request(number: str) -> ServiceRequest | None:
    row = Complaint.objects.public().select_related(*RELATED).filter(number=number).first()
    return _request(row) if row else None


def published_number(token: UUID) -> str | None:
    """The number behind a token: None for no such token, "" while it is not public."""
    row = Complaint.objects.filter(client_key=token, channel="open311").first()
    if row is None:
        return None
    return row.number if Complaint.objects.public().filter(pk=row.pk).exists() else ""


def _wanted(asked: Asked, now: datetime) -> QuerySet[Complaint]:
    rows = Complaint.objects.public().select_related(*RELATED).order_by("-received_at", "-pk")
    if asked.numbers:  # GeoReport v2: overrides all other arguments
        return rows.filter(number__in=asked.numbers)
    start, end = _span(asked, now)
    rows = rows.filter(received_at__gte=start, received_at__lte=end)
    if asked.codes:
        rows = rows.filter(category__code__in=asked.codes)
    return rows.filter(_of_statuses(asked.statuses)) if asked.statuses else rows


def _span(asked: Asked, now: datetime) -> tuple[datetime, datetime]:
    """At most 90 days: those before the end, or after the start where only that is given."""
    if asked.start and asked.end:
        return asked.start, asked.end
    if asked.start:
        return asked.start, asked.start + SPAN
    end = asked.end or now
    return end - SPAN, end


def _of_statuses(statuses: Iterable[str]) -> Q:
    done = Q(state__in=(ComplaintState.ANSWERED, *ComplaintState.ended()))
    wanted = Q(pk__in=())
    for status in statuses:
        wanted |= done if status == "closed" else ~done
    return wanted


def _request(row: Complaint) -> ServiceRequest:
    is_open = row.state in ComplaintState.open()
    due = stated_due(row)
    return ServiceRequest(
        service_request_id=row.number,
        status="open" if is_open else "closed",
        status_notes=row.get_outcome_display() or row.get_state_display(),
        service_name=row.category.name if row.category else "",
        service_code=row.category.code if row.category else "",
        description=row.public_text,
        agency_responsible=row.unit.name if row.unit else "",
        service_notice=_notice(due) if is_open else "",
        requested_datetime=row.received_at,
        updated_datetime=max(
            at for at in (row.received_at, row.routed_at, row.answered_at, row.closed_at) if at
        ),
        expected_datetime=None if due.words else row.resolve_due_at,
        address=row.area.name if row.area else "",
        address_id=row.area.code if row.area else "",
        zipcode="",
        lat=row.public_latitude,
        long=row.public_longitude,
        media_url="",
    )


def _notice(due: Stated) -> str:
    if due.words:
        return due.words.capitalize()
    return f"Tenggat {due.day:%Y-%m-%d}" if due.day else ""


def local(moment: datetime) -> str:
    """W3C date and time with the city's offset, whole seconds."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
