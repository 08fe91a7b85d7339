"""What was written in one year and quarter is told of that year, and the latest quarter's counts."""

from __future__ import annotations

from organizations.models import City
from performance.choices import NodeLevel
from performance.evaluation.queries.lkjip import load_lkjip
from performance.evaluation.queries.lkpj import Problem, load_lkpj
from performance.models import Indicator, RowNote
from tests.factories.performance import make_indicator, make_target
from tests.performance.entry.test_entry import YEAR, Office


def written(row: Indicator, year: int, *quarters: int) -> None:
    for quarter in quarters:
        words = f"{year} triwulan {quarter}"
        RowNote.objects.create(
            indicator=row, year=year, quarter=quarter, inhibiting=words, follow_up=words
        )


def test_notes_of_other_years_are_told_nowhere(db):
    office = Office()
    goal = make_indicator(office.subs[0].program.parent, is_iku=True)
    make_target(goal, 5)
    count = office.indicators[0]
    for row in (goal, count):
        for year in (YEAR - 1, YEAR, YEAR + 1):
            written(row, year, 3, 2)

    report = load_lkjip(office.unit, YEAR)
    lines = [line for of in report.goals for line in of.measures]
    (told,) = [line.notes for line in lines if line.indicator.pk == goal.pk]
    assert [note.inhibiting for note in told] == [f"{YEAR} triwulan {n}" for n in (2, 3)]
    lkpj = load_lkpj(City.objects.first(), YEAR, [NodeLevel.SUBKEGIATAN], office.unit)
    assert lkpj.problems[count.pk] == Problem(*[f"{YEAR} triwulan 3"] * 2)
