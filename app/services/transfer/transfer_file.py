"""The file that carries a region or a kommun: a zip of JSON lines, with a manifest that vouches for every part.

`manifest.json` says what the file is, at which schema, and of each part how many lines it has and their SHA-256;
`manifest.sha256` does the same for the manifest. That shows damage and careless changes. Whether somebody has written
the whole file again only its own SHA-256 shows, which is in the log of the installation that it came from.
"""

import contextlib
import errno
import hashlib
import io
import json
import os
import secrets
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from app.services.transfer.errors import (
    NotATransferError,
    TransferDamagedError,
    TransferFormatError,
    TransferTooLargeError,
)

FORMAT = 1
MANIFEST, MANIFEST_HASH = "manifest.json", "manifest.sha256"
LOG = "log"
"""The part with lines of the audit log; all others are tables."""
MAX_MANIFEST = 50_000_000
MAX_UNPACKED, MAX_LOG = 2_000_000_000, 250_000_000
"""Bytes of the whole file and of its log, which is in memory at once; a region of 50 kommuner has a tenth of it."""
MAX_ROW, MAX_LOG_LINE = 10_000_000, 100_000_000
"""Bytes of a line. One of the log may keep 200 of another log, each of which may keep 200 again."""
METHODS = frozenset({zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED})
"""Of others a few bytes are unpacked at once, however much comes out."""
READ_AT_ONCE = 1 << 20


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PartContent(_Part):
    """How many lines a part has, and the SHA-256 of its bytes."""

    lines: int
    sha256: str


class Manifest(_Part):
    """What a file holds. `results` has, for each year that shows a result, the SHA-256 of what its report says."""

    format: int
    revision: str
    made_at: datetime
    region: str
    region_name: str
    kommun: str
    """Its address in the region, and its name; both empty when the whole region is in the file."""
    kommun_name: str
    log_number: int
    """Of the last line that the installation's log had, and its hash."""
    log_hash: str
    editions: Mapping[str, str]
    """Hashes by questionnaire and year."""
    results: Mapping[str, str]
    parts: Mapping[str, PartContent]

    @property
    def name(self) -> str:
        return self.kommun_name or self.region_name


def write_file(
    path: Path, parts: Mapping[str, Iterable[str]], manifest: Callable[[Mapping[str, PartContent]], Manifest]
) -> "FileDraft":
    """Write a new file beside `path`, which only the one who runs the command may read. It has no name yet.

    Raises OSError.
    """
    if path.exists():
        raise FileExistsError(17, "exists", str(path))
    draft = FileDraft(path)
    try:
        with draft.opened() as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
            contents = {name: _write_part(target, name, lines) for name, lines in parts.items()}
            text = manifest(contents).model_dump_json(indent=1).encode()
            target.writestr(_entry(MANIFEST), text)
            target.writestr(_entry(MANIFEST_HASH), hashlib.sha256(text).hexdigest())
        draft.finish()
    except BaseException:
        draft.remove()
        raise
    return draft


