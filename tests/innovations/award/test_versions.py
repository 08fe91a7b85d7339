"""Which version of a result counts where: announced, corrected, taken back; and days at the edge."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from innovations.award.actions.corrections import begin_correction
from innovations.award.actions.objections import answer_objection, file_objection
from innovations.award.actions.results import announce, freeze
from innovations.award.queries.after import proposals_after
from innovations.award.queries.certificates import code_of
from innovations.award.queries.front import front
from innovations.award.queries.objections import ObjectionLine
from innovations.award.queries.page import corrections_of, result_page, results_of
from innovations.award.queries.ranking import ranking
from innovations.choices.competition import PhaseKind, StageKind
from innovations.models import Objection, Result, Score, Sheet, Stage
from innovations.states.competition import UPHOLD
from organizations import moment
from organizations.choices import Role
from tests.factories.competitions import (
    make_criteria,
    make_desk_edition,
    make_edition,
    make_juror,
    make_proposal,
    make_sheet,
)
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def correcting(secretary, mayor) -> Result:
    """A won before B; B objected, was right, and its new score is frozen, not yet announced."""
    edition = make_desk_edition(PhaseKind.OBJECTION)
    juror = make_juror(edition)
    for title, score in (("Judul A", 90), ("Judul B", 80)):
        make_sheet(make_proposal(edition, title=title), juror, score, score)
    announce(result=freeze(edition=edition, by=secretary), by=mayor)
    loser = edition.proposals.select_related("edition", "organization").get(title="Judul B")
    loser.edition.refresh_from_db()
    head = make_user(Role.KEPALA_OPD, loser.organization)
    filed = file_objection(proposal=loser, text="Tertukar.", by=head)
    upheld = answer_objection(objection=filed, transition=UPHOLD, note="Benar", by=secretary)
    begin_correction(objection=upheld, reason="Tertukar", by=secretary)
    for score in Sheet.objects.get(proposal=loser).scores.all():
        score.value = 95
        score.save()
    return freeze(edition=loser.edition, by=secretary)


def test_an_award_is_that_of_the_announced_version(correcting, secretary, mayor):
    def won():
        edition = Result.objects.get(pk=correcting.pk).edition
        return {row.title: row.won for row in proposals_after(secretary, edition)}

    assert won() == {"Judul A": "Terbaik", "Judul B": "Harapan"}
    announce(result=correcting, by=mayor)
    assert won() == {"Judul A": "Harapan", "Judul B": "Terbaik"}


def test_a_version_tells_the_corrections_up_to_itself(correcting, mayor):
    first = correcting.corrects
    done = announce(result=correcting, by=mayor)

    assert corrections_of(done.edition, first) == []
    assert [row for row, _ in corrections_of(done.edition, done)] == [done]


def test_a_frozen_correction_tells_no_change_of_what_is_in_conflict(correcting, secretary):
    edition = correcting.edition
    near = make_user(Role.BAGIAN_ORGANISASI, edition.proposals.get(title="Judul B").organization)

    def changed(user):
        return [row.title for row in result_page(edition, user, results_of(edition)).changes]

    assert changed(secretary) == ["Judul A", "Judul B"]
    assert changed(near) == ["Judul A"]


def test_a_result_that_was_taken_back_has_no_certificates(client, ended, secretary, mayor):
    """It was never announced, so that nothing of it was corrected."""
    taken_back = ended("Judul A", until="reopen")
    edition, proposal = taken_back.edition, taken_back.edition.proposals.get()
    Score.objects.update(value=70)
    announced = announce(result=freeze(edition=edition, by=secretary), by=mayor)

    def status(result):
        code = code_of(result.digest, proposal.code)
        place = [edition.slug, code]
        return client.get(reverse("innovations:public-certificate", args=place)).status_code

    assert (status(announced), status(taken_back)) == (200, 404)


def test_a_call_is_told_from_its_first_second_to_before_its_last(monkeypatch):
    edition = make_edition(PhaseKind.REGISTRATION)
    phase = edition.phases.get(kind=PhaseKind.REGISTRATION)
    second = timedelta(seconds=1)

    for at, is_told in (
        (phase.opens_at - second, False), (phase.opens_at, True),
        (phase.closes_at - second, True), (phase.closes_at, False),
    ):  # fmt: skip
        monkeypatch.setattr(moment, "now", lambda at=at: at)
        found = front()
        assert bool(found and found.calls) is is_told


def test_what_was_stopped_at_the_desk_is_waited_for_in_no_later_stage():
    """Of a visit as little as of an interview."""
    edition = make_desk_edition()
    edition.stages.update(weight=70)
    visit = Stage.objects.create(
        edition=edition, kind=StageKind.VISIT, weight=30, jurors_each=1, order=2
    )
    make_criteria(visit, edition.groups.get())
    juror = make_juror(edition)
    for title, goes_on in (("Maju", True), ("Berhenti", False)):
        proposal = make_proposal(edition, title=title, is_shortlisted=goes_on)
        make_sheet(proposal, juror, 80, 80)
        if goes_on:
            make_sheet(proposal, juror, 70, 70, kind=StageKind.VISIT)

    (group,) = ranking(edition.pk).groups

    assert group.blocked == []
    assert [line.proposal.title for line in group.stopped] == ["Berhenti"]


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False), (1, False)])
def test_an_answer_is_in_time_on_its_last_day(days, is_late):
    today = timezone.localdate()

    assert ObjectionLine(Objection(), today + timedelta(days=days), today).is_late is is_late
