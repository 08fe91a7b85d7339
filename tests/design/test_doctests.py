"""The worked examples in the docstrings run, and every public formula has its parts."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re

import pytest

from performance import formulas
from tests.harness.apps import APPS, BASE

EXAMPLE = re.compile(r"^\s*>>> ", re.MULTILINE)
MODULES = [
    ".".join(path.relative_to(BASE).with_suffix("").parts).removesuffix(".__init__")
    for folder in ("config", *APPS)
    for path in sorted((BASE / folder).rglob("*.py"))
    if EXAMPLE.search(path.read_text(encoding="utf-8"))
]
# Not formulas: a table read, a figure divided, shown or rounded.
NOT_FORMULAS = {"find_scheme", "schemes_for", "percent", "plain", "rounded"}
PUBLIC = [
    value
    for name, value in vars(formulas).items()
    if name in formulas.__all__ and inspect.isfunction(value) and name not in NOT_FORMULAS
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str):
    module = importlib.import_module(name)
    written = EXAMPLE.findall(inspect.getsource(module))

    result = doctest.testmod(module)

    assert result.attempted == len(written)  # an example where doctest does not look never runs
    assert not result.failed


@pytest.mark.parametrize("function", PUBLIC, ids=lambda function: function.__name__)
def test_formula_names_its_source_and_an_example_that_calls_it(function):
    text = inspect.getdoc(function) or ""
    examples = doctest.DocTestParser().get_examples(text)

    assert "Source" in text
    assert any(f"{function.__name__}(" in example.source for example in examples)
    assert all(example.want for example in examples if not is_preparation(example.source))


def is_preparation(source: str) -> bool:
    return re.match(r"\w+ = |from |import ", source) is not None
