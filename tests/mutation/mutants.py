"""Mutants: the same source with one small change, each of which a test ought to notice.

Left out is what no listener could notice: docstrings, annotations, decorators, assertions (they are for the type
checker), the words of exceptions and formatted strings (their parts have no places of their own before Python 3.12).
"""

import ast
import hashlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
Node = TypeVar("Node", bound=ast.AST)
Changed = ast.expr | ast.stmt | ast.keyword
OTHERS = {"min": "max", "max": "min", "any": "all", "all": "any"}
"""Functions, each with the one that stands in for it."""
CONDITIONAL = (ast.If, ast.While, ast.IfExp)
ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.ClassDef)
BARE = (ast.stmt, ast.Call, ast.keyword)
"""Parents within which an expression needs no parentheses."""
REMOVED = (ast.AugAssign, ast.Raise, ast.Delete, ast.Break, ast.Continue)


@dataclass(frozen=True)
class Mutant:
    """One change of one place in a file."""

    file: str
    """From the root of the checkout."""
    function: str
    """Its qualified name; of a class or nothing where it is no function's line."""
    lines: range
    """From the first to behind the last that it changes."""
    start: int
    """Bytes before what is replaced ..."""
    end: int
    """... and before what follows it."""
    text: str
    """What is put there."""
    change: str
    """What was changed into what, as a reader sees it: the lines of code, in one."""
    in_function: bool
    """Whether its line runs when the function is called, instead of when the module is imported."""
    nth: int = 0
    """Of equal changes within the function."""

    @cached_property
    def name(self) -> str:
        """What it is called, wherever in the file it stands."""
        return f"{self.file} {self.function}: {self.change}" + (f" ({self.nth + 1})" if self.nth else "")

    def applied(self, source: bytes) -> bytes:
        """Return the source with it."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    def rank(self, seed: int) -> str:
        """Return what a sample is ordered by: chance, which other changes of the code don't change."""
        return hashlib.sha256(f"{seed} {self.name}".encode()).hexdigest()


@dataclass(frozen=True)
class _Place:
    """A node with what is around it."""

    node: ast.AST
    parent: ast.AST
    scope: tuple[str, ...]
    in_function: bool


def mutants(file: str, source: bytes) -> list[Mutant]:
    """Return every mutant of a file, in the order of its lines."""
    tree = ast.parse(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found: dict[tuple[str, str], int] = {}
    made: list[Mutant] = []
    for place in _places(tree, tree, (), False):
        for node, text in _changes(place):
            start, end = starts[node.lineno - 1] + node.col_offset, starts[_end(node) - 1] + (node.end_col_offset or 0)
            first, last = starts[node.lineno - 1], starts[_end(node)]
            before, after = source[first:last], source[first:start] + text.encode() + source[end:last]
            change = f"{_line(before)} → {_line(after)}"
            function = ".".join(place.scope)
            nth = found[function, change] = found.get((function, change), -1) + 1
            lines = range(node.lineno, _end(node) + 1)
            made.append(Mutant(file, function, lines, start, end, text, change, place.in_function, nth))
    return made


def _end(node: Changed) -> int:
    return node.end_lineno or node.lineno


def _line(code: bytes) -> str:
    return " ".join(code.decode().split())


def _places(node: ast.AST, parent: ast.AST, scope: tuple[str, ...], in_function: bool) -> Iterator[_Place]:
    """Yield every node that may be changed, the outer before the inner."""
    if isinstance(node, ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom):
        return
    yield _Place(node, parent, scope, in_function)
    inner = (*scope, node.name) if isinstance(node, SCOPES) else scope
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list") or (isinstance(node, ast.Raise) and field == "exc"):
            continue
        body = field == "body" and isinstance(node, FUNCTIONS)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                yield from _places(each, node, inner, in_function or body)


def _changes(place: _Place) -> Iterator[tuple[Changed, str]]:
    """Yield what a node may become: the node that is replaced, and its text."""
    node = place.node
    if isinstance(node, ast.expr):
        for changed in _expressions(place):
            text = ast.unparse(changed)
            bare = isinstance(place.parent, BARE) or isinstance(changed, ast.Constant | ast.Call | ast.Name)
            yield node, text if bare else f"({text})"
    if isinstance(node, CONDITIONAL):
        yield from _negated(node.test)
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield from _negated(test)
    elif isinstance(node, ast.keyword) and node.arg and isinstance(place.parent, ast.Call):
        yield node, "**{}"
    elif isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        yield node, "return None"
    elif isinstance(node, ast.stmt) and _does_something(node):
        yield node, "pass"


def _does_something(node: ast.stmt) -> bool:
    """Whether it is a statement that can be left out, and isn't the only one that makes a name."""
    if isinstance(node, ast.Assign):
        return not isinstance(node.targets[0], ast.Name | ast.Tuple)
    return isinstance(node, REMOVED) or (isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant))


def _negated(test: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    """Yield a condition's contrary, but where the turned comparison is it already."""
    contrary = isinstance(test, ast.UnaryOp) or (isinstance(test, ast.Compare) and not isinstance(test.ops[0], ORDERS))
    if not contrary:
        yield test, f"(not ({ast.unparse(test)}))"


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _expressions(place: _Place) -> Iterator[ast.expr]:
    """Yield what an expression may become."""
    node = place.node
    if isinstance(node, ast.Compare):
        for index, op in enumerate(node.ops):
            yield _with(node, ops=[*node.ops[:index], TURNED[type(op)](), *node.ops[index + 1 :]])
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in TURNED:
        yield _with(node, op=TURNED[type(node.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _constants(place)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OTHERS:
        yield _with(node, func=ast.Name(OTHERS[node.func.id]))


def _constants(place: _Place) -> Iterator[ast.expr]:
    node = place.node
    assert isinstance(node, ast.Constant)
    match node.value:
        case bool():
            yield ast.Constant(not node.value)
        case int() | float():
            yield ast.Constant(node.value + 1)
        case str() if node.value and not isinstance(place.parent, ast.Expr):
            yield ast.Constant(f"{node.value}_")


def _with(node: Node, **fields: object) -> Node:
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
