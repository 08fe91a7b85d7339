"""The consistency guard: gaps and contradictions of an entry, each with the way to its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from organizations.formatting import format_number, format_percent
from organizations.values import is_percent
from performance.choices import Accumulation, NodeLevel
from performance.entry.queries.entry import Entry
from performance.entry.queries.figures import EXPLAIN_ABOVE, NO_PARTS, IndicatorFigures
from performance.formulas import TARGET
from performance.models import Submission
from performance.words import bounds_said, said

MILLION = 1_000_000
TITLES = {
    "k-empty": "Realisasi kinerja belum diisi",
    "rp-empty": "Realisasi rupiah belum diisi",
    "over-pagu": "Realisasi rupiah melebihi pagu",
    "no-target": "Indikator tanpa target",
    "no-indicator": "Sub kegiatan tanpa indikator",
    "not-computed": "Capaian tidak dapat dihitung",
    "no-parts": "Angka tanpa pembilang dan penyebut",
    "unit": "Satuan dan angka tidak cocok",
    "falls": "Angka turun dari triwulan sebelumnya",
    "running": "Mungkin terketik angka kumulatif",
    "thousands": "Rupiah mungkin ditulis dalam ribuan",
    "below": "Di bawah target tanpa sebab dan tindak lanjut",
    "unexplained": "Capaian jauh di atas target tanpa catatan",
    "orphan": "Simpul tanpa induk",
    "narrative": "Uraian evaluasi belum diisi",
}

ANSWERED_BY_NOTE = ("below", "unexplained")


@dataclass(frozen=True)
class Finding:
    """One thing to look at: which check, which row, what was found."""

    check: str
    anchor: str
    name: str
    text: str
    place: str = ""  # a page below the entry where it is answered; else the row itself

    @property
    def path(self) -> str:
        return self.place or f"#{self.anchor}"


@dataclass(frozen=True)
class Group:
    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Guard:
    """All findings of an entry. An empty entry cannot be submitted; the rest is confirmed."""

    findings: tuple[Finding, ...]
    is_empty: bool

    @property
    def groups(self) -> list[Group]:
        found = {check: [f for f in self.findings if f.check == check] for check in TITLES}
        return [Group(TITLES[check], tuple(rows)) for check, rows in found.items() if rows]


def guard_of(entry: Entry, submission: Submission) -> Guard:
    """Every finding; reads nothing but the entry already loaded."""
    findings = [
        *_indicator_findings(entry),
        *_money_findings(entry),
        *_tree_findings(entry),
        *_narrative_findings(submission),
    ]
    return Guard(tuple(findings), is_empty=entry.filled[0] == 0)


def _indicator_findings(entry: Entry) -> Iterator[Finding]:
    for figures in entry.figures:
        for check, text in _checks(figures):
            pk = figures.source.pk
            place = f"indikator/{pk}/#catatan" if check in ANSWERED_BY_NOTE else ""
            yield Finding(check, f"baris-i{pk}", figures.source.name, text, place)


def _checks(figures: IndicatorFigures) -> Iterator[tuple[str, str]]:
    source = figures.source
    if figures.lacks_parts:
        yield "no-parts", NO_PARTS
    if source.target is None:
        yield "no-target", "Isi target tahun ini pada rencana, atau nonaktifkan indikatornya"
    if figures.current is None:
        if figures.due.low is not None:
            yield "k-empty", f"Target sampai triwulan ini {bounds_said(figures.due, source.scale)}"
        return
    if figures.falls:
        yield "falls", f"Dari {said(figures.previous, source.scale)} menjadi {_now(figures)}"
    if _looks_cumulative(figures):
        text = f"{_now(figures)} ditambah triwulan sebelumnya melebihi target; isi yang baru saja"
        yield "running", text
    if _looks_like_fraction(figures):
        yield "unit", f"Tertulis {_now(figures)} dengan target {format_number(source.target)}%"
    yield from _explanations(figures)


def _explanations(figures: IndicatorFigures) -> Iterator[tuple[str, str]]:
    """What the reports will want to tell about a figure far from its target."""
    source, value, problem = figures.source, figures.mark.value, figures.mark.problem
    if problem:
        yield "not-computed", f"{problem[:1].upper()}{problem[1:]}. Periksa target pada rencana"
    if value is None:
        return
    if value < TARGET and not source.is_explained:
        text = f"Capaian {format_percent(value)}; tulis faktor penghambat dan tindak lanjutnya"
        yield "below", text
    if value > EXPLAIN_ABOVE and not source.has_note:
        yield "unexplained", f"Capaian {format_percent(value)}; tulis sebabnya pada catatan"


def _now(figures: IndicatorFigures) -> str:
    return said(figures.current, figures.source.scale)


def _looks_like_fraction(figures: IndicatorFigures) -> bool:
    """0.85 typed for 85 per cent."""
    source, value = figures.source, figures.current
    if not is_percent(source.unit) or not source.target or not value:
        return False
    return value <= 1 and source.target > Decimal(2)


def _looks_cumulative(figures: IndicatorFigures) -> bool:
    """A running total typed where the quarter's own part is added: it holds what was before."""
    source, value = figures.source, figures.current
    if (
        source.accumulation != Accumulation.SUM
        or not value
        or not source.target
        or figures.to_date is None
    ):
        return False
    before = figures.to_date - value
    return before > 0 and value >= before and value <= source.target < figures.to_date


def _looks_like_thousands(current: int | None, pagu: int | None) -> bool:
    """Rupiah a thousandth of what the pagu lets expect, as sheets "dalam ribuan" have it."""
    return bool(current and pagu and pagu >= MILLION and current * 1000 <= pagu)


def _money_findings(entry: Entry) -> Iterator[Finding]:
    for node in entry.subs:
        money, anchor = entry.money[node.pk], f"baris-n{node.pk}"
        if money.pagu and money.current is None:
            text = f"Pagu Rp{format_number(money.pagu)}"
            yield Finding("rp-empty", anchor, node.name, text)
        if _looks_like_thousands(money.current, money.pagu):
            text = f"Rp{format_number(money.current)} dari pagu Rp{format_number(money.pagu)}"
            yield Finding("thousands", anchor, node.name, text)
        if money.pagu is not None and money.to_date is not None and money.to_date > money.pagu:
            over = format_number(money.to_date - money.pagu)
            yield Finding("over-pagu", anchor, node.name, f"Lebih Rp{over} dari pagu")


def _tree_findings(entry: Entry) -> Iterator[Finding]:
    measured = {figures.source.node_id for figures in entry.figures}
    must_hang = (NodeLevel.PROGRAM, NodeLevel.KEGIATAN, NodeLevel.SUBKEGIATAN)
    for node in entry.nodes:
        anchor = f"baris-n{node.pk}"
        if node.level in must_hang and node.parent_id is None:
            yield Finding("orphan", anchor, node.name, "Gantungkan pada induknya di rencana")
        if entry.takes_money(node) and node.pk not in measured:
            yield Finding("no-indicator", anchor, node.name, "Tambahkan indikator di rencana")


def _narrative_findings(submission: Submission) -> Iterator[Finding]:
    for name, label in Submission.narratives().items():
        if not getattr(submission, name).strip():
            yield Finding("narrative", f"id_{name}", label, "Tulis uraiannya")
