"""The inbox: cases a person works on, in tabs, page by page."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Extract

from complaints import secrecy
from complaints.choices import ComplaintState
from complaints.clock.queries.lateness import OPEN, Moment, is_late
from complaints.clock.queries.left import Left, left_to_officers
from complaints.clock.queries.terms import Calendar
from complaints.models import Category, Complaint
from complaints.models.complaint import SPOKEN
from complaints.permissions import among, visible_cases, visible_parts
from complaints.staff.queries.case import listed_title
from complaints.staff.queries.tabs import Tab, tabs_of

PAGE = 25
MOST_WORDS, NAMED = 6, 10_000  # so many matches of a search are named by their keys
COUNTED = 1_000  # beyond this a wide tab is not counted, only said to hold more
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
FAR = 10**15  # after every due date: without one a case comes last
# Of a part, and of a part of a part, who reported the whole.
REPORTER = Coalesce(*(f"{'split_from__' * above}reporter__shown_name" for above in range(4)))
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
    count: int  # at most COUNTED + 1
    active: bool

    @property
    def is_more(self) -> bool:
        return self.count > COUNTED and self.tab.is_wide


@dataclass(frozen=True)
class Inbox:
    tabs: list[TabLink]
    active: Tab
    lines: list[Line]
    following: str


@dataclass(frozen=True)
class Seen:
    """The cases a person may open: all of them (also in parts), the same asked for where few are
    looked at, and of these those that are worked on."""

    all: QuerySet[Complaint]
    parts: list[QuerySet[Complaint]]
    few: QuerySet[Complaint]
    running: QuerySet[Complaint]

    @classmethod
    def by(cls, user: Any, filters: Mapping[str, Any]) -> Seen:
        found = filtered(Complaint.objects.all(), filters)
        few = found.filter(visible_cases(user, of_few=True))
        return cls(
            all=found.filter(visible_cases(user)),
            parts=[found.filter(part) for part in visible_parts(user)],
            few=few,
            running=few.filter(state__in=sorted(ComplaintState.running())),
        )

    def of(self, tab: Tab) -> QuerySet[Complaint]:
        if not tab.is_wide:
            return self.running
        return self.few if tab.is_few else self.all

    def count(self, tab: Tab, asked: Q) -> int:
        """Of a wide tab, only as far as COUNTED."""
        if tab.parts is not None:
            return _together([self.few.filter(part) for part in tab.parts()])
        if tab.is_few:
            return self.few.filter(asked).order_by()[: COUNTED + 1].count()
        return _together([part.filter(asked) for part in self.parts])


def _together(parts: Sequence[QuerySet[Complaint]]) -> int:
    """How many rows the parts hold between them, only as far as COUNTED: where the first holds as
    many, the others are not asked."""
    first, *others = (part.order_by().values("pk")[: COUNTED + 1] for part in parts)
    count = first.count()
    if others and count <= COUNTED:
        return first.union(*others)[: COUNTED + 1].count()
    return count


def inbox(user: Any, chosen: str, filters: Mapping[str, Any], after: str) -> Inbox:
    """One tab of the cases a person may open; the numbers on the tabs count the same rows."""
    moment = Moment.current()
    tabs = tabs_of(user)
    seen = Seen.by(user, filters)
    counts = _counts(seen, tabs, user, moment)
    active = next((tab for tab in tabs if tab.name == chosen), _first_filled(tabs, counts))
    rows = seen.of(active).filter(active.rows(user, moment))
    found, following = _page(rows, active, moment, after)
    return Inbox(
        tabs=[TabLink(tab, counts[tab.name], tab is active) for tab in tabs],
        active=active,
        lines=_lines(found, moment),
        following=following,
    )


def _first_filled(tabs: Sequence[Tab], counts: Mapping[str, int]) -> Tab:
    return next((tab for tab in tabs if counts[tab.name]), tabs[0])


def filtered(rows: QuerySet[Complaint], filters: Mapping[str, Any]) -> QuerySet[Complaint]:
    for name, field in FIELDS.items():
        if filters.get(name):
            rows = rows.filter(**{field: filters[name]})
    if area := filters.get("wilayah"):
        rows = rows.filter(Q(area=area) | Q(area__parent=area))
    return _spoken_of(rows, str(filters.get("kata") or ""))


def _words(text: str) -> list[str]:
    found = (word.strip(string.punctuation) for word in text.split()[:MOST_WORDS])
    return [word for word in found if word]


def _is_number(word: str) -> bool:
    number = secrecy.spelled(word)
    return len(number) == len("SK-0000-0000") and number.startswith("SK-")


def _asked(text: str) -> Q:
    """Every word, as the beginning of one in the report; a whole number finds that report."""
    found = Q()
    for word in _words(text):
        if _is_number(word):
            found &= Q(number=secrecy.spelled(word))
        else:
            quoted = word.replace("\\", " ").replace("'", "''")
            found &= Q(spoken=SearchQuery(f"'{quoted}':*", config="simple", search_type="raw"))
    return found


def _written(text: str) -> Q:
    """The same read from the texts themselves: of many reports that is less work than to take each
    one apart into words. A number is none of many."""
    found = Q()
    for word in _words(text):
        begins = rf"\m{re.escape(word)}"
        found &= Q(subject__iregex=begins) | Q(text__iregex=begins) | Q(address__iregex=begins)
    return found


def _spoken_of(rows: QuerySet[Complaint], text: str) -> QuerySet[Complaint]:
    """Few are named by their keys, so that every tab looks at these alone; many are soon found
    among the newest."""
    asked = _asked(text)
    if not asked:
        return rows
    said = Complaint.objects.alias(spoken=SPOKEN).filter(asked).order_by()
    keys = list(said.values_list("pk", flat=True)[: NAMED + 1])
    if len(keys) <= NAMED:
        # One value, written once: thousands would be written, read and planned with every question.
        listed = Value(f"{{{','.join(map(str, keys))}}}")
        return rows.filter(among(Cast(listed, ArrayField(BigIntegerField()))))
    return rows.filter(_written(text))


def _counts(seen: Seen, tabs: Sequence[Tab], user: Any, moment: Moment) -> dict[str, int]:
    """What is worked on in one statement, however many ended; each wide tab in one of its own, and
    only as far as COUNTED."""
    running = [tab for tab in tabs if not tab.is_wide]
    asked = {_key_of(tab): Count("pk", filter=tab.rows(user, moment)) for tab in running}
    found = seen.running.order_by().aggregate(**asked)
    return {
        tab.name: seen.count(tab, tab.rows(user, moment)) if tab.is_wide else found[_key_of(tab)]
        for tab in tabs
    }


def _key_of(tab: Tab) -> str:
    return tab.name.replace("-", "_")


def counts_of(user: Any) -> dict[str, int]:
    """The numbers on the tabs, for the dashboard."""
    return _counts(Seen.by(user, {}), tabs_of(user), user, Moment.current())


def _page(rows: QuerySet[Complaint], tab: Tab, moment: Moment, after: str) -> tuple[list[Any], str]:
    """One keyset page and the key of the next (empty at the end)."""
    key = _key(after)
    if tab.newest:
        ordered, key_of = _newest(rows, tab.newest, key)
    else:
        ordered, key_of = _by_term(rows, moment, key)
    found = list(
        ordered.annotate(reporter_shown=REPORTER)
        .select_related("unit", "category", "area", "officer")
        .defer("text", "public_text", "search")[: PAGE + 1]
    )
    more = len(found) > PAGE
    found = found[:PAGE]
    return found, ".".join(str(part) for part in key_of(found[-1])) if more else ""


Ordered = tuple[QuerySet[Any], Callable[[Any], tuple[int, ...]]]


def _newest(rows: QuerySet[Any], field: str, key: tuple[int, ...]) -> Ordered:
    """The newest first, along the index of the moment."""
    if len(key) == 2:
        at = EPOCH + timedelta(microseconds=key[0])
        rows = rows.filter(Q(**{f"{field}__lt": at}) | Q(**{field: at}, pk__lt=key[1]))
    ordered = rows.order_by(f"-{field}", "-pk")
    return ordered, lambda row: ((getattr(row, field) - EPOCH) // MICROSECOND, row.pk)


def _by_term(rows: QuerySet[Any], moment: Moment, key: tuple[int, ...]) -> Ordered:
    """Overdue ones first, then by what is due next; what ended comes last."""
    place: Any = Case(
        When(is_late(moment), then=0),
        When(OPEN, then=1),
        default=2,
        output_field=IntegerField(),
    )
    # A number of its own size: compared with a smaller field every key would match.
    millis = Cast(Extract("resolve_due_at", "epoch") * Value(1000), BigIntegerField())
    due = Coalesce(millis, Value(FAR), output_field=BigIntegerField())
    ordered = rows.annotate(place=place, along=due)
    if len(key) == 3:
        ordered = ordered.filter(
            Q(place__gt=key[0])
            | Q(place=key[0], along__gt=key[1])
            | Q(place=key[0], along=key[1], pk__lt=key[2])
        )
    ordered = ordered.order_by("place", "along", "-pk")
    # The keys of the page come from the index alone, whole rows are read of these.
    keys = ordered.values("pk")[: PAGE + 1]
    page = Complaint.objects.annotate(place=place, along=due).filter(pk__in=keys)
    by_place: QuerySet[Any] = page.order_by("place", "along", "-pk")
    return by_place, lambda row: (row.place, row.along, row.pk)


def _key(written: str) -> tuple[int, ...]:
    """The parts of a key; nothing for what is none."""
    parts = written.split(".")
    is_key = all(part.isascii() and part.isdecimal() and len(part) <= 17 for part in parts)
    return tuple(int(part) for part in parts) if is_key else ()


def _lines(rows: Sequence[Any], moment: Moment) -> list[Line]:
    dues = [row.resolve_due_at for row in rows if row.resolve_due_at]
    calendar = Calendar.around(min([moment.now, *dues]).date(), max([moment.now, *dues]).date())
    return [
        Line(
            case=row,
            title=listed_title(row),
            reporter="Anonim" if row.is_anonymous else row.reporter_shown or "Tanpa nama",
            left=left_to_officers(row, moment.now, calendar),
            tone=ComplaintState.tone_of(row.state),
        )
        for row in rows
    ]


def categories() -> QuerySet[Category]:
    return Category.objects.filter(is_active=True)
