"""Survey formulas as `verify_formulas` calls them: read strictly, compute, print."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from organizations.exact import FormulaError, plain, rounded
from organizations.formula_given import Given, shown, to_decimal
from organizations.formula_registry import formula
from surveys import formulas
from surveys.formulas.sample import MOST_PEOPLE

_WAYS = ("sums", "rows", "element_means")


@formula("surveys.index")
def index(given: dict[str, object]) -> object:
    """Sums with respondents, raw rows or means of elements in; index and its grade out."""
    ways = [way for way in _WAYS if way in given]
    if len(ways) != 1:
        raise FormulaError(f"isi tepat satu dari {', '.join(_WAYS)}")
    value = _WAY[ways[0]](given)
    grade = formulas.grade_of(value)
    return {"index": plain(rounded(value)), "grade": grade.letter if grade else None}


@formula("surveys.sample_size")
def sample_size(given: dict[str, object]) -> int:
    return formulas.sample_size(Given(given).whole("population", 0, MOST_PEOPLE))


def _by_sums(given: dict[str, object]) -> Decimal | None:
    respondents = Given(given).whole("respondents", 0, MOST_PEOPLE)
    sums = [_whole(name, value) for name, value in _elements(given, "sums")]
    return formulas.index_of_sums(sums, respondents)


def _by_rows(given: dict[str, object]) -> Decimal | None:
    rows = given["rows"]
    if not isinstance(rows, list | tuple):
        raise FormulaError(f"rows harus berupa daftar, bukan {shown(rows)}")
    return formulas.index_of_sums(*formulas.sums_of_rows(rows))


def _by_means(given: dict[str, object]) -> Decimal | None:
    means = _elements(given, "element_means")
    if all(value is None for _, value in means):
        return None
    return formulas.index_of_means([to_decimal(name, value) for name, value in means])


def _elements(given: dict[str, object], key: str) -> list[tuple[str, object]]:
    """Name and value of each of the nine elements, from a mapping or a list in their order."""
    values = given[key]
    if isinstance(values, list | tuple):
        values = {f"{key} ke-{at}": value for at, value in enumerate(values, 1)}
    if not isinstance(values, Mapping):
        raise FormulaError(f"{key} harus berisi {formulas.ELEMENTS} unsur, bukan {shown(values)}")
    if len(values) != formulas.ELEMENTS:
        raise FormulaError(f"{key} harus berisi {formulas.ELEMENTS} unsur, bukan {len(values)}")
    return list(values.items())


def _whole(name: str, value: object) -> int:
    number = to_decimal(name, value)
    if number != number.to_integral_value():
        raise FormulaError(f"{name} harus bilangan bulat, bukan {shown(value)}")
    return int(number)


_WAY = {"sums": _by_sums, "rows": _by_rows, "element_means": _by_means}
