"""Formulas by name, for `verify_formulas`: each domain files its own in `formula_vectors.py`.

    @formula("surveys.index")
    def index(given: dict) -> object: ...

A formula takes the `given` of a vector and returns what JSON can say (decimals as strings).
An input it cannot use raises `organizations.exact.FormulaError` with an Indonesian sentence.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

from organizations.exact import FormulaError

Formula = Callable[[dict[str, object]], object]

_FORMULAS: dict[str, Formula] = {}


class UnknownFormulaError(LookupError):
    """No app has filed a formula of this name."""

    def __str__(self) -> str:
        return f'rumus "{self.args[0]}" belum dikenal'


def formula(name: str) -> Callable[[Formula], Formula]:
    """File a function under a name; two formulas of one name are refused."""

    def file(function: Formula) -> Formula:
        known = _FORMULAS.setdefault(name, function)
        if _address(known) != _address(function):
            raise TypeError(f"two formulas are called {name}")
        return function

    return file


def discover() -> None:
    """Import every app's `formula_vectors` module."""
    autodiscover_modules("formula_vectors")


def names() -> list[str]:
    return sorted(_FORMULAS)


def evaluate(name: str, given: object) -> object:
    """The formula's answer, or `{"error": sentence}` when the input cannot be used."""
    function = _FORMULAS.get(name)
    if function is None:
        raise UnknownFormulaError(name)
    if not isinstance(given, dict):
        return {"error": "given harus berupa objek JSON"}
    try:
        return function(given)
    except FormulaError as refusal:
        return {"error": str(refusal)}


def _address(function: Formula) -> tuple[str, str]:
    # A module imported twice files the same function twice.
    return function.__module__, function.__qualname__
