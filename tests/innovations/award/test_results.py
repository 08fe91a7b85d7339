"""From sent sheets to a published result: nothing missing counts, nothing frozen changes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from innovations.award.actions.results import announce, freeze, reopen, shortlist
from innovations.award.queries.content import digest_of
from innovations.award.queries.judged import judged_in
from innovations.award.queries.ranking import ranking, ranking_of
from innovations.award.reports.results import MinutesReport
from innovations.choices.competition import (
    EditionState,
    PhaseKind,
    ResultState,
    SheetState,
    StageKind,
)
from innovations.models import Award, Edition, Juror, Result, Score, Sheet
from innovations.permissions.jury import told_stages
from organizations.choices import Role
from organizations.formatting import format_date
from tests.factories.competitions import (
    make_desk_edition,
    make_edition,
    make_juror,
    make_proposal,
    make_sheet,
    set_calendar,
)
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_desk_edition()


@pytest.fixture
def jurors(edition):
    return [make_juror(edition) for _ in range(2)]


def places(edition, seed=""):
    found = ranking(edition.pk, seed).groups[0]
    return [(line.proposal.title, str(line.shown), line.rank) for line in found.lines]


def scored(edition, jurors, title, *rows, **fields):
    proposal = make_proposal(edition, title=title, **fields)
    for juror, scores in zip(jurors, rows, strict=True):
        make_sheet(proposal, juror, *scores)
    return proposal


def test_scores_of_jurors_become_places_and_tiers(edition, jurors):
    scored(edition, jurors, "B", (80, 60), (80, 80))
    scored(edition, jurors, "A", (90, 90), (90, 80))

    found = ranking(edition.pk).groups[0]

    assert places(edition) == [("A", "88.00", 1), ("B", "76.00", 2)]
    assert [line.tier.name for line in found.lines] == ["Terbaik", "Harapan"]
    assert found.lines[1].stages[edition.stages.get().pk].spread.highest == Decimal("80.00")


def test_a_sheet_that_is_owed_blocks_and_never_counts_as_zero(edition, jurors, secretary):
    proposal = scored(edition, jurors, "A", (90, 90), (90, 80))
    Sheet.objects.filter(juror=jurors[1]).update(state=SheetState.DRAFT)

    assert ranking(edition.pk).groups[0].lines[0].rank is None
    with pytest.raises(ValidationError, match="1 lembar belum dikirim"):
        freeze(edition=edition, by=secretary)
    Sheet.objects.filter(juror=jurors[1]).update(state=SheetState.SUBMITTED)
    Score.objects.filter(sheet__juror=jurors[1], criterion__name="Kebaruan").update(value=None)
    with pytest.raises(ValidationError, match="ada nilai yang belum diisi"):
        freeze(edition=edition, by=secretary)
    Sheet.objects.filter(proposal=proposal).update(state=SheetState.ABSTAINED)
    with pytest.raises(ValidationError, match="belum ada lembar nilai"):
        freeze(edition=edition, by=secretary)


def test_who_abstains_or_is_in_conflict_changes_nothing(edition, jurors):
    scored(edition, jurors, "A", (90, 90), (90, 80))
    before = places(edition)
    third = make_juror(edition)
    proposal = edition.proposals.get()
    make_sheet(proposal, third, 1, 1, state=SheetState.EXCLUDED)
    make_sheet(proposal, make_juror(edition), state=SheetState.ABSTAINED)
    make_sheet(proposal, make_juror(edition), 2, 2, state=SheetState.RECUSED)

    assert places(edition) == before


def test_equal_scores_follow_the_ladder_and_then_the_lot(edition, jurors, secretary):
    scored(edition, jurors, "A", (80, 80), (80, 80))
    scored(edition, jurors, "B", (80, 80), (80, 80))
    scored(edition, jurors, "C", (100, 50), (100, 50))

    assert places(edition) == [("C", "80.00", 1), ("A", "80.00", 2), ("B", "80.00", 2)]
    result = freeze(edition=edition, by=secretary)
    assert result.seed
    assert sorted(result.standings.values_list("rank", flat=True)) == [1, 2, 3]
    drawn = [(row.proposal.title, row.rank) for row in result.standings.order_by("rank")]
    assert [(t, r) for t, _, r in places(edition, result.seed)] == drawn


def test_a_lottery_is_not_drawn_again_until_one_likes_it(edition, jurors, secretary):
    for title in "ABCDE":
        scored(edition, jurors, title, (80, 80), (80, 80))
    result = freeze(edition=edition, by=secretary)
    drawn = list(result.standings.order_by("rank").values_list("proposal", flat=True))

    for _ in range(2):
        reopen(result=result, by=secretary, note="Salah ketik")
        result = freeze(edition=edition, by=secretary)

    again = result.standings.order_by("rank").values_list("proposal", flat=True)
    assert (list(again), result.number) == (drawn, 3)


def test_what_is_frozen_stays_and_its_digest_proves_it(edition, jurors, secretary, mayor):
    scored(edition, jurors, "A", (90, 90), (90, 80))
    result = freeze(edition=edition, by=secretary)
    Score.objects.update(value=1)

    assert result.content["groups"][0]["places"][0]["score"] == "88.00"
    assert digest_of(result.content) == result.digest
    result.content["groups"][0]["places"][0]["score"] = "89"
    Result.objects.filter(pk=result.pk).update(content=result.content)
    with pytest.raises(ValidationError, match="tidak lagi sama dengan sidiknya"):
        announce(result=result, by=mayor)


def test_a_second_person_announces_and_the_registry_learns_of_the_award(
    edition, jurors, secretary, mayor
):
    winner = scored(edition, jurors, "A", (90, 90), (90, 80))
    result = freeze(edition=edition, by=secretary)

    with pytest.raises(PermissionDenied):
        announce(result=result, by=secretary)
    announce(result=result, by=mayor)

    assert Edition.objects.get(pk=edition.pk).state == EditionState.PUBLISHED
    award = Award.objects.get(innovation=winner.innovation)
    assert (award.competition, award.year, award.result) == (edition.name, 2026, "Terbaik")
    with pytest.raises(ValidationError, match="sudah berubah"):
        reopen(result=result, by=secretary, note="Salah")


def test_a_frozen_result_is_taken_back_with_a_reason_and_frozen_anew(edition, jurors, secretary):
    scored(edition, jurors, "A", (90, 90), (90, 80))
    first = freeze(edition=edition, by=secretary)

    with pytest.raises(PermissionDenied, match="sudah dibekukan"):
        freeze(edition=edition, by=secretary)
    reopen(result=first, by=secretary, note="Lembar salah hitung")
    second = freeze(edition=edition, by=secretary)

    assert (second.number, Result.objects.get(pk=first.pk).state) == (2, ResultState.REOPENED)


def test_the_best_of_a_group_go_on_with_all_who_tie_at_the_border(jurors, secretary):
    edition = make_edition(PhaseKind.INTERVIEW)
    panel = [make_juror(edition) for _ in range(2)]
    edition.groups.update(shortlisted=1)
    desk = edition.stages.get(kind=StageKind.DESK)
    scored(edition, panel, "A", (90, 90), (90, 90))
    scored(edition, panel, "B", (90, 90), (90, 90))
    scored(edition, panel, "C", (50, 50), (50, 50))

    assert shortlist(stage=desk, by=secretary) == 2
    assert sorted(edition.proposals.filter(is_shortlisted=True).values_list("title", flat=True)) == [
        "A", "B",
    ]  # fmt: skip
    assert ranking(edition.pk).blocked  # the interview is still to come
    for proposal, score in zip(
        edition.proposals.filter(is_shortlisted=True), (70, 80), strict=True
    ):
        make_sheet(proposal, panel[0], score, score, kind=StageKind.INTERVIEW)
    assert places(edition) == [("B", "87.00", 1), ("A", "84.00", 2)]
    assert [line.proposal.title for line in ranking(edition.pk).groups[0].stopped] == ["C"]


def test_nobody_goes_on_before_every_sheet_is_sent(edition, jurors, secretary):
    proposal = scored(edition, jurors, "A", (90, 90), (90, 90))
    Sheet.objects.filter(proposal=proposal, juror=jurors[0]).update(state=SheetState.ASSIGNED)

    with pytest.raises(ValidationError, match="harus terkirim lebih dulu"):
        shortlist(stage=edition.stages.get(), by=secretary)


def test_the_ranking_asks_a_fixed_number_of_statements(
    edition, jurors, django_assert_max_num_queries
):
    for title in "ABCDEF":
        scored(edition, jurors, title, (90, 90), (90, 80))

    with django_assert_max_num_queries(6):
        ranking(edition.pk)


def test_jurors_stay_when_somebody_wants_to_delete_them(edition, jurors):
    scored(edition, jurors, "A", (90, 90), (90, 80))

    with pytest.raises(Exception, match="protected"):
        jurors[0].user.delete()
    assert Juror.objects.filter(pk=jurors[0].pk).exists()


def test_pages_tell_no_score_before_every_sheet_is_sent(client, edition, jurors, secretary):
    scored(edition, jurors, "A", ("73.913", "73.913"), (61, 61))
    owed = Sheet.objects.filter(juror=jurors[1])
    owed.update(state=SheetState.DRAFT)
    client.force_login(secretary)
    url = reverse("innovations:result", args=[edition.pk])

    before = client.get(url).content.decode()
    owed.update(state=SheetState.SUBMITTED)
    after = client.get(url).content.decode()

    assert "1 dari 2 lembar terkirim" in before
    assert "73,91" not in before
    assert "73,91" in after
    assert "Bekukan hasil" not in before
    assert "Bekukan hasil" in after


def test_nothing_is_public_before_a_second_person_announces(
    client, edition, jurors, secretary, mayor
):
    scored(edition, jurors, "Judul pemenang", (90, 90), (90, 80))
    public = reverse("innovations:public-result", args=[edition.slug])
    result = freeze(edition=edition, by=secretary)

    assert client.get(public).status_code == 404
    assert "Judul pemenang" not in client.get(edition.get_absolute_url()).content.decode()
    client.force_login(mayor)
    move = reverse("innovations:result-transition", args=[edition.pk, result.pk, "announce"])
    assert client.post(move).url == public
    client.logout()
    shown = client.get(public).content.decode()
    assert "Judul pemenang" in shown
    assert result.digest in shown


def test_a_secretary_in_conflict_does_not_see_the_proposal_in_the_ranking(
    client, edition, jurors, secretary
):
    unit = secretary.assignments.get().organization
    scored(edition, jurors, "Milik sendiri", (90, 90), (90, 80), organization=unit)
    scored(edition, jurors, "Milik lain", (80, 80), (80, 80))
    client.force_login(secretary)

    url = reverse("innovations:result", args=[edition.pk])
    running = client.get(url).content.decode()
    freeze(edition=edition, by=make_user(Role.BAGIAN_ORGANISASI, make_unit()))
    frozen = client.get(url).content.decode()

    for shown in (running, frozen):
        assert "Milik lain" in shown
        assert "Milik sendiri" not in shown


def test_the_minutes_are_not_for_a_secretary_in_conflict_before_the_announcement(
    edition, jurors, secretary, mayor
):
    unit = secretary.assignments.get().organization
    scored(edition, jurors, "Milik sendiri", (90, 90), (90, 80), organization=unit)
    other = make_user(Role.BAGIAN_ORGANISASI, make_unit())
    result = freeze(edition=edition, by=other)
    report, params = MinutesReport(), {"edition": edition.pk}

    assert report.can_request(other, params)
    assert not report.can_request(secretary, params)
    announce(result=result, by=mayor)
    assert report.can_request(secretary, params)


def test_the_minutes_bear_the_day_of_the_result(edition, jurors, secretary):
    scored(edition, jurors, "Inovasi", (90, 90), (90, 80))
    result = freeze(edition=edition, by=secretary)

    data = MinutesReport().data({"edition": edition.pk})
    assert data.place_date.endswith(format_date(timezone.localdate(result.frozen_at)))


def test_the_minutes_tell_rules_panel_and_course_in_words(edition, jurors, secretary):
    scored(edition, jurors, "Inovasi", (90, 90), (90, 80))
    proposal = edition.proposals.get()
    make_sheet(proposal, make_juror(edition), state=SheetState.RECUSED)
    Juror.objects.filter(pk=jurors[1].pk).update(is_chair=True)
    freeze(edition=edition, by=secretary)
    report, params = MinutesReport(), {"edition": edition.pk}

    found = report.data(params).values
    criteria = [(row.stage, row.name, row.weight) for row in found["criteria"]]
    assert criteria[0] == ("Penilaian proposal", "Kebaruan", Decimal(60))
    assert [row.name for row in found["panel"]] == [str(jurors[1]), str(jurors[0])]
    assert [(row.weight, row.proposals, row.counts) for row in found["course"]] == [
        (Decimal(100), 1, [2, 0, 1, 0])
    ]
    tables = {table.name: list(table.rows) for table in report.data(params).tables}
    assert tables["lembar"][0]["tahap"] == "Penilaian proposal"
    assert tables["peringkat"][0]["penentu"] == "Nilai"
    stamp = report.stamp(params)
    Juror.objects.filter(pk=jurors[0].pk).update(institution="Universitas lain")
    assert report.stamp(params) != stamp


def test_a_running_stage_with_too_few_jurors_is_not_frozen(edition, jurors, secretary):
    scored(edition, jurors, "A", (90, 90), (90, 80))
    edition.stages.update(jurors_each=3)
    set_calendar(edition, PhaseKind.DESK)

    with pytest.raises(ValidationError, match="jurinya kurang"):
        freeze(edition=edition, by=secretary)
    set_calendar(edition, PhaseKind.VISIT)  # over: nobody else will judge
    assert freeze(edition=edition, by=secretary)


def test_what_ties_or_blocks_is_not_told_of_a_proposal_in_conflict(edition, jurors, secretary):
    own = scored(edition, jurors, "Milik sendiri", (80, 80), (80, 80))
    scored(edition, jurors, "Milik lain", (80, 80), (80, 80))

    assert len(ranking(edition.pk).groups[0].tied) == 2
    assert ranking_of(judged_in(Edition.objects.get()), hidden={own.pk}).groups[0].tied == []
    Sheet.objects.filter(proposal=own, juror=jurors[0]).update(state=SheetState.DRAFT)
    assert ranking(edition.pk).blocked
    assert ranking_of(judged_in(Edition.objects.get()), hidden={own.pk}).blocked == []


def test_nothing_is_told_where_everybody_abstained(edition, jurors):
    proposal = make_proposal(edition)
    for juror in jurors:
        make_sheet(proposal, juror, state=SheetState.ABSTAINED)

    assert not told_stages(edition)
    make_sheet(proposal, make_juror(edition), 80, 80)
    assert told_stages(edition)
