"""Contexts of the pages that ask before a round is opened, extended, closed or taken away, and of its kommuner."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from app.reports.kernel.organisation_words import counted
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.round import RoundState
from app.rounds.progress.round_board import Stage
from app.rounds.progress.round_content import RoundContent
from app.services.rounds.round_board import Board, BoardLine
from app.services.rounds.round_plans import Planned
from app.services.rounds.round_removal import Removal
from app.web.rounds.contexts.round_board import facts_of, people_url, warnings_of
from app.web.rounds.contexts.round_plans import kommun_ticks
from app.web.shell.contexts.form_fields import DayTyped, Tick
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.contexts.round_frame import heading_of


@dataclass(frozen=True, slots=True)
class NamedLink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class OpenPage:
    frame: Frame
    heading: str
    url: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    who: str
    mails: int
    unreachable: tuple[NamedLink, ...]
    """Kommuner that nobody can be told in, with where to mend that."""
    opens_on: date
    """The first day as planned, when that is another day than today."""
    today: date


@dataclass(frozen=True, slots=True)
class ExtendPage:
    frame: Frame
    heading: str
    url: str
    closes_on: date
    typed: DayTyped
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CloseRoundPage:
    frame: Frame
    heading: str
    url: str
    closes_on: date
    is_early: bool
    """The last day has not passed yet."""
    unfinished: int
    kommuner: int
    ending: tuple[str, ...]
    """Kommuner where several people answer and will be stopped."""
    not_handed_in: tuple[str, ...]
    """Kommuner where one person answers for all and has not handed in."""
    without: tuple[str, ...]
    """Kommuner that will have no result."""
    min_group: int


@dataclass(frozen=True, slots=True)
class KommunLine:
    name: str
    state: str
    remove_url: str
    """Empty for one that has to stay."""


@dataclass(frozen=True, slots=True)
class KommunerPage:
    frame: Frame
    heading: str
    url: str
    is_open: bool
    lines: tuple[KommunLine, ...]
    addable: tuple[Tick, ...]
    error: str


@dataclass(frozen=True, slots=True)
class RemoveKommunPage:
    frame: Frame
    url: str
    back_url: str
    name: str
    invited: int


@dataclass(frozen=True, slots=True)
class RemovePage:
    frame: Frame
    heading: str
    url: str
    is_trial: bool
    content: RoundContent


def open_page(frame: Frame, board: Board) -> OpenPage:
    round_ = board.round
    return OpenPage(
        frame=frame,
        heading=heading_of(round_),
        url=url_of(round_.key),
        facts=tuple(facts_of(board)),
        warnings=tuple(warnings_of(board)),
        who=counted(line.assessment for line in board.lines),
        mails=sum(bool(person.address) for line in board.untold for person in line.coordinators),
        unreachable=tuple(NamedLink(line.assessment.municipality, people_url(line)) for line in board.unreachable),
        opens_on=round_.opens_on,
        today=board.today,
    )


def extend_page(frame: Frame, plan: Planned, text: str, errors: Mapping[str, str]) -> ExtendPage:
    round_ = plan.led.round
    return ExtendPage(
        frame=frame,
        heading=heading_of(round_),
        url=url_of(round_.key),
        closes_on=round_.closes_on,
        typed=DayTyped(text),
        errors=errors,
    )


def close_page(frame: Frame, board: Board) -> CloseRoundPage:
    round_ = board.round
    waiting = [line for line in board.lines if line.stage in {Stage.NOT_STARTED, Stage.NO_ANSWERS, Stage.UNDER_WAY}]
    alone = [line for line in waiting if line.assessment.mode is Mode.SIMPLE]
    ending = [line for line in waiting if line.stage is Stage.UNDER_WAY and line not in alone]
    return CloseRoundPage(
        frame=frame,
        heading=heading_of(round_),
        url=url_of(round_.key),
        closes_on=round_.closes_on,
        is_early=board.today <= round_.closes_on,
        unfinished=sum(line.is_unfinished for line in board.kommuner),
        kommuner=len(board.kommuner),
        ending=_names(ending),
        not_handed_in=_names(alone),
        without=_names([line for line in waiting if line not in ending and line not in alone]),
        min_group=board.questionnaire.limits.min_group,
    )


def _names(lines: Collection[BoardLine]) -> tuple[str, ...]:
    return tuple(line.assessment.municipality for line in lines)


def kommuner_page(frame: Frame, board: Board, plan: Planned, error: str) -> KommunerPage:
    round_ = board.round
    absent = [kommun for kommun in plan.planning.kommuner if kommun.slug not in plan.kommuner]
    return KommunerPage(
        frame=frame,
        heading=heading_of(round_),
        url=url_of(round_.key, "kommuner"),
        is_open=round_.state is RoundState.OPEN,
        lines=tuple(_kommun_line(board, plan, line) for line in board.kommuner),
        addable=kommun_ticks(absent, ()),
        error=error,
    )


def _kommun_line(board: Board, plan: Planned, line: BoardLine) -> KommunLine:
    assessment = line.assessment
    may_leave = plan.work.why_it_stays(assessment) is None and len(board.kommuner) > 1
    url = url_of(board.round.key, "kommuner", assessment.municipality_slug, "ta-bort")
    return KommunLine(assessment.municipality, line.state.value, url if may_leave else "")


def remove_kommun_page(frame: Frame, board: Board, line: BoardLine) -> RemoveKommunPage:
    back = url_of(board.round.key, "kommuner")
    name = line.assessment.municipality
    return RemoveKommunPage(
        frame=frame,
        url=f"{back}/{line.assessment.municipality_slug}/ta-bort",
        back_url=back,
        name=name,
        invited=line.invited,
    )


def remove_page(frame: Frame, removal: Removal) -> RemovePage:
    round_ = removal.led.round
    return RemovePage(
        frame=frame,
        heading=heading_of(round_),
        url=url_of(round_.key),
        is_trial=round_.is_trial,
        content=removal.content,
    )
