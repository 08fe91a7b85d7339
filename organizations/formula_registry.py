"""Formulas by name, for `verify_formulas`: each domain files its own in `formula_vectors.py`.

    @formula("surveys.index")
    def index(given: dict) -> object: ...

A formula takes the `given` of a vector and returns what JSON can say (decimals as strings).
An input it cannot use raises `organizations.exact.FormulaError` with an Indonesian sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from organizations.exact import FormulaError
from organizations.registry import Registry

Formula = Callable[[dict[str, object]], object]


@dataclass(frozen=True)
class NamedFormula:
    name: str
    function: Formula


FORMULAS = Registry[NamedFormula]("formula", name=attrgetter("name"))


class UnknownFormulaError(LookupError):
    """No app has filed a formula of this name."""

    def __str__(self) -> str:
        return f'rumus "{self.args[0]}" belum dikenal'


def formula(name: str) -> Callable[[Formula], Formula]:
    """File a function under a name; two formulas of one name are refused."""

    def file(function: Formula) -> Formula:
        FORMULAS.file(NamedFormula(name, function))
        return function

    return file


def evaluate(name: str, given: object) -> object:
    """The formula's answer, or `{"error": sentence}` when the input cannot be used."""
    found = FORMULAS.find(name)
    if found is None:
        raise UnknownFormulaError(name)
    if not isinstance(given, dict):
        return {"error": "given harus berupa objek JSON"}
    try:
        return found.function(given)
    except FormulaError as refusal:
        return {"error": str(refusal)}
