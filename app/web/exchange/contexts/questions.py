"""Contexts of asking the others: the memory of questions, one question, and the form of a new one."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.kernel.wording import count
from app.rounds.kernel.days import day_of
from app.services.exchange.questions import NO_ANSWER, AskableNetwork, AskedView, AskForm, Memory
from app.support.exchange.form_reader import ANSWER_LINES
from app.support.exchange.names import QUESTION_STATES
from app.support.exchange.question import AskedQuestion, QuestionState
from app.web.exchange.contexts.nav import QUESTIONS, NavLink, exchange_nav
from app.web.shell.contexts.form_fields import Tick
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

Options = tuple[tuple[str, str], ...]
TAGS = {QuestionState.ASKED: "waiting", QuestionState.ANSWERED: "done", QuestionState.UNANSWERED: "coming"}
"""The shape beside a state's word: shell/html/_state.html."""
DONE = {
    "skickad": "Frågan är skickad. Svaren kommer till din mejl.",
    "svar": "Svaret är sparat. Nu kan alla hitta det.",
    "igen": "Frågan är skickad en gång till. Svaren går till den som frågade.",
}


@dataclass(frozen=True, slots=True)
class AskedLine:
    text: str
    url: str
    about: str
    answer: str
    state: str
    tag: str


@dataclass(frozen=True, slots=True)
class MemoryPage:
    frame: Frame
    nav: tuple[NavLink, ...]
    url: str
    query: str
    lines: tuple[AskedLine, ...]
    found: str
    is_empty: bool
    to_answer: tuple[AskedLine, ...]
    to_ask_again: tuple[AskedLine, ...]
    may_ask: bool


@dataclass(frozen=True, slots=True)
class AskedQuestionPage:
    frame: Frame
    url: str
    list_url: str
    done: str
    heading: str
    question: AskedLine
    network_url: str
    network: str
    receivers: str
    asked_again: str
    """When the region sent it once more; empty if it has not."""
    may_ask_again: bool
    is_unanswered: bool
    hindrance: str
    examples: tuple[tuple[str, str], ...]
    """Title and address of each that the answer points to."""
    may_answer: bool
    is_open: bool
    """Nobody has said yet what came of it."""
    before: str
    """The stamp of the answer that the page shows."""
    typed: str
    ticks: tuple[Tick, ...]
    lines: int
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskPage:
    frame: Frame
    action: str
    back_url: str
    networks: Options
    network: str
    kommuner: Options
    kommun: str
    text: str
    is_possible: bool
    """There is a network with somebody to ask."""
    errors: Mapping[str, str]


def memory_page(frame: Frame, memory: Memory, query: str) -> MemoryPage:
    slug = memory.place.region.slug
    url, questions = f"/{slug}/fragor", memory.found(query)
    return MemoryPage(
        frame=frame,
        nav=exchange_nav(slug, QUESTIONS),
        url=url,
        query=query,
        lines=tuple(question_line(each, url) for each in questions),
        found=count(len(questions), "fråga", "frågor"),
        is_empty=not memory.questions,
        to_answer=tuple(question_line(each, url) for each in memory.to_answer),
        to_ask_again=tuple(question_line(each, url) for each in memory.to_ask_again),
        may_ask=bool(memory.place.own),
    )


def question_line(question: AskedQuestion, url: str) -> AskedLine:
    """`url` is that of the region's questions."""
    return AskedLine(
        text=question.text,
        url=f"{url}/{question.id}",
        about=f"{question.municipality} frågade {question.network} {day(day_of(question.asked_at))}",
        answer=question.answer,
        state=QUESTION_STATES[question.state],
        tag=TAGS[question.state],
    )


def question_page(
    frame: Frame,
    view: AskedView,
    notice: str = "",
    *,
    fields: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> AskedQuestionPage:
    question, region = view.question, f"/{view.place.region.slug}"
    ticked_ids = {str(number) for number in question.example_ids}
    if fields is not None and fields.get("act") == NO_ANSWER and not fields.get("answer", "").strip():
        fields = None  # nothing was typed: the form goes on from what somebody else has written
    if fields is not None:
        ticked_ids = {number for number in view.examples if f"examples.{number}" in fields}
    return AskedQuestionPage(
        frame=frame,
        url=f"{region}/fragor/{question.id}",
        list_url=f"{region}/fragor",
        done=DONE.get(notice, ""),
        heading=f"{question.municipality} frågar",
        question=question_line(question, f"{region}/fragor"),
        network_url=f"{region}/natverk/{question.network_id}",
        network=question.network,
        receivers=count(question.receivers, "person fick frågan", "personer fick frågan"),
        asked_again="" if question.asked_again_at is None else day(day_of(question.asked_again_at)),
        may_ask_again=view.may_ask_again,
        is_unanswered=question.state is QuestionState.UNANSWERED,
        hindrance=view.hindrance,
        examples=tuple(
            (view.examples[str(number)], f"{region}/exempel/{number}")
            for number in question.example_ids
            if str(number) in view.examples
        ),
        may_answer=view.may_answer,
        is_open=question.state is QuestionState.ASKED,
        before=question.stamp,
        typed=question.answer if fields is None else fields.get("answer", ""),
        ticks=tuple(
            Tick(name=number, label=title, note="", is_ticked=number in ticked_ids)
            for number, title in view.examples.items()
        ),
        lines=ANSWER_LINES,
        errors=errors or {},
    )


def _reached(network: AskableNetwork) -> str:
    people = count(network.people, "person", "personer")
    is_same = network.kommuner == network.people
    return people if is_same else f"{people} i {count(network.kommuner, 'kommun', 'kommuner')}"


def ask_page(
    frame: Frame, form: AskForm, fields: Mapping[str, str], errors: Mapping[str, str] | None = None
) -> AskPage:
    region, own = f"/{form.place.region.slug}", form.place.own
    networks = tuple((str(each.id), f"{each.title} ({_reached(each)})") for each in form.networks if each.people)
    return AskPage(
        frame=frame,
        action=f"{region}/fragor/ny",
        back_url=f"{region}/fragor",
        networks=networks if len(networks) == 1 else (("", "Välj"), *networks),
        network=fields.get("network", ""),
        kommuner=() if len(own) == 1 else tuple((kommun.slug, kommun.name) for kommun in own),
        kommun=fields.get("kommun", ""),
        text=fields.get("text", ""),
        is_possible=bool(networks),
        errors=errors or {},
    )
