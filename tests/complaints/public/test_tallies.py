"""Kept counts are what counting all reports gives, whatever happened and whenever it was added up."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection, connections
from django.db.models import F
from django.utils import timezone

from complaints.choices import ComplaintState, Outcome
from complaints.datasets import complaint_stamp
from complaints.models import Area, Complaint, PlaceTally, Tally, TallyChange
from complaints.public.actions.tallies import fold_changes, recount_all
from complaints.public.queries.cards import cards
from complaints.public.queries.periods import Period
from complaints.public.queries.statistics import breakdowns
from complaints.public.queries.tallies import (
    KEYS,
    counted_now,
    counts,
    counts_by_month,
    summed,
    version,
)
from tests.factories.complaints import category, complaint, reference_data
from tests.factories.organizations import make_city, make_unit

pytestmark = pytest.mark.django_db
S = ComplaintState
YEAR = timezone.localdate().year


@pytest.fixture
def cases() -> list[Complaint]:
    """Reports of every state, of two years, with and without unit, kelurahan and category."""
    make_city()
    reference_data()
    area, unit, now = Area.objects.create(code="1", name="Satu"), make_unit(), timezone.now()
    return [
        complaint(
            shown=True, state=state, unit=place, area=area if old else None, received_at=now - timedelta(days=old),
            category=category("sampah") if old else None,
        )
        for state in S.values
        for place in (None, unit)
        for old in (0, 40, 400)
    ]  # fmt: skip


def counted_by_hand(facet: str, period: Period) -> Counter[tuple[int, str]]:
    """From the reports themselves, as the recount reads them."""
    found: Counter[tuple[int, str]] = Counter()
    for (month, unit, key), n in summed(counted_now(Complaint.objects.all(), facet)).items():
        if period.first <= month < period.after:
            found[unit, key] += n
    return found


def assert_exact() -> None:
    for facet in KEYS:
        for period in (Period(YEAR), Period(YEAR - 1), Period(YEAR, timezone.localdate().month)):
            assert counts(facet, period) == counted_by_hand(facet, period), (facet, period)


def test_counts_are_exact_after_every_kind_of_change(cases):
    assert_exact()
    fold_changes()
    assert_exact()
    first, second, third, fourth, *_ = cases
    Complaint.objects.filter(pk=first.pk).update(is_secret=True, publicity="disembunyikan")
    Complaint.objects.filter(pk=second.pk).update(
        state=S.CLOSED, outcome=Outcome.SOLVED, answered_at=timezone.now(), answer_days=7
    )
    Complaint.objects.filter(pk=third.pk).update(
        unit=make_unit(), received_at=timezone.now() - timedelta(days=500)
    )
    Complaint.objects.filter(pk=fourth.pk).delete()
    assert_exact()
    assert fold_changes() > 0
    assert not TallyChange.objects.exists()
    assert_exact()


def test_a_unit_is_counted_alone_and_months_add_up_to_the_year(cases):
    unit = next(case.unit for case in cases if case.unit)

    whole = counts("saluran", Period(YEAR))
    months = counts_by_month("saluran", Period(YEAR))

    assert months.total() == whole.total() > 0
    assert {of for of, _ in counts("nasib", Period(YEAR), unit)} == {unit.pk}


def test_figures_stay_the_same_when_changes_are_added_up(cases):
    before = cards(Period(YEAR)), breakdowns(Period(YEAR))
    fold_changes()

    assert (cards(Period(YEAR)), breakdowns(Period(YEAR))) == before


def test_the_recount_finds_a_count_that_is_wrong_and_mends_it(cases):
    fold_changes()
    assert recount_all() == 0
    wrong = Tally.objects.filter(count__gt=0).first()
    Tally.objects.filter(pk=wrong.pk).update(count=99)
    read = version()

    assert recount_all() == 1
    assert (mended := version()) != read  # figures kept in the cache are old now
    assert recount_all() == 0
    assert version() == mended
    assert_exact()


def test_the_recount_adds_to_what_has_changed_since_and_is_not_folded_yet(cases):
    fold_changes()
    Tally.objects.filter(count__gt=0).update(count=F("count") + 5)
    Complaint.objects.filter(pk=cases[0].pk).update(category=category("lampu"))

    assert recount_all() > 0
    assert TallyChange.objects.exists()
    assert_exact()
    fold_changes()
    assert_exact()


def test_a_count_of_none_is_not_kept(cases):
    fold_changes()
    Complaint.objects.all().update(unit=make_unit(), category=category("lampu"))
    fold_changes()
    Tally.objects.create(month=date(YEAR, 1, 1), facet="kategori", of_unit=0, key="999", count=-2)
    PlaceTally.objects.create(by="opd", value="999", latitude=-6880, longitude=109_670, count=-2)

    assert recount_all() == 2
    assert not Tally.objects.filter(count__lte=0).exists()
    assert not PlaceTally.objects.filter(count__lte=0).exists()


@pytest.mark.django_db(transaction=True)
def test_the_recount_waits_for_no_writer_and_no_writer_for_it(cases):
    fold_changes()
    other = connections.create_connection("default")
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE complaints_complaint SET category_id = NULL, supporters = 9")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")
        assert recount_all() == 0
        other.commit()
    finally:
        other.close()
    assert recount_all() == 0
    assert_exact()


def test_open_data_are_new_after_any_change_and_only_then(cases):
    before = complaint_stamp(YEAR)
    fold_changes()
    assert complaint_stamp(YEAR) == before

    Complaint.objects.filter(pk=cases[0].pk).update(supporters=3)

    assert complaint_stamp(YEAR) != before
