"""The parsed modules of the app, each parsed once in a process: the rules are many and ask for the same ones."""

import ast
from functools import cache
from pathlib import Path

from tests.paths import ROOT

APP = ROOT / "app"
MODULES = tuple(sorted(APP.rglob("*.py")))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module, in the order of `ast.walk`."""
    return tuple(ast.walk(tree_of(path)))
