"""Figures in columns on a terminal."""

from collections.abc import Collection, Mapping, Sequence


def table(columns: Sequence[str], rows: Sequence[Mapping[str, object]], left_aligned: Collection[str] = ()) -> str:
    """Columns aligned, the first and those named by their left edge; "-" where there is nothing."""
    cells = [list(columns), *([_cell(row.get(column)) for column in columns] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    aligned_left = {place for place, column in enumerate(columns) if place == 0 or column in left_aligned}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in aligned_left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )


def _cell(value: object) -> str:
    return "-" if value is None else str(value)
