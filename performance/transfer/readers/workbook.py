"""The portal's XLSX template: a unit's tree with what is stored, ready to be imported again.

Everything is written as typed cells: text never becomes a formula. Rupiah of a program or
kegiatan stand in the file only where a stated total is not explained by its children.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from organizations.ranges import join_range
from organizations.spreadsheets.formats import quantity_format
from performance.choices import BUDGET_LEVELS, Accumulation, NodeLevel
from performance.formulas import word_of
from performance.transfer.readers.columns import (
    ACCUMULATION_NAMES,
    COLUMNS,
    LEVEL_NAMES,
    OPTIONAL,
    PARTS,
    POLARITY_NAMES,
    QUARTER_K,
    RP_COLUMNS,
    TARGETS,
    UPPER,
)
from performance.transfer.readers.state import Figures, Frame, State, load_state
from performance.transfer.readers.state_masters import IndicatorDraft, NodeDraft
from performance.transfer.readers.totals import Totals, children_of

WIDTHS = {"level": 13, "kode": 20, "nama": 48, "indikator": 48, "satuan": 14}
GUIDE = (
    "Petunjuk mengisi templat",
    "1. Isi lembar “Data”. Jangan mengubah nama kolom; urutan kolom bebas.",
    "2. Satu baris untuk satu indikator. Baris tanpa indikator hanya membawa rupiah.",
    "3. level: tujuan, sasaran, program, kegiatan, atau sub kegiatan.",
    "4. kode: kode nomenklatur. Program penunjang boleh ditulis X.XX.01… atau dengan kode bidang sendiri.",
    "5. polaritas: positif, negatif, atau rentang. akumulasi: jumlah, terakhir, rata-rata, maks, min, atau rasio.",
    "6. Kolom K berisi angka, boleh desimal; target rentang ditulis 5–6. Kolom rp berisi rupiah bulat tanpa titik.",
    "7. Sel kosong tidak mengubah apa pun. Angka 0 disimpan sebagai 0. Tanda - menghapus isi yang tersimpan.",
    "8. Rupiah cukup diisi pada sub kegiatan; jumlah kegiatan dan program dihitung portal.",
    (
        "9. Rupiah kegiatan atau program yang tetap Anda isi dianggap jumlah resmi: "
        "selisihnya dengan rincian disimpan sebagai “belum dirinci”."
    ),
    "10. Jangan memakai rumus. Salin lalu tempel sebagai nilai.",
    "11. Triwulan yang belum dibuka atau sudah dikunci tidak dapat diubah lewat impor.",
    "12. Realisasi K indikator yang diambil otomatis dibiarkan kosong; portal yang mengisinya.",
    (
        "13. Indikator berakumulasi rasio diisi lewat kolom tw1_pembilang, tw1_penyebut, dan seterusnya; "
        "K triwulannya dikosongkan karena dihitung portal, dan setahun = jumlah pembilang ÷ jumlah penyebut."
    ),
)


def template_rows(frame: Frame, state: State) -> Iterator[dict[str, Any]]:
    """Rows in the order of the tree; figures as Decimal, absent where nothing is stored."""
    totals = Totals(state, children_of(state))
    indicators: dict[str, list] = {}
    for draft in sorted(state.indicators.values(), key=lambda one: (one.order, one.pk or 0)):
        indicators.setdefault(draft.key[0], []).append(draft)
    for node in _in_order(state):
        money = _money(node, state, totals)
        for place, draft in enumerate(indicators.get(node.key) or [None]):
            yield {
                "level": LEVEL_NAMES[node.level],
                "kode": node.code,
                "nama": node.name,
                **(_indicator(draft, state) if draft else {}),
                **(money if place == 0 else {}),
            }


def _indicator(draft: Any, state: State) -> dict[str, Any]:
    figures = state.k.get(draft.key, {})
    ranges = {n: _range(draft, figures, n) for n in TARGETS if f"{n}{UPPER}" in figures}
    return {
        "indikator": draft.name,
        "satuan": draft.unit,
        "polaritas": POLARITY_NAMES[draft.polarity],
        "akumulasi": ACCUMULATION_NAMES[draft.accumulation],
        **{
            n: word_of(value, draft.scale) if draft.scale else value
            for n, value in figures.items()
            if n not in _left_empty(draft)
        },
        **ranges,
    }


def _left_empty(draft: IndicatorDraft) -> tuple[str, ...]:
    """Quarters a source fills move on before the file comes back; K of a ratio is computed."""
    if draft.accumulation == Accumulation.RATIO:
        return QUARTER_K
    return (*QUARTER_K, *PARTS) if draft.fed else PARTS


def _range(draft: IndicatorDraft, figures: Figures, name: str) -> str:
    """Both bounds in one cell; "" where the lower one is missing."""
    low, high = figures.get(name), figures[f"{name}{UPPER}"]
    if low is None or high is None:
        return ""
    if draft.scale:
        return f"{word_of(low, draft.scale)}–{word_of(high, draft.scale)}"
    return join_range(low, high)


def _money(node: NodeDraft, state: State, totals: Totals) -> dict[str, Decimal]:
    own = state.rp.get(node.key, {})
    if node.level == NodeLevel.SUBKEGIATAN:
        return {name: value for name, value in own.items() if value is not None}
    stated = totals.of(node.key)
    return {name: stated[name] for name, value in own.items() if value}


def _in_order(state: State) -> Iterator[NodeDraft]:
    """Depth first; what hangs on nothing stands first, so that it stays there when imported."""
    below: dict[str, list[NodeDraft]] = {}
    for node in state.nodes.values():
        below.setdefault(node.parent_key, []).append(node)
    for siblings in below.values():
        siblings.sort(key=lambda one: (one.order, one.code))
    roots = below.get("", [])
    roots.sort(key=lambda one: (one.level not in BUDGET_LEVELS, one.level != NodeLevel.SASARAN_PD))
    todo = list(reversed(roots))
    while todo:
        node = todo.pop()
        yield node
        todo.extend(reversed(below.get(node.key, [])))


def build_template(frame: Frame) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - slow to import, only needed here

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    _write_data(book, list(template_rows(frame, load_state(frame))))
    guide = book.add_worksheet("Petunjuk")
    guide.set_column(0, 0, 110)
    for number, line in enumerate(GUIDE):
        guide.write_string(number, 0, line)
    meta = book.add_worksheet("_meta")
    meta.hide()
    facts = (
        ("opd", frame.organization.code),
        ("tahun", str(frame.year)),
        ("nama", frame.organization.name),
    )
    for number, (name, value) in enumerate(facts):
        meta.write_string(number, 0, name)
        meta.write_string(number, 1, value)
    book.close()
    return out.getvalue()


def _write_data(book: Any, rows: list[dict[str, Any]]) -> None:
    sheet = book.add_worksheet("Data")
    head = book.add_format({"bold": True, "bg_color": "#E7E9F5", "border": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    styles: dict[str, Any] = {}

    def style_of(value: Decimal) -> Any:
        shown = quantity_format(value)
        if shown not in styles:
            styles[shown] = book.add_format({"num_format": shown, "valign": "top"})
        return styles[shown]

    names = _names(rows)
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, head)
        sheet.set_column(place, place, WIDTHS.get(name, 18 if name in RP_COLUMNS else 13))
    sheet.freeze_panes(1, 3)
    for number, row in enumerate(rows, start=1):
        for place, name in enumerate(names):
            value = row.get(name)
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(number, place, value, text)
            else:
                _write_figure(sheet, number, place, value, style_of(value))


def _names(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """The columns; those of ratios last, and only where there is one."""
    ratio = ACCUMULATION_NAMES[Accumulation.RATIO]
    has_ratios = any(row.get("akumulasi") == ratio for row in rows)
    return (*COLUMNS, *OPTIONAL) if has_ratios else COLUMNS


def _write_figure(sheet: Any, row: int, column: int, value: Decimal, style: Any) -> None:
    """A number while a spreadsheet holds it exactly, else its text: nothing is rounded."""
    if len(value.normalize().as_tuple().digits) <= 15:
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, f"{value:f}", style)
