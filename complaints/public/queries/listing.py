"""Public reports: filters, search, one keyset page, and how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from complaints import secrecy, words
from complaints.choices import ComplaintState, Outcome
from complaints.models import Complaint
from complaints.public.queries.words import Standing, standing_of

PAGE = 20
# So many matches are counted and sorted. Beyond, the number is only said to be more, and the newest
# are soon found by going through the reports in their order.
COUNTED = 1_000
WINDOW = 500  # late reports, the newest first, among which a page is looked for
SHOWN_FIELDS = (
    "number", "public_subject", "received_at", "state", "outcome", "resolve_due_at", "answered_at",
    "paused_at", "supporters", "category__name", "area__name", "unit__name", "unit__short_name",
)  # fmt: skip
FIELDS = {"kategori": "category", "opd": "unit", "jenis": "kind"}
RELATED = ("category", "area", "unit")
Rows = QuerySet[Complaint]
Key = tuple[datetime, int]

LATE = "terlambat"
# What people choose from, in their words.
STATUSES: Mapping[str, str] = {
    "berjalan": "Masih berjalan",
    LATE: "Terlambat",
    "dijawab": "Sudah dijawab",
    **dict(Outcome.choices),
}


@dataclass(frozen=True)
class Line:
    case: Complaint
    standing: Standing


@dataclass(frozen=True)
class Listing:
    """A page of the list. `count` is None where there are more than COUNTED; `is_common` where the
    search had stop words alone, and so left out nothing."""

    lines: list[Line]
    following: str
    count: int | None
    respelled: str
    is_common: bool


def listing(filters: Mapping[str, Any], after: str) -> Listing:
    """The newest first. Where a search finds nothing, another spelling is offered."""
    now = timezone.now()
    rows, last = filtered(filters, now), _last(after)
    keys = matches(rows)
    if keys is not None:
        found = _of_keys(keys, last)
    elif filters.get("status") == LATE:
        found = _of_late(filters, rows, last, now)
    else:
        found = _in_order(rows, last)
    shown = found[:PAGE]
    asked = str(filters.get("kata") or "")
    nothing = asked and not found and not after
    return Listing(
        lines=[Line(case, standing_of(case, now)) for case in shown],
        following=shown[-1].number if len(found) > PAGE else "",
        count=len(keys) if keys is not None else None,
        respelled=words.respelled(asked) if nothing else "",
        is_common=words.is_common(asked),
    )


def matches(rows: Rows) -> list[Key] | None:
    """Moment and key of every match, newest first; None where there are more than COUNTED.

    Asked for in no order: a planner that is to sort may walk through all reports, newest first,
    for the few that match.
    """
    found = list(rows.order_by().values_list("received_at", "pk")[: COUNTED + 1])
    return sorted(found, reverse=True) if len(found) <= COUNTED else None


def _in_order(rows: Rows, last: Key | None) -> list[Complaint]:
    return list(_after(rows, last).only(*SHOWN_FIELDS)[: PAGE + 1])


def _of_late(
    filters: Mapping[str, Any], rows: Rows, last: Key | None, now: datetime
) -> list[Complaint]:
    """No index has late reports in the order of the list. So the keys of the newest are read from an
    index alone, and words are looked for in these; where they do not fill a page, in all."""
    late = _after(filtered({**filters, "kata": ""}, now), last)
    window = list(late.values_list("pk", flat=True)[:WINDOW])
    found = list(rows.filter(pk__in=window).only(*SHOWN_FIELDS)[: PAGE + 1])
    is_enough = len(found) > PAGE or len(window) < WINDOW
    return found if is_enough else _in_order(rows, last)


def _of_keys(keys: list[Key], last: Key | None) -> list[Complaint]:
    wanted = [pk for at, pk in keys if last is None or (at, pk) < last][: PAGE + 1]
    rows = Complaint.objects.filter(pk__in=wanted).select_related(*RELATED).only(*SHOWN_FIELDS)
    return list(rows.order_by("-received_at", "-pk"))


def counted(rows: Rows) -> int | None:
    count = rows.order_by()[: COUNTED + 1].count()
    return count if count <= COUNTED else None


def filtered(filters: Mapping[str, Any], now: datetime) -> Rows:
    """Public reports that match; a merged one is found by its main one."""
    rows: Rows = Complaint.objects.public().exclude(state=ComplaintState.MERGED)
    for name, field in FIELDS.items():
        if filters.get(name):
            rows = rows.filter(**{field: filters[name]})
    if area := filters.get("wilayah"):
        rows = rows.filter(area__in=[area.pk, *area.children.values_list("pk", flat=True)])
    if status := filters.get("status"):
        rows = _of_status(rows, status, now)
    if start := filters.get("dari"):
        rows = rows.filter(received_at__gte=_midnight(start))
    if end := filters.get("sampai"):
        rows = rows.filter(received_at__lt=_midnight(end + timedelta(days=1)))
    if place := filters.get("titik"):
        rows = rows.filter(public_latitude=place[0], public_longitude=place[1])
    rows = _searched(rows, str(filters.get("kata") or ""))
    related = rows.select_related(*RELATED)
    return related.order_by("-received_at", "-pk")


def _of_status(rows: Any, status: str, now: datetime) -> Rows:
    if status == "berjalan":
        return rows.open()
    if status == LATE:
        return rows.overdue(now)
    if status == "dijawab":
        return rows.filter(state=ComplaintState.ANSWERED)
    return rows.filter(outcome=status)


def _searched(rows: Rows, asked: str) -> Rows:
    """Every word; a whole number finds that report."""
    if not asked.strip():
        return rows
    number = secrecy.spelled(asked)
    if len(number) == len("SK-0000-0000") and number.startswith("SK-"):
        return rows.filter(number=number)
    query = words.query(asked)
    return rows.filter(search=query) if query is not None else rows


def _last(number: str) -> Key | None:
    """Where a page begins: after a public report; None where there is none of that number."""
    if not number:
        return None
    rows = Complaint.objects.public().filter(number=secrecy.spelled(number))
    return rows.values_list("received_at", "pk").first()


def _after(rows: Rows, last: Key | None) -> Rows:
    if last is None:
        return rows
    at, pk = last
    return rows.filter(Q(received_at__lt=at) | Q(pk__lt=pk), received_at__lte=at)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
