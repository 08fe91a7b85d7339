"""Who opened how much of what is secret: for the alarm, the weekly list and its page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from complaints import formulas
from complaints.models import SecretRead

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
What = SecretRead.What


@dataclass(frozen=True)
class ReaderLine:
    """A person's looks in a week. Those at cases of children stand on the page of these alone."""

    name: str
    secret: int
    identity: int
    original: int
    most: int  # within one hour

    @property
    def is_many(self) -> bool:
        return self.most > settings.SECRET_READS_AN_HOUR


@dataclass(frozen=True)
class Week:
    start: date
    lines: list[ReaderLine]

    @property
    def end(self) -> date:
        return self.start + timedelta(days=6)


def week_before(day: date) -> Week:
    """The last whole week, Monday to Sunday; who opened most first."""
    start = day - timedelta(days=day.weekday() + 7)
    rows = SecretRead.objects.exclude(what=What.CHILD).filter(
        read_at__date__gte=start, read_at__date__lt=start + timedelta(days=7)
    )
    found: dict[tuple[int, str], list[tuple[str, datetime]]] = defaultdict(list)
    for pk, name, what, at in rows.values_list("reader", "reader__full_name", "what", "read_at"):
        found[pk, name].append((what, at))
    lines = [_line(name, looks) for (_, name), looks in found.items()]
    return Week(start, sorted(lines, key=lambda line: (-line.most, line.name)))


def _line(name: str, looks: list[tuple[str, datetime]]) -> ReaderLine:
    kinds = [what for what, _ in looks]
    return ReaderLine(
        name=name,
        secret=kinds.count(What.SECRET),
        identity=kinds.count(What.IDENTITY),
        original=kinds.count(What.ORIGINAL),
        most=formulas.most_within([at for _, at in looks], HOUR),
    )


def looks_within_hour(reader_id: int, now: datetime) -> int:
    return SecretRead.objects.filter(reader=reader_id, read_at__gt=now - HOUR).count()


def busy_readers(now: datetime | None = None) -> list[tuple[str, int]]:
    """Names, and how many looks within an hour, of who passed the threshold in the last day."""
    now = now or timezone.now()
    found: dict[tuple[int, str], list[datetime]] = defaultdict(list)
    rows = SecretRead.objects.filter(read_at__gt=now - DAY)
    for pk, name, at in rows.values_list("reader", "reader__full_name", "read_at"):
        found[pk, name].append(at)
    counted = [(name, formulas.most_within(looks, HOUR)) for (_, name), looks in found.items()]
    return sorted(pair for pair in counted if pair[1] > settings.SECRET_READS_AN_HOUR)
