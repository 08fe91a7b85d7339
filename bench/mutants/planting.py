"""Small mistakes a developer could make: where they fit in a module, and the text with one in it."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_COMPARED: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_CONDITIONS = {"filter", "exclude", "get", "Q", "filter_by", "update"}
_LOOKUPS = {"__lte": "__lt", "__lt": "__lte", "__gte": "__gt", "__gt": "__gte"}
# Sizes of portions and cuts of long texts change no answer.
_INDIFFERENT = {"batch_size", "chunk_size", "max_length", "indent"}
_SQL = re.compile(r"<=|>=|(?<![-<>=])[<>](?![<>=])|\bAND\b|\bOR\b|\bDESC\b|\bNOT\b")
_IN_SQL = {"<=": "<", ">=": ">", "<": "<=", ">": ">=", "AND": "OR", "OR": "AND"}


@dataclass(frozen=True)
class Mutant:
    """One mistake: the text between two offsets of a module becomes another."""

    module: str
    definition: str  # the function, class or constant of the module it stands in
    line: int
    last: int  # the last line it stands on
    runs: bool  # inside a function; else it counts once, while its module is read
    start: int
    end: int
    text: str
    what: str

    def planted(self, source: str) -> str:
        return source[: self.start] + self.text + source[self.end :]


def mutants_of(module: str, source: str) -> Iterator[Mutant]:
    """Every mistake the operators know for a module, in the order of its lines."""
    places = _Places(source)
    tree = ast.parse(source)
    functions = [
        range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            continue
        name = name_of(statement)
        for node, text, what in _changes(statement, source):
            start, end = places.of(node) if isinstance(node, ast.AST) else node
            first, last = (source.count("\n", 0, at) + 1 for at in (start, end))
            runs = any(first in lines for lines in functions)
            yield Mutant(module, name, first, last, runs, start, end, text, what)


def name_of(statement: ast.stmt) -> str:
    """What a statement of a module defines; of several names the first."""
    return next(names_of(statement), "")


def names_of(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
    for target in getattr(statement, "targets", [getattr(statement, "target", None)]):
        for part in getattr(target, "elts", [target]):
            if isinstance(part, ast.Name):
                yield part.id


class _Places:
    """Offsets in the text: a syntax tree counts bytes of a line."""

    def __init__(self, source: str) -> None:
        self.lines = source.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def of(self, node: Any) -> tuple[int, int]:
        return self._at(node.lineno, node.col_offset), self._at(
            node.end_lineno, node.end_col_offset
        )

    def _at(self, line: int, column: int) -> int:
        text = self.lines[line - 1].encode()[:column].decode()
        return self.starts[line - 1] + len(text)


Change = tuple[Any, str, str]  # a node or a span, what stands there then, what was done


def _changes(statement: ast.stmt, source: str) -> Iterator[Change]:
    places = _Places(source)
    for node in _walk(statement):
        if isinstance(node, ast.Expr):
            if isinstance(node.value, ast.Call) and not ast.unparse(node).startswith("log."):
                yield node, "pass", f"left out: {_short(node)}"
        elif isinstance(node, ast.If):
            yield node.test, "False", f"never: if {_short(node.test)}"
        elif isinstance(node, ast.Constant | ast.JoinedStr):
            yield from _constants(node, places, source)
        elif isinstance(node, ast.AugAssign) and type(node.op) in _COUNTED:
            yield _swapped(node, "op", _COUNTED[type(node.op)](), brackets=False)
        elif isinstance(node, ast.expr):
            yield from _expressions(node)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that can be wrong: no docstrings, types, sentences of errors, decorators."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.JoinedStr):
                yield child
            elif isinstance(child, ast.AST) and not _is_silent(child):
                yield from _walk(child)


def _is_silent(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.keyword):
        return node.arg in _INDIFFERENT
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(
        node, ast.Slice | ast.Raise | ast.Import | ast.ImportFrom | ast.AnnAssign
    ) and not (isinstance(node, ast.AnnAssign) and node.value is not None)


def _expressions(node: ast.expr) -> Iterator[Change]:
    for kind, changes in _OF_KIND.items():
        if isinstance(node, kind):
            yield from changes(node)


def _comparisons(node: ast.Compare) -> Iterator[Change]:
    for at, operator in enumerate(node.ops):
        yield _swapped(
            node, "ops", [*node.ops[:at], _COMPARED[type(operator)](), *node.ops[at + 1 :]]
        )


def _and_or(node: ast.BoolOp) -> Iterator[Change]:
    """The other word, and each part of an "and" left out."""
    is_and = isinstance(node.op, ast.And)
    yield _swapped(node, "op", ast.Or() if is_and else ast.And())
    for at in range(len(node.values) if is_and else 0):
        yield _swapped(node, "values", node.values[:at] + node.values[at + 1 :])


def _sums(node: ast.BinOp) -> Iterator[Change]:
    is_type = isinstance(node.right, ast.Constant) and node.right.value is None  # X | None
    if type(node.op) in _COUNTED and not is_type:
        yield _swapped(node, "op", _COUNTED[type(node.op)]())


def _negations(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.Not | ast.Invert):
        yield node, f"({ast.unparse(node.operand)})", f"{_short(node)} -> {_short(node.operand)}"


def _choices(node: ast.IfExp) -> Iterator[Change]:
    yield _swapped(node, "test", ast.Constant(value=False))


def _filtered(node: Any) -> Iterator[Change]:
    """A comprehension without its condition."""
    for at, part in enumerate(node.generators):
        if part.ifs:
            other = copy.deepcopy(node)
            other.generators[at].ifs = []
            yield node, f"({ast.unparse(other)})", f"without: if {_short(part.ifs[0])}"


def _calls(node: ast.Call) -> Iterator[Change]:
    """Conditions of a query: one left out, a bound moved, the order turned round."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    for at, keyword in enumerate(node.keywords if name in _CONDITIONS else ()):
        rest = node.keywords[:at] + node.keywords[at + 1 :]
        if name != "Q" or rest or node.args:
            yield _swapped(node, "keywords", rest)
        bound = re.search(r"__[lg]te?$", keyword.arg or "")
        if bound and keyword.arg:
            moved = keyword.arg[: bound.start()] + _LOOKUPS[bound[0]]
            yield _swapped(node, "keywords", [*rest, ast.keyword(moved, keyword.value)])
    for argument in node.args if name == "order_by" else ():
        name = argument.value if isinstance(argument, ast.Constant) else ""
        if isinstance(name, str) and name.startswith("-"):
            yield argument, repr(name[1:]), f"order: {name} -> {name[1:]}"


