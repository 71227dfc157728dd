"""Context of the page that shows what others will see at a choice of sharing."""

import csv
from dataclasses import dataclass
from io import StringIO

from markupsafe import Markup

from app.reports.figures.figures import FigureTable
from app.reports.method import benchmark_words
from app.reports.overview.open_data import open_table
from app.reports.paper.rendering import change_table, table
from app.reports.tables.table_files import swedish_csv
from app.rounds.kernel.assessment import Sharing
from app.services.overview.sharing_preview import SharingPreview
from app.web.overview.contexts.overview import OverviewRow, row_of
from app.web.results.contexts.comparison import named_cell
from app.web.results.contexts.sharing import OPTIONS
from app.web.shell.contexts.frame import Frame, url_of

BY_NAME = (Sharing.NAMED, Sharing.PUBLIC)
OPEN_COLUMNS = ("Kapitalslag", "Kommun", "År", "Index", "Nivå", "Underlag", "Täckning")


@dataclass(frozen=True, slots=True)
class SharingPreviewPage:
    frame: Frame
    url: str
    value: str
    label: str
    is_chosen: bool
    may_change: bool
    why_none: str
    shares: bool
    by_name: bool
    is_public: bool
    median: str
    """Where the kommun's figures go without its name."""
    is_approved: bool
    region: str
    capitals: tuple[str, ...]
    row: OverviewRow | None
    """In the region's overview."""
    profile: Markup | None
    """The rest is None or empty while there is no result to show."""
    change: Markup | None
    change_notes: tuple[str, ...]
    targets: int
    actions: int
    reasons_shown: bool
    named: Markup | None
    public: Markup | None


def sharing_preview_page(frame: Frame, preview: SharingPreview) -> SharingPreviewPage:
    assessment, result, report, overview = preview.assessment, preview.result, preview.report, preview.overview
    sharing = assessment.sharing
    return SharingPreviewPage(
        frame=frame,
        url=url_of(assessment.key),
        value=sharing.value,
        label=label_of(sharing),
        is_chosen=sharing is preview.current,
        may_change=preview.may_change,
        why_none=preview.why_none,
        shares=sharing is not Sharing.NOTHING,
        by_name=sharing in BY_NAME,
        is_public=sharing is Sharing.PUBLIC,
        median=benchmark_words.taking_part(),
        is_approved=assessment.approved_at is not None,
        region=assessment.round.region_name,
        capitals=() if overview is None else tuple(capital.short_name for capital in overview.capitals),
        row=None if overview is None else row_of(overview, overview.lines[0]),
        profile=None if report is None else table(report.dots.table),
        change=None if report is None or report.change is None else change_table(report.change.table),
        change_notes=() if report is None else report.change_notes,
        targets=0 if result is None else len(result.targets),
        actions=0 if result is None else len(result.actions),
        reasons_shown=assessment.reasons_in_report,
        named=_named(preview) if sharing in BY_NAME else None,
        public=_public(preview) if sharing is Sharing.PUBLIC else None,
    )


def label_of(sharing: Sharing) -> str:
    return next(label for level, label, _ in OPTIONS if level is sharing)


def _named(preview: SharingPreview) -> Markup | None:
    if preview.result is None:
        return None
    questionnaire, profile = preview.result.questionnaire, preview.result.profile
    rows = tuple(
        (questionnaire.capital(capital.capital_id).name, named_cell(questionnaire, profile, capital.capital_id))
        for capital in profile.capitals
    )
    return table(FigureTable("Index och nivå per kapitalslag", ("Kapitalslag", preview.assessment.municipality), rows))


def _public(preview: SharingPreview) -> Markup | None:
    """What the open data's own file says, with what is the same on every row left to the words beside it."""
    if preview.public is None:
        return None
    file = swedish_csv(open_table([preview.public]), None).decode("utf-8-sig")
    rows = tuple(
        tuple(row[heading] for heading in OPEN_COLUMNS) for row in csv.DictReader(StringIO(file), delimiter=";")
    )
    return table(FigureTable("Öppna data", OPEN_COLUMNS, rows))
