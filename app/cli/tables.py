"""Figures in columns on a terminal."""

from collections.abc import Mapping, Sequence


def table(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Columns aligned, floats with three decimals, "-" where there is nothing."""
    cells = [list(columns), *([_cell(row.get(column)) for column in columns] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in cells
    )


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
