"""Export formats: every file that a result or a round can be taken out as is listed here once.

What each file is called, what it is for, its media type and how it is written. The routes and the pages that link to
the files are made from these lists: a new format is a new entry, and the module that writes it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from app.reports.figures.picture import PictureHeading, picture_svg
from app.reports.figures.profile_radar import ProfileRadar
from app.reports.figures.raster import png
from app.reports.kernel.tables import Export, ExportTable
from app.reports.office.office import plan_document, presentation, text_document
from app.reports.results.content import ReportContent
from app.reports.tables.plan_tables import plan_export
from app.reports.tables.table_files import as_json, machine_csv, swedish_csv
from app.reports.tables.workbook import workbook

CSV, JSON = "text/csv; charset=utf-8", "application/json"
OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX = f"{OFFICE}.spreadsheetml.sheet"
PPTX = f"{OFFICE}.presentationml.presentation"
DOCX = f"{OFFICE}.wordprocessingml.document"

Contents = TypeVar("Contents")


@dataclass(frozen=True, slots=True)
class Format(Generic[Contents]):
    """One format. `ending` ends both the address and the file's name; `write` makes the file of its contents."""

    ending: str
    media_type: str
    title: str
    explanation: str
    write: Callable[[Contents], bytes]

    @property
    def address(self) -> str:
        """The last part of the address below the result or the round."""
        return f"export{self.ending}"


@dataclass(frozen=True, slots=True)
class Figures:
    """The tables of a result or a round, and its indices in Kolada's shape."""

    export: Export
    kolada: ExportTable


@dataclass(frozen=True, slots=True)
class Picture:
    """The large radar with what stands above and under it."""

    radar: ProfileRadar
    heading: PictureHeading


@dataclass(frozen=True, slots=True)
class OneTable:
    """A table of an export, written alone."""

    export: Export
    table: ExportTable


@dataclass(frozen=True, slots=True)
class TableFormat(Format[OneTable]):
    """`link` is what the link to it is called beside the table's name."""

    link: str


DOCUMENTS: tuple[Format[ReportContent], ...] = (
    Format(
        ending=".pptx",
        media_type=PPTX,
        title="PowerPoint",
        explanation="Bilder till ett möte: läget, profilen, förändringen och nästa steg. Diagrammen går att redigera.",
        write=presentation,
    ),
    Format(
        ending=".docx",
        media_type=DOCX,
        title="Word",
        explanation="Hela rapporten, att skriva vidare i. Diagrammen går att redigera.",
        write=text_document,
    ),
    Format(
        ending="-plan.docx",
        media_type=DOCX,
        title="Planen i Word",
        explanation="Förslag till beslut, läget, mål och åtgärder: text till en tjänsteskrivelse.",
        write=plan_document,
    ),
)
"""The report in forms that a kommun can go on working with: of a result alone. They take time to make."""

PLANS: tuple[Format[Export], ...] = (
    Format(
        ending="-plan.xlsx",
        media_type=XLSX,
        title="Planen i Excel",
        explanation="Mål och åtgärder med ansvarig, dag, beslut och utfall.",
        write=lambda export: workbook(plan_export(export)),
    ),
)
"""Targets and actions, of a result alone."""

PICTURES: tuple[Format[Picture], ...] = (
    Format(
        ending="-profil.png",
        media_type="image/png",
        title="Bild (PNG)",
        explanation="Profilen som bild, för bildspel och text. Siffror, nivåer och förklaring står i bilden.",
        write=lambda picture: png(picture_svg(picture.radar, picture.heading)),
    ),
    Format(
        ending="-profil.svg",
        media_type="image/svg+xml",
        title="Bild (SVG)",
        explanation="Samma bild som vektorgrafik, för tryck och redigering. Typsnittet följer med.",
        write=lambda picture: picture_svg(picture.radar, picture.heading).encode(),
    ),
)
"""The large radar, of a result alone: with the series that are lit on the page it is taken from."""

KOLADA_ENDING = "-kolada.csv"
FIGURES: tuple[Format[Figures], ...] = (
    Format(
        ending=".xlsx",
        media_type=XLSX,
        title="Excel",
        explanation="Alla tabeller med en flik var. Första fliken förklarar kolumner och märken.",
        write=lambda figures: workbook(figures.export),
    ),
    Format(
        ending=".json",
        media_type=JSON,
        title="JSON",
        explanation="Alla tabeller i en fil, för program. Märken står för sig.",
        write=lambda figures: as_json(figures.export),
    ),
    Format(
        ending=KOLADA_ENDING,
        media_type=CSV,
        title="CSV i Koladas form",
        explanation="Index per kapitalslag med nyckeltal, kommun, år, värde och status.",
        write=lambda figures: machine_csv(figures.kolada, None),
    ),
)
"""All figures in one file: of a result and of a round."""


