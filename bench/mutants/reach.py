"""Which tests are near a definition: read from the sources, by what names what.

A test reaches what it calls by name, what the view of an address it names calls, what the
report of a slug it names calls, and so on from definition to definition; nearest first. Which of
them run a line is known from the recording; the names put them in order, and lead from a constant,
which no test runs, to the functions that read it.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLResolver, get_resolver

from bench.mutants.planting import name_of, names_of

Place = tuple[str, str]  # module, definition; "" for the module itself
# Tests that ask for these start a portal or a browser.
SLOW = {"demo_portal", "live_portal", "page", "open_page", "axe"}


class Reach:
    def __init__(self, root: Path, folders: list[str]) -> None:
        self.files = {
            _module(path.relative_to(root)): str(path.relative_to(root))
            for folder in folders
            for path in sorted((root / folder).rglob("*.py"))
            if "migrations" not in path.parts
        }
        self.trees = {
            module: ast.parse((root / place).read_text(encoding="utf-8"))
            for module, place in self.files.items()
        }
        self.slow = {
            module
            for module, tree in self.trees.items()
            if SLOW & {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        }
        self.words = self._words()
        self.users: dict[Place, set[Place]] = defaultdict(set)
        for module, tree in self.trees.items():
            self._read(module, tree)

    def tests_of(self, place: Place) -> list[str]:
        """Node names of the tests that reach a definition, the nearest first."""
        seen, ring, found = {place}, [place], []
        while ring:
            found += sorted(
                f"{self.files[m]}::{name}" for m, name in ring if self._is_test(m, name)
            )
            fresh = {user for old in ring for user in self.users[old]} - seen
            seen |= fresh
            ring = sorted(fresh)
        return found

    def users_of(self, place: Place) -> Iterator[list[tuple[str, int, int]]]:
        """File, first and last line of what names a definition, then of what names those."""
        seen, ring = {place}, [place]
        while ring:
            ring = sorted({user for old in ring for user in self.users[old]} - seen)
            seen |= set(ring)
            spans = [(self.files[m], self._span(m, name)) for m, name in ring if m in self.files]
            yield [(path, *span) for path, span in spans if span]

    def _span(self, module: str, name: str) -> tuple[int, int] | None:
        for node in self.trees[module].body:
            if name and name_of(node) == name and not isinstance(node, ast.Import | ast.ImportFrom):
                return node.lineno, node.end_lineno or node.lineno
        return None

    def _is_test(self, module: str, name: str) -> bool:
        if not (name.startswith("test_") and module.rpartition(".")[2].startswith("test_")):
            return False
        return module not in self.slow

    def _read(self, module: str, tree: ast.Module) -> None:
        known: dict[str, Place] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                known |= self._imported(module, node)
        own: dict[str, Place] = {}
        for statement in tree.body:
            first, names = name_of(statement), list(names_of(statement))
            own |= dict.fromkeys(names, (module, first))
            self.users[module, first] |= {(module, name) for name in names[1:]}
        fixtures = self._fixtures(module)
        for name, target in known.items():
            self.users[target].add((module, name))  # one more module may take it from here
        for statement in tree.body:
            user = (module, name_of(statement))
            for used in self._used(statement, {**fixtures, **known, **own}):
                self.users[used].add(user)
            for holder in _holders(statement, known):  # who asks the registry asks for all it holds
                self.users[user] |= {(holder, name_of(s)) for s in self.trees[holder].body}

    def _used(self, statement: ast.stmt, known: dict[str, Place]) -> Iterator[Place]:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id in known:
                yield known[node.id]
            elif isinstance(node, ast.arg) and node.arg in known:
                yield known[node.arg]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                module, name = known.get(node.value.id, ("", ""))
                if not name and module:
                    yield module, node.attr
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from self.words.get(node.value.rpartition(":")[2], ())

    def _imported(self, module: str, node: ast.Import | ast.ImportFrom) -> dict[str, Place]:
        if isinstance(node, ast.Import):
            return {(a.asname or a.name): (a.name, "") for a in node.names if a.name in self.trees}
        source = self._source(module, node)
        places: dict[str, Place] = {}
        for alias in node.names:
            whole = f"{source}.{alias.name}"
            if whole in self.trees:
                places[alias.asname or alias.name] = (whole, "")
            elif source in self.trees:
                places[alias.asname or alias.name] = (source, alias.name)
        return places

    def _source(self, module: str, node: ast.ImportFrom) -> str:
        """The module something is taken from, also where it is named from here."""
        if not node.level:
            return node.module or ""
        parts = module.split(".")
        up = node.level - self.files[module].endswith("__init__.py")
        return ".".join([*parts[: len(parts) - up], *([node.module] if node.module else [])])

    def _fixtures(self, module: str) -> dict[str, Place]:
        """Fixtures a test may ask for by name: those of conftest modules above it."""
        found: dict[str, Place] = {}
        parts = module.split(".")[:-1]
        for length in range(1, len(parts) + 1):
            near = ".".join([*parts[:length], "conftest"])
            for statement in self.trees[near].body if near in self.trees else ():
                found[name_of(statement)] = (near, name_of(statement))
        return found

    def _words(self) -> dict[str, set[Place]]:
        """Addresses by their names, reports by their slugs, commands and tasks by theirs."""
        words: dict[str, set[Place]] = defaultdict(set)
        for name, view in _views(get_resolver()):
            words[name].add((view.__module__, getattr(view, "__name__", type(view).__name__)))
        for module, tree in self.trees.items():
            if ".management.commands." in module or _files_something(tree):
                place = "Command" if ".management.commands." in module else ""
                words[module.rpartition(".")[2]].add((module, place))
            for statement in tree.body:
                for word in _named(statement):
                    words[word].add((module, name_of(statement)))
        return words


def _holders(statement: ast.stmt, known: dict[str, Place]) -> Iterator[str]:
    """The modules of the decorators that file a definition under a name."""
    for decorator in getattr(statement, "decorator_list", ()):
        name = getattr(getattr(decorator, "func", None), "id", "")
        if name in known and known[name][1]:
            yield known[name][0]


def _files_something(tree: ast.Module) -> bool:
    """Calls at the level of the module: it files things in a registry."""
    return any(isinstance(s, ast.Expr) and isinstance(s.value, ast.Call) for s in tree.body)


def _named(statement: ast.stmt) -> Iterator[str]:
    """The slug of a report, the name of a task."""
    values = [
        getattr(line, "value", None)
        for line in (statement.body if isinstance(statement, ast.ClassDef) else ())
        if name_of(line) == "slug"
    ]
    for decorator in getattr(statement, "decorator_list", ()):
        keywords = getattr(decorator, "keywords", ())
        values += [keyword.value for keyword in keywords if keyword.arg == "name"]
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def _module(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _views(resolver: URLResolver) -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry)
        elif entry.name:
            yield entry.name, getattr(entry.callback, "view_class", entry.callback)
