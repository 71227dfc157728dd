"""A link as a picture that phones read (QR code), drawn as one path."""

from dataclasses import dataclass

QUIET = 4
"""Modules of empty ground around the code, as the standard asks for."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """`size` is the side in modules, the quiet ground included; `path` the dark modules, row by row."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """Readable with some 15 % of it covered (level M), as on a poster in a corridor."""
    import segno  # noqa: PLC0415  few processes draw any

    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    path = "".join(
        f"M{start + QUIET} {row + QUIET}h{length}v1h-{length}z"
        for row, modules in enumerate(matrix)
        for start, length in _dark_runs(modules)
    )
    return QrCode(len(matrix) + 2 * QUIET, path)


def _dark_runs(modules: bytearray) -> list[tuple[int, int]]:
    """Where dark modules that stand together begin, and how many they are."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(modules):
        if not dark:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
