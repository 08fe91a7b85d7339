"""Performance formulas as `verify_formulas` calls them: read strictly, compute, print."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

from organizations.exact import MAX_DECIMALS, FormulaError, plain, rounded
from organizations.formula_given import Given
from organizations.formula_registry import formula
from performance import formulas
from performance.choices import Accumulation
from performance.formulas import quarters

# E.81 itself knows sums; "last" and "average" are the other accumulations its vectors use.
E81_ACCUMULATIONS = (Accumulation.SUM, Accumulation.LAST, Accumulation.AVERAGE)
E81_COLUMNS = ("col12_k", "col12_rp", "col13_k", "col13_rp", "col14_k", "col14_rp")


def _decimals(read: Given) -> int:
    return read.whole("decimals", 0, MAX_DECIMALS, default=2)


@formula("performance.achievement")
def achievement(given: dict[str, object]) -> object:
    read = Given(given)
    policy = formulas.AchievementPolicy(
        polarity=read.choice("polarity", formulas.POLARITIES),
        lower_method=read.choice("lower_method", formulas.LOWER_METHODS, default="symmetric"),
        floor=read.decimal("floor", default=0),
        cap=read.decimal("cap", default=None),
        zero_target=read.choice("zero_target", formulas.ZERO_TARGETS, default="null"),
        decimals=_decimals(read),
    )
    realization = read.decimal("realization")
    if policy.polarity == "range":
        low, high = read.decimal("range_low"), read.decimal("range_high")
        return plain(formulas.achievement(None, realization, policy, low, high))
    return plain(formulas.achievement(read.decimal("target"), realization, policy))


@formula("performance.accumulate")
def accumulate(given: dict[str, object]) -> object:
    read = Given(given)
    method = read.choice("method", formulas.ACCUMULATIONS)
    decimals = _decimals(read)
    if method == Accumulation.RATIO:
        parts = read.decimals("numerators"), read.decimals("denominators")
        return plain(rounded(formulas.accumulate_ratio(*parts), decimals))
    return plain(rounded(formulas.accumulate(read.decimals("values"), method), decimals))


@formula("performance.band")
def band(given: dict[str, object]) -> object:
    read = Given(given)
    found = formulas.band(read.decimal("value"), read.text("scheme"))
    return None if found is None else found.label


@formula("performance.e81")
def e81(given: dict[str, object]) -> object:
    read = Given(given)
    row = formulas.E81Input(
        target_renstra_k=read.decimal("target_renstra_k"),
        target_renstra_rp=read.decimal("target_renstra_rp"),
        realisasi_lalu_k=read.decimal("realisasi_lalu_k"),
        realisasi_lalu_rp=read.decimal("realisasi_lalu_rp"),
        target_k=read.decimal("target_k"),
        pagu_rp=read.decimal("pagu_rp"),
        tw_k=read.decimals("tw_k", length=quarters.QUARTERS),
        tw_rp=read.decimals("tw_rp", length=quarters.QUARTERS),
        accumulation=read.choice("accumulation", E81_ACCUMULATIONS),
    )
    columns = asdict(formulas.e81_columns(row))
    return {name: plain(columns[name]) for name in E81_COLUMNS}


@formula("sakip.total")
def sakip_total(given: dict[str, object]) -> object:
    read = Given(given)
    read.choice("instrument", (formulas.INSTRUMENT_2021,), default=formulas.INSTRUMENT_2021)
    if "answers" in given:
        scores = formulas.answers_to_scores(_letters(given["answers"]))
    else:
        scores = _scores(given.get("scores"))
    found = formulas.sakip_total(scores)
    return {"total": plain(found.total), "predicate": found.predicate}


@formula("sakip.predicate")
def sakip_predicate(given: dict[str, object]) -> object:
    total = Given(given).decimal("total")
    if total is None:
        raise FormulaError("total belum diisi")
    found = formulas.sakip_predicate(total)
    return {"predicate": found.predicate, "label": found.label}


def _letters(values: object) -> dict[str, str]:
    if not isinstance(values, dict):
        raise FormulaError("answers harus berupa pasangan subkomponen dan jawaban")
    return {str(name): str(letter) for name, letter in values.items()}


def _scores(values: object) -> dict[str, Decimal]:
    if not isinstance(values, dict):
        raise FormulaError("scores harus berupa pasangan subkomponen dan nilai")
    read = Given(values)
    found = {name: read.decimal(name) for name in values}
    empty = [name for name, value in found.items() if value is None]
    if empty:
        raise FormulaError(f"nilai subkomponen {', '.join(empty)} belum diisi")
    return {name: value for name, value in found.items() if value is not None}
