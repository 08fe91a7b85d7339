"""The city's form drawn and laid out, and the leaders' page over a very large city."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.cases import Case, Result, Size, naive_pdf, ratio, seconds
from bench.data import YEAR, big_unit
from organizations.choices import Role
from organizations.models import Organization
from performance.evaluation.reports.e60 import COLUMNS, E60Report
from performance.overview.actions.summaries import refresh_outdated
from performance.plan.queries import rollup, versions
from reports.definitions import ReportData, Table
from reports.rendering.document import marked_page
from reports.rendering.forms.drawing import render_form
from reports.rendering.forms.frame import Frame
from reports.rendering.workbook import render_xlsx
from tests.factories.organizations import make_unit, make_user
from tests.harness.verapdf import failures

FRAME = Frame("Kota Uji", "", "", "", "", None, datetime(2026, 11, 27, tzinfo=UTC))
LARGE_CITY, YEARS = 30_000, 5


def form(rows: int) -> ReportData:
    """An E.60 of that many rows, every cell filled."""
    line: dict = {column.name: Decimal("1234.5") for column in COLUMNS}
    line |= {c.name: "Penyediaan Jasa Penunjang Urusan" for c in COLUMNS if c.kind == "text"}
    line |= {c.name: 1_234_567_890 for c in COLUMNS if c.kind == "rupiah"}
    table = Table("e60", "Formulir E.60", COLUMNS, [{**line, "no": n} for n in range(1, rows + 1)])
    return ReportData("Formulir E.60", {"heading": ["E.60"]}, [table], [], "", "e60")


def drawn(size: Size) -> Result:
    """400 rows drawn and by a naive layout, which itself grows with the rows."""
    data = form(400)
    html = marked_page(E60Report(), data)
    found = ratio(lambda: render_form(data, FRAME), lambda: naive_pdf(html, wide=True), 3)
    return Result(found.value, f"{found.value:.3f} x", found.notes)


LONG, SHORT = 5_000, 400
SHORT_ROUNDS = 5  # of `make bench`
HEAP_MB = 2_000  # of veraPDF


def drawn_long(size: Size) -> Result:
    """5,000 rows against as much naive layout: 400 rows, 12.5 times (itself a favour to it)."""
    data, few = form(LONG), form(SHORT)
    html = marked_page(E60Report(), few)
    found = ratio(lambda: render_form(data, FRAME), lambda: naive_pdf(html, wide=True), 3)
    value = found.value * SHORT / LONG
    return Result(value, f"{value:.3f} x", found.notes)


def file_size(size: Size) -> Result:
    content, pages = render_form(form(LONG), FRAME)
    value = len(content) / 1_000_000
    return Result(value, f"{value:.1f} MB", (f"{pages} pages",))


def standards(size: Size) -> Result:
    """Rules of PDF/UA-1 and PDF/A-3a that the form breaks; the long one keeps veraPDF for minutes."""
    rows = LONG if size.rounds > SHORT_ROUNDS else SHORT
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "e60.pdf"
        path.write_bytes(render_form(form(rows), FRAME)[0])
        began = time.monotonic()
        broken = failures([path], HEAP_MB)[path]
    told = f"{rows} rows, veraPDF {time.monotonic() - began:.0f} s"
    return Result(len(broken), f"{len(broken)} rules", (told, *broken))


def spreadsheet(size: Size) -> Result:
    data = form(400)
    html = marked_page(E60Report(), data)
    found = ratio(lambda: render_xlsx(data, ""), lambda: naive_pdf(html, wide=True), 3)
    return Result(found.value, f"{found.value:.3f} x", found.notes)


# The peak of the process itself: `ru_maxrss` would carry over what its parent once held.
GROWTH = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
django.setup()
from bench.city import FRAME, form
from reports.rendering.forms.drawing import render_form

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

render_form(form(400), FRAME)
before = peak()
render_form(form(5000), FRAME)
print((peak() - before) / 1024)
"""


def growth(size: Size) -> Result:
    """Memory a process grows by from 400 to 5,000 rows, the rows themselves included."""
    told = subprocess.run(
        [sys.executable, "-c", GROWTH], capture_output=True, text=True, check=True
    )
    value = float(told.stdout)
    return Result(value, f"{value:.0f} MB")


