"""Figures of a period: live while open, frozen when closed, with and without flags, groups."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations import moment
from organizations.choices import Role
from organizations.exact import rounded
from surveys.choices import Element, Flag, Mode, PeriodState
from surveys.formulas import PARTS
from surveys.index.actions.closing import close_period, publish_period, withdraw_period
from surveys.index.queries.results import live_result, result_of
from surveys.index.queries.tallies import tallies_of, tally_by_period
from surveys.index.reports.tables import whole_table
from surveys.instrument.actions.periods import open_period, period_for_answers
from surveys.models import Period, Response, ServicePoint
from tests.factories.organizations import make_user
from tests.factories.surveys import (
    make_period,
    make_point,
    make_responses,
    make_service,
    make_service_unit,
)  # fmt: skip
from tests.surveys.test_index import SEKADAU

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")


def at(*when: int):
    return moment.at(datetime(*when, 10, tzinfo=WIB))


def test_sekadau():
    period = make_period()
    make_responses(period, *SEKADAU)

    result = live_result(period)

    assert (result.respondents, str(result.figure.index)) == (49, "78.74")
    assert result.figure.grade.letter == "B"
    assert [one.number for one in result.elements] == list(range(1, 10))
    assert result.elements[7].element == Element.FACILITIES
    assert [str(rounded(one.mean, 3)) for one in result.elements[:3]] == ["2.816", "2.837", "3.061"]
    assert [one.mean for one in result.lowest] == sorted(one.mean for one in result.elements)[:3]
    assert result.target == 80
    assert not result.is_enough
    assert result.margin > 0


def test_incomplete_answers_are_counted_apart_and_never_as_zero():
    period = make_period()
    make_responses(period, "444444444")
    make_responses(period, "111111111", waktu=None)

    result = live_result(period)

    assert (result.respondents, result.incomplete) == (1, 1)
    assert result.figure.index == 100
    assert {one.mean for one in result.elements} == {Decimal(4)}


def test_nobody_has_no_figure_at_all():
    result = live_result(make_period())

    assert result.figure.index is None
    assert result.figure.grade is None
    assert result.margin is None
    assert result.lowest == ()
    assert {one.mean for one in result.elements} == {None}


def test_the_mean_of_two_and_three_questions_is_exact():
    period = make_period()
    make_responses(period, "333333333", persyaratan=PARTS * 7 // 2, prosedur=PARTS * 10 // 3)

    elements = {one.element: one.mean for one in live_result(period).elements}

    assert elements[Element.REQUIREMENTS] == Decimal("3.5")
    assert rounded(elements[Element.PROCEDURE], 4) == Decimal("3.3333")


def test_flagged_answers_count_and_the_index_without_them_stands_beside():
    period = make_period()
    make_responses(period, "222222222", "222222222")
    make_responses(period, "444444444", flags=Flag.STRAIGHT | Flag.FAST)
    make_responses(period, "444444444", flags=Flag.STRAIGHT)

    result = live_result(period)

    assert (result.figure.index, result.unflagged.index) == (75, 50)
    assert (result.respondents, result.flagged) == (4, 2)
    assert result.flags == [
        (Flag.STRAIGHT.label, None),
        (Flag.FAST.label, None),
    ]  # as every small group


def test_a_flag_does_not_tell_the_group_that_is_hidden():
    """Assisted answers are a group of respondents and bear a flag."""
    period = make_period()
    make_responses(period, *["333333333"] * 20)
    make_responses(period, *["222222222"] * 2, mode=Mode.ASSISTED, flags=Flag.ASSISTED)
    alone = live_result(period)
    make_responses(period, *["333333333"] * 9, flags=Flag.STRAIGHT)
    make_responses(period, *["333333333"] * 7, flags=Flag.FAST)
    beside = live_result(period)
    make_responses(period, *["222222222"] * 3, mode=Mode.ASSISTED, flags=Flag.ASSISTED)
    enough = live_result(period)

    assert alone.flags == [(Flag.ASSISTED.label, None)]
    assert alone.hides_flagged
    assert [row.get("responden") for row in whole_table(alone).rows] == [22, "•", "•", 0]
    assert dict(beside.flags) == {
        Flag.STRAIGHT.label: 9, Flag.FAST.label: None, Flag.ASSISTED.label: None,
    }  # fmt: skip
    assert not beside.hides_flagged
    assert dict(enough.flags)[Flag.ASSISTED.label] == 5


def test_small_groups_are_hidden_and_one_more_so_that_none_follows():
    unit = make_service_unit()
    period, services = make_period(unit), [make_service(unit, f"Layanan {n}") for n in range(3)]
    for service, count in zip(services, (4, 6, 9), strict=True):
        make_responses(period, *["333333333"] * count, service=service, sex="P")

    result = live_result(period)

    assert [group.respondents for group in result.services] == [None, None, 9]
    assert result.services[0].figure is None
    assert result.services[0].is_hidden
    assert [group.respondents for group in result.groups("sex")] == [19]
    assert [group.label for group in result.groups("sex")] == ["Perempuan"]
    assert [group.label for group in result.groups("age")] == ["Tidak diisi"]


def test_points_have_their_own_elements():
    unit = make_service_unit()
    period = make_period(unit)
    for row in ("222222222", "444444444"):
        make_responses(period, *[row] * 5, point=make_point(unit))

    assert [group.figure.index for group in live_result(period).points] == [50, 100]


def test_hidden_groups_are_together_enough_to_hide_each():
    unit = make_service_unit()
    period = make_period(unit)
    for place, count in enumerate((2, 2, 9, 12)):
        make_responses(period, *["333333333"] * count, service=make_service(unit, f"L {place}"))

    found = live_result(period).services

    assert sorted(g.respondents or 0 for g in found) == [0, 0, 0, 12]


def test_a_hidden_point_does_not_follow_from_its_service_and_the_points_beside_it():
    unit = make_service_unit()
    period, services = make_period(unit), [make_service(unit, f"Layanan {n}") for n in range(2)]
    for place, count in enumerate((20, 3, 9, 25)):
        service = services[place // 2]
        point = make_point(unit, service=service, name=f"Loket {place}")
        make_responses(period, *["333333333"] * count, service=service, point=point)

    found = live_result(period)

    assert [group.respondents for group in found.services] == [23, 34]
    assert {g.label: g.respondents for g in found.points} == {
        "Loket 0": None, "Loket 1": None, "Loket 2": 9, "Loket 3": 25,
    }  # fmt: skip


def test_what_is_hidden_stays_so_when_a_closed_unit_gives_its_point_to_another_service():
    unit = make_service_unit()
    period, service = make_period(unit), make_service(unit)
    own, few = (make_point(unit, service=service) for _ in range(2))
    make_responses(period, *["333333333"] * 20, service=service, point=own)
    make_responses(period, *["333333333"] * 3, service=service, point=few)
    make_responses(
        period, *["333333333"] * 9, service=make_service(unit, "Lain"), point=make_point(unit)
    )
    with at(2026, 7, 2):
        close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))
    ServicePoint.objects.filter(unit=unit).update(service=None)

    found = result_of(Period.objects.get(pk=period.pk))

    assert sorted(group.respondents or 0 for group in found.points) == [0, 0, 9]


def test_the_interval_is_rounded_once_from_unrounded_figures():
    period = make_period(population=0)
    rows = ("444444333", "444333333", "444444333", "333333333", "333333333")
    make_responses(period, *rows)

    result = live_result(period)

    assert (str(result.figure.index), str(result.margin)) == ("83.33", "7.30")
    assert [str(end) for end in result.interval] == ["76.03", "90.64"]  # 83.333… + 7.304…


def test_the_warning_says_how_many_are_missing_and_the_interval_stays_on_the_scale():
    period = make_period()
    assert "Belum ada data" in live_result(period).warning
    make_responses(period, *["444444444"] * 9, "444444443")

    result = live_result(period)

    assert "10 dari 80" in result.warning
    assert result.interval[1] == 100
    period.population = 10
    assert live_result(period).warning == ""
    period.population = 0
    assert "belum diisi" in live_result(period).warning


def test_one_statement_for_everything():
    period = make_period()
    make_responses(period, *SEKADAU)

    with CaptureQueriesContext(connection) as seen:
        tallies_of([period.pk])
        tally_by_period([period.pk])
    assert len(seen) == 2


def test_a_closed_period_keeps_its_figures_whatever_is_renamed():
    unit = make_service_unit()
    period, service = make_period(unit), make_service(unit, "Nama lama")
    make_responses(period, *["333333333"] * 6, service=service)
    with at(2026, 7, 2):
        closed = close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))
    before = result_of(Period.objects.get(pk=period.pk))

    type(service).objects.filter(pk=service.pk).update(name="Nama baru")
    with pgtrigger.ignore("surveys.Response:open_period"):
        Response.objects.filter(period=period).delete()

    after = result_of(Period.objects.get(pk=period.pk))
    assert after.services == before.services
    assert after.services[0].label == "Nama lama"
    assert (after.figure, after.margin, after.elements) == (
        before.figure,
        before.margin,
        before.elements,
    )
    assert closed.snapshot.index == 75
    assert closed.snapshot.digest


def test_closing_opens_the_next_and_publishing_comes_after():
    unit = make_service_unit()
    period, head = make_period(unit), make_user(Role.KEPALA_OPD, unit.organization)
    with at(2026, 7, 2):
        closed = close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))
        published = publish_period(period=closed, by=head)

    assert published.state == PeriodState.PUBLISHED
    assert list(unit.periods.values_list("code", "state")) == [
        ("2026-S2", PeriodState.OPEN), ("2026-S1", PeriodState.PUBLISHED),
    ]  # fmt: skip


def test_whoever_closed_leaves_the_publication_to_another_person():
    period, by = make_period(), make_user(Role.BAGIAN_ORGANISASI)
    with at(2026, 7, 2):
        closed = close_period(period=period, by=by)
        with pytest.raises(PermissionDenied, match="orang lain"):
            publish_period(period=closed, by=by)
        published = publish_period(period=closed, by=make_user(Role.BAGIAN_ORGANISASI))
        with pytest.raises(ValidationError, match="alasan"):
            withdraw_period(period=published, by=by, note=" ")
        withdrawn = withdraw_period(period=published, by=by, note="Salah jumlah pengguna")

    assert withdrawn.state == PeriodState.CLOSED
    assert withdrawn.published_at is None
    assert result_of(withdrawn).is_frozen


def test_closed_before_its_first_day_it_is_one_day_long():
    unit = make_service_unit()
    period = make_period(
        unit, code="2026-S2", starts_on=date(2026, 7, 1), ends_on=date(2026, 12, 31)
    )
    with at(2026, 6, 20):
        closed = close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))

    assert (closed.starts_on, closed.ends_on) == (date(2026, 7, 1), date(2026, 7, 1))


def test_a_period_takes_the_days_of_its_cycle_whatever_lies_far_before_and_after():
    unit = make_service_unit()
    make_period(unit, code="2024", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
    make_period(unit, code="2028", starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31))
    with at(2026, 3, 2):
        opened = open_period(unit=unit, day=date(2026, 3, 2))

    assert (opened.starts_on, opened.ends_on) == (date(2026, 1, 1), date(2026, 6, 30))


def test_closed_early_it_ends_today_and_the_rest_of_the_cycle_is_the_next():
    unit = make_service_unit()
    period = make_period(unit)
    with at(2026, 5, 20):
        close_period(period=period, by=make_user(Role.BAGIAN_ORGANISASI))

    found = list(unit.periods.values_list("code", "starts_on", "ends_on"))
    assert found == [
        ("2026-S1b", date(2026, 5, 21), date(2026, 6, 30)),
        ("2026-S1", date(2026, 1, 1), date(2026, 5, 20)),
    ]
    assert period_for_answers(unit, date(2026, 5, 20)).code == "2026-S1b"


def test_a_cycle_has_as_many_parts_as_somebody_closes_early():
    unit, by = make_service_unit(cycle="tahun"), make_user(Role.BAGIAN_ORGANISASI)
    period = open_period(unit=unit, day=date(2026, 1, 1))
    for number in range(28):
        day = date(2026, 1, 1) + timedelta(days=number)
        with moment.at(datetime(day.year, day.month, day.day, 10, tzinfo=WIB)):
            close_period(period=period, by=by)
        period = unit.periods.get(state=PeriodState.OPEN)

    assert (period.code, period.starts_on) == ("2026bd", date(2026, 1, 29))
    assert period.label == "Tahun 2026 (bagian bd)"


def test_a_change_of_the_cycle_takes_the_days_that_are_left():
    unit = make_service_unit(cycle="triwulan")
    first = open_period(unit=unit, day=date(2026, 2, 3))
    unit.cycle = "tahun"
    unit.save()

    second = open_period(unit=unit, day=date(2026, 4, 3))

    assert (first.code, first.ends_on) == ("2026-T1", date(2026, 3, 31))
    assert (second.code, second.starts_on) == ("2026", date(2026, 4, 1))
    assert second.ends_on == date(2026, 12, 31)
    assert open_period(unit=unit, day=date(2026, 12, 31)) == second


@pytest.mark.django_db(transaction=True)
def test_an_answer_saved_while_the_period_closes_is_in_the_figures_or_refused():
    period, by = make_period(), make_user(Role.BAGIAN_ORGANISASI)
    make_responses(period, "333333333")
    refused = []

    def answer() -> None:
        try:
            make_responses(period, "444444444")
        except Exception as error:  # noqa: BLE001 - whatever the database says
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer) for _ in range(8)]
    for thread in threads[:4]:
        thread.start()
    with at(2026, 7, 2):
        closed = close_period(period=period, by=by)
    for thread in threads[4:]:
        thread.start()
    for thread in threads:
        thread.join()

    assert Response.objects.filter(period=period).count() == closed.snapshot.respondents
    assert closed.snapshot.respondents + len(refused) == 9
    assert len(refused) >= 4
