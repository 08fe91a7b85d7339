"""Every text that a form takes has an end, and whoever writes too much reads how much fits."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.apps import apps

OURS = {"organizations", "reports", "complaints", "surveys", "innovations", "performance"}
# Texts that are looked up in a list, or read as a number or a day, and never stored as they are.
READ = (forms.IntegerField, forms.DateField, forms.DateTimeField, forms.UUIDField)


def form_classes() -> list[type[forms.BaseForm]]:
    for name in OURS:
        package = apps.get_app_config(name).module
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations" not in module.name and ".demo" not in module.name:
                import_module(module.name)
    found = subclasses(forms.BaseForm)
    ours = {one for one in found if one.__module__.partition(".")[0] in OURS}
    return sorted(ours, key=lambda one: f"{one.__module__}.{one.__name__}")


def subclasses(of: type) -> Iterator[type]:
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)


FIELDS = [
    pytest.param(field, id=f"{form.__module__}.{form.__name__}.{name}")
    for form in form_classes()
    for name, field in form.base_fields.items()
    if isinstance(field, forms.CharField) and not isinstance(field, READ)
]


def test_forms_are_found():
    assert len(form_classes()) > 40
    assert len(FIELDS) > 80


@pytest.mark.parametrize("field", FIELDS)
def test_a_text_has_a_limit_and_a_sentence(field):
    assert field.max_length is not None, "this text has no end"
    with pytest.raises(forms.ValidationError) as refused:
        field.clean("a" * (field.max_length + 1))
    sentence = " ".join(refused.value.messages)
    assert re.search(r"maksimal|paling (panjang|banyak)|tidak cocok", sentence, re.IGNORECASE), (
        sentence
    )


def test_fields_made_while_a_form_is_built_have_a_limit_too():
    """Those are in no class; their source tells."""
    folders = [Path(apps.get_app_config(name).path) for name in sorted(OURS)]
    endless = [
        f"{path.relative_to(folder.parent)}:{call.lineno}"
        for folder in folders
        for path in folder.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if is_endless_text(call)
    ]
    assert endless == []


def is_endless_text(call: ast.AST) -> bool:
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    is_text = ast.unparse(call.func) in {"forms.CharField", "forms.EmailField", "forms.URLField"}
    return is_text and not any(word.arg in {"max_length", None} for word in call.keywords)
