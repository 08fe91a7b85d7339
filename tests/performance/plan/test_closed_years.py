"""A change of a master today never rewrites a closed year, whatever field it is.

The fields are those of the forms themselves, so that a new one cannot escape.
"""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.choices import NodeLevel
from performance.evaluation.queries.evaluation import evaluate
from performance.models import FormerValue, Indicator, PerformanceSettings, PlanNode
from performance.plan.actions.indicators import create_indicator, update_indicator
from performance.plan.actions.plan import create_node
from performance.plan.forms.indicator import IndicatorForm
from performance.plan.forms.plan import NodeEditForm
from performance.plan.forms.rules import SettingsForm
from performance.plan.queries.tree import plan_tree
from performance.transfer.actions.transfer import import_file
from tests.factories.performance import make_indicator, make_node
from tests.performance.closed_book import CLOSED, RUNNING, Book, differences, shown


@pytest.fixture
def book(db) -> Book:
    return Book()


def sent(form: forms.Form) -> dict[str, Any]:
    """What a browser would send of a form nobody touched."""
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = field.prepare_value(form.get_initial_for_field(field, name))
        if value is True:
            data[name] = "on"
        elif value is not None and value is not False:
            data[name] = value
    return data


def touched(form: forms.Form, name: str, data: dict[str, Any]) -> Any:
    """Another value for one field; None where it has to be left out."""
    field = form.fields[name]
    if isinstance(field, forms.BooleanField):
        return None if name in data else "on"
    choices = getattr(field, "choices", None)
    if choices is not None:
        chosen = [str(value) for value, _ in choices]
        return next(value for value in reversed(chosen) if value and value != str(data.get(name)))
    if isinstance(field, forms.IntegerField):
        return str(int(data.get(name) or 0) + 3)
    return "7" if type(field).__name__ == "FigureField" else "Yang lain sama sekali"


def edit(book: Book, url: str, name: str, **more: Any) -> Any:
    form = book.client.get(url).context["form"]
    data = sent(form)
    value = touched(form, name, data)
    data.pop(name, None)
    if value is not None:
        data[name] = value
    return book.client.post(url, {**data, **more})


BESIDE = {"row_version", "from_year"}


def names_of(form: type[forms.Form]) -> list[str]:
    return sorted(set(form.base_fields) - BESIDE)


def edit_all(book: Book, url: str, names: list[str], **more: dict[str, str]) -> dict[str, int]:
    """Change every field the page has, one after the other; the answers by field."""
    known = book.client.get(url).context["form"].fields
    return {
        name: edit(book, url, name, **more.get(name, {})).status_code
        for name in names
        if name in known
    }


@pytest.mark.parametrize("place", [0, 1, 4], ids=["city", "goal", "sub"])
def test_every_field_of_an_indicator_changes_from_a_year_on(book, place):
    make_indicator(book.subs[1], name="Lama", is_active=False)
    url = reverse("performance:indicator-edit", args=[book.indicators[place].pk])
    before = shown(book)

    joined = {"accumulation": "last"}  # words are not added up, a source fills no ratio
    begins = {"feed_year": str(RUNNING)}
    answers = edit_all(
        book, url, names_of(IndicatorForm), scale=joined, feed_source=joined, feed_year=begins
    )

    assert {name for name, code in answers.items() if code != 302} == {"predecessor"}
    assert len(answers) >= len(IndicatorForm.base_fields) - 3
    assert differences(before, shown(book)) == set()


@pytest.mark.parametrize("place", ["goal", "sasaran", "program", "kegiatan", "sub"])
def test_every_field_of_a_node_changes_from_a_year_on(book, place):
    node = book.subs[0] if place == "sub" else getattr(book, place)
    make_node(book.unit, NodeLevel.KEGIATAN, make_node(book.unit, NodeLevel.PROGRAM), name="Lain")
    make_node(None, NodeLevel.TUJUAN, PlanNode.objects.get(level=NodeLevel.MISI), name="Lain")
    make_node(None, NodeLevel.SASARAN, PlanNode.objects.get(level=NodeLevel.TUJUAN, name="Lain"))
    years = {"valid_from_year": {"valid_from_year": str(RUNNING)}}
    years |= {"valid_to_year": {"valid_to_year": str(CLOSED)}}
    url = reverse("performance:node-edit", args=[node.pk])
    before = shown(book)

    answers = edit_all(book, url, names_of(NodeEditForm), **years)

    is_fixed = {"parent"} if place in ("kegiatan", "sub") else set()
    refused = {name for name, code in answers.items() if code != 302}
    assert refused == {"valid_from_year", *is_fixed}
    assert differences(before, shown(book)) == set()


def test_every_rule_of_the_city_changes_from_a_year_on(book):
    before = shown(book)

    answers = edit_all(book, reverse("performance:settings"), names_of(SettingsForm))

    assert set(answers.values()) == {302}
    assert differences(before, shown(book)) == set()
    then, now = PerformanceSettings.as_of(CLOSED), PerformanceSettings.as_of(RUNNING)
    assert all(getattr(then, name) != getattr(now, name) for name in names_of(SettingsForm))


