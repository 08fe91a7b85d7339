"""Somebody who takes everything the public can ask for, and subtracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import product

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from complaints.choices import ComplaintState, Publicity
from complaints.models import Area
from complaints.public.queries.cards import OUTCOMES, PARTS, cards
from complaints.public.queries.periods import Period
from complaints.public.queries.statistics import breakdowns
from organizations.formatting import MONTHS
from organizations.models import Organization
from reports.registry import REPORTS
from tests.complaints.public.test_one_secret import CHANGING
from tests.factories.complaints import category, complaint, reference_data
from tests.factories.organizations import make_city, make_unit

pytestmark = pytest.mark.django_db
S = ComplaintState
YEAR = 2025
PERIODS = [Period(YEAR), *(Period(YEAR, month) for month in range(1, 13))]
PATHS = (
    "/", "/pengaduan/", "/pengaduan/?status=terlambat", "/pengaduan/peta.json", "/pengaduan/umpan/",
    "/pengaduan/umpan/wilayah/33.75.01.1001/", "/pengaduan/umpan/kategori/sampah/", "/data/",
    f"/data/pengaduan.json?tahun={YEAR}", f"/data/pengaduan.csv?tahun={YEAR}",
    f"/open311/v2/requests.json?start_date={YEAR}-03-01T00:00:00Z",
    f"/open311/v2/requests.xml?start_date={YEAR}-03-01T00:00:00Z", "/sitemap.xml",
    f"/sitemap/pengaduan/{YEAR}-03.xml",
)  # fmt: skip


def at(month: int, day: int = 5) -> datetime:
    return datetime(YEAR, month, day, 9, tzinfo=timezone.get_current_timezone())


@pytest.fixture
def units() -> list[Organization]:
    make_city()
    reference_data()
    Area.objects.create(code="33.75.01.1001", name="Medono")
    return [make_unit() for _ in range(3)]


def everything(client: Client, units: Iterable[Organization]) -> dict[str, str]:
    """What anybody can read: pages of every period, feeds, files, and the published documents."""
    report, found = REPORTS.find("pengaduan-bulanan"), {}
    assert report is not None
    asked = [
        f"/pengaduan/{page}/?tahun={one.year}&bulan={one.month or ''}"
        for one in PERIODS
        for page in ("rapor", "statistik")
    ]
    for path in (*PATHS, *asked):
        cache.clear()
        answer = client.get(path)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        heads = {name: answer.headers.get(name) for name in ("ETag", "Last-Modified")}
        found[path] = CHANGING.sub("", content.decode()) + str(heads)
    for unit in (None, *units):
        for one in PERIODS:
            key = {"organization": unit and unit.pk, "year": one.year, "month": one.month}
            found[f"document {unit} {one}"] = repr(report().data(key))
    return found


@pytest.mark.parametrize(
    "hidden",
    [
        {"is_secret": True, "publicity": Publicity.HIDDEN},
        {"is_secret": True},
        {"publicity": Publicity.WAITING},
        {"publicity": Publicity.HIDDEN, "public_subject": "Pernah tayang"},
    ],
    ids=["secret", "secret-new", "waiting", "hidden"],
)
def test_one_report_that_is_not_shown_changes_nothing_public(client, units, hidden):
    area, kind = Area.objects.get(), category("sampah")
    for unit in units:
        for _ in range(6):
            complaint(
                shown=True, unit=unit, state=S.IN_PROGRESS, received_at=at(3), area=area, category=kind
            )  # fmt: skip
    before = everything(client, units)

    for state in (S.ROUTED, S.ANSWERED, S.CLOSED):
        complaint(
            unit=units[0], state=state, received_at=at(3, 6), area=area, category=kind,
            answered_at=at(3, 9) if state != S.ROUTED else None, **hidden,
        )  # fmt: skip

    after = everything(client, units)
    assert [path for path in before if before[path] != after[path]] == []


# --- Small groups of shown reports: printed nowhere, and no subtraction gives one ------------------

Place = tuple[str, int, str]  # unit ("" is the city), month (0 is the year), what is counted
COUNTED = ("received", *PARTS, *OUTCOMES)


@pytest.fixture
def uneven(units) -> list[Organization]:
    """A year of months and units with one, a few and many reports of every fate."""
    kinds = [category(code) for code in ("sampah", "lampu", "jalan")]
    number = 0
    for place, unit in enumerate(units):
        for month in range(1, 9):
            for _ in range((place * 5 + month * month) % 11):
                number += 1
                state = (S.ANSWERED, S.IN_PROGRESS, S.CLOSED, S.ANSWERED)[number % 4]
                day = 9 if number % 3 else 28
                answered = None if state == S.IN_PROGRESS else at(month + number % 2, day)
                complaint(
                    shown=True, unit=unit, state=state, received_at=at(month), answered_at=answered,
                    category=kinds[number % 7 % 3], channel=("web", "loket")[number % 5 == 0],
                )  # fmt: skip
    return units


def test_no_subtraction_of_printed_figures_gives_a_small_group(uneven):
    codes = [unit.code for unit in uneven]
    told = printed(None, codes)

    assert gives_away(told, codes) == []
    assert len(told) > 200, "something is printed"


def test_no_document_of_a_unit_gives_more_away(uneven):
    codes = [unit.code for unit in uneven]
    told = printed(None, codes)
    for unit in uneven:
        told |= {(unit.code, *place[1:]): n for place, n in printed(unit, []).items()}

    assert gives_away(told, codes) == []


def test_a_month_with_few_reports_shows_no_number(client, units):
    for month, count in ((1, 9), (2, 8), (3, 3)):
        for _ in range(count):
            complaint(shown=True, unit=units[0], received_at=at(month))

    month = client.get("/pengaduan/statistik/", {"tahun": YEAR, "bulan": 3}).content.decode()
    (by_month,) = [one for one in breakdowns(Period(YEAR)) if one.name == "bulan"]

    assert "kurang dari lima" in month
    assert breakdowns(Period(YEAR, 3))[0].whole is None
    assert [group.count for group in by_month.groups] == [9, None, None]
    assert breakdowns(Period(YEAR, 2))[0].whole is None, "else the year gives March away"
    assert cards(Period(YEAR, 2)).city.received is None


def printed(unit: Organization | None, codes: list[str]) -> dict[Place, int]:
    """Every number on the cards and in the statistics, and 0 for what does not stand there."""
    told: dict[Place, int] = {}
    labels: dict[str, set[str]] = {}
    for period in PERIODS:
        month, found = period.month or 0, cards(period, unit)
        named = {card.code for card in found.units}
        told |= {(code, month, name): 0 for code in set(codes) - named for name in COUNTED}
        for code, card in ("", found.city), *((card.code, card) for card in found.units if codes):
            values = {name: getattr(card, name) for name in COUNTED}
            told |= {(code, month, name): n for name, n in values.items() if n is not None}
        for one in breakdowns(period, unit):
            if one.whole is None:
                continue
            told["", month, "received"] = one.whole
            groups = {f"{one.name} {group.label}": group.count for group in one.groups}
            labels.setdefault(one.name, set()).update(groups)
            for label in labels[one.name]:
                n = groups.get(label, 0)
                told |= {("", month, label): n} if n is not None else {}
    for number, label in enumerate(MONTHS, 1):
        if ("", 0, f"bulan {label}") in told:
            told["", number, "received"] = told["", 0, f"bulan {label}"]
    return told


def gives_away(told: dict[Place, int], codes: list[str]) -> list[Place]:
    """Places of small groups that are printed, or follow."""
    return [place for place, n in solved(told, list(sums(told, codes))).items() if 0 < n < 5]


def sums(told: dict[Place, int], codes: list[str]) -> Iterator[tuple[Place, list[Place]]]:
    """What anybody knows: units add up to the city, months to the year, parts to what came in."""
    groups: dict[str, set[str]] = {"parts": set(PARTS), "outcomes": set(OUTCOMES)}
    for _, _, name in told:
        if name not in COUNTED and not name.startswith("bulan "):
            groups.setdefault(name.partition(" ")[0], set()).add(name)
    names = {"received"}.union(*groups.values())
    for of, name in product(("", *codes), names):
        yield (of, 0, name), [(of, month, name) for month in range(1, 13)]
    for of, month, parts in product(("", *codes), range(13), groups.values()):
        yield (of, month, "received"), [(of, month, part) for part in parts]
    for month, name in product(range(13), COUNTED if codes else ()):
        yield ("", month, name), [(of, month, name) for of in codes]


def solved(told: dict[Place, int], lines: list[tuple[Place, list[Place]]]) -> dict[Place, int]:
    """Every number that follows: a sum with one unknown gives it."""
    known, before = dict(told), -1
    while len(known) != before:
        before = len(known)
        for total, parts in lines:
            unknown = [place for place in (total, *parts) if place not in known]
            if len(unknown) == 1:
                rest = sum(known[part] for part in parts if part in known)
                known[unknown[0]] = rest if unknown[0] == total else known[total] - rest
    return known
