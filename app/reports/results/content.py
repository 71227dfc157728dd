"""What a report says: every sentence, number and figure of it as frozen plain values, ready to be laid out."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version

from app.reports.figures.figures import (
    ChangeFigure,
    DevelopmentFigure,
    DirectionFigure,
    DotPlotFigure,
    FigureTable,
    RadarFigure,
)
from app.reports.results.support_content import SupportPart
from app.reports.styles import STYLES

REPORTS = STYLES.parent
"""What a report is made with lies below it: code, templates, styles and fonts."""


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One capital on page one: the number of its level, the step 1…5 of the level ramp it is coloured with, its words.

    Without a level `number` is a dash and `step` is None.
    """

    key: str
    name: str
    number: str
    step: int | None
    level: str
    index: str
    change: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One proposed step: where, what to do, the question it lifts, the level it is on and the next one.

    In editions without written advice `text` says what the next level looks like, and `is_advice` is false.
    """

    capital: str
    text: str
    is_advice: bool
    question: str
    now: str
    level: str

    @property
    def standing(self) -> str:
        """Where the question stands and where it is going."""
        return f"Nu: {self.now}. Nästa nivå: {self.level}."


def steps_heading(steps: Sequence[StepLine]) -> str:
    """What the steps are called: only what is written as advice is a step that can be decided on."""
    return "Föreslagna nästa steg" if all(step.is_advice for step in steps) else "Frågor att börja med"


@dataclass(frozen=True, slots=True)
class Proposal:
    """ "Förslag till beslut", to be pasted into the kommun's own document. `note` is about the text, not part of it."""

    caution: str
    """What the figures must not be taken for, or empty; it goes along with the text."""
    opening: str
    points: tuple[str, ...]
    note: str

    @property
    def text(self) -> str:
        """All of it, as it is copied."""
        points = (f"{number}. {point}" for number, point in enumerate(self.points, 1))
        return "\n".join((*filter(None, (self.caution,)), self.opening, *points))


@dataclass(frozen=True, slots=True)
class Summary:
    """Page one: the whole story for someone with four minutes."""

    opening: str
    since: str
    levels: tuple[LevelLine, ...]
    strong: tuple[str, ...]
    holding: tuple[str, ...]
    changed: tuple[str, ...]
    targets: tuple[str, ...]
    """Each level and year that the kommun wants to reach, with the capitals by name."""
    plan: str
    """How many actions there are, and how many of them are on time."""
    steps: tuple[StepLine, ...]
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question: its result as shown, what the kommun has reached, and how it gets to the next level.

    `next` is advice, or in editions without it what the next level looks like.
    """

    text: str
    core: bool
    value: str
    source: str
    reached_level: str
    reached: str
    next_level: str
    next: str
    is_advice: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """One capital. `explanation` and `more`, which may be empty, are Markdown.

    `notes` say what the level rests on and what holds it; those in `basis` are about the figures and stand in the annex
    on paper.
    """

    key: str
    name: str
    explanation: str
    more: str
    position: int | None
    number: str
    """Of the level on the scale, or a dash."""
    step: int | None
    """Of the level ramp, 1…5."""
    level: str
    index: str
    target: str
    notes: tuple[str, ...]
    basis: tuple[str, ...]
    """How sure index and level are, in figures: for the annex."""
    questions: tuple[QuestionLine, ...]
    highest: QuestionLine | None
    lowest: QuestionLine | None
    """The questions with the highest and the lowest result; None without two that differ."""

    @property
    def next_heading(self) -> str:
        """What the last column of the questions' table is called."""
        return "Nästa steg" if any(line.is_advice for line in self.questions) else "Nästa nivå"


@dataclass(frozen=True, slots=True)
class SamsynPart:
    """How far the people agree: what the figures rest on, one line per capital, and agreed against single answers."""

    conclusion: str
    notes: tuple[str, ...]
    table: FigureTable
    radar: RadarFigure | None


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What the kommun has decided: targets beside levels, and actions."""

    targets: FigureTable | None
    actions: FigureTable | None


@dataclass(frozen=True, slots=True)
class DevelopmentPart:
    """Three years or more side by side, and why some cannot be compared."""

    figure: DevelopmentFigure
    whole: FigureTable
    """The latest year against the first."""
    notes: tuple[str, ...]
    whole_note: str
    whole_conclusion: str
    """What has clearly changed over the whole time, by name."""


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """What was settled on one question, and why."""

    question: str
    settled: str
    reason: str
    evidence_url: str


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """The reasons of one capital."""

    capital: str
    lines: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True)
class StartPart:
    """Where to begin, why, and all next steps in order."""

    headline: str
    reasons: tuple[str, ...]
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """One report. `data` holds the same figures for machines: a header row, then one row per capital and question."""

    municipality_name: str
    municipality_code: str
    year: int
    title: str
    status: str
    is_final: bool
    is_example_data: bool
    is_trial: bool
    generated: str
    generated_iso: str
    levels: int
    scale: tuple[tuple[str, str], ...]
    summary: Summary
    radar: RadarFigure
    dots: DotPlotFigure
    overall: str
    chapters: tuple[Chapter, ...]
    change: ChangeFigure | None
    change_notes: tuple[str, ...]
    development: DevelopmentPart | None
    start: StartPart
    support: SupportPart | None
    direction: DirectionFigure | None
    direction_table: FigureTable | None
    samsyn: SamsynPart | None
    plan: PlanPart | None
    reasons: tuple[ReasonGroup, ...]
    gathering: tuple[str, ...]
    gathering_table: FigureTable
    method: tuple[tuple[str, tuple[str, ...]], ...]
    """Heading and paragraphs, in the order of the calculation."""
    method_brief: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    data: tuple[tuple[str, ...], ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands on the cover and at the top of every page, so that nobody takes the figures for real ones."""
        marks = (("Provomgång", self.is_trial), ("Exempeldata", self.is_example_data))
        return tuple(words for words, applies in marks if applies)

    def fingerprint(self) -> str:
        """SHA-256 (hex) of what is said and how it is laid out: the same content and design give the same value."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"{design_version()}\n{content}".encode()).hexdigest()


@cache
def design_version() -> str:
    """SHA-256 (hex) over all that turns content into a page: templates, styles, fonts, code and the PDF library."""
    digest = hashlib.sha256(version("weasyprint").encode())
    for path in sorted(path for path in REPORTS.rglob("*") if path.suffix != ".pyc"):
        if path.is_file():
            digest.update(path.relative_to(REPORTS).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
