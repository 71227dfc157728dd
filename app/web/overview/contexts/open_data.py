"""Context of the page with open data."""

from dataclasses import dataclass

from app.reports.kernel.tables import Column
from app.reports.overview.open_data import COLUMNS, GOAL_COLUMNS
from app.services.kernel.alphabet import swedish
from app.services.overview.open_data import FILES, GOALS, METADATA, OpenData
from app.web.shell.contexts.frame import Frame


@dataclass(frozen=True, slots=True)
class OpenDataFileRow:
    url: str
    title: str
    explanation: str


@dataclass(frozen=True, slots=True)
class KommunRow:
    name: str
    region: str
    years: str


@dataclass(frozen=True, slots=True)
class OpenDataPage:
    frame: Frame
    files: tuple[OpenDataFileRow, ...]
    metadata_url: str
    kommuner: tuple[KommunRow, ...]
    columns: tuple[Column, ...]
    goal_columns: tuple[Column, ...]
    publisher: str
    email: str
    is_example: bool


def open_data_page(frame: Frame, data: OpenData, url: str) -> OpenDataPage:
    years: dict[tuple[str, str], list[int]] = {}
    for result in data.results:
        years.setdefault((result.municipality, result.region), []).append(result.questionnaire.year)
    return OpenDataPage(
        frame=frame,
        files=tuple(OpenDataFileRow(f"{url}/{file.address}", file.title, file.description) for file in (*FILES, GOALS)),
        metadata_url=f"{url}/{METADATA.address}",
        kommuner=tuple(
            KommunRow(name, region, ", ".join(map(str, every)))
            for (name, region), every in sorted(years.items(), key=lambda item: swedish(item[0][0]))
        ),
        columns=COLUMNS,
        goal_columns=GOAL_COLUMNS,
        publisher=data.publisher,
        email=data.email,
        is_example=data.is_example,
    )
