"""The file that a region moves in."""

import hashlib
import io
import tempfile
import zipfile
from pathlib import Path

from app.services.transfer.errors import TransferError
from app.services.transfer.transfer_file import MANIFEST, MANIFEST_HASH, TransferFile

MEMORY = Path("/dev/shm")


def transfer(content: bytes) -> None:
    _read_transfer(content)


def manifest(content: bytes) -> None:
    """A file whose manifest was forged with care: its hash is right."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr(MANIFEST, content)
        file.writestr(MANIFEST_HASH, hashlib.sha256(content).hexdigest())
        file.writestr("region.jsonl", content)
    _read_transfer(target.getvalue())


def _read_transfer(content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=MEMORY if MEMORY.is_dir() else None) as file:
        file.write(content)
        file.flush()
        try:
            opened = TransferFile(Path(file.name))
        except TransferError:
            return
        try:
            for part in opened.manifest.parts:
                for _ in opened.lines(part):
                    pass
        except TransferError:
            pass
        finally:
            opened.close()
