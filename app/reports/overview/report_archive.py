"""Every kommun's report in one file: what the files are called, what the read-me says, and what can be read back.

Each report carries a mark of what it says, so that whoever hands the file out can tell whether it still says so.
"""

import datetime as dt
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.reports.kernel.wording import date

README_NAME = "LÄSMIG.txt"
_PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class ArchivedReport:
    """`slug` is the kommun's code and name, as 1440-ale. `mark` is ASCII."""

    slug: str
    municipality: str
    status: str
    mark: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Archive:
    """`left_out` has the names of kommuner whose report is not in the file, each with the reason."""

    title: str
    region: str
    year: int
    marks: tuple[str, ...]
    made: dt.datetime
    """Swedish time."""
    reports: tuple[ArchivedReport, ...]
    left_out: tuple[tuple[str, str], ...]


def report_name(slug: str, year: int) -> str:
    return f"{slug}-{year}{_PDF}"


def write_archive(archive: Archive, path: Path) -> None:
    """The zip file. The reports are stored as they are, since a PDF is packed already. Raises OSError."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        target.writestr(_entry(README_NAME, archive.made), _readme(archive))
        for report in archive.reports:
            entry = _entry(report_name(report.slug, archive.year), archive.made)
            entry.comment = report.mark.encode("ascii")
            target.writestr(entry, report.pdf)


def reports_in(path: Path, year: int) -> Mapping[str, str]:
    """Slugs of the kommuner whose reports are in a file that `write_archive` wrote, each with the report's mark.

    Raises OSError when there is no such file, and zipfile.BadZipFile when it is not whole.
    """
    with zipfile.ZipFile(path) as source:
        return {
            entry.filename.removesuffix(f"-{year}{_PDF}"): entry.comment.decode("ascii")
            for entry in source.infolist()
            if entry.filename.endswith(_PDF)
        }


def _entry(name: str, moment: dt.datetime) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second))


def _readme(archive: Archive) -> bytes:
    """As Windows opens a text: UTF-8 with byte order mark, and its own ends of lines."""
    return ("\r\n".join(_lines(archive)) + "\r\n").encode("utf-8-sig")


def _lines(archive: Archive) -> Iterator[str]:
    yield f"{archive.title}, {archive.region}: kommunernas rapporter"
    yield from archive.marks
    yield ""
    yield f"Gjord {date(archive.made.date())} kl. {archive.made:%H.%M} i Omställningskollen."
    yield "Här finns rapporten för varje kommun som då hade fastställt sitt resultat och delade det."
    yield ""
    yield f"Rapporter ({len(archive.reports)})"
    yield from _columns(
        [
            (report_name(report.slug, archive.year), f"{report.municipality}, {report.status}")
            for report in archive.reports
        ]
    )
    yield ""
    yield f"Inte med ({len(archive.left_out)})"
    yield from _columns(archive.left_out)
    if not archive.left_out:
        yield "  Alla kommuner i omgången är med."


def _columns(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    width = max((len(name) for name, _ in rows), default=0)
    yield from (f"  {name.ljust(width)}  {words}" for name, words in rows)
