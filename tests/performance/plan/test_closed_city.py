"""A year that is closed for the whole city is entered by nobody, whatever the door."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.actions.units import save_unit
from organizations.choices import OrganizationKind, Role
from organizations.models import Organization
from organizations.spreadsheets.table import ImportProblem
from performance.choices import PlanDocument, SubmissionState
from performance.entry.actions.cells import Cell
from performance.entry.actions.entry import save_cells
from performance.entry.queries.source import EntryKey
from performance.models import PeriodTarget, PlanVersion, Submission
from performance.plan.actions.budgets import save_pagu
from performance.plan.actions.carry import copy_year
from performance.plan.actions.targets import save_targets
from performance.plan.queries.closed_city import closed_city_years
from performance.plan.queries.sheets import VersionChoice
from performance.transfer.actions.transfer import import_file
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_pagu,
    make_submission,
    make_target,
    make_version,
    make_window,
)
from tests.performance.closed_book import CLOSED, RUNNING, Book, differences, shown

WHOLE = f"Tahun {CLOSED} sudah selesai untuk seluruh kota"
LINES = (
    "level,kode,nama,indikator,satuan,target_k,pagu_rp\n"
    "program,1.02.02,Program baru,Indeks,Indeks,5,\n"
    "kegiatan,1.02.02.2.01,Kegiatan baru,,,,\n"
    "subkegiatan,1.02.02.2.01.0001,Sub baru,Keluaran,Dokumen,7,900000\n"
)


@pytest.fixture
def book(db) -> Book:
    return Book()


def new_unit(begins: date) -> Organization:
    return save_unit(
        unit=None,
        by=None,
        code="1.02.0.00.0.00.09.0001",
        name="Dinas Baru",
        short_name="Dinas Baru",
        kind=OrganizationKind.DINAS,
        valid_from=begins,
    )


def bring_in(unit: Organization, year: int) -> None:
    import_file(organization=unit, year=year, name="a.csv", content=LINES.encode())


def test_a_new_unit_is_not_dated_back_into_a_closed_year(book):
    with pytest.raises(ValidationError) as refused:
        new_unit(date(2021, 1, 1))

    (said,) = refused.value.message_dict["valid_from"]
    assert WHOLE in said
    assert f"Mulai unit ini pada 1 Januari {RUNNING}" in said
    assert not Organization.objects.filter(name="Dinas Baru").exists()


def test_a_new_unit_begins_in_the_first_open_year(book):
    before = shown(book)

    bring_in(new_unit(date(RUNNING, 1, 1)), RUNNING)

    assert differences(before, shown(book)) == set()


def test_units_are_added_freely_before_anything_is_accepted(db):
    unit = new_unit(date(2021, 1, 1))

    assert unit.valid_from == date(2021, 1, 1)


@pytest.mark.parametrize(
    ("field", "value", "now"),
    [
        ("is_reporting", True, {"is_reporting": False}),
        ("valid_from", date(CLOSED, 7, 1), {"valid_from": date(RUNNING, 1, 1)}),
        ("valid_to", date(CLOSED, 1, 1), {"valid_to": date(CLOSED - 1, 1, 1)}),
        ("valid_to", None, {"valid_to": date(CLOSED - 1, 1, 1)}),
    ],
)
def test_a_unit_does_not_enter_a_closed_year_later(book, field, value, now):
    unit = make_unit(**now)
    with pytest.raises(ValidationError) as refused:
        save_unit(unit=unit, by=None, **{field: value})
    assert WHOLE in refused.value.message_dict[field][0]


@pytest.mark.parametrize("field", ["is_reporting", "valid_from"])
def test_a_unit_without_a_plan_stays_in_a_closed_year(book, field):
    value = {"is_reporting": False, "valid_from": date(RUNNING, 1, 1)}[field]
    with pytest.raises(ValidationError) as refused:
        save_unit(unit=book.other, by=None, **{field: value})
    assert "tahun 2025 seluruh kota sudah diterima" in refused.value.message_dict[field][0]


def test_no_plan_is_imported_into_a_closed_year(book):
    before = shown(book)

    with pytest.raises(ImportProblem) as refused:
        bring_in(book.other, CLOSED)

    told = " ".join(refused.value.messages)
    assert f"Baris 4, kolom target_k: {WHOLE}" in told
    assert f"Baris 4, kolom pagu_rp: {WHOLE}" in told
    assert "Baris 2: simpul “Program baru” belum ada di rencana dan tahun 2025 sudah" in told
    assert differences(before, shown(book)) == set()


def test_a_plan_of_the_running_year_stands_in_no_form_of_the_closed_one(book):
    before = shown(book)
    bring_in(book.other, RUNNING)
    assert differences(before, shown(book)) == set()


class Late:
    """A unit whose plan begins with the running year, though its nodes stand in all years."""

    def __init__(self) -> None:
        self.unit = make_unit()
        self.sub = make_branch(self.unit, subs=1)["subs"][0]
        self.row = make_indicator(self.sub, self.unit)
        self.clerk = make_user(Role.OPERATOR_OPD, self.unit)

    def target(self, year: int = CLOSED) -> None:
        save_targets(
            indicator=self.row, by=self.clerk, years={year: {"target": Decimal(5)}}, period={}
        )

    def pagu(self) -> None:
        save_pagu(node=self.sub, by=self.clerk, years={CLOSED: 5}, period={})

    def carried(self) -> None:
        save_targets(
            indicator=self.row, by=self.clerk, years={}, period={}, carried={CLOSED: Decimal(5)}
        )

    def figure(self) -> None:
        key = EntryKey(self.unit.pk, CLOSED, 1)
        cell = Cell("k", self.row.pk, Decimal(5), 0)
        save_cells(key=key, organization=self.unit, cells=[cell], by=self.clerk)

    def copy(self) -> None:
        make_target(self.row, 5, year=RUNNING)
        copy_year(unit=self.unit, source=RUNNING, year=CLOSED, with_pagu=True, by=self.clerk)

    def end_target(self) -> None:
        save_targets(indicator=self.row, by=self.clerk, years={}, period={"end_target": Decimal(5)})


@pytest.mark.parametrize("door", ["target", "pagu", "carried", "figure", "copy"])
def test_nothing_is_typed_into_a_closed_year(book, door):
    late = Late()
    for quarter in range(1, 5):
        make_window(quarter, CLOSED)
    with pytest.raises((ValidationError, PermissionDenied), match=WHOLE):
        getattr(late, door)()


def test_a_figure_of_the_period_is_not_filled_where_a_closed_form_of_the_city_prints_it(book):
    with pytest.raises(ValidationError, match=f"tercetak di dokumen {CLOSED}"):
        Late().end_target()


def test_a_unit_with_a_plan_that_is_not_accepted_keeps_the_year_open_for_all(book):
    waiting = make_branch(make_unit(), subs=1)["subs"][0]
    make_pagu(waiting, 5)

    assert closed_city_years() == frozenset()
    bring_in(book.other, CLOSED)


def test_an_unlocked_quarter_opens_the_year_for_all(book):
    quarter = Submission.objects.filter(organization=book.unit, year=CLOSED, quarter=2)
    quarter.update(state=SubmissionState.RETURNED)

    assert closed_city_years() == frozenset()
    Late().target()


def test_closed_years_are_found_in_as_many_queries_however_many_units(book):
    def counted() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert closed_city_years() == {CLOSED}
        return len(seen)

    one = counted()
    for _ in range(2):
        unit = make_unit()
        make_pagu(make_branch(unit, subs=1)["subs"][0], 5)
        make_submission(unit, 4, SubmissionState.ACCEPTED, CLOSED)
    assert counted() == one == 3


def test_a_perubahan_fills_what_closed_forms_leave_empty(book):
    """The closed year goes on without the figure; the years from the Perubahan on have it."""
    row, sub = make_indicator(book.subs[0], book.unit, name="Tanpa target akhir"), book.subs[0]
    before = shown(book)
    fill = {"years": {RUNNING: {"target": Decimal(9)}}, "period": {"end_target": Decimal(9)}}
    with pytest.raises(ValidationError, match="Perubahan"):
        save_targets(indicator=row, by=book.analyst, **fill, choice=VersionChoice("renstra"))
    with pytest.raises(ValidationError, match="Perubahan"):
        save_pagu(node=sub, by=book.analyst, years={}, period={"end_amount": 7})

    murni = PlanVersion.objects.get(document=PlanDocument.RENSTRA)
    change = make_version(
        PlanDocument.RENSTRA,
        sequence=1,
        label="Perubahan I",
        state="draft",
        effective_year=RUNNING,
    )
    save_targets(indicator=row, by=book.analyst, **fill, choice=VersionChoice("renstra", 1))
    PlanVersion.objects.filter(pk=change.pk).update(state="accepted")

    assert differences(before, shown(book)) == set()
    assert not PeriodTarget.objects.filter(indicator=row, version=murni).exists()
    assert PeriodTarget.objects.get(indicator=row, version=change).end_target == 9