def test_a_year_with_accepted_quarters_is_refused_with_their_names(book):
    row = book.accountable
    url = reverse("performance:indicator-edit", args=[row.pk])
    form = book.client.get(url).context["form"]
    assert form["from_year"].initial == RUNNING

    answer = edit(book, url, "unit", from_year=str(CLOSED))

    assert answer.status_code == 400
    (said,) = answer.context["form"].errors["from_year"]
    assert said.startswith("Triwulan I, Triwulan II, Triwulan III, Triwulan IV 2025 sudah diterima")
    row.refresh_from_db()
    assert row.unit == "Dokumen"
    assert FormerValue.objects.count() == 0


def test_what_is_added_to_the_plan_stands_in_no_form_of_a_closed_year(book):
    before = shown(book)
    period = book.program.period

    aim = create_node(
        organization=book.unit, period=period, level=NodeLevel.SASARAN_PD, by=book.analyst, name="Baru",
        parent=book.goal,
    )  # fmt: skip
    for node in (aim, book.sasaran, book.program, book.subs[0], book.goal):
        create_indicator(
            node=node, by=book.analyst, name="Baru", unit="%", organization=book.unit, is_iku=True
        )

    after = shown(book)
    assert differences(before, after) == set()
    assert aim.valid_from_year == RUNNING
    rows = Indicator.objects.in_year(RUNNING).filter(name="Baru")
    assert rows.count() == 5


def test_an_indicator_switched_off_keeps_its_closed_years_and_its_public_page(book):
    row = book.accountable
    edit(book, reverse("performance:indicator-edit", args=[row.pk]), "is_active")

    row.refresh_from_db()
    assert row.is_active is False
    assert row in Indicator.objects.in_year(CLOSED)
    assert row not in Indicator.objects.in_year(RUNNING)
    assert Client().get(row.get_absolute_url()).status_code == 200


def test_an_import_of_a_later_year_changes_names_and_units_from_that_year_on(book):
    row, sub = book.indicators[4], book.subs[0]
    before = shown(book)
    lines = (
        "level,kode,nama,indikator,satuan,target_k,pagu_rp",
        f"subkegiatan,{sub.code},Nama baru,{row.name},Laporan,,",
        "subkegiatan,1.02.02.2.01.0009,Sub baru,Indikator baru,Dokumen,,",
        f"subkegiatan,{sub.code},Nama baru,Satu lagi,Dokumen,,",
    )

    content = "\n".join(lines).encode()
    import_file(organization=book.unit, year=RUNNING, name="a.csv", content=content)

    assert differences(before, shown(book)) == set()
    rows = {row.indicator: row for row in evaluate(book.unit, RUNNING, 4).rows}
    assert {"Indikator baru", "Satu lagi"} <= set(rows)
    assert (rows[row.name].name, rows[row.name].unit) == ("Nama baru", "Laporan")


def test_several_changes_are_read_in_their_years(book):
    row = book.accountable
    for number, (year, unit) in enumerate([(2027, "b"), (2029, "c"), (2028, "d")]):
        update_indicator(
            indicator=row, by=book.analyst, row_version=number, from_year=year, unit=unit
        )

    said = [Indicator.objects.as_of(year).get(pk=row.pk).unit for year in range(2025, 2030)]
    assert said == ["Dokumen", "Dokumen", "b", "d", "d"]


def test_closed_years_are_read_in_as_many_queries_however_many_fields_changed(book):
    def counted() -> int:
        with CaptureQueriesContext(connection) as seen:
            evaluate(book.unit, CLOSED, 4)
        return len(seen)

    def rename(rows: list[Indicator]) -> None:
        for row in rows:
            update_indicator(indicator=row, by=book.analyst, row_version=0, name=f"Lain {row.pk}")

    rename(book.indicators[2:3])
    one = counted()
    rename(book.indicators[3:])
    assert counted() == one


def test_rows_read_to_be_written_say_what_is_valid_now(book):
    row = book.accountable
    update_indicator(indicator=row, by=book.analyst, row_version=0, unit="%")

    with transaction.atomic():
        held = Indicator.objects.as_of(CLOSED).select_for_update().get(pk=row.pk)
    assert held.unit == "%"


def test_the_plan_page_orders_indicators_by_what_they_were_in_the_year_shown(book):
    row = book.indicators[4]
    make_indicator(book.subs[0], name="Kedua", order=row.order + 1)
    update_indicator(indicator=row, by=book.analyst, row_version=0, is_active=False, name="Akhir")

    def lines(year: int) -> list[tuple[str, bool]]:
        nodes = [node for root in plan_tree(book.unit, year).roots for node in root.walk()]
        found = next(node for node in nodes if node.pk == book.subs[0].pk).indicators
        return [(line.name, line.is_active) for line in found]

    assert lines(CLOSED) == [(row.name, True), ("Kedua", True)]
    assert lines(RUNNING) == [("Kedua", True), ("Akhir", False)]
