"""The worked examples in the docstrings run, and every public formula has its parts."""

import doctest
import importlib
import inspect

import pytest

from performance import formulas

MODULES = [
    "organizations.exact",
    "organizations.formulas",
    "performance.formulas.accumulation",
    "performance.formulas.achievement",
    "performance.formulas.bands",
    "performance.formulas.efficiency",
    "performance.formulas.evaluation",
    "performance.formulas.evaluation_years",
    "performance.formulas.quarters",
    "performance.formulas.rollup",
]
NOT_FORMULAS = {"find_scheme", "schemes_for", "percent", "plain", "rounded"}
PUBLIC = [
    value
    for name, value in vars(formulas).items()
    if name in formulas.__all__ and inspect.isfunction(value) and name not in NOT_FORMULAS
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    result = doctest.testmod(importlib.import_module(name))

    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize("function", PUBLIC, ids=lambda function: function.__name__)
def test_formula_names_its_source_and_an_example(function):
    text = inspect.getdoc(function)

    assert "Source" in text
    assert ">>>" in text