def _constants(node: Any, places: _Places, source: str) -> Iterator[Change]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node, str(not node.value), f"{node.value} -> {not node.value}"
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield node, str(node.value + 1), f"{node.value} -> {node.value + 1}"
    else:
        start, end = places.of(node)
        text = source[start:end]
        if "SELECT" in text or "WHERE" in text or "JOIN" in text:
            for found in _SQL.finditer(text):
                at, other = start + found.start(), _IN_SQL.get(found[0], "")
                yield (at, at + len(found[0])), other, f"SQL: {found[0]} -> {other or 'left out'}"


def _swapped(node: Any, field: str, value: Any, *, brackets: bool = True) -> Change:
    other = copy.copy(node)
    setattr(other, field, value)
    if isinstance(other, ast.BoolOp) and len(other.values) == 1:
        other = other.values[0]
    text = ast.unparse(other)
    return node, f"({text})" if brackets else text, f"{_short(node)} -> {_short(other)}"


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) < 70 else f"{text[:67]}..."


_OF_KIND: dict[Any, Callable[[Any], Iterator[Change]]] = {
    ast.Compare: _comparisons,
    ast.BoolOp: _and_or,
    ast.BinOp: _sums,
    ast.UnaryOp: _negations,
    ast.IfExp: _choices,
    (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp): _filtered,
    ast.Call: _calls,
}
