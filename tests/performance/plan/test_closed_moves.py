"""Work goes to another unit or period only where nothing was handed in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from performance.choices import SubmissionState
from performance.models import Indicator, PlanningPeriod, PlanNode
from tests.factories.organizations import make_unit
from tests.factories.performance import make_submission
from tests.performance.closed_book import CLOSED, RUNNING, Book, differences, shown


@pytest.fixture
def book(db) -> Book:
    return Book()


def move(book: Book, year: int):
    url = reverse("performance:move-programs", args=[book.unit.code])
    data = {"programs": [book.program.pk], "target": book.other.pk, "year": year, "reason": "Perda"}
    return book.client.post(url, data)


def lengthened(book: Book) -> None:
    """The period goes on after the years that were reported."""
    PlanningPeriod.objects.filter(pk=book.program.period_id).update(end_year=RUNNING + 2)


def merge(book: Book, year: int):
    url = reverse("performance:merge-unit", args=[book.unit.code])
    data = {"target": book.other.pk, "year": year, "reason": "Perda"}
    return book.client.post(url, data)


@pytest.mark.parametrize("do", [move, merge])
def test_work_stays_where_it_was_reported(book, do):
    before, nodes = shown(book), PlanNode.objects.count()

    answer = do(book, CLOSED)

    assert answer.status_code == 400
    (said,) = answer.context["form"].errors["year"]
    quarters = "Triwulan I, Triwulan II, Triwulan III, Triwulan IV 2025"
    assert f"{book.unit} sudah melaporkan {quarters}. Pilih mulai tahun {RUNNING}" in said
    assert PlanNode.objects.count() == nodes
    assert differences(before, shown(book)) == set()


@pytest.mark.parametrize("state", [SubmissionState.SUBMITTED, SubmissionState.VERIFIED])
def test_a_quarter_handed_in_by_either_unit_keeps_a_move_from_its_year(book, state):
    lengthened(book)
    target = make_unit()
    make_submission(target, 1, state, RUNNING)
    url = reverse("performance:move-programs", args=[book.unit.code])
    data = {"programs": [book.program.pk], "target": target.pk, "year": RUNNING, "reason": "Perda"}

    answer = book.client.post(url, data)

    assert answer.status_code == 400
    said = f"{target} sudah melaporkan Triwulan I {RUNNING}. Pilih mulai tahun {RUNNING + 1}"
    assert said in answer.context["form"].errors["year"][0]
    assert book.client.post(url, {**data, "year": RUNNING + 1}).status_code == 302


def test_a_year_before_one_that_was_reported_is_closed_too(book):
    lengthened(book)
    make_submission(book.unit, 2, SubmissionState.ACCEPTED, RUNNING + 1)
    assert move(book, RUNNING).status_code == 400
    assert move(book, RUNNING + 2).status_code == 302


def test_a_move_into_an_open_year_leaves_the_closed_year_as_it_was(book):
    before = shown(book)
    assert move(book, RUNNING).status_code == 302
    changed = differences(before, shown(book))
    assert changed == set()


def roll(book: Book, unit: str):
    source = book.program.period
    target, _ = PlanningPeriod.objects.get_or_create(
        name="Berikutnya",
        start_year=source.end_year + 1,
        end_year=source.end_year + 5,
        nomenclature_version=source.nomenclature_version,
    )
    data = {"source": source.pk, "target": target.pk, "organization": unit}
    return book.client.post(reverse("performance:roll-tree"), data)


@pytest.mark.parametrize("whose", ["unit", "semua", ""], ids=["unit", "all", "city"])
def test_nothing_is_rolled_into_a_period_that_was_reported_on(book, whose):
    period = book.program.period
    make_submission(book.unit, 1, SubmissionState.ACCEPTED, period.end_year + 1)
    counts = PlanNode.objects.count(), Indicator.objects.count()

    answer = roll(book, str(book.unit.pk) if whose == "unit" else whose)

    assert answer.status_code == 400
    assert f"sudah melaporkan Triwulan I {period.end_year + 1}" in answer.content.decode()
    assert (PlanNode.objects.count(), Indicator.objects.count()) == counts


def test_rolling_once_more_is_no_harm_where_nothing_is_left_to_do(book):
    assert roll(book, "semua").status_code == 302
    make_submission(book.unit, 1, SubmissionState.ACCEPTED, book.program.period.end_year + 1)
    assert roll(book, "semua").status_code == 302
