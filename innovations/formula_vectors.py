"""Innovation formulas as `verify_formulas` calls them: read strictly, compute, print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from innovations import formulas
from innovations.formulas.index import BASIC_SERVICES
from organizations.exact import FormulaError, plain, rounded
from organizations.formula_given import Given, shown, to_decimal
from organizations.formula_registry import formula

_MOST = 10**6


@formula("innovations.index")
def index(given: dict[str, object]) -> dict[str, object]:
    read = Given(given)
    scores = read.decimals("innovation_scores")
    regional = read.decimal("spd")
    if regional is None or any(score is None for score in scores):
        raise FormulaError("spd dan setiap nilai inovasi harus diisi")
    value = formulas.innovation_index(
        formulas.rule_of(read.whole("year", 0, 9999)),
        [score for score in scores if score is not None],
        regional,
        read.whole("count", 0, _MOST),
        read.whole("basic_services", 0, BASIC_SERVICES),
    )
    return {"score": plain(rounded(value)), "band": formulas.band_of(value)}


@formula("competitions.rank")
def rank(given: dict[str, object]) -> object:
    """Places in order; scores that are missing are named instead, none counts as zero."""
    read = Given(given)
    criteria = {name: _number(name, weight) for name, weight in _named("criteria", given).items()}
    scores = {
        entry: {
            juror: _sheet(f"{entry}/{juror}", sheet) for juror, sheet in _mapping(entry, sheets)
        }
        for entry, sheets in _named("scores", given).items()
    }
    aggregate = read.choice("aggregate", formulas.AGGREGATES, default=formulas.AGGREGATES[0])
    if missing := formulas.missing_scores(criteria, scores):
        return {"blocked": ["/".join(names) for names in missing]}
    places = formulas.ranked(criteria, scores, aggregate, _names(given.get("tie_break") or []))
    return [{"entry": p.entry, "score": plain(p.score), "rank": p.rank} for p in places]


def _sheet(name: str, sheet: object) -> dict[str, Decimal | None]:
    return {
        criterion: None if score is None else to_decimal(f"{name}/{criterion}", score)
        for criterion, score in _mapping(name, sheet)
    }


def _named(key: str, given: Mapping[str, object]) -> dict[str, object]:
    if key not in given:
        raise FormulaError(f"{key} harus diisi")
    return dict(_mapping(key, given[key]))


def _mapping(name: str, value: object) -> Iterable[tuple[str, object]]:
    if not isinstance(value, Mapping):
        raise FormulaError(f"{name} harus berisi nama dan nilai, bukan {shown(value)}")
    return value.items()


def _names(value: object) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise FormulaError(f"tie_break harus daftar kriteria, bukan {shown(value)}")
    return list(value)


def _number(name: str, value: object) -> Decimal:
    if value is None:
        raise FormulaError(f"bobot {name} harus diisi")
    return to_decimal(f"bobot {name}", value)
