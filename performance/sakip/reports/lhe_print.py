"""The figures of an LHE as they are printed: points with two decimals, "–" where nothing is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from organizations.formatting import format_number, format_percent
from performance.choices import SakipLayer
from performance.sakip.queries.lhe import Lhe
from performance.sakip.queries.sheet import Sub
from performance.sakip.reports.lhe_columns import WORDS
from performance.sakip.reports.lhe_results import predicate_scale, share_of
from performance.sakip.reports.lhe_tables import (
    advice_lines,
    answer_of,
    component_lines,
    sheet_lines,
)
from reports.definitions import Cell

POINTS = ("bobot", "nilai_mandiri", "nilai_akhir", "nilai_tahun_lalu", "selisih")


def points(value: Cell, *, signed: bool = False) -> str:
    """Two decimals, so that figures below each other line up; words stay words."""
    if value is None or value == "":
        return "–"
    if isinstance(value, str):
        return value
    text = format_number(Decimal(value), 2)
    return f"+{text}" if signed and value > 0 else text


def heading_points(value: Decimal | None, weight: Decimal) -> str:
    """The points of a heading, beside what can be had."""
    if value is None:
        return f"belum dinilai, maksimum {points(weight)}"
    return f"nilai {points(value)} dari maksimum {points(weight)}"


def printed_components(lhe: Lhe) -> list[dict[str, Any]]:
    """The table of components: points, last year's, and what is reached of the weight."""
    reached = {c.item.code: share_of(c, lhe.layer) for c in lhe.components}
    found = []
    for line in component_lines(lhe):
        cells = {name: points(line.get(name), signed=name == "selisih") for name in POINTS}
        share = reached.get(str(line.get("kode")), _whole(lhe) if "_style" in line else None)
        found.append(
            {
                **cells,
                "kode": line.get("kode", ""),
                "name": line["komponen"],
                "share": format_percent(share),
                "is_total": "_style" in line,
            }
        )
    return found


def _whole(lhe: Lhe) -> Decimal | None:
    total = lhe.total(lhe.layer)
    return total.total if total else None


def described(lhe: Lhe) -> list[dict[str, Any]]:
    """Every component with its sub-components: points of the printed layer and what is said."""
    return [
        {
            "code": component.item.code,
            "name": component.item.name,
            "reached": heading_points(component.weighted(lhe.layer), component.weight),
            "subs": [_described(sub, lhe) for sub in component.subs],
        }
        for component in lhe.components
    ]


def _described(sub: Sub, lhe: Lhe) -> dict[str, Any]:
    return {
        "code": sub.item.code,
        "name": sub.item.name,
        "reached": heading_points(sub.weighted(lhe.layer), sub.weight),
        "answer": _answered(answer_of(sub, lhe.layer)),
        "met": sub.met(lhe.layer),
        "criteria": len(sub.criteria),
        "note": sub.answer(lhe.layer).note,
    }


def _answered(answer: Cell) -> str:
    """The letter, or the value where the sheet knows no letters; "" while there is none."""
    if answer is None or isinstance(answer, str):
        return f"Jawaban {answer}." if answer else ""
    return f"Nilai {points(answer)} dari 100."


def unmet(lhe: Lhe) -> list[dict[str, str]]:
    """Criteria answered with less than the best word of their scale: what to work on."""
    return [
        {
            "code": line.item.code,
            "name": line.item.name,
            "answer": WORDS.get(answer.value, answer.value),
            "note": answer.note,
        }
        for component in lhe.components
        for sub in component.subs
        for line in sub.criteria
        if (answer := line.answer(lhe.layer)).value and line.worth(lhe.layer) != 1
    ]


def annex(lhe: Lhe) -> list[dict[str, Any]]:
    """The whole sheet, as the CSV holds it."""
    return [
        {
            "level": line["tingkat"],
            "code": line.get("kode", ""),
            "name": line["uraian"],
            "weight": points(line.get("bobot")) if line.get("bobot") is not None else "",
            "own_answer": _cell(line, "jawaban_mandiri"),
            "own": _cell(line, "nilai_mandiri"),
            "answer": _cell(line, "jawaban_akhir"),
            "points": _cell(line, "nilai_akhir"),
            "proofs": line.get("bukti", ""),
            "note": line.get("catatan", ""),
        }
        for line in sheet_lines(lhe)
    ]


def _cell(line: dict[str, Cell], name: str) -> str:
    """Empty where the sheet asks nothing, "–" where an answer is missing."""
    return points(line.get(name)) if name in line else ""


def values_of(lhe: Lhe) -> dict[str, Any]:
    total = lhe.total(lhe.layer)
    return {
        "lhe": lhe,
        "last_year": lhe.year - 1,
        "total": total,
        "own_total": lhe.total(SakipLayer.SELF),
        "components": printed_components(lhe),
        "described": described(lhe),
        "unmet": unmet(lhe),
        "has_criteria": any(sub.criteria for c in lhe.components for sub in c.subs),
        "advice": advice_lines(lhe.recommendations),
        "last_advice": advice_lines(lhe.before.recommendations) if lhe.before else [],
        "scale": predicate_scale(),
        "annex": annex(lhe),
    }