@cache
def large_city() -> list[Organization]:
    """Thirty thousand indicators with five years of quarters, written by the database itself."""
    units = [big_unit(300), *(make_unit() for _ in range(30))]
    period = versions.current_period(YEAR)
    assert period is not None
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no history of invented rows
        cursor.execute(
            """INSERT INTO performance_plannode
                 (period_id, organization_id, level, code, name, "order")
               SELECT %s, (%s::bigint[])[1 + n %% %s], 'program', 'B.' || n, 'Program ' || n, n
                 FROM generate_series(1, %s) n""",
            [period.pk, [u.pk for u in units], len(units), LARGE_CITY],
        )
        cursor.execute(
            """INSERT INTO performance_indicator
                 (node_id, organization_id, name, unit, definition, formula_text, data_source,
                  polarity, lower_method, accumulation, zero_target, decimals, is_iku, is_active,
                  national_standard_label, adds_across_years, scale, band_scheme, "order",
                  row_version)
               SELECT id, organization_id, 'Indikator ' || code, '%', '', '', '', 'higher',
                      'symmetric', 'last', 'null', 2, "order" % 100 = 0, true, '', true, '', '',
                      0, 0
                 FROM performance_plannode WHERE code LIKE 'B.%'"""
        )
        cursor.execute(
            """INSERT INTO performance_realization
                 (indicator_id, year, organization_id, k1, k2, k3, k4, row_version, updated_at)
               SELECT i.id, y, i.organization_id, 10, 20, 30, 40, 1, now()
                 FROM performance_indicator i
                 JOIN performance_plannode n ON n.id = i.node_id AND n.code LIKE 'B.%%'
                CROSS JOIN generate_series(%s, %s) y""",
            [YEAR - YEARS + 1, YEAR],
        )
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")
    return units


def leaders(size: Size) -> Result:
    """The page over the small city, then over the large one; the same client, the same year."""
    big_unit(300)
    client = Client()
    client.force_login(make_user(Role.PIMPINAN, make_unit()))
    url = reverse("performance:leaders")

    def page() -> None:
        assert client.get(url, {"tahun": YEAR}).status_code == 200

    for _ in range(30):
        make_unit()
    refresh_outdated(YEAR)
    small = _median(page, size.rounds)
    large_city()
    took = seconds(lambda: refresh_outdated(YEAR))
    large = _median(page, size.rounds)
    note = (
        f"{small * 1000:.0f} ms, then {large * 1000:.0f} ms; summaries of all units in {took:.1f} s"
    )
    return Result(large / small, f"{large / small:.2f} x", (note,))


def _median(work, rounds: int) -> float:
    work()
    return statistics.median(seconds(work) for _ in range(rounds))


def sums(size: Size) -> Result:
    """Money of the whole tree in one statement against adding it up in Python, node by node."""
    units = [unit.pk for unit in Organization.objects.all()]
    period = versions.chain_for("renstra", YEAR)
    annual = versions.chain_for("renja", YEAR)

    def ours() -> None:
        rollup.money_of(units, YEAR, period, annual)

    return ratio(ours, lambda: _by_hand(units, annual), size.rounds)


def _by_hand(units: Sequence[int], annual: Sequence) -> None:
    """What a first version would do: a query for each node, sums over objects."""
    from performance.models import BudgetRealization, Pagu, PlanNode

    total: dict[int, int] = {}
    for node in PlanNode.objects.filter(organization__in=units, level="subkegiatan"):
        pagu = Pagu.objects.filter(node=node, year=YEAR, version__in=annual).first()
        spent = BudgetRealization.objects.filter(node=node, year=YEAR).first()
        for pk in (node.pk, node.kegiatan_id, node.program_id):
            if pk:
                total[pk] = total.get(pk, 0) + (pagu.amount if pagu else 0)
                total[pk] += sum(filter(None, (spent.rp1, spent.rp2))) if spent else 0
    gc.collect()


CITY_CASES = (
    Case("E.60 of 400 rows: PDF / naive WeasyPrint", 0.05, "<= 0.05 x", drawn),
    Case("E.60 of 5,000 rows: PDF / naive WeasyPrint", 0.03, "<= 0.03 x", drawn_long),
    Case("E.60 of 5,000 rows: size of the file", 6, "<= 6 MB", file_size),
    Case("E.60 (full: of 5,000 rows): standards broken", 0, "0 rules", standards),
    Case("E.60: XLSX / naive WeasyPrint", 0.02, "<= 0.02 x", spreadsheet),
    Case("E.60 of 5,000 rows: growth of memory", 60, "<= 60 MB", growth),
    Case("money of the tree: one statement / node by node", 0.05, "<= 0.05 x", sums),
    Case("leaders' page: 30,000 indicators / small city", 1.5, "<= 1.5 x", leaders),
)
