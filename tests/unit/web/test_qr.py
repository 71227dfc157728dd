"""A link as a QR code: every dark module is drawn, and nothing else."""

import re

import pytest
import segno

from app.web.shell.qr import QUIET, qr_code


def drawn(path: str) -> set[tuple[int, int]]:
    """The modules (column, row) that the path covers."""
    squares = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        squares |= {(int(x) + step, int(y)) for step in range(int(length))}
    return squares


@pytest.mark.parametrize(
    "link", ["https://kollen.example/oppen-lank/" + "a" * 22, "https://k.se/oppen-lank/1", "x" * 300]
)
def test_the_drawing_has_exactly_the_modules_of_the_code(link: str) -> None:
    matrix = segno.make_qr(link, error="m", boost_error=False).matrix
    dark = {
        (column + QUIET, row + QUIET)
        for row, modules in enumerate(matrix)
        for column, module in enumerate(modules)
        if module
    }
    code = qr_code(link)
    assert drawn(code.path) == dark
    assert code.size == len(matrix) + 2 * QUIET
    assert len(re.findall("M", code.path)) == code.path.count("z")


def test_the_ground_around_the_code_is_left_empty() -> None:
    code = qr_code("https://kollen.example/oppen-lank/abc")
    inside = range(QUIET, code.size - QUIET)
    assert all(x in inside and y in inside for x, y in drawn(code.path))
