"""What was written in one year and quarter is told of that year, and the latest quarter's counts."""

from __future__ import annotations

import pytest

from organizations.models import City
from performance.choices import NodeLevel
from performance.evaluation.queries.lkjip import load_city_lkjip, load_lkjip
from performance.evaluation.queries.lkpj import Problem, load_lkpj
from performance.evaluation.reports.city import city_unit
from performance.evaluation.reports.lkjip_texts import sections
from performance.models import Indicator, RowNote
from reports.definitions import ReportData
from tests.factories.organizations import make_city, make_unit
from tests.factories.performance import make_indicator, make_submission, make_target
from tests.performance.entry.test_entry import YEAR, Office
from tests.performance.evaluation.test_true_documents import made


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


def closing(data: ReportData) -> dict[str, str]:
    """The words at the bottom of a form."""
    return {
        row["level"]: row["keterangan"]
        for row in data.tables[0].rows
        if row.get("_style") == "story"
    }


@pytest.mark.parametrize(
    ("slug", "of_unit", "more"),
    [
        ("e81", True, {"quarter": 4}),
        ("e80", True, {}),
        ("e60", False, {"quarter": 4}),
        ("e58", False, {}),
    ],
)
def test_a_form_closes_with_the_latest_words_and_says_when_they_were_written(
    db, slug, of_unit, more
):
    make_city()
    office = Office()
    for quarter in (2, 3):
        make_submission(office.unit, quarter, driving_factors=f"Kata {quarter}.")
    last = make_submission(office.unit, 4, inhibiting_factors="Hujan.")
    make_submission(make_unit(short_name="Lain"), 1, driving_factors="Gotong royong.")

    data, page = made(slug, office if of_unit else None, **more)
    told = closing(data)
    assert "Kata 3. (ditulis pada Triwulan III)" in told["faktor_pendorong"]
    assert "Kata 2" not in told["faktor_pendorong"]
    assert told["faktor_penghambat"].endswith("Hujan.")  # of the quarter itself
    assert "Kata 3. (ditulis pada Triwulan III)" in page
    assert f"text:{office.unit.pk}:{YEAR}:3:driving_factors" in {f.key for f in data.figures}
    lain = "Lain: Gotong royong. (ditulis pada Triwulan I)"
    assert (lain in told["faktor_pendorong"]) is not of_unit

    last.driving_factors = "Kata 4."
    last.save()
    data, _ = made(slug, office if of_unit else None, **more)
    told = closing(data)
    assert "Kata 4." in told["faktor_pendorong"]
    assert "Kata 3" not in told["faktor_pendorong"]


def test_a_form_of_a_quarter_knows_nothing_of_later_words(db):
    make_city()
    office = Office()
    for quarter in (2, 3):
        make_submission(office.unit, quarter, driving_factors=f"Kata {quarter}.")
    data, _ = made("e81", office, quarter=2)
    told = closing(data)
    assert told["faktor_pendorong"] == "Kata 2."


def test_the_city_gathers_the_latest_obstacles_of_every_unit(db):
    make_city()
    office = Office()
    make_submission(office.unit, 3, inhibiting_factors="Hujan.")
    words = {s.key: s.text for s in sections(load_city_lkjip(city_unit(YEAR), YEAR))}
    assert "• Hujan." in words["isu"]
