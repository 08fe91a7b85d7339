"""A unit renamed today keeps its name in the documents of closed years."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.forms.city import UnitForm
from organizations.models import Organization
from performance.evaluation.queries.evaluation import evaluate
from performance.models import FormerValue
from performance.plan.queries.units import units_in
from performance.sakip.queries.ranking import load_ranking
from tests.factories.organizations import make_unit, make_user
from tests.performance.closed_book import CLOSED, RUNNING, Book, differences, shown
from tests.performance.plan.test_closed_years import edit, edit_all, names_of

FIXED = {"code", "is_reporting", "valid_from", "valid_to"}


@pytest.fixture
def book(db) -> Book:
    book = Book()
    book.client = Client()
    book.client.force_login(make_user(Role.ADMIN_SISTEM, book.other))
    return book


def url_of(unit: Organization) -> str:
    return reverse("organizations:unit-edit", args=[unit.pk])


def test_every_field_of_a_unit_changes_from_a_year_on(book):
    plain = [name for name in names_of(UnitForm) if name not in FIXED]
    more = {"email": {"email": "dinas@contoh.test"}, "website": {"website": "dinas.contoh.test"}}
    more["parent"] = {"parent": str(book.other.pk)}
    before = shown(book)

    answers = edit_all(book, url_of(book.unit), plain, **more)

    assert {name for name, code in answers.items() if code != 302} == set()
    assert differences(before, shown(book)) == set()
    unit = Organization.objects.get(pk=book.unit.pk)
    assert unit.name == "Yang lain sama sekali"
    then, now = ({row.pk: row for row in units_in(year)} for year in (CLOSED, RUNNING))
    assert then[unit.pk].name == book.unit.name
    assert now[unit.pk].name == unit.name
    ranked = {row.pk: row.name for row, _ in load_ranking(CLOSED).waiting}
    assert ranked[unit.pk] == book.unit.name
    assert {row.owner for row in evaluate(unit, CLOSED, 4).rows if row.owner} == {
        book.unit.short_name
    }


@pytest.mark.parametrize("name", ["code", "is_reporting"])
def test_what_closed_years_are_found_by_stays(book, name):
    answer = edit(book, url_of(book.unit), name)

    assert answer.status_code == 400
    (said,) = answer.context["form"].errors[name]
    assert f"Triwulan IV {CLOSED} sudah diterima" in said
    assert not FormerValue.objects.exists()


@pytest.mark.parametrize(
    ("name", "day"), [("valid_to", date(CLOSED - 1, 12, 31)), ("valid_from", date(RUNNING, 1, 1))]
)
def test_a_unit_stays_in_the_years_it_reported_on(book, name, day):
    answer = edit(book, url_of(book.unit), "duties", **{name: day.strftime("%d/%m/%Y")})

    assert answer.status_code == 400
    assert f"{CLOSED} sudah diterima" in answer.context["form"].errors[name][0]


def test_a_successor_takes_over_after_the_closed_years(book):
    url = reverse("organizations:unit-succession", args=[book.unit.pk])
    data = {"kind": "rename", "successors": [book.other.pk], "note": "Perda"}
    book.other.valid_from = date(2021, 1, 1)
    book.other.save()

    early = book.client.post(url, {**data, "effective_on": f"01/01/{CLOSED}"})

    assert early.status_code == 400
    assert f"{CLOSED} sudah diterima" in early.context["form"].errors["effective_on"][0]
    assert book.client.post(url, {**data, "effective_on": f"01/01/{RUNNING}"}).status_code == 302


def test_a_year_with_accepted_quarters_is_refused_and_what_was_typed_is_kept(book):
    answer = edit(book, url_of(book.unit), "name", from_year=str(CLOSED))

    assert answer.status_code == 400
    form = answer.context["form"]
    assert f"Pilih tahun {RUNNING}" in form.errors["from_year"][0]
    assert form["name"].value() == "Yang lain sama sekali"
    book.unit.refresh_from_db()
    assert book.unit.name != "Yang lain sama sekali"


def test_a_unit_that_stands_in_no_closed_year_is_asked_for_no_year(book):
    form = book.client.get(url_of(make_unit(is_reporting=False))).context["form"]
    assert "from_year" not in form.fields
