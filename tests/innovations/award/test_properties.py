"""What must hold of any ranking: order of input, a raised score, a juror in conflict."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from innovations.award.queries.ranking import ranking
from innovations.choices.competition import Aggregate, Rounding, SheetState
from innovations.models import Edition, Proposal, Score, Sheet
from tests.factories.competitions import (
    make_desk_edition,
    make_juror,
    make_proposal,
    make_sheet,
)
from tests.factories.organizations import make_unit

pytestmark = pytest.mark.django_db
SEEDS = range(4)
RULES = [(a, r) for a in Aggregate.values for r in Rounding.values]


@pytest.fixture
def edition():
    """Four proposals, four jurors, scores from a seed; half of a scale so that ties are common."""
    made = make_desk_edition()
    unit = make_unit()
    jurors = [make_juror(made) for _ in range(4)]
    for title in "ABCD":
        proposal = make_proposal(made, unit, title=title)
        for juror in jurors:
            make_sheet(proposal, juror, 50, 50)
    return made


def shuffle(edition: Edition, seed: int) -> Random:
    chance = Random(seed)  # noqa: S311 - the same scores each time
    for score in Score.objects.filter(sheet__stage__edition=edition).order_by("pk"):
        Score.objects.filter(pk=score.pk).update(value=chance.randrange(60, 100, 5))
    return chance


def places(edition: Edition) -> dict[str, tuple[int | None, Decimal | None]]:
    return {
        line.proposal.title: (line.rank, line.shown) for line in ranking(edition.pk).groups[0].lines
    }


@pytest.mark.parametrize(("aggregate", "rounding"), RULES)
def test_raising_one_score_never_lowers_the_entry(edition, aggregate, rounding):
    Edition.objects.filter(pk=edition.pk).update(aggregate=aggregate, rounding=rounding)
    for seed in SEEDS:
        chance = shuffle(edition, seed)
        before = places(edition)
        score = chance.choice(list(Score.objects.filter(sheet__stage__edition=edition)))
        Score.objects.filter(pk=score.pk).update(value=score.value + 5)
        title = score.sheet.proposal.title

        after = places(edition)

        assert after[title][0] <= before[title][0], seed
        assert after[title][1] >= before[title][1], seed


def test_the_order_of_input_does_not_matter(edition):
    """The same scores, written down the other way round."""
    shuffle(edition, 1)
    before = places(edition)
    rows = list(
        Score.objects.filter(sheet__stage__edition=edition)
        .order_by("-pk")
        .values("sheet__juror", "sheet__proposal", "criterion", "value")
    )
    Score.objects.all().delete()
    Sheet.objects.all().delete()
    sent = Proposal.objects.earliest("pk").submitted_at
    for row in rows:
        sheet, _ = Sheet.objects.get_or_create(
            stage=edition.stages.get(), proposal_id=row["sheet__proposal"],
            juror_id=row["sheet__juror"], state=SheetState.SUBMITTED, sent_at=sent,
        )  # fmt: skip
        Score.objects.create(sheet=sheet, criterion_id=row["criterion"], value=row["value"])

    assert places(edition) == before


@pytest.mark.parametrize("state", [SheetState.RECUSED, SheetState.EXCLUDED, SheetState.ABSTAINED])
def test_a_juror_in_conflict_changes_nothing(edition, state):
    """Whatever scores stand on a sheet that was taken out."""
    for seed in SEEDS:
        shuffle(edition, seed)
        before = places(edition)
        for proposal in edition.proposals.all():
            make_sheet(proposal, make_juror(edition), 1 + seed, 99, state=state)

        assert places(edition) == before, seed
