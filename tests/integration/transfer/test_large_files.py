"""A file that would fill the memory when it is unpacked, or is changed while it is read."""

import hashlib
import json
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.cli.data.transfer_texts import text_of
from app.services.transfer import transfer_file
from app.services.transfer.errors import TransferDamagedError, TransferTooLargeError
from app.services.transfer.transfer_file import LOG, TransferFile, hash_of_file
from tests.integration.transfer.moving import changed


def read(path: Path) -> None:
    """All of it, as an import does."""
    with closing(TransferFile(path)) as source:
        for part in source.manifest.parts:
            for _ in source.lines(part):
                pass


@pytest.mark.parametrize("name", ["MAX_UNPACKED", "MAX_LOG", "MAX_ROW", "MAX_LOG_LINE"])
def test_more_than_an_export_makes_is_refused(region_file: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(transfer_file, name, 100)
    with pytest.raises(TransferTooLargeError) as refusal:
        read(region_file)
    assert text_of(refusal.value).startswith("Filen är för stor uppackad")


def test_what_is_unpacked_without_measure_is_refused(region_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "packed.zip"
    with zipfile.ZipFile(region_file) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    with pytest.raises(TransferDamagedError):
        read(path)


def test_lists_in_lists_without_end_are_damage(
    region_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    dumps = json.dumps
    with monkeypatch.context() as patch:
        patch.setattr(json, "dumps", lambda value, **options: deep if value == "DEEP" else dumps(value, **options))
        path = changed(region_file, tmp_path / "deep.zip", lambda content, _: content["answer"].append("DEEP"))
    with pytest.raises(TransferDamagedError):
        read(path)


def test_another_file_in_its_place_is_not_read(region_file: Path, tmp_path: Path) -> None:
    """What was hashed is what is taken in."""
    path = tmp_path / "file.zip"
    path.write_bytes(region_file.read_bytes())
    other = changed(region_file, tmp_path / "other.zip", lambda content, _: content[LOG].clear())
    file_digest = hashlib.file_digest

    with pytest.MonkeyPatch.context() as patch:

        def digest(*arguments: Any) -> object:
            result = file_digest(*arguments)
            if path.exists() and other.exists():
                other.replace(path)
            return result

        patch.setattr(hashlib, "file_digest", digest)
        source = TransferFile(path)
    with closing(source):
        assert source.sha256 == hash_of_file(region_file)
        assert len(list(source.lines(LOG))) == source.manifest.parts[LOG].lines > 0