class FileDraft:
    """A file that is written whole before it gets its name. Remove it, or give it its name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._work = path.with_name(f".{path.name}.part-{secrets.token_hex(4)}")
        self.sha256 = ""

    @contextlib.contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        descriptor = os.open(self._work, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    def finish(self) -> None:
        self.sha256 = hash_of_file(self._work)

    def give_name(self) -> None:
        """At once and whole, and never over another file. Raises FileExistsError."""
        os.link(self._work, self.path)
        self._work.unlink()
        descriptor = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self) -> None:
        self._work.unlink(missing_ok=True)


def _write_part(target: zipfile.ZipFile, name: str, lines: Iterable[str]) -> PartContent:
    digest, count = hashlib.sha256(), 0
    with target.open(_entry(f"{name}.jsonl"), "w", force_zip64=True) as part:
        for count, line in enumerate(lines, 1):  # noqa: B007  the count is what is left of it
            content = f"{line}\n".encode()
            digest.update(content)
            part.write(content)
    return PartContent(lines=count, sha256=digest.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def hash_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class TransferFile:
    """A file that has been read to its end and is as it was written. Close it when done."""

    def __init__(self, path: Path) -> None:
        """Raises OSError, NotATransferError, TransferFormatError and TransferDamagedError."""
        self._file = path.open("rb")
        try:
            # Of the same opening, so that nobody puts another file in its place in between.
            self.sha256 = hashlib.file_digest(self._file, "sha256").hexdigest()
            self._zip = _opened_zip(self._file, path.name)
            self.manifest = self._read_manifest(path.name)
            self._check()
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        self._zip.close()
        self._file.close()

    def lines(self, part: str) -> Iterator[Any]:
        """Each line of a part as JSON. Raises TransferDamagedError."""
        if part not in self.manifest.parts:
            raise TransferDamagedError(part)
        longest = MAX_LOG_LINE if part == LOG else MAX_ROW
        with io.BufferedReader(cast("io.RawIOBase", self._zip.open(f"{part}.jsonl")), READ_AT_ONCE) as file:
            while line := file.readline(longest + 1):
                if len(line) > longest:
                    raise TransferTooLargeError(part)
                try:
                    content = json.loads(line)
                except (RecursionError, ValueError) as error:
                    raise TransferDamagedError(part) from error
                yield content

    def _read_manifest(self, name: str) -> Manifest:
        names = set(self._zip.namelist())
        if not {MANIFEST, MANIFEST_HASH} <= names or self._zip.getinfo(MANIFEST).file_size > MAX_MANIFEST:
            raise NotATransferError(name)
        self._require_size()
        with _damage(MANIFEST):
            text = self._zip.read(MANIFEST)
            content = json.loads(text)
            if content["format"] > FORMAT:
                raise TransferFormatError
            if hashlib.sha256(text).hexdigest() != self._zip.read(MANIFEST_HASH).decode():
                raise TransferDamagedError(MANIFEST)
            return Manifest.model_validate(content)

    def _require_size(self) -> None:
        """No more is ever unpacked of a part than the size that it names."""
        for entry in self._zip.infolist():
            if entry.compress_type not in METHODS:
                raise TransferDamagedError(entry.filename)
            if entry.filename == f"{LOG}.jsonl" and entry.file_size > MAX_LOG:
                raise TransferTooLargeError(LOG)
        if sum(entry.file_size for entry in self._zip.infolist()) > MAX_UNPACKED:
            raise TransferTooLargeError(MANIFEST)

    def _check(self) -> None:
        expected = {MANIFEST, MANIFEST_HASH, *(f"{part}.jsonl" for part in self.manifest.parts)}
        others = set(self._zip.namelist()) ^ expected
        if others or len(self._zip.namelist()) != len(expected):
            raise TransferDamagedError(min(others, default=MANIFEST))
        for name, part in self.manifest.parts.items():
            with _damage(name):
                self._check_part(name, part)

    def _check_part(self, name: str, part: PartContent) -> None:
        digest, lines = hashlib.sha256(), 0
        with self._zip.open(f"{name}.jsonl") as file:
            while content := file.read(READ_AT_ONCE):
                digest.update(content)
                lines += content.count(b"\n")
        if digest.hexdigest() != part.sha256 or lines != part.lines:
            raise TransferDamagedError(name)


def _opened_zip(file: IO[bytes], name: str) -> zipfile.ZipFile:
    try:
        with _damage(name):
            return zipfile.ZipFile(file)
    except TransferDamagedError as error:
        raise NotATransferError(name) from error


@contextlib.contextmanager
def _damage(part: str) -> Iterator[None]:
    """What reading a damaged zip raises, as our own."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        TypeError,
        ValueError,
        OverflowError,
        struct.error,
        RuntimeError,  # also RecursionError and NotImplementedError
        ValidationError,
    ) as error:
        raise TransferDamagedError(part) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # of a place before the file's beginning; a disk that fails says something else
            raise
        raise TransferDamagedError(part) from error
