"""Rows of a file, each as its table has them."""

from collections.abc import Iterator
from typing import Any

from app.services.transfer.errors import TransferDamagedError
from app.services.transfer.transfer_file import TransferFile
from app.storage.transfer.scope import TABLES
from app.storage.transfer.values import row_from

Row = dict[str, Any]


def rows_in(source: TransferFile, name: str) -> Iterator[Row]:
    """Of one table. Raises TransferDamagedError for what is no row of it."""
    for record in source.lines(name):
        try:
            yield row_from(TABLES[name], record)
        except (TypeError, ValueError) as error:
            raise TransferDamagedError(str(error)) from error
