"""Records are built by keyword: a field that is added or moved must not slip into another's place unseen."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.rules.trees import MODULES, nodes_of

MAX_BY_POSITION = 3
ROWS = {
    "AssessmentKey", "Column", "DisclosureSheet", "ExportTable", "Limit", "OpenFile", "Persona", "RoundKey",
    "RowProblem", "Section", "SheetTable", "Story", "_Deed", "_SyntaxError",
}  # fmt: skip
"""Written as tables, one row beneath the other, or in the order of an address."""


@cache
def _records() -> set[str]:
    return {
        node.name
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.dump(mark) for mark in node.decorator_list)
    } - ROWS


def _long_by_position(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _records():
            is_unpacking = any(isinstance(argument, ast.Starred) for argument in node.args)
            if len(node.args) > MAX_BY_POSITION and not is_unpacking:
                yield f"{node.func.id} on line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_record_of_more_than_three_fields_is_built_by_keyword(path: Path) -> None:
    assert list(_long_by_position(path)) == []
