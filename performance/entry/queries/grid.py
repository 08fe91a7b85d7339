"""The grid as flat lines of plain dictionaries, ready to print: no logic is left to the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from organizations.formatting import EMPTY, format_number, format_percent, format_rupiah
from performance import formulas
from performance.choices import Accumulation, NodeLevel
from performance.entry.queries.brought import brought_words
from performance.entry.queries.came import rupiah
from performance.entry.queries.entry import Entry
from performance.entry.queries.figures import (
    IndicatorFigures,
    MoneyFigures,
    indicator_warnings,
    money_warnings,
    typed,
)
from performance.entry.queries.marks import NOT_FILLED, NOT_OPEN
from performance.entry.queries.source import NodeSource
from performance.feeds import feed_name
from performance.words import OVER, bounds_said, said

Line = dict[str, Any]
LEVEL_LABELS = {level.value: str(level.label) for level in NodeLevel}
LEVEL_ORDER = {level.value: place for place, level in enumerate(NodeLevel)}
MONEY_LEVELS = (NodeLevel.PROGRAM, NodeLevel.KEGIATAN, NodeLevel.SUBKEGIATAN)


@dataclass(frozen=True)
class Typed:
    """What a person typed and what is wrong with it, by the name of the input."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, dict[str, str]] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    agreed: frozenset[str] = frozenset()


NOTHING_TYPED = Typed()


def grid_lines(entry: Entry, main_field: str, typed_in: Typed = NOTHING_TYPED) -> list[Line]:
    """Every line of the tree from the top, each node followed by its indicators."""
    known = {node.pk for node in entry.nodes}
    children: dict[int | None, list[NodeSource]] = defaultdict(list)
    for node in entry.nodes:
        children[node.parent_id if node.parent_id in known else None].append(node)
    children[None].sort(key=lambda node: LEVEL_ORDER[node.level])
    by_node: dict[int, list[IndicatorFigures]] = defaultdict(list)
    for figures in entry.figures:
        by_node[figures.source.node_id].append(figures)
    lines: list[Line] = []

    def walk(node: NodeSource, depth: int) -> None:
        lines.append(node_line(entry, node, depth, main_field, typed_in))
        lines.extend(indicator_line(f, depth + 1, typed_in) for f in by_node[node.pk])
        for child in children[node.pk]:
            walk(child, depth + 1)

    for root in children[None]:
        walk(root, 0)
    return lines


def node_line(
    entry: Entry, node: NodeSource, depth: int, main_field: str, typed_in: Typed = NOTHING_TYPED
) -> Line:
    """A heading; with rupiah on program and kegiatan, with an input on sub kegiatan."""
    kind = "sub" if entry.takes_money(node) else "heading"
    look = kind if kind == "sub" else f"{kind} level-{node.level}"
    line: Line = {
        "kind": kind,
        "look": _look(look, depth),
        **_place("n", node.pk, depth),
        "label": LEVEL_LABELS[node.level],
        "code": f"{main_field}{node.code[4:]}" if node.code.startswith("X.XX") else node.code,
        "name": conditional_escape(node.name),
        "unit": "Rp",
        "money": node.level in MONEY_LEVELS,
    }
    money = entry.money.get(node.pk)
    if line["money"] and money:
        line |= money_cells(money)
    if line["kind"] == "sub" and money:
        line |= _input("rp", node.pk, typed(money.current), node.row_version, typed_in)
        line["warnings"] = money_warnings(money)
        quarter = entry.key.quarter
        came = node.came.words(quarter, rupiah) if node.came else ""
        line["brought"] = brought_words(node.brought, quarter, format_rupiah) or came
    return line | _shown_apart(line)


def not_open_yet(line: Line) -> Line:
    """The line in a quarter whose time has not come: what is empty was not asked for."""
    return line | {"percent": NOT_OPEN} if line.get("percent") == NOT_FILLED else line


def _digits(number: int) -> str:
    """A number of the address or the form as plain text; the template would localise an int."""
    return mark_safe(str(number))  # noqa: S308 - digits


def _place(kind: str, pk: int, depth: int) -> Line:
    """Where the line stands: texts that need no escaping, hundreds of times a page."""
    return {"pk": _digits(pk), "dom": mark_safe(f"{kind}{pk}")}  # noqa: S308


def _look(kind: str, depth: int) -> str:
    return mark_safe(f"{kind} d{min(depth, 5)}")  # noqa: S308 - our own words


