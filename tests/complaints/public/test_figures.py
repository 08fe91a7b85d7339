"""Report cards and statistics: what they count, their shares, and what is too small to show."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from complaints import formulas
from complaints.choices import ComplaintState, Outcome
from complaints.models import Complaint
from complaints.public.queries.cards import OUTCOMES, PARTS, cards
from complaints.public.queries.periods import Period
from complaints.public.queries.statistics import breakdowns
from organizations.exact import rounded
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit

S = ComplaintState
YEAR = 2026


def at(month: int, day: int = 5) -> datetime:
    return datetime(YEAR, month, day, 9, tzinfo=timezone.get_current_timezone())


def test_shares_are_never_forced_to_a_hundred():
    """Pontianak, September 2020: 17 in, 15 passed on; of these 7, 6 and 2, published 47, 46, 7."""
    shares, rest = formulas.shares_of([7, 6, 2], 15)

    assert [rounded(share) for share in shares] == [
        Decimal("46.67"),
        Decimal("40.00"),
        Decimal("13.33"),
    ]
    assert rest == 0
    assert rounded(formulas.shares_of([15], 17)[0][0]) == Decimal("88.24")


def test_parts_that_miss_the_whole_say_how_much():
    """The national list of 2018: 57,171 in all, its parts 1,000 fewer."""
    _, rest = formulas.shares_of([15_061, 3_189, 7_542, 1_158, 4_876, 24_345], 57_171)

    assert rest == 1_000


@pytest.fixture
def city(db):
    make_city()
    reference_data()


def answered(unit, days: int, *, late: bool = False, **fields) -> Complaint:
    case = complaint(shown=True, unit=unit, state=S.ANSWERED, received_at=at(3), **fields)
    moment = case.resolve_due_at + timedelta(hours=1) if late else at(3, 6)
    Complaint.objects.filter(pk=case.pk).update(answered_at=moment, answer_days=days)
    return case


def test_a_card_has_everything_received_in_its_denominator(city):
    unit = make_unit()
    for days in (1, 2, 3, 4, 5, 6):
        answered(unit, days)
    for _ in range(6):
        answered(unit, 20, late=True)
        complaint(shown=True, unit=unit, state=S.IN_PROGRESS, received_at=at(3))
    complaint(unit=unit, is_secret=True, received_at=at(3))
    complaint(shown=True, unit=unit, state=S.ARCHIVED, received_at=at(3))

    (card,) = cards(Period(YEAR, 3)).units

    assert (card.received, card.in_time, card.late, card.overdue) == (18, 6, 6, 6)
    assert sum(getattr(card, name) for name in PARTS) == card.received
    assert rounded(card.in_time_share) == Decimal("33.33")
    assert cards(Period(YEAR, 4)).units == []
    assert cards(Period(YEAR)).city.received == 18


@pytest.mark.parametrize("days", [[3, 1, 9, 2, 7], [1, 1, 2, 8, 30, 2], list(range(1, 21))])
def test_median_and_ninetieth_are_those_of_the_formula(city, days):
    unit = make_unit()
    for count in days:
        answered(unit, count)

    city_card = cards(Period(YEAR)).city

    assert city_card.median == formulas.nearest_rank(days, 50)
    assert city_card.p90 == formulas.nearest_rank(days, 90)


def test_the_three_ends_are_kept_apart(city):
    unit = make_unit()
    for outcome, count in ((Outcome.SOLVED, 6), (Outcome.UNSOLVED, 5), (Outcome.NOT_OURS, 7)):
        for _ in range(count):
            complaint(
                shown=True, unit=unit, state=S.CLOSED, outcome=outcome, received_at=at(2)
            )  # fmt: skip

    card = cards(Period(YEAR)).city

    assert [getattr(card, name) for name in OUTCOMES] == [6, 5, 7, 0]


def test_a_unit_with_few_reports_shows_no_number(city, client):
    few, many = make_unit(), make_unit()
    for unit, count in ((few, 2), (many, 9)):
        for _ in range(count):
            complaint(shown=True, unit=unit, state=S.IN_PROGRESS, received_at=at(3))

    found = {card.code: card for card in cards(Period(YEAR)).units}
    page = client.get("/pengaduan/rapor/", {"tahun": YEAR}).content.decode()

    assert found[few.code].received is None
    assert found[many.code].received is None  # else it follows from the sum
    assert "dapat" in page
    assert "menunjuk seseorang" in page


def test_statistics_add_up_to_what_was_received(city, client):
    for month, count in ((1, 6), (2, 8)):
        for _ in range(count):
            complaint(shown=True, received_at=at(month), channel="loket")

    found = {one.name: one for one in breakdowns(Period(YEAR))}

    assert [(group.label, group.count) for group in found["bulan"].groups] == [
        ("Januari", 6),
        ("Februari", 8),
    ]
    assert [(group.label, group.count) for group in found["saluran"].groups] == [("Loket", 14)]
    assert {one.whole for one in found.values()} == {14}
    assert client.get("/pengaduan/statistik/", {"tahun": YEAR, "bulan": 2}).status_code == 200


@pytest.mark.parametrize(("month", "is_told"), [("", False), (3, True)])
def test_only_who_asked_for_a_month_is_told_to_ask_for_the_year(city, client, month, is_told):
    complaint(shown=True, received_at=at(3))

    page = client.get("/pengaduan/statistik/", {"tahun": YEAR, "bulan": month}).content.decode()

    assert "kurang dari lima" in page
    assert ("setahun penuh" in page) is is_told


def test_a_wrong_period_is_said(city, client):
    answer = client.get("/pengaduan/rapor/", {"tahun": "1800", "bulan": "13"})

    assert answer.status_code == 200
    assert answer.context["filters"].errors
