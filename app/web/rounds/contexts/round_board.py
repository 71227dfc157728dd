"""Contexts of a round's page: its board of kommuner, and what its coordinator can do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.assessment.questionnaires.questionnaire import Form, RoundSubject
from app.reports.kernel.organisation_words import counted
from app.reports.kernel.wording import listing, lowered
from app.rounds.kernel.days import day_of
from app.rounds.kernel.round import RoundState
from app.rounds.kernel.visibility import is_readable
from app.rounds.progress.round_advice import Advice
from app.rounds.progress.round_board import BEGUN, Stage
from app.rounds.progress.year import YearState
from app.services.kernel.alphabet import swedish
from app.services.rounds.round_board import Board, BoardLine
from app.web.shell.contexts.cards import Card, round_card
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.contexts.round_frame import heading_of
from app.web.shell.formatting import day
from app.web.shell.wording import REMIND, ROUND_STATES, SHARING

BY_NAME, BY_STAGE = "kommun", "lage"
FALLING = "fallande"
_STATES = list(YearState)


@dataclass(frozen=True, slots=True)
class Sorting:
    """How the board is sorted: by name or by stage, never by level."""

    by: str
    falling: bool

    def arranged(self, lines: Iterable[BoardLine]) -> list[BoardLine]:
        """Kommuner on the same stage stay in the order of their names, whichever way the stages go."""
        by_name = sorted(
            lines, key=lambda line: (not line.assessment.is_association, swedish(line.assessment.municipality))
        )
        if self.by == BY_STAGE:
            return sorted(by_name, key=lambda line: _STATES.index(line.state) * (-1 if self.falling else 1))
        return by_name[::-1] if self.falling else by_name


def sorting(by: str, order: str) -> Sorting:
    """As the address says; anything it does not know is the usual order."""
    return Sorting(BY_STAGE if by == BY_STAGE else BY_NAME, order == FALLING)


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column that the board can be sorted by."""

    label: str
    url: str
    """Sorts by it, or the other way round when it is sorted by it already."""
    hint: str
    aria: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    municipality: str
    page_url: str
    state: str
    note: str
    note_url: str
    """Where to mend what the note tells; empty for those who cannot."""
    invited: int
    started: str
    handed_in: int
    answered: str
    agreed: str
    submitted_on: date | None
    sharing: str
    url: str
    why_not: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something the coordinator should do next. `label` and `url` are empty when there is nowhere to go."""

    text: str
    label: str = ""
    url: str = ""
    sends: bool = False
    """Whether a button does it, and no page comes before."""


@dataclass(frozen=True, slots=True)
class Act:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    frame: Frame
    title: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    todo: tuple[ToDo, ...]
    summary: tuple[str, ...]
    who: str
    by_name: BoardColumn
    by_stage: BoardColumn
    rows: tuple[BoardRow, ...]
    hidden_below: int | None
    """Shares are not shown where fewer are asked; None when all are shown."""
    acts: tuple[Act, ...]
    overview_url: str
    """The results side by side, once the round is open; a trial has none. Then there are a report and files, too."""
    report_url: str
    files_url: str
    reports_url: str
    mirror_url: str
    """Both sides of the collaboration beside each other, where the round is about it."""
    quality_url: str
    """How good the questions were, once the round is closed."""
    others: tuple[Card, ...]


def board_page(frame: Frame, board: Board, order: Sorting) -> BoardPage:
    round_, rows = board.round, order.arranged(board.lines)
    hides = any(line.invited and line.started is None for line in board.lines)
    is_open = not round_.is_trial and round_.state is not RoundState.PLANNED
    has_overview = is_open and round_.subject is not RoundSubject.REGION
    return BoardPage(
        frame=frame,
        title=board.questionnaire.title,
        heading=heading_of(round_),
        facts=tuple(facts_of(board)),
        warnings=tuple(warnings_of(board)),
        todo=tuple(_todo(board)) if board.may_lead else (),
        summary=tuple(_summary(board)),
        who="Vilka som är med" if board.round.subject is not RoundSubject.KOMMUN else "Kommunerna",
        by_name=_column(board, order, BY_NAME, "Kommun" if board.round.subject is RoundSubject.KOMMUN else "Vem"),
        by_stage=_column(board, order, BY_STAGE, "Läge"),
        rows=tuple(_row(board, line) for line in rows),
        hidden_below=board.questionnaire.limits.min_group if hides else None,
        acts=tuple(_acts(board)) if board.may_lead else (),
        overview_url=url_of(round_.key, "oversikt") if has_overview else "",
        report_url=url_of(round_.key, "rapport") if has_overview else "",
        files_url=url_of(round_.key, "export") if has_overview else "",
        reports_url=url_of(round_.key, "rapporter") if has_overview else "",
        mirror_url=url_of(round_.key, "spegel") if is_open and round_.subject is RoundSubject.COLLABORATION else "",
        quality_url=url_of(round_.key, "fragornas-kvalitet") if round_.state is RoundState.CLOSED else "",
        others=tuple(map(round_card, board.others)),
    )


def facts_of(board: Board) -> Iterable[tuple[str, str]]:
    round_, capitals = board.round, board.round.asked_capitals(board.questionnaire)
    form = "långt" if round_.form is Form.LONG else "kort"
    yield "Läge", ROUND_STATES[round_.state]
    if round_.state is not RoundState.PLANNED:
        yield "Svara senast", day(round_.closes_on)
    else:
        yield "Svarstid", f"{day(round_.opens_on)} – {day(round_.closes_on)}"
    yield "Formulär", f"{form}, {board.size.questions} frågor, ungefär {board.size.minutes} minuter"
    if round_.capital_ids is not None:
        yield "Frågar om", listing([lowered(capital.name) for capital in capitals])


def warnings_of(board: Board) -> Iterable[str]:
    """About capitals that are asked without what they build on."""
    for gap in board.left_out:
        missing = listing([lowered(capital.name) for capital in gap.missing])
        yield (
            f"{gap.capital.name} bygger på {missing}, som omgången inte frågar om. Då vet verktyget inte om "
            "förutsättningen finns när det föreslår var kommunen kan börja."
        )


def _summary(board: Board) -> Iterable[str]:
    lines, count = board.kommuner, len(board.kommuner)
    if board.round.state is RoundState.PLANNED:
        yield f"{counted(line.assessment for line in board.lines)} är med. Ingen kan svara förrän omgången är öppnad."
        return
    yield from (f"{line.assessment.municipality}: {line.state.value}." for line in board.lines if line not in lines)
    if not lines:
        return
    with_result = sum(line.has_result for line in lines)
    shared = sum(is_readable(line.assessment) for line in lines)
    yield f"{sum(line.stage in BEGUN for line in lines)} av {count} kommuner har börjat."
    yield f"I {with_result} av {count} kommuner är svarstiden avslutad."
    yield f"{shared or 'Ingen'} har fastställt sitt resultat och delar det med regionen."


def _column(board: Board, order: Sorting, by: str, label: str) -> BoardColumn:
    is_sorted = order.by == by
    turn = is_sorted and not order.falling
    url = f"{url_of(board.round.key)}?sortera={by}&ordning={FALLING if turn else 'stigande'}"
    aria = ("descending" if order.falling else "ascending") if is_sorted else "none"
    return BoardColumn(label=label, url=url, hint="sortera fallande" if turn else "sortera stigande", aria=aria)


def _row(board: Board, line: BoardLine) -> BoardRow:
    assessment, note = line.assessment, _note(board, line)
    return BoardRow(
        municipality=assessment.municipality,
        page_url=url_of(board.round.key, "kommuner", assessment.municipality_slug),
        state=line.state.value,
        note=note,
        note_url=people_url(line) if note and board.may_lead and not line.is_reachable else "",
        invited=line.invited,
        started=_started(line),
        handed_in=line.handed_in,
        answered="–" if line.answered_percent is None else f"{line.answered_percent}\u00a0%",
        agreed=f"{line.agreed_percent}\u00a0%",
        submitted_on=None if line.submitted_at is None else day_of(line.submitted_at),
        sharing=SHARING[assessment.sharing],
        url=url_of(assessment.key, "resultat") if line.is_shown else "",
        why_not=line.showing.value,
    )


def _started(line: BoardLine) -> str:
    """Where the number is not shown, only what the stage tells anyhow."""
    if line.started is not None:
        return str(line.started)
    return "ja" if line.stage in BEGUN else "nej"


def _note(board: Board, line: BoardLine) -> str:
    """What hinders the kommun from being told, while that matters."""
    if board.round.state is RoundState.CLOSED or line.told_at is not None or line.stage is Stage.APPROVED:
        return ""
    if not line.coordinators:
        return "saknar samordnare"
    if not line.is_reachable:
        return "samordnaren saknar e-postadress"
    return "har inte fått mejlet om omgången" if board.round.state is RoundState.OPEN else ""


def people_url(line: BoardLine) -> str:
    """Where the kommun gets a coordinator."""
    return f"/{line.assessment.round.region_slug}/kommuner/{line.assessment.municipality_slug}/personer"


def _todo(board: Board) -> Iterable[ToDo]:
    return (_told(board, advice) for advice in board.advice if advice is not Advice.NOTHING)


def _told(board: Board, advice: Advice) -> ToDo:
    key, round_ = board.round.key, board.round
    not_done, unreachable, untold = map(_those, (board.unfinished, board.unreachable, board.untold))
    not_done += " är inte klar" if len(board.unfinished) == 1 else " är inte klara"
    match advice:
        case Advice.CHANGE_DATES:
            return ToDo("Sista dagen har passerat utan att omgången öppnats.", "Ändra planen", url_of(key, "andra"))
        case Advice.OPEN:
            return ToDo(
                "Första dagen är här. Omgången öppnar när du säger till.", "Öppna omgången", url_of(key, "oppna")
            )
        case Advice.WAIT_TO_OPEN:
            text = f"Omgången är planerad att öppna {day(round_.opens_on)}. Den öppnar inte av sig själv."
            return ToDo(text, "Öppna omgången", url_of(key, "oppna"))
        case Advice.EXTEND_OR_CLOSE:
            text = f"Sista dagen har passerat. {not_done}. Förläng eller stäng."
            return ToDo(text, "Förläng tiden", url_of(key, "forlang"))
        case Advice.CLOSE:
            return ToDo("Alla är klara. Du kan stänga omgången.", "Stäng omgången", url_of(key, "stang"))
        case Advice.APPOINT:
            return ToDo(f"{unreachable} kan inte få mejlet om omgången. Se tabellen för vad som saknas.")
        case Advice.INVITE:
            text = f"{untold} har inte fått mejlet om omgången."
            return ToDo(text, "Skicka mejlet", url_of(key, "bjud-in"), sends=True)
        case Advice.REMIND:
            text = f"Sista dagen är {day(round_.closes_on)}. {not_done}."
            return ToDo(text, REMIND[round_.subject], url_of(key, "paminn"))
    raise ValueError(advice)


def _those(lines: Iterable[BoardLine]) -> str:
    return counted(line.assessment for line in lines)


def _acts(board: Board) -> Iterable[Act]:
    round_, key = board.round, board.round.key
    if round_.state is RoundState.PLANNED:
        yield Act("Öppna omgången", url_of(key, "oppna"))
        yield Act("Ändra planen", url_of(key, "andra"))
    if round_.state is RoundState.OPEN:
        yield Act(REMIND[round_.subject], url_of(key, "paminn"))
        yield Act("Förläng tiden", url_of(key, "forlang"))
        if round_.subject is not RoundSubject.REGION:
            yield Act("Lägg till eller ta bort kommuner", url_of(key, "kommuner"))
        if not board.begun:
            yield Act("Ändra frågorna", url_of(key, "andra"))
        yield Act("Stäng omgången", url_of(key, "stang"))
    if round_.is_trial:
        yield Act("Ta bort provomgången", url_of(key, "ta-bort"))
    elif round_.state is RoundState.PLANNED:
        yield Act("Ta bort planen", url_of(key, "ta-bort"))
