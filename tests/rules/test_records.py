"""Records are built by keyword: a field that is added or moved must not slip into another's place unseen."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "app").rglob("*.py"))}
MAX_BY_POSITION = 3
ROWS = {
    "AssessmentKey", "Column", "DisclosureSheet", "ExportTable", "Limit", "OpenFile", "Persona", "RoundKey",
    "RowProblem", "Section", "SheetTable", "Story", "_Deed", "_SyntaxError",
}  # fmt: skip
"""Written as tables, one row beneath the other, or in the order of an address."""


def _dataclasses() -> set[str]:
    return {
        node.name
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.dump(mark) for mark in node.decorator_list)
    }


RECORDS = _dataclasses() - ROWS


def _long_by_position(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDS:
            is_unpacking = any(isinstance(argument, ast.Starred) for argument in node.args)
            if len(node.args) > MAX_BY_POSITION and not is_unpacking:
                yield f"{node.func.id} on line {node.lineno}"


@pytest.mark.parametrize("path", TREES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_record_of_more_than_three_fields_is_built_by_keyword(path: Path) -> None:
    assert list(_long_by_position(TREES[path])) == []
