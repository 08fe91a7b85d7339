"""The demonstration has forty units that take answers, each with a standard and a pledge."""

from __future__ import annotations

import pytest
from django.utils import timezone

from organizations.exact import rounded
from organizations.models import Activity
from surveys.choices import (
    BatchState,
    CommentState,
    DraftState,
    Flag,
    FollowUpState,
    ForumState,
    Mode,
    PeriodState,
    StandardPart,
)  # fmt: skip
from surveys.demo import answers, cast, telling, voices
from surveys.follow_up.queries.plans import plan_page
from surveys.formulas import index_of_total
from surveys.instrument.queries.points import takes_answers
from surveys.instrument.queries.units import progress_of, unit_page
from surveys.models import (
    Comment,
    FollowUp,
    Forum,
    PaperBatch,
    Period,
    Publication,
    Response,
    ServicePoint,
    ServiceStandard,
    ServiceUnit,
    Snapshot,
    StandardText,
)  # fmt: skip


def test_forty_units_take_answers(demo_city):
    units = list(ServiceUnit.objects.select_related("questionnaire"))
    today = timezone.localdate()

    assert len(units) >= 40
    assert len({unit.organization_id for unit in units}) >= 20
    assert set(progress_of(units, today)) == {unit.pk for unit in units}
    assert all(unit_page(unit, today).steps == [] for unit in units[:5])


def test_every_point_opens_and_every_standard_is_whole(demo_city):
    points = ServicePoint.objects.select_related("unit", "service")
    assert points.count() >= 80
    assert all(takes_answers(point) for point in points[:10])
    assert len(set(points.values_list("code", flat=True))) == points.count()
    standards = ServiceStandard.objects.filter(state=DraftState.PUBLISHED).count()
    assert standards >= 60
    assert StandardText.objects.count() >= standards * len(StandardPart)


def test_units_were_made_by_the_acts_of_people(demo_city):
    made = Activity.objects.filter(verb="surveys.serviceunit.create")
    assert made.count() >= 40
    assert not made.filter(actor=None).exists()


def test_eight_half_years_were_closed_by_one_person_and_announced_by_another(demo_city):
    announced = Period.objects.filter(state=PeriodState.PUBLISHED)
    waiting = Period.objects.filter(state=PeriodState.CLOSED)

    assert Period.objects.values("code").distinct().count() == cast.HALF_YEARS
    assert announced.count() >= 38 * (cast.HALF_YEARS - 1)
    assert all(row.closed_by_id != row.published_by_id for row in announced)
    assert [row.unit.name for row in waiting] == [telling.NOT_PUBLISHED]
    assert Response.objects.filter(period__state=PeriodState.OPEN).exists()


def test_one_unit_has_no_answers_and_one_too_few(demo_city):
    silent = Snapshot.objects.filter(period__unit__name=telling.SILENT)
    few = Snapshot.objects.filter(period__unit__name=telling.FEW)

    assert silent.count() == cast.HALF_YEARS - 1
    assert {row.index for row in silent} == {None}
    assert max(row.respondents for row in few) == 5
    assert min(row.respondents for row in few) == 4


@pytest.mark.parametrize("name", telling.RAW)
def test_answers_of_real_respondents_stand_unchanged_in_one_half_year(demo_city, name):
    known, number = telling.RAW[name]
    rows = [one.scores for one in answers.said()[known]]
    code = cast.half_years(timezone.localdate())[number].code

    kept = Snapshot.objects.get(period__unit__name=name, period__code=code)

    assert kept.respondents == len(rows)
    assert kept.index == rounded(index_of_total(sum(map(sum, rows)), len(rows)))


def test_each_unit_is_told_words_of_its_own():
    told = [row["text"] for unit in voices.HEARD for row in voices._comments(unit)]

    assert len(told) == len(set(told)) == len(voices.HEARD) * len(voices.HABITS)


def test_answers_bear_every_flag_and_comments_were_read(demo_city):
    seen = set(Response.objects.values_list("flags", flat=True))
    states = set(Comment.objects.values_list("state", flat=True))

    assert {flag for flag in Flag if any(flag & flags for flags in seen)} == set(Flag)
    assert states == set(CommentState)
    assert not Comment.objects.filter(
        state=CommentState.WAITING, period__state=PeriodState.PUBLISHED
    ).exists()


def test_units_act_on_their_three_lowest_elements(demo_city):
    """In every state, some of it late; each result that was answered is planned for whole."""
    today = timezone.localdate()
    plans = FollowUp.objects.exclude(element="")

    assert set(plans.values_list("state", flat=True)) == set(FollowUpState)
    assert plans.filter(state=FollowUpState.PLANNED, due_on__lt=today).exists()
    assert plans.filter(state=FollowUpState.PLANNED, due_on__gte=today).exists()
    periods = Period.objects.filter(follow_ups__isnull=False).distinct()
    assert {page.missing for page in map(plan_page, periods)} == {0}


def test_forums_were_held_agreed_and_invited_to(demo_city):
    assert set(Forum.objects.values_list("state", flat=True)) == set(ForumState)
    published = Forum.objects.get(state=ForumState.PUBLISHED)
    assert published.agreements.count() == 2
    assert Publication.objects.values("medium").distinct().count() == 3


def test_a_sample_of_a_bundle_waits_to_be_typed_again(demo_city):
    bundle = PaperBatch.objects.get(mode=Mode.PAPER)
    assert bundle.state == BatchState.CHECKING
    assert bundle.responses.exists()
