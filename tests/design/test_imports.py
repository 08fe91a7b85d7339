"""Nothing imports in a circle, not even from inside a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from tests.harness.apps import APPS


def _name_of(path: Path) -> str:
    parts = path.relative_to(settings.BASE_DIR).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, ast.Module]:
    found = {}
    for root in ("config", *APPS):
        for path in (settings.BASE_DIR / root).rglob("*.py"):
            found[_name_of(path)] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def statements(node: ast.AST, *, inside: bool = False) -> Iterator[tuple[ast.stmt, bool]]:
    """Every import below a node, and whether it stands inside a function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, inside
        elif not _is_for_types(child):
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from statements(child, inside=inside or is_function)


def targets(statement: ast.stmt) -> set[str]:
    """Own modules a statement names: the submodule where a name is one, else the package."""
    if isinstance(statement, ast.Import):
        return {alias.name for alias in statement.names} & modules().keys()
    assert isinstance(statement, ast.ImportFrom)
    source = statement.module or ""
    named = {f"{source}.{alias.name}" for alias in statement.names}
    found = named & modules().keys()
    if len(found) < len(named) and source in modules():
        found |= {source}
    return found


def imports() -> dict[str, set[str]]:
    return {
        name: {target for statement, _ in statements(tree) for target in targets(statement)}
        - {name}
        for name, tree in modules().items()
    }


def circles(edges: dict[str, set[str]]) -> set[str]:
    """Modules that reach themselves: what is left when leaves and roots are taken away."""
    left = {name: set(found) for name, found in edges.items()}
    while True:
        reached = set().union(*left.values()) if left else set()
        kept = {
            name: found & left.keys()
            for name, found in left.items()
            if found & left.keys() and name in reached
        }
        if kept == left:
            return set(kept)
        left = kept


def test_the_finder_of_circles_finds_them():
    line = {"a": {"b"}, "b": {"c"}, "c": set()}

    assert circles(line) == set()
    assert circles({**line, "c": {"b"}}) == {"b", "c"}


def test_no_module_imports_in_a_circle():
    assert circles(imports()) == set()


def test_own_code_is_never_imported_inside_a_function():
    """Slow libraries are; an own module there would only hide an arrow. One package stands for
    its library: every worker would hold what a few copies need."""
    inline = {
        (name, target)
        for name, tree in modules().items()
        for statement, inside in statements(tree)
        for target in targets(statement)
        if inside
    }

    assert inline == {("reports.rendering.document", "reports.rendering.word")}


def test_only_wake_hands_work_to_the_broker():
    """Every other way would make a request wait for a broker that hangs."""
    words = {"send_task", "apply_async", "delay"}
    found = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in words
    }

    assert found == {"organizations.wake"}
