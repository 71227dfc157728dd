"""Context of a kommun's page in a round, as its region sees it: how far it has come, dates, sharing, whom to ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.reports.kernel.organisation_words import noun_of
from app.rounds.kernel.round import RoundState
from app.rounds.overview.overview import Showing
from app.services.rounds.round_board import Board, BoardLine
from app.web.rounds.contexts.round_board import people_url
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.formatting import day, moment
from app.web.shell.wording import SHARING, round_title

WHY_NOT = {
    Showing.NOT_ANSWERED: "Ingen har svarat än, så det finns inget resultat.",
    Showing.NOT_READY: "Resultatet pågår. Det går att läsa här när {noun.the} har fastställt det och delar det.",
    Showing.NOT_SHARED: "Resultatet är fastställt. {noun.heading} har valt att inte dela det med regionen.",
}
RESULT_PAGES = (
    ("resultat", "Resultatet"),
    ("rapport", "Rapporten"),
    ("rapport.pdf", "Rapporten som PDF"),
    ("export", "Siffrorna som Excel, CSV eller JSON"),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Either may be empty, where nobody knows it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class KommunInRoundPage:
    frame: Frame
    municipality: str
    round_title: str
    round_url: str
    facts: tuple[tuple[str, str], ...]
    why_not: str
    """Why there is no result to read; empty when there is one."""
    links: tuple[tuple[str, str], ...]
    """Address and words of what can be read."""
    own_url: str
    """Of the assessment itself, for somebody with a role in the kommun; empty for others."""
    may_lead: bool
    contacts: tuple[Contact, ...]
    people_url: str


def kommun_in_round_page(frame: Frame, board: Board, line: BoardLine) -> KommunInRoundPage:
    """Who the kommun's coordinators are is for those who lead the round, as on the kommun's own page."""
    assessment = line.assessment
    pages = RESULT_PAGES if line.is_shown else ()
    noun = noun_of(is_association=assessment.is_association)
    return KommunInRoundPage(
        frame=frame,
        municipality=assessment.municipality,
        round_title=round_title(board.round),
        round_url=url_of(board.round.key),
        facts=tuple(_facts(board, line)),
        why_not="" if line.is_shown else WHY_NOT[line.showing].format(noun=noun),
        links=tuple((url_of(assessment.key, page), words) for page, words in pages),
        own_url=url_of(assessment.key) if line.is_own else "",
        may_lead=board.may_lead,
        contacts=tuple(Contact(person.name, person.address) for person in line.coordinators) if board.may_lead else (),
        people_url=people_url(line),
    )


def _facts(board: Board, line: BoardLine) -> Iterable[tuple[str, str]]:
    round_, assessment = board.round, line.assessment
    yield "Läge", line.state.value
    if round_.state is RoundState.OPEN and not line.has_result:
        yield "Svara senast", day(round_.closes_on)
    yield "Mejl om omgången", "inte skickat" if line.told_at is None else moment(line.told_at)
    if assessment.answering_closed_at is not None:
        yield "Svarstiden avslutades", moment(assessment.answering_closed_at)
    if line.submitted_at is not None:
        yield "Inlämnat", moment(line.submitted_at)
    if assessment.approved_at is not None:
        yield "Fastställt", moment(assessment.approved_at)
    yield "Delning", SHARING[assessment.sharing]
    yield "Tillfrågade", str(line.invited)
    yield "Klara", str(line.handed_in)
    if assessment.size_group:
        yield "Storleksgrupp", assessment.size_group
