"""What a regional report says: every sentence, number and figure of it as frozen plain values, ready to be laid out."""

import hashlib
import json
from dataclasses import asdict, dataclass

from app.reports.figures.figures import ChangeFigure, FigureTable, LevelsFigure, RadarFigure
from app.reports.goals.ambition_text import AmbitionText
from app.reports.results.content import design_version


@dataclass(frozen=True, slots=True)
class ReachLine:
    """One capital on page one: how many of those with a score reach the level that others build on, and the change."""

    name: str
    reached: int
    scored: int
    shown: str
    change: str


@dataclass(frozen=True, slots=True)
class RegionalSummary:
    """Page one: the whole story for a board member with four minutes. `lines` are empty while nobody shares."""

    participation: tuple[str, ...]
    reaching: str
    since: str
    lines: tuple[ReachLine, ...]
    strong: tuple[str, ...]
    together: tuple[str, ...]
    changed: tuple[str, ...]
    proposals: tuple[str, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultCell:
    """One kommun in one capital: the index as shown, empty without one, and the level in words or why there is none."""

    index: str
    level: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    kommun: str
    cells: tuple[ResultCell, ...]


@dataclass(frozen=True, slots=True)
class GapLine:
    """A capital in which several kommuner have the same gap."""

    capital: str
    told: str
    kommuner: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A common goal of the region: what is aimed at, where it stands, and how far it has come."""

    title: str
    status: str
    told: str


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles of the kommuner that share: as small radars, all with the axes and scale of the key, and as rows."""

    capitals: tuple[str, ...]
    rows: tuple[ResultRow, ...]
    without: str
    """Whose result is not here, and why; empty when all are."""
    key: RadarFigure
    """Empty of lines. In a round of one or two capitals there are no radars."""
    radars: tuple[RadarFigure, ...]


@dataclass(frozen=True, slots=True)
class RegionalContent:
    """One report. `data` holds the same figures for machines, a header row first. Figures are None without results."""

    region_name: str
    region_slug: str
    year: int
    title: str
    status: str
    is_over: bool
    is_example_data: bool
    generated: str
    generated_iso: str
    lead: str
    spreading: str
    summary: RegionalSummary
    limit: str
    participation_notes: tuple[str, ...]
    participation: FigureTable
    levels: LevelsFigure | None
    missing: tuple[str, ...]
    gaps_intro: str
    gaps: tuple[GapLine, ...]
    goals: tuple[GoalLine, ...]
    """Empty where the region has none in force."""
    goals_note: str
    goals_table: FigureTable | None
    ambition: AmbitionText | None
    ambition_note: str
    profiles: Profiles | None
    change: ChangeFigure | None
    change_notes: tuple[str, ...]
    change_verdict: str
    """Of the interval and the verdict that stand side by side in the table; empty without one."""
    method: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    data: tuple[tuple[str, ...], ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands on the cover and at the top of every page. A trial round has no regional report."""
        return ("Exempeldata",) if self.is_example_data else ()

    def fingerprint(self) -> str:
        """SHA-256 (hex) of what is said and how it is laid out."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"region\n{design_version()}\n{content}".encode()).hexdigest()


def contents(content: RegionalContent) -> list[tuple[str, str]]:
    """The table of contents: the id of each part's heading and its text, in the order of the body."""
    parts = [("sammanfattning", "Läget på en sida"), ("deltagande", "Deltagande")]
    parts += [("fordelning", "Fördelning per kapitalslag")] if content.levels else []
    parts += [("tillsammans", "Stärk tillsammans")] if content.levels else []
    parts += [("mal", "Gemensamma mål")] if content.goals else []
    parts += [("ambition", "Regionens ambition")] if content.ambition else []
    parts += [("kommuner", "Kommuner och kapitalslag")] if content.profiles else []
    parts += [("profiler", "Profilerna")] if content.profiles and content.profiles.radars else []
    return [*parts, ("andrat", "Förändring sedan sist"), ("metod", "Metod och version")]
