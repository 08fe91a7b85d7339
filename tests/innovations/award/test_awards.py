"""Awards of the registry hang on what they were given for, not on their words."""

from __future__ import annotations

import pytest
from django.apps import apps

from innovations.award.actions.corrections import begin_correction
from innovations.award.actions.forwarding import save_forwarding
from innovations.award.actions.results import announce, freeze
from innovations.choices import AwardLevel
from innovations.choices.competition import ForwardLevel, ObjectionState, PhaseKind
from innovations.migrations import __name__ as migrations
from innovations.models import Award, Forwarding, Objection, Result, Score, Tier
from organizations import moment
from tests.factories.competitions import make_desk_edition, make_juror, make_proposal, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(secretary, mayor) -> Result:
    """A before B before C, with an award each for the first two."""
    edition = make_desk_edition(PhaseKind.OBJECTION)
    Tier.objects.filter(group__edition=edition, name="Harapan").update(places=1)
    juror = make_juror(edition)
    for title, score in (("A", 90), ("B", 80), ("C", 70)):
        make_sheet(make_proposal(edition, title=title), juror, score, score)
    return announce(result=freeze(edition=edition, by=secretary), by=mayor)


def awards() -> dict[str, str]:
    """Title of the proposal → the words of its award."""
    rows = Award.objects.filter(standing__result__state="diumumkan")
    return dict(rows.values_list("standing__proposal__title", "result"))


def corrected(announced, secretary, mayor, **scores: int) -> Result:
    """The same jury with other scores, announced anew."""
    proposal = announced.edition.proposals.earliest("pk")
    objection = Objection.objects.create(
        proposal=proposal, text="Keliru", filed_by=proposal.created_by, answer="Benar",
        state=ObjectionState.UPHELD,
    )  # fmt: skip
    begin_correction(objection=objection, reason="Keliru", by=secretary)
    for title, value in scores.items():
        Score.objects.filter(sheet__proposal__title=title).update(value=value)
    return announce(result=freeze(edition=announced.edition, by=secretary), by=mayor)


def test_an_award_reworded_in_the_registry_is_found_by_a_correction(announced, secretary, mayor):
    Award.objects.filter(standing__proposal__title="A").update(result="Terbaik se-kota")
    Award.objects.filter(standing__proposal__title="B").update(competition="KOVABLIK kota")

    corrected(announced, secretary, mayor, B=60)

    assert awards() == {"A": "Terbaik se-kota", "C": "Harapan"}
    assert Award.objects.count() == 2


def test_another_tier_is_another_award_and_the_next_correction_finds_it(
    announced, secretary, mayor
):
    second = corrected(announced, secretary, mayor, B=95)
    assert awards() == {"A": "Harapan", "B": "Terbaik"}

    corrected(second, secretary, mayor, C=99)

    assert awards() == {"B": "Harapan", "C": "Terbaik"}
    assert Award.objects.count() == 2


def test_what_a_unit_took_out_of_the_registry_a_correction_does_not_write_again(
    announced, secretary, mayor
):
    Award.objects.filter(standing__proposal__title="A").delete()

    corrected(announced, secretary, mayor, C=85)

    assert awards() == {"C": "Harapan"}


def test_one_the_unit_wrote_down_before_the_announcement_is_the_same(secretary, mayor):
    edition = make_desk_edition()
    proposal = make_proposal(edition)
    make_sheet(proposal, make_juror(edition), 90, 90)
    own = Award.objects.create(
        innovation=proposal.innovation, competition=edition.name, year=edition.year,
        result="Terbaik", level=AwardLevel.CITY,
    )  # fmt: skip

    announce(result=freeze(edition=edition, by=secretary), by=mayor)

    assert Award.objects.get() == own
    assert Award.objects.get().standing.proposal == proposal


def test_an_award_of_the_province_reworded_follows_what_is_recorded_later(announced, secretary):
    proposal = announced.edition.proposals.get(title="C")
    values = {
        "level": ForwardLevel.PROVINCE, "competition": "KOVABLIK Jawa Timur", "year": 2026,
        "sent_on": moment.now().date(), "stage": "", "outcome": "10 terbaik",
    }  # fmt: skip
    sent = Forwarding(proposal=proposal)
    sent = save_forwarding(forwarding=sent, values=values, is_award=True, by=secretary)
    sent.award.result = "Sepuluh besar"
    sent.award.save()

    later = {**values, "outcome": "5 terbaik"}
    save_forwarding(forwarding=sent, values=later, is_award=True, by=secretary)
    assert list(sent.proposal.innovation.awards.values_list("result", flat=True)) == ["5 terbaik"]
    Award.objects.filter(forwarding=sent).update(result="Lima besar")
    save_forwarding(forwarding=sent, values=later, is_award=False, by=secretary)
    assert not proposal.innovation.awards.exists()


def test_awards_of_before_are_tied_by_their_words(announced, secretary):
    fill = __import__(f"{migrations}.0013_award_origin_filled", fromlist=["fill"]).fill
    proposal = announced.edition.proposals.get(title="C")
    sent = Forwarding.objects.create(
        proposal=proposal, level=ForwardLevel.NATION, competition="KIPP", year=2026,
        sent_on=moment.now().date(), outcome="Top 45",
    )  # fmt: skip
    Award.objects.create(
        innovation=proposal.innovation, competition="KIPP", year=2026, result="Top 45",
        level=AwardLevel.NATION,
    )  # fmt: skip
    Award.objects.filter(result="Harapan").update(result="Diganti kata", standing=None)
    Award.objects.update(standing=None)

    fill(apps, None)

    assert awards() == {"A": "Terbaik"}
    assert sent.award.competition == "KIPP"
