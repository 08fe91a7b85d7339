"""What is measured, against what, and how much it may be."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.data import QUARTER, YEAR, big_unit, operator
from performance.entry.queries.entry import load_entry
from performance.entry.queries.grid import grid_lines
from performance.entry.queries.source import EntryKey
from performance.evaluation.reports.e81 import E81Report
from performance.models import BudgetRealization
from reports.rendering.delimited import render_csv
from reports.rendering.document import frame_of, marked_page
from reports.rendering.forms.drawing import render_form
from reports.rendering.static import static_root
from reports.rendering.workbook import render_xlsx


@dataclass(frozen=True)
class Size:
    rows: int
    rounds: int
    reports: int


@dataclass(frozen=True)
class Result:
    value: float
    shown: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    name: str
    goal: float
    shown_goal: str
    measure: Callable[[Size], Result]


def ratio(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> Result:
    """Median of the ratios of each round; both run in every round, one after the other."""
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    value = statistics.median(mine / other for mine, other in pairs)
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    note = f"ours {mine * 1000:.0f} ms, reference {other * 1000:.0f} ms ({rounds} rounds)"
    return Result(value, f"{value:.2f} x", (note,))


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


BARE = """<table>{% for l in lines %}<tr><th>{{ l.name }}</th><td>{{ l.unit }}</td><td>{{ l.target }}</td>
<td>{{ l.planned }}</td><td>{{ l.previous }}</td><td><input name="{{ l.input }}" value="{{ l.value }}"></td>
<td>{{ l.todate }}</td><td>{{ l.percent }}</td></tr>{% endfor %}</table>"""


def grid(size: Size) -> Result:
    """First byte of the entry page against the same rows in a bare template."""
    unit = big_unit(size.rows)
    _, client = operator(size.rows)
    url = reverse("performance:entry", args=[unit.code, YEAR, QUARTER])
    template = engines["django"].from_string(BARE)
    key = EntryKey(unit.pk, YEAR, QUARTER)

    def page() -> None:
        assert client.get(url).status_code == 200

    def bare() -> None:
        template.render({"lines": grid_lines(load_entry(key), unit.main_field)})

    return ratio(page, bare, size.rounds * 3)


def autosave(size: Size) -> Result:
    """Statements of one saved cell, in a small and in a big grid."""
    counts = []
    for rows in (10, size.rows):
        unit = big_unit(rows)
        _, client = operator(rows)
        row = BudgetRealization.objects.filter(organization=unit).first()
        url = reverse("performance:entry-row", args=[unit.code, YEAR, QUARTER])
        name = f"rp-{row.node_id}"

        def save(text: str, name: str = name, url: str = url, pk: int = row.pk) -> None:
            now = BudgetRealization.objects.get(pk=pk)
            seen = f"{now.row_version}|{now.rp4 or ''}"
            answer = client.post(url, {name: text, f"v-{name}": seen})  # noqa: B023 - used at once
            assert answer.status_code == 200, answer.content

        save("1000")
        with CaptureQueriesContext(connection) as captured:
            save("2000")
        asked = [q["sql"].strip() for q in captured]
        counts.append(len([sql for sql in asked if sql.startswith(STATEMENTS)]) - 1)  # our own look
    return Result(max(counts), " / ".join(map(str, counts)), (f"10 and {size.rows} rows",))


STATEMENTS = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")
NAIVE = "table{border-collapse:collapse;table-layout:auto;width:100%} td,th{border:1px solid #888}"


def naive_pdf(html: str, *, wide: bool) -> None:
    """What a first version would do: automatic columns, collapsed borders, no tags."""
    from weasyprint import CSS, HTML

    page = "@page{size:A3 landscape}body{font-size:6pt}" if wide else "@page{size:A4}"
    base = f"{static_root().as_uri()}/"
    HTML(string=html, base_url=base).write_pdf(stylesheets=[CSS(string=NAIVE + page)])


def e81(size: Size) -> Result:
    unit = big_unit(size.rows)
    params = {"organization": unit.pk, "year": YEAR, "quarter": QUARTER}
    data = E81Report().data(params)
    html, frame = marked_page(E81Report(), data), frame_of(data, "")
    content, pages = render_form(data, frame)
    rounds = max(3, size.rounds // 2)
    found = ratio(lambda: render_form(data, frame), lambda: naive_pdf(html, wide=True), rounds)
    rows = len(list(data.tables[0].rows))
    told = f"{rows} rows, {pages} pages, {len(content) / 1000:.0f} kB"
    return Result(found.value, f"{found.value:.3f} x", (*found.notes, told))


def spreadsheet(size: Size) -> Result:
    """XLSX of E.81 against the CSV of the same rows."""
    unit = big_unit(size.rows)
    params = {"organization": unit.pk, "year": YEAR, "quarter": QUARTER}

    def book() -> None:
        render_xlsx(E81Report().data(params), "")

    def plain() -> None:
        render_csv(E81Report().data(params).tables[0])

    return ratio(book, plain, size.rounds)


def memory() -> str:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"peak memory of the process so far {peak:.0f} MB"


CASES = (
    Case("entry grid, 300 rows: page / bare template", 3.0, "<= 3 x", grid),
    Case("autosave of a row: statements", 12, "<= 12", autosave),
    Case("E.81 of one OPD: PDF / naive WeasyPrint", 0.06, "<= 0.06 x", e81),
    Case("E.81 of one OPD: XLSX / CSV", 6.0, "<= 6 x", spreadsheet),
)
