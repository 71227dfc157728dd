"""A kommun's result as a workbook, against the same cells written by the same library."""

import io
from collections.abc import Iterator
from concurrent.futures import Executor

from app.web.shell.contexts.frame import url_of
from bench.bare_export import cells_of
from bench.browser import get
from bench.ground import REPORTED, Ground
from bench.load import WrongAnswerError
from bench.pages import Reader, body_of
from bench.ratios import Ratio
from bench.serving import serving
from bench.turns import Side, Turns, throughput

TURNS = Turns(rounds=5, seconds=3)
LOWEST_SHARE = 0.05
PATIENCE_SECONDS = 60


def measure(ground: Ground, process: Executor) -> Iterator[Ratio]:
    """Raises WrongAnswerError when the workbooks of product and floor do not hold the same cells."""
    file, token = ground.folder / "export.xlsx", ground.coordinator_token
    asked = get(url_of(REPORTED, "export.xlsx"), token)
    with serving("app.main:app", ground.environment) as product:
        content = body_of(product, asked, PATIENCE_SECONDS)
        file.write_bytes(content)
        with serving("bench.bare_export:app", {"BENCH_FILE": str(file)}) as floor:
            bare = get("/fil", token)
            copy = body_of(floor, bare, PATIENCE_SECONDS)
            if cells_of(io.BytesIO(copy)) != cells_of(io.BytesIO(content)):
                raise WrongAnswerError("product and floor do not send the same cells")
            yield throughput(
                f"workbook of a kommun's result, {len(content) / 1000:.0f} kB",
                (
                    Side(product, lambda _: [Reader(asked, len(content))]),
                    Side(floor, lambda _: [Reader(bare, len(copy))]),
                ),
                TURNS,
                LOWEST_SHARE,
                process,
            )