def _as_workbook(explanation: str) -> tuple[Format[Export], ...]:
    """The one file of a list that is no result's."""
    return (
        Format(
            ending=".xlsx",
            media_type=XLSX,
            title="Excel",
            explanation=f"{explanation} Första fliken förklarar kolumnerna.",
            write=workbook,
        ),
    )


NEEDS = _as_workbook("Alla behov, och hur många som söker samma.")
"""What a region's kommuner need."""
EXAMPLES = _as_workbook("Alla exempel.")
"""What a region's kommuner tell each other."""
PROJECTS = _as_workbook("Idéer, projekt och utlysningar, en flik var.")
"""A region's project bank."""
NOTES = _as_workbook("Alla lappar.")
"""What was written at a workshop."""

TABLES = (
    TableFormat(
        ending=".csv",
        media_type=CSV,
        title="CSV för svenska Excel",
        explanation="Semikolon och decimalkomma.",
        write=lambda single: swedish_csv(single.table, single.export.source),
        link="För Excel",
    ),
    TableFormat(
        ending="-maskin.csv",
        media_type=CSV,
        title="CSV för program",
        explanation="Komma och decimalpunkt.",
        write=lambda single: machine_csv(single.table, single.export.source),
        link="För program",
    ),
)
"""One table at a time: of a result and of a round."""


@dataclass(frozen=True, slots=True)
class Download:
    """One file. `address` is the last part of where it is found; `make` writes it."""

    address: str
    name: str
    media_type: str
    title: str
    explanation: str
    make: Callable[[], bytes]
    is_quick: bool = True
    """Whether it is written so fast that a page may do so to tell its size."""


Render = Callable[[Callable[[ReportContent], bytes], ReportContent], bytes]
"""Writes a document somewhere else than in the request's own thread."""


def documents(export: Export, content: ReportContent, render: Render) -> Iterator[Download]:
    """The files of DOCUMENTS and PLANS. `export` names them."""
    for document in DOCUMENTS:
        yield _download(export.stem, document, partial(render, document.write, content), is_quick=False)
    for plan in PLANS:
        yield _download(export.stem, plan, partial(plan.write, export))


def pictures(stem: str, picture: Callable[[], Picture]) -> Iterator[Download]:
    """The files of PICTURES; `stem` begins their names, and `picture` is asked for when one is written."""
    for kind in PICTURES:
        yield _download(stem, kind, partial(_drawn, kind, picture), is_quick=False)


def _drawn(kind: Format[Picture], picture: Callable[[], Picture]) -> bytes:
    return kind.write(picture())


def downloads(figures: Figures) -> Iterator[Download]:
    """The files of FIGURES, then each table in every one of TABLES."""
    yield from whole_downloads(figures)
    for table in figures.export.tables:
        yield from table_downloads(figures.export, table)


def list_downloads(formats: tuple[Format[Export], ...], export: Export) -> Iterator[Download]:
    """The files of a list that is no result's, such as NEEDS, then each table in every one of TABLES."""
    for whole in formats:
        yield _download(export.stem, whole, partial(whole.write, export))
    for table in export.tables:
        yield from table_downloads(export, table)


def whole_downloads(figures: Figures) -> Iterator[Download]:
    """The files of FIGURES; one in Kolada's shape where there is a kommun to have it of."""
    for whole in FIGURES:
        if whole.ending == KOLADA_ENDING and not figures.kolada.rows:
            continue
        yield _download(figures.export.stem, whole, partial(whole.write, figures))


def table_downloads(export: Export, table: ExportTable) -> Iterator[Download]:
    """One table in every one of TABLES, in that order."""
    single = OneTable(export, table)
    for each in TABLES:
        yield Download(
            address=f"export/{table.name}{each.ending}",
            name=f"{export.stem}-{table.name}{each.ending}",
            media_type=each.media_type,
            title=f"{table.title}, {each.title}",
            explanation=f"{table.explanation} {each.explanation}",
            make=partial(each.write, single),
        )


def _download(stem: str, kind: Format[Contents], make: Callable[[], bytes], *, is_quick: bool = True) -> Download:
    return Download(
        address=kind.address,
        name=f"{stem}{kind.ending}",
        media_type=kind.media_type,
        title=kind.title,
        explanation=kind.explanation,
        make=make,
        is_quick=is_quick,
    )
