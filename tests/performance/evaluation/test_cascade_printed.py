"""The matrix names what stands above its rows once on paper; boxes say what measures them."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from performance.choices import NodeLevel
from performance.evaluation.queries.cascade import read_cascade
from performance.evaluation.reports.cascade_drawing import CITY_SHOWN, draw
from performance.evaluation.reports.cascade_tables import (
    ABOVE,
    MATRIX,
    matrix_columns,
    matrix_lines,
)
from reports.definitions import ABOVE as ABOVE_ROW
from reports.definitions import Table
from reports.registry import REPORTS
from reports.rendering.printed import printed_tables
from tests.factories.performance import make_indicator, make_node
from tests.performance.entry.test_entry import YEAR, Office


def test_what_stands_above_is_printed_once_and_kept_in_files(db):
    office = Office(subs=3)
    rows = list(matrix_lines(read_cascade(office.unit, YEAR)))
    assert len(rows) == 3
    assert all(row["program"] and row["kegiatan"] for row in rows)  # XLSX and CSV
    assert [row.get("_program") for row in rows] == [None, "", ""]
    assert "program" not in str(rows[0].get(ABOVE_ROW))
    assert "program" in rows[1][ABOVE_ROW].split()  # said again where a page begins
    printed = next(iter(printed_tables(Table("kaskade", "Kaskade", MATRIX, rows))))
    place = [column.name for column in MATRIX].index(ABOVE[2])
    assert [bool(row.cells[place].text) for row in printed.rows()] == [True, False, False]


def test_the_matrix_of_the_city_prints_no_empty_columns(db):
    office = Office(subs=1)
    make_indicator(office.subs[0].program)
    rows = list(matrix_lines(read_cascade(None, YEAR, CITY_SHOWN)))
    shown = [column.name for column in matrix_columns(rows) if column.share]
    assert rows
    assert "program" not in shown
    assert "kegiatan" not in shown
    assert len(matrix_columns(rows)) == len(MATRIX)  # files keep them
    of_unit = matrix_columns(list(matrix_lines(read_cascade(office.unit, YEAR))))
    assert {"program", "kegiatan"} <= {column.name for column in of_unit if column.share}


def test_another_kegiatan_under_the_same_program_names_itself_alone(db):
    office = Office(subs=1)
    program = office.subs[0].program
    kegiatan = make_node(office.unit, NodeLevel.KEGIATAN, program, name="Kegiatan lain", code="9")
    make_indicator(make_node(office.unit, NodeLevel.SUBKEGIATAN, kegiatan, code="9.1"))
    rows = list(matrix_lines(read_cascade(office.unit, YEAR)))
    assert [("_program" in row, "_kegiatan" in row) for row in rows] == [
        (False, False),
        (True, False),
    ]


@pytest.mark.parametrize("of_unit", [True, False])
def test_figures_are_those_of_the_rows(db, of_unit):
    office = Office(subs=2)
    make_indicator(office.subs[0].program)
    make_indicator(make_node(office.unit, NodeLevel.SASARAN_PD, name="Sasaran tanpa program"))
    params = {"organization": office.unit.pk if of_unit else None, "year": YEAR}
    data = REPORTS.find("kaskade")().data(params)

    rows = data.tables[0].rows
    measured = {row["_indicator"] for row in rows if row["_indicator"]}
    listed = {int(figure.key.split(":")[1]) for figure in data.figures if "target" in figure.key}
    assert listed == measured
    paid = [figure for figure in data.figures if figure.key.endswith(":pagu")]
    assert len(paid) == len([row for row in rows if row["pagu_rp"] is not None])

    whole = REPORTS.find("pohon-kinerja")().data(params)
    page = render_to_string("performance/documents/tree_body.html", whole.values)
    assert f"Gambar 1 {whole.title}" in " ".join(page.split())
    assert len(whole.tables[0].rows) > len(rows)  # what stands above a row is told by the tree
    assert (len(whole.figures) > len(data.figures)) is of_unit


@pytest.mark.parametrize("slug", ["e80", "e58"])
def test_programs_of_one_sasaran_name_it_once(db, slug):
    office = Office()
    of_unit = slug == "e80"
    owner, level = (office.unit, NodeLevel.SASARAN_PD) if of_unit else (None, NodeLevel.SASARAN)
    goal = make_node(owner, level, name="Sasaran uji")
    for code in ("8", "9"):
        make_indicator(make_node(office.unit, NodeLevel.PROGRAM, goal, code=code))
    unit = office.unit.pk if of_unit else None
    params = {"organization": unit, "year": YEAR, "depth": "subkegiatan"}
    rows = REPORTS.find(slug)().data(params).tables[0].rows
    named = [row for row in rows if row.get("sasaran") == "Sasaran uji"]
    assert named[0].get("_sasaran") is None
    assert {row.get("_sasaran") for row in named[1:]} == {""}


def test_a_goal_measured_below_says_so_instead_of_lacking_indicators(db):
    office = Office()
    aim = make_node(office.unit, NodeLevel.TUJUAN_PD, name="Tujuan uji")
    goal = make_node(office.unit, NodeLevel.SASARAN_PD, aim, name="Sasaran uji")
    make_indicator(goal)
    bare = make_node(office.unit, NodeLevel.TUJUAN_PD, name="Tujuan kosong")
    drawn = "".join(draw(read_cascade(office.unit, YEAR), is_city=False))
    assert "diukur dengan 1 indikator di bawahnya" in drawn
    assert drawn.count(">belum ada indikator<") == 1, bare
