"""Documents laid out in parts beside a naive WeasyPrint: cold, unchanged, one figure, memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import timezone

from bench.cases import Case, Result, Size, naive_pdf, seconds
from bench.data import YEAR, big_unit
from performance.evaluation.reports.lkjip import LkjipUnitReport
from reports.actions.parts import shared
from reports.models import DocumentPart
from reports.rendering.cutting import cut
from reports.rendering.document import filled, marked_page
from reports.rendering.joined import render_joined
from reports.rendering.pdf import Rendered, resting_collector

ADDRESS = "https://contoh.test/verifikasi/ABCD-1234-EFGH/"
CODE = "ABCD-1234-EFGH"
ROWS, COLUMNS = 25, 9  # of each table
WORDS = "Realisasi indikator dibandingkan dengan target dan dengan tahun sebelumnya. " * 4


def page(chapters: int, tables: int, *, figure: str = "1.234,56") -> str:
    """A marked page of that many chapters with that many tables together; one figure can differ."""
    head = (
        '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Laporan</title></head>'
        '<body><p class="running-code">kode</p><p class="running-title">Laporan</p>'
    )
    entries = "".join(
        f'<li><a href="#bab-{n}">Bab {n} Bagian laporan</a></li>' for n in range(chapters)
    )
    contents = (
        f'<!--bagian-isi Daftar isi--><nav class="toc"><h1>Daftar isi</h1><ul>{entries}</ul></nav>'
    )
    parts = [
        _chapter(n, len(range(n, tables, chapters)), figure if n == chapters // 2 else "1.234,56")
        for n in range(chapters)
    ]
    return head + contents + "".join(parts) + "</body></html>"


def _chapter(number: int, tables: int, figure: str) -> str:
    heads = "".join(f'<th scope="col">Kolom {n}</th>' for n in range(COLUMNS))
    cells = "".join(f'<td class="n">1.23{n},5</td>' for n in range(COLUMNS - 2))
    rows = "".join(
        f'<tr><th scope="row">Realisasi indikator {row} dari bab {number}</th><td class="n">{figure}</td>{cells}</tr>'
        for row in range(ROWS)
    )
    columns = f'<colgroup><col class="w-wide">{"<col>" * (COLUMNS - 1)}</colgroup>'
    head = f"<caption>Tabel</caption>{columns}<thead><tr>{heads}</tr></thead>"
    table = f"<table>{head}<tbody>{rows}</tbody></table>"
    return (
        f'<!--bagian Bab {number}--><section class="chapter" id="bab-{number}"><h1>Bab {number}</h1>'
        f"<p>{WORDS}</p>{f'<p>{WORDS}</p>{table}' * tables}</section>"
    )


def make(html: str) -> Rendered:
    """A document in parts, from what is kept and what is missing."""
    parts = cut(html)
    assert parts is not None
    lay_out = shared(lambda *_: None, with_help=False)
    with resting_collector():  # as in the worker
        return render_joined(parts, ADDRESS, lay_out, moment=timezone.localtime())


def make_cold(html: str) -> Rendered:
    DocumentPart.objects.all().delete()
    return make(html)


SIXTY, HUNDREDS = (15, 40), (75, 200)  # chapters, tables
SMALLER = ((25, 67), (37, 100))  # some 100 and 150 pages, which a naive layout ends in time
SHORT_ROUNDS = 5  # of `make bench`


def against_naive(html: str, ours: Callable[[], object], rounds: int) -> Result:
    """Median of the ratios; the naive document is made beside ours in every round."""
    pairs = [(seconds(ours), seconds(lambda: naive_pdf(html, wide=False))) for _ in range(rounds)]
    value = statistics.median(mine / other for mine, other in pairs)
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    note = f"ours {mine:.2f} s, naive {other:.2f} s ({rounds} rounds)"
    return Result(value, f"{value:.3f} x", (note,))


def cold(size: Size) -> Result:
    html = page(*SIXTY)
    pages = make_cold(html).pages
    found = against_naive(html, lambda: make_cold(html), 3)
    return Result(found.value, found.shown, (*found.notes, f"{pages} pages"))


def cold_by_two(size: Size) -> Result:
    html = page(*SIXTY)
    with worker() as helper:

        def ours() -> None:
            helper.tell("help")
            make_cold(html)
            helper.tell("enough")
            helper.answer()

        return against_naive(html, ours, 3)


def unchanged(size: Size) -> Result:
    html = page(*SIXTY)
    make_cold(html)
    return against_naive(html, lambda: make(html), 3)


def one_figure(size: Size) -> Result:
    make_cold(page(*SIXTY))
    figures = iter(range(100))
    return against_naive(
        page(*SIXTY), lambda: make(page(*SIXTY, figure=f"9.999,{next(figures)}")), 3
    )


@dataclass(frozen=True)
class Memory:
    """Of one process, in MB: before its first page, and at most while it makes 300."""

    held: int
    peak: int

    @property
    def growth(self) -> int:
        return self.peak - self.held


def memory(size: Size) -> Result:
    """Peak memory of a process that makes 300 pages, all of it with what it holds before."""
    mine, other, how = _measured(size.rounds)
    ratio = mine.peak / other.peak
    return Result(ratio, f"{ratio:.3f} x", (f"{mine.peak} MB, naive {other.peak} MB, {how}",))


def growth(size: Size) -> Result:
    """The same above what either process holds before its first page: Django, engines, fonts."""
    mine, other, how = _measured(size.rounds)
    ratio = mine.growth / other.growth
    note = f"{mine.growth} MB above {mine.held}, naive {other.growth} MB above {other.held}, {how}"
    return Result(ratio, f"{ratio:.3f} x", (note,))


@cache
def _measured(rounds: int) -> tuple[Memory, Memory, str]:
    """Ours and the naive one. That takes many minutes for 300 pages, so in the short run its peak
    is drawn out from those of 100 and 150 pages.
    """
    DocumentPart.objects.all().delete()
    mine = Memory(*_peaks("joined", HUNDREDS))
    if rounds > SHORT_ROUNDS:
        return mine, Memory(*_peaks("naive", HUNDREDS)), "measured"
    held, few, more = _peaks("naive", *SMALLER)
    tables = [tables for _, tables in (*SMALLER, HUNDREDS)]
    other = round(more + (more - few) * (tables[2] - tables[1]) / (tables[1] - tables[0]))
    return mine, Memory(held, other), f"drawn out from {few} MB for 100 pages and {more} MB for 150"


def _peaks(order: str, *sizes: tuple[int, int]) -> list[int]:
    """Of one warm process: before anything is made, then with documents of these sizes one after
    the other, the largest last.
    """
    found = []
    with tempfile.TemporaryDirectory() as folder, worker() as process:
        process.tell(order)
        found.append(int(process.answer()))
        for chapters, tables in sizes:
            file = Path(folder) / f"{tables}.html"
            file.write_text(page(chapters, tables), encoding="utf-8")
            process.tell(f"{order} {file}")
            found.append(int(process.answer()))
    return found


def lkjip(size: Size) -> Result:
    """The real LKjIP of a unit, nothing kept."""
    html = lkjip_page(size)
    pages = make_cold(html).pages
    found = against_naive(html, lambda: make_cold(html), 3)
    return Result(found.value, found.shown, (*found.notes, f"{pages} pages"))


def batch(size: Size) -> Result:
    """LKjIP of many units, two processes beside each other; naive the same way, fewer of them."""
    html, name = lkjip_page(size), big_unit(size.rows).name
    many = 48 if size.rounds > SHORT_ROUNDS else 8
    DocumentPart.objects.all().delete()
    with tempfile.TemporaryDirectory() as folder, worker() as first, worker() as second:
        files = []
        for number in range(many):
            file = Path(folder) / f"{number}.html"
            file.write_text(html.replace(name, f"{name} {number}"), encoding="utf-8")
            files.append(str(file))

        def both(order: str, given: list[str]) -> float:
            halves = given[::2], given[1::2]
            for process, half in zip((first, second), halves, strict=True):
                process.tell(f"{order} {' '.join(half)}")
            first.answer(), second.answer()
            return len(given)

        took = seconds(lambda: both("joined", files))
        naive = seconds(lambda: both("naive", files[:4]))
    mine, other = many / took * 60, 4 / naive * 60
    note = f"{mine:.0f} documents a minute, naive {other:.0f} ({many} documents)"
    return Result(other / mine, f"{other / mine:.2f} x", (note,))


def lkjip_page(size: Size) -> str:
    unit = big_unit(size.rows)
    data = LkjipUnitReport().data({"organization": unit.pk, "year": YEAR})
    return filled(marked_page(LkjipUnitReport(), data), CODE)


class Worker:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def tell(self, order: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@contextmanager
def worker() -> Iterator[Worker]:
    """A warm worker beside this process."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.part_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        found = Worker(process)
        assert found.answer() == "ready"
        yield found
        assert process.stdin is not None
        process.stdin.close()


PART_CASES = (
    Case("parts, 60 pages cold, one worker / naive", 0.30, "<= 0.30 x", cold),
    Case("parts, 60 pages cold, two workers / naive", 0.20, "<= 0.20 x", cold_by_two),
    Case("parts, 60 pages, nothing changed / naive", 0.02, "<= 0.02 x", unchanged),
    Case("parts, 60 pages, one figure changed / naive", 0.05, "<= 0.05 x", one_figure),
    Case("parts, 300 pages: memory of a worker / naive", 0.10, "<= 0.10 x", memory),
    Case("parts, 300 pages: growth above an idle worker / naive", 0.10, "<= 0.10 x", growth),
    Case("parts, LKjIP of one OPD cold / naive", 0.30, "<= 0.30 x", lkjip),
    Case("parts, LKjIP of a batch: time / naive", 0.30, "<= 0.30 x", batch),
)
