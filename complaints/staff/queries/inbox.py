"""The inbox: cases a person works on, in tabs, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Extract

from complaints import secrecy
from complaints.choices import ComplaintState
from complaints.clock.queries.left import Left, left_of
from complaints.clock.queries.terms import Calendar
from complaints.models import Category, Complaint
from complaints.permissions import visible_cases
from complaints.staff.queries.case import listed_title
from complaints.staff.queries.tabs import ALL, OPEN, WROTE, Moment, Tab, overdue, tabs_of

PAGE = 25
FAR = 10**15  # after every due date: without one a case comes last
FIELDS = {"kategori": "category", "unit": "unit", "saluran": "channel", "jenis": "kind"}


@dataclass(frozen=True)
class Line:
    """A case as the list shows it; of the person only a shortened name."""

    case: Complaint
    title: str
    reporter: str
    left: Left
    tone: str


@dataclass(frozen=True)
class TabLink:
    tab: Tab
    count: int
    active: bool


@dataclass(frozen=True)
class Inbox:
    tabs: list[TabLink]
    active: Tab
    lines: list[Line]
    following: str
    total: int


def inbox(user: Any, chosen: str, filters: Mapping[str, Any], after: str) -> Inbox:
    """One tab of the cases a person may open; the numbers on the tabs count the same rows."""
    moment = Moment.current()
    tabs = tabs_of(user)
    rows = filtered(Complaint.objects.filter(visible_cases(user)), filters)
    counts = _counts(rows, tabs, user, moment)
    active = next((tab for tab in tabs if tab.name == chosen), _first_filled(tabs, counts))
    found, following = _page(rows.filter(active.rows(user, moment)), active, user, moment, after)
    return Inbox(
        tabs=[TabLink(tab, counts[tab.name], tab is active) for tab in tabs],
        active=active,
        lines=_lines(found, moment),
        following=following,
        total=counts[active.name],
    )


def _first_filled(tabs: Sequence[Tab], counts: Mapping[str, int]) -> Tab:
    return next((tab for tab in tabs if counts[tab.name]), tabs[0])


def filtered(rows: QuerySet[Complaint], filters: Mapping[str, Any]) -> QuerySet[Complaint]:
    for name, field in FIELDS.items():
        if filters.get(name):
            rows = rows.filter(**{field: filters[name]})
    if area := filters.get("wilayah"):
        rows = rows.filter(Q(area=area) | Q(area__parent=area))
    for word in str(filters.get("kata") or "").split()[:6]:
        rows = rows.filter(
            Q(number=secrecy.spelled(word))
            | Q(subject__icontains=word)
            | Q(text__icontains=word)
            | Q(address__icontains=word)
        )
    return rows


def _counts(
    rows: QuerySet[Complaint], tabs: Sequence[Tab], user: Any, moment: Moment
) -> dict[str, int]:
    """All numbers in one statement."""
    asked = {tab.name.replace("-", "_"): Count("pk", filter=tab.rows(user, moment)) for tab in tabs}
    if not tabs:
        return {}
    found = rows.order_by().aggregate(**asked)
    return {tab.name: found[tab.name.replace("-", "_")] for tab in tabs}


def counts_of(user: Any) -> dict[str, int]:
    """The numbers on the tabs, for the dashboard."""
    rows = Complaint.objects.filter(visible_cases(user))
    return _counts(rows, tabs_of(user), user, Moment.current())


def _millis(field: str, sign: int = 1) -> Any:
    """A moment as a number of its own size: a smaller field would match every key."""
    seconds = Extract(field, "epoch")
    return Cast(seconds * Value(1000 * sign), BigIntegerField())


def _ordered(rows: QuerySet[Complaint], tab: Tab, user: Any, moment: Moment) -> QuerySet[Complaint]:
    """Overdue ones first, then by what is due next; the newest first where nothing is due."""
    if tab in (ALL, WROTE):
        moment_of = "received_at" if tab is ALL else "reporter_wrote_at"
        return rows.annotate(place=Value(0), along=_millis(moment_of, -1))
    place: Any = Case(
        When(overdue(user, moment), then=0),
        When(OPEN, then=1),
        default=2,
        output_field=IntegerField(),
    )
    due = Coalesce(_millis("resolve_due_at"), Value(FAR), output_field=BigIntegerField())
    return rows.annotate(place=place, along=due)


def _page(
    rows: QuerySet[Complaint], tab: Tab, user: Any, moment: Moment, after: str
) -> tuple[list[Complaint], str]:
    """One keyset page and the key of the next (empty at the end)."""
    ordered: QuerySet[Any] = _ordered(rows, tab, user, moment)
    if key := _key(after):
        place, along, pk = key
        ordered = ordered.filter(
            Q(place__gt=place)
            | Q(place=place, along__gt=along)
            | Q(place=place, along=along, pk__lt=pk)
        )
    found: list[Any] = list(
        ordered.order_by("place", "along", "-pk")
        .annotate(reporter_shown=F("reporter__shown_name"))
        .select_related("unit", "category", "area", "officer")
        .defer("text", "public_text", "search")[: PAGE + 1]
    )
    more = len(found) > PAGE
    found = found[:PAGE]
    last: Any = found[-1] if more else None
    return found, f"{last.place}.{last.along}.{last.pk}" if last else ""


def _key(written: str) -> tuple[int, int, int] | None:
    parts = written.split(".")
    is_key = len(parts) == 3 and all(
        part.lstrip("-").isascii() and part.lstrip("-").isdecimal() and len(part) <= 18
        for part in parts
    )
    return (int(parts[0]), int(parts[1]), int(parts[2])) if is_key else None


def _lines(rows: Sequence[Any], moment: Moment) -> list[Line]:
    dues = [row.resolve_due_at for row in rows if row.resolve_due_at]
    calendar = Calendar.around(min([moment.now, *dues]).date(), max([moment.now, *dues]).date())
    return [
        Line(
            case=row,
            title=listed_title(row),
            reporter="Anonim" if row.is_anonymous else row.reporter_shown or "Tanpa nama",
            left=left_of(row, moment.now, calendar),
            tone=ComplaintState.tone_of(row.state),
        )
        for row in rows
    ]


def categories() -> QuerySet[Category]:
    return Category.objects.filter(is_active=True)
