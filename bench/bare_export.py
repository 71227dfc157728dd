"""The floor of a workbook: FastAPI and XlsxWriter writing the same cells, read once from the product's own file.

No database, session, permission or scoring, and of the looks only what makes a day a day: no widths, colours, filters,
links or settings for print.
"""

import gc
import io
import os
from datetime import datetime
from typing import Any, BinaryIO

from fastapi import FastAPI, Response
from openpyxl import load_workbook
from xlsxwriter import Workbook

from app.main import COLLECTING

CREATED = datetime(2026, 1, 1)  # noqa: DTZ001  as the library has it, so that every file is the same bytes
Cells = dict[str, dict[tuple[int, int], Any]]


def cells_of(file: str | BinaryIO) -> Cells:
    """Sheet -> place -> what stands there, empty cells left out."""
    book = load_workbook(file)
    return {
        sheet.title: {
            (cell.row - 1, cell.column - 1): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def written(cells: Cells) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, content in cells.items():
            sheet = book.add_worksheet(title)
            for place, cell in content.items():
                if isinstance(cell, str):
                    sheet.write_string(*place, cell)
                elif isinstance(cell, datetime):
                    sheet.write_datetime(*place, cell, day)
                else:
                    sheet.write(*place, cell)
    return buffer.getvalue()


def served(cells: Cells) -> FastAPI:
    application = FastAPI(openapi_url=None)

    @application.get("/fil")
    async def workbook() -> Response:
        return Response(written(cells), media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

    return application


if "BENCH_FILE" in os.environ:
    app = served(cells_of(os.environ["BENCH_FILE"]))
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)
