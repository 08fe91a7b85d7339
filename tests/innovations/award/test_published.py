"""Published results of real juries come out of editions set up the way those juries counted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from innovations.award.actions.results import freeze
from innovations.choices.competition import Aggregate, Rounding, SheetState, Weighting
from innovations.models import Criterion, Edition, Proposal, Score, Sheet
from tests.factories.competitions import make_desk_edition, make_juror, make_proposal
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_unit

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"

Given = Iterable[tuple[str, str, Mapping[str, str]]]  # entry, juror, criterion → score


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


def set_up(weights: Mapping[str, str], lowest: str, highest: str, step: str, **rules) -> Edition:
    """An edition of one stage with criteria that multiply."""
    edition = make_desk_edition(weighting=Weighting.FACTOR, **rules)
    stage, group = edition.stages.get(), edition.groups.get()
    stage.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(
            stage=stage, group=group, name=name, weight=Decimal(weight), lowest=Decimal(lowest),
            highest=Decimal(highest), step=Decimal(step), order=order,
        )
        for order, (name, weight) in enumerate(weights.items(), 1)
    )  # fmt: skip
    return edition


def judge(edition: Edition, given: Given) -> None:
    stage, unit = edition.stages.get(), make_unit()
    criteria = {row.name: row for row in stage.criteria.all()}
    entries: dict[str, Proposal] = {}
    jurors: dict[str, object] = {}
    for entry, juror, scores in given:
        if entry not in entries:
            entries[entry] = make_proposal(
                edition, unit, title=entry, innovation=make_innovation(unit)
            )
        if juror not in jurors:
            jurors[juror] = make_juror(edition)
        sheet = Sheet.objects.create(
            stage=stage, proposal=entries[entry], juror=jurors[juror],
            state=SheetState.SUBMITTED, sent_at=timezone.now(),
        )  # fmt: skip
        Score.objects.bulk_create(
            Score(sheet=sheet, criterion=criteria[name], value=Decimal(value))
            for name, value in scores.items()
        )


def lines(edition: Edition, secretary) -> dict[str, Mapping]:
    """Title → what the frozen result holds of it."""
    content = freeze(edition=edition, by=secretary).content
    return {line["title"]: line for line in content["groups"][0]["places"]}


def two(value: str) -> str:
    return f"{Decimal(value):.2f}"


def test_the_world_championship_of_2017_in_ice_dance(secretary):
    """24 entries, 9 jurors: 120 of 120 trimmed means, 24 of 24 totals, and their order."""
    scores = rows("jury_isu_wc2017_lfs_scores.csv")
    weights = {row["criterion"]: row["weight"] for row in scores}
    edition = set_up(
        weights, "0", "10", "0.25", aggregate=Aggregate.TRIMMED, rounding=Rounding.STEPWISE
    )
    sheets: dict[tuple[str, str], dict[str, str]] = {}
    for row in scores:
        for juror in (f"J{n}" for n in range(1, 10)):
            sheets.setdefault((row["entry"], juror), {})[row["criterion"]] = row[juror]
    judge(edition, [(*key, given) for key, given in sheets.items()])

    found = lines(edition, secretary)

    means = {
        (title, criterion): two(value)
        for title, line in found.items()
        for criterion, value in line["stages"]["penilaian"]["criteria"].items()
    }
    assert means == {
        (row["entry"], row["criterion"]): two(row["published_trimmed_mean"]) for row in scores
    }
    published = {row["entry"]: row for row in rows("jury_isu_wc2017_lfs_results.csv")}
    assert {title: two(line["score"]) for title, line in found.items()} == {
        title: two(row["published_component_total"]) for title, row in published.items()
    }
    assert (len(means), len(published)) == (120, 24)
    ranks = {title: int(row["rank_published_total"]) for title, row in published.items()}
    alone = [title for title, rank in ranks.items() if list(ranks.values()).count(rank) == 1]
    assert {t: found[t]["rank"] for t in alone} == {t: ranks[t] for t in alone}


def test_a_hackathon_in_which_two_entries_had_one_juror_twice(secretary):
    """20 of 20 published means of 60 sheets; a second sheet needs a second seat (one per juror)."""
    names = ("innovation", "impact", "completeness", "technical")
    edition = set_up(dict.fromkeys(names, "0.25"), "1", "5", "1", aggregate=Aggregate.MEAN)
    seen: set[tuple[str, str]] = set()
    given = []
    for row in rows("jury_riverhacks_scores.csv"):
        key = (row["entry"], row["juror"])
        juror = f"{row['juror']} lagi" if key in seen else row["juror"]
        seen.add(key)
        given.append((row["entry"], juror, {name: row[name] for name in names}))
    judge(edition, given)

    found = lines(edition, secretary)

    published = {
        r["entry"]: two(r["published_overall"]) for r in rows("jury_riverhacks_published.csv")
    }
    assert {title: two(line["score"]) for title, line in found.items()} == published
    assert (len(published), sum(line["by"] == "undian" for line in found.values()) > 0) == (
        20,
        True,
    )