def indicator_line(figures: IndicatorFigures, depth: int, typed_in: Typed = NOTHING_TYPED) -> Line:
    source, fed = figures.source, feed_name(figures.source.feed)
    is_pair = source.accumulation == Accumulation.RATIO
    fed = "" if is_pair else fed  # a source gives no parts
    saved = typed(figures.current, source.scale)
    if is_pair and OVER not in saved:  # a K from before it was a ratio stands in neither input
        saved = ""
    cell = _input("k", source.pk, saved, source.row_version, typed_in)
    if fed:  # what was typed before it was fed cannot be corrected there
        cell |= {"value": cell["saved"], "conflict": None, "seen": f"{cell['version']}|{saved}"}
    line = {
        "kind": "indicator",
        "look": _look("indicator", depth),
        **_place("i", source.pk, depth),
        "name": conditional_escape(source.name),
        "unit": source.unit,
        "is_iku": source.is_iku,
        "words": formulas.wanted(source.scale) if source.scale else "",
        "has_note": source.has_note,
        "evidence": _digits(source.evidence) if source.evidence else "",
        "planned": planned_text(figures),
        "target": target_text(figures),
        "previous": said(figures.previous, source.scale),
        **indicator_cells(figures),
        "pair": _pair(cell["value"]) if is_pair else None,
        "why": figures.mark.problem,
        **cell,
        "fed": f"Diambil otomatis dari “{fed}” secara berkala." if fed else "",
        "brought": figures.brought,
        "warnings": indicator_warnings(figures),
    }
    return line | _shown_apart(line)


def _shown_apart(line: Line) -> Line:
    """Whether anything is told beside the figure: most lines have nothing, and the page asks once."""
    told = ("error", "fed", "warnings", "conflict", "question")
    found: Line = {"is_told": any(line.get(name) for name in told)}
    return found | ({"look": mark_safe(f"{line['look']} wrong")} if line.get("error") else {})  # noqa: S308


def indicator_cells(figures: IndicatorFigures) -> dict[str, str]:
    """The computed cells of an indicator; the page replaces them after a save."""
    source = figures.source
    return {
        "share": share_text(figures),
        "todate": said(figures.to_date, source.scale, source.decimals),
        "percent": figures.mark.text,
        "band": figures.mark.band,
        "tone": figures.mark.tone,
    }


def share_text(figures: IndicatorFigures) -> str:
    """K of the quarter beside the parts it is computed from."""
    source, current = figures.source, figures.current
    if source.accumulation != Accumulation.RATIO or current is None:
        return ""
    return f"= {said(current, decimals=source.decimals)}"


def _pair(value: str) -> tuple[tuple[str, str, str], ...]:
    """The two inputs of a ratio: label, first letter of the name, what stands in it."""
    numerator, _, denominator = value.partition(OVER)
    return ("Pembilang", "n", numerator), ("Penyebut", "d", denominator)


def money_cells(money: MoneyFigures) -> dict[str, str]:
    """The computed cells of a line of rupiah."""
    return {
        "target": format_number(money.pagu),
        "planned": "",
        "previous": format_number(money.before),
        "sum": format_number(money.current),
        "todate": format_number(money.to_date),
        "percent": _absorbed(money),
        "band": "",
        "tone": "neutral",
    }


def _absorbed(money: MoneyFigures) -> str:
    if money.current is None and money.pagu is not None:
        return NOT_FILLED
    return format_percent(money.absorption)


def target_text(figures: IndicatorFigures) -> str:
    return bounds_said(figures.source.plan.year, figures.source.scale)


def planned_text(figures: IndicatorFigures) -> str:
    """The target up to this quarter where quarters were planned."""
    if not figures.source.plan.has_quarters:
        return EMPTY
    return bounds_said(figures.due, figures.source.scale)


def _input(kind: str, pk: int, saved: str, version: int, typed_in: Typed) -> Line:
    name = f"{kind}-{pk}"
    conflict = typed_in.conflicts.get(name)
    return {
        "input": mark_safe(name),  # noqa: S308 - letters and digits
        "value": typed_in.values.get(name, saved),
        "saved": saved,
        "version": _digits(version),
        "error": typed_in.errors.get(name, ""),
        "conflict": conflict,
        "seen": f"{conflict['version']}|{conflict['theirs']}" if conflict else f"{version}|{saved}",
        "question": typed_in.questions.get(name, ""),
        "agreed": name in typed_in.agreed,
    }
