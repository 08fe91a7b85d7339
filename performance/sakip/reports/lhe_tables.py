"""The lines of an evaluation sheet as cells: what CSV, XLSX and the annex of the LHE hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from organizations.exact import HUNDRED, exact
from organizations.formatting import format_date
from performance import formulas
from performance.choices import SakipLayer, SakipMethod
from performance.evaluation.reports.columns import quantity
from performance.models import SakipRecommendation
from performance.sakip.queries.lhe import Lhe
from performance.sakip.queries.sheet import Component, Criterion, Sub
from performance.sakip.reports.lhe_columns import ADVICE, COMPONENTS, SHEET, TOTAL, WORDS, Line
from reports.definitions import Cell, Table


def tables(lhe: Lhe) -> list[Table]:
    last = lhe.before.recommendations if lhe.before else ()
    return [
        Table("lke", "Lembar kerja evaluasi", SHEET, sheet_lines(lhe)),
        Table("komponen", "Nilai komponen", COMPONENTS, component_lines(lhe)),
        Table("rekomendasi", "Rekomendasi", ADVICE, advice_lines(lhe.recommendations)),
        Table("tindak_lanjut", f"Rekomendasi {lhe.year - 1}", ADVICE, advice_lines(last)),
    ]


def sheet_lines(lhe: Lhe) -> list[Line]:
    """Components, sub-components, criteria and the total, in the order of the sheet."""
    found: list[Line] = []
    for component in lhe.components:
        found.append(_component(component, lhe))
        for sub in component.subs:
            found.append(_sub(sub, lhe))
            found += [_criterion(line, sub, lhe) for line in sub.criteria]
    return [*found, _total(lhe)] if found else []


def _layers(lhe: Lhe) -> Iterator[tuple[str, str]]:
    """The columns that are filled; the result only once the draft was sent."""
    yield "mandiri", SakipLayer.SELF
    if lhe.is_shared:
        yield "akhir", SakipLayer.FINAL


def _component(component: Component, lhe: Lhe) -> Line:
    line: Line = {
        "tingkat": "komponen",
        "kode": component.item.code,
        "uraian": component.item.name,
        "bobot": quantity(component.weight),
        "_style": "heading",
    }
    for stem, layer in _layers(lhe):
        line[f"nilai_{stem}"] = quantity(component.weighted(layer))
    return line


def _sub(sub: Sub, lhe: Lhe) -> Line:
    line: Line = {
        "tingkat": "subkomponen",
        "kode": sub.item.code,
        "uraian": sub.item.name,
        "bobot": quantity(sub.weight),
        "catatan": sub.answer(lhe.layer).note,
        "_style": "strong",
    }
    for stem, layer in _layers(lhe):
        line[f"jawaban_{stem}"] = answer_of(sub, layer)
        line[f"nilai_{stem}"] = quantity(sub.weighted(layer))
    return line


def answer_of(sub: Sub, layer: str) -> Cell:
    """The letter of a sub-component, or its value 0 to 100 where the sheet knows no letters."""
    value = sub.answer(layer).value
    return value if value in formulas.ANSWERS else quantity(sub.score(layer))


def _criterion(criterion: Criterion, sub: Sub, lhe: Lhe) -> Line:
    line: Line = {
        "tingkat": "kriteria",
        "kode": criterion.item.code,
        "uraian": criterion.item.name,
        "bukti": len(criterion.proofs),
        "catatan": criterion.answer(lhe.layer).note,
    }
    if sub.method == SakipMethod.MEAN:
        line["bobot"] = quantity(_share(sub, Decimal(1)))
    for stem, layer in _layers(lhe):
        value, worth = criterion.answer(layer).value, criterion.worth(layer)
        line[f"jawaban_{stem}"] = WORDS.get(value, value)
        if sub.method == SakipMethod.MEAN and worth is not None:
            line[f"nilai_{stem}"] = quantity(_share(sub, worth))
    return line


def _share(sub: Sub, worth: Decimal) -> Decimal:
    """What a criterion brings where each has the same part of its sub-component's weight."""
    with exact():
        return formulas.weighted_score(sub.weight, worth * HUNDRED) / len(sub.criteria)


def _total(lhe: Lhe) -> Line:
    line: Line = {"tingkat": "total", "uraian": TOTAL, "_style": "total"}
    line["bobot"] = quantity(sum((c.weight for c in lhe.components), Decimal(0)))
    for stem, layer in _layers(lhe):
        total = lhe.total(layer)
        line[f"jawaban_{stem}"] = total.predicate if total else ""
        line[f"nilai_{stem}"] = quantity(total.total) if total else None
        line["catatan"] = total.label if total else ""
    return line


def component_lines(lhe: Lhe) -> list[Line]:
    """The components with last year's points beside them, and the total."""
    found = [_compared(component, lhe) for component in lhe.components]
    if not found:
        return []
    line: Line = {"komponen": TOTAL, "bobot": _total(lhe)["bobot"], "_style": "total"}
    for stem, layer in _layers(lhe):
        total = lhe.total(layer)
        line[f"nilai_{stem}"] = quantity(total.total) if total else None
    before, now = lhe.before, lhe.total(lhe.layer)
    if before:
        line["nilai_tahun_lalu"] = quantity(before.total.total)
        line["selisih"] = quantity(now.total - before.total.total) if now else None
    return [*found, line]


def _compared(component: Component, lhe: Lhe) -> Line:
    line: Line = {
        "kode": component.item.code,
        "komponen": component.item.name,
        "bobot": quantity(component.weight),
    }
    for stem, layer in _layers(lhe):
        line[f"nilai_{stem}"] = quantity(component.weighted(layer))
    old = lhe.before.points(component.item.name) if lhe.before else None
    now = component.weighted(lhe.layer)
    line["nilai_tahun_lalu"] = quantity(old)
    line["selisih"] = quantity(now - old) if now is not None and old is not None else None
    return line


def advice_lines(rows: Sequence[SakipRecommendation]) -> list[Line]:
    return [
        {
            "no": number,
            "komponen": f"{row.item.code} {row.item.name}" if row.item else "Umum",
            "rekomendasi": row.text,
            "batas_waktu": format_date(row.due) if row.due else "",
            "status": status_of(row),
            "tindak_lanjut": row.follow_up,
        }
        for number, row in enumerate(rows, start=1)
    ]


def status_of(row: SakipRecommendation) -> str:
    """How far it is, and whether the Inspektorat has confirmed it."""
    state = row.get_state_display()
    return f"{state}, dikonfirmasi" if row.verified_by_id else state
