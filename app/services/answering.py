"""Answering: opening a capital's questions, saving answers so that none is lost, handing in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.accounts.events import RespondentHandedIn
from app.accounts.roles import Actor
from app.assessment.entry import Entry, Fault, RawEntry, read_entry
from app.assessment.questionnaire import Capital, Question, Questionnaire
from app.errors import OmstallningskollenError, Refused
from app.services.access import place_of
from app.services.auditing import note
from app.services.benchmarking import hold_with_round, refresh_benchmarks
from app.services.last_year import LastLevel, last_levels
from app.services.own_place import OwnPlace, own_place_of
from app.storage import answers as stored
from app.storage.answers import SavedAnswer
from app.storage.assessments import AssessmentKey, hold_assessment
from app.storage.database import Database
from app.storage.editions import WordingCorrection, corrections_of
from app.storage.prepared import Transaction


@dataclass(frozen=True, slots=True)
class CapitalProgress:
    capital: Capital
    asked: int
    answered: int

    @property
    def is_done(self) -> bool:
        return self.answered == self.asked


@dataclass(frozen=True, slots=True)
class Answering:
    """Everything that the answering pages show of one person's own answers."""

    place: OwnPlace
    saved: Mapping[str, SavedAnswer]
    """Of the capital that was opened, or of all."""
    answered: frozenset[str]
    """Ids of all questions, of every capital, where something is chosen."""
    last_levels: Mapping[str, LastLevel]
    """Last year's agreed level, only for questions whose own answer is saved (method 11)."""
    corrections: tuple[WordingCorrection, ...]

    @property
    def progress(self) -> tuple[CapitalProgress, ...]:
        return tuple(
            CapitalProgress(
                capital,
                len(questions := self.place.questions(capital)),
                sum(question.id in self.answered for question in questions),
            )
            for capital in self.place.capitals
        )


class Stale(OmstallningskollenError):  # noqa: N818
    """Somebody changed the answer after the page was loaded. `current` is what is stored now; nothing was changed."""

    def __init__(self, questionnaire: Questionnaire, question: Question, current: SavedAnswer) -> None:
        super().__init__(question.id)
        self.questionnaire = questionnaire
        self.question = question
        self.current = current


class Faulty(OmstallningskollenError):  # noqa: N818
    """The entry cannot be kept; nothing was changed."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


class Troubled(OmstallningskollenError):  # noqa: N818
    """A whole page could not be saved, and none of it was. Question id -> its faults, or what somebody else saved."""

    def __init__(self, by_question: Mapping[str, Faulty | Stale]) -> None:
        super().__init__(tuple(by_question))
        self.by_question = by_question

    @property
    def is_conflict(self) -> bool:
        return any(isinstance(trouble, Stale) for trouble in self.by_question.values())


@dataclass(frozen=True, slots=True)
class Saved:
    """What an autosave came to."""

    question: Question
    answer: SavedAnswer
    last_level: LastLevel | None


def open_answering(database: Database, actor: Actor, key: AssessmentKey) -> Answering:
    """A person's own answers. Raises NotFound for someone who is not asked to answer there."""
    with database.read() as session:
        place = own_place_of(session, actor, key)
        return _opened(session, place, stored.saved_answers(session, place.respondent.id))


async def open_capital(database: Database, actor: Actor, key: AssessmentKey, capital_id: str) -> Answering:
    """A person's own answers in one capital. Raises NotFound as `open_answering`, and when the capital is not asked."""

    def work(transaction: Transaction) -> Answering:
        place = own_place_of(transaction, actor, key)
        asked = [question.id for question in place.questions(place.capital(capital_id))]
        return _opened(transaction, place, stored.saved_answers(transaction, place.respondent.id, asked))

    return await database.read_soon(work)


def _opened(transaction: Transaction, place: OwnPlace, saved: Mapping[str, SavedAnswer]) -> Answering:
    return Answering(
        place,
        saved,
        stored.answered_questions(transaction, place.respondent.id),
        last_levels(transaction, place.assessment, [name for name, answer in saved.items() if _is_answered(answer)]),
        corrections_of(transaction, place.assessment.round.edition_id),
    )


def save_answer(
    database: Database, actor: Actor, key: AssessmentKey, question_id: str, raw: RawEntry, version: int, now: datetime
) -> Saved:
    """Save one answer. Saving the same again changes nothing and makes no new version.

    Raises NotFound, Refused when answering is closed, Faulty, and Stale when `version` is not the stored one.
    """

    return database.write(_saving(actor, key, question_id, raw, version, now))


async def autosave(
    database: Database, actor: Actor, key: AssessmentKey, question_id: str, raw: RawEntry, version: int, now: datetime
) -> Saved:
    """`save_answer` for coroutines."""
    return await database.write_soon(_saving(actor, key, question_id, raw, version, now))


def _saving(
    actor: Actor, key: AssessmentKey, question_id: str, raw: RawEntry, version: int, now: datetime
) -> Callable[[Transaction], Saved]:
    def work(transaction: Transaction) -> Saved:
        hold_assessment(transaction, key, alone=False)
        place = own_place_of(transaction, actor, key)
        question = place.question(question_id)
        place.require_open()
        entry = _checked(question, raw)
        saved = _store(transaction, place, question, entry, version, now)
        levels = last_levels(transaction, place.assessment, [question_id]) if _is_answered(saved) else {}
        return Saved(question, saved, levels.get(question_id))

    return work


def save_capital(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    entries: Mapping[str, tuple[RawEntry, int]],
    now: datetime,
) -> None:
    """Save a whole page of answers (question id -> entry and the version it was loaded with), all or none.

    Always in the order of the ids: on PostgreSQL two who save the same answers in opposite orders would each hold what
    the other waits for, and one of them would fail.

    Raises NotFound, Refused when answering is closed, and Troubled with every question that cannot be saved.
    """

    def work(session: Session) -> None:
        hold_assessment(session, key, alone=False)
        place = own_place_of(session, actor, key)
        place.require_open()
        troubles: dict[str, Faulty | Stale] = {}
        for question_id, (raw, version) in sorted(entries.items()):
            question = place.question(question_id)
            try:
                _store(session, place, question, _checked(question, raw), version, now)
            except (Faulty, Stale) as trouble:
                troubles[question_id] = trouble
        if troubles:
            raise Troubled(troubles)

    database.write(work)


def hand_in(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> OwnPlace:
    """Hand in one's answers; doing it twice is the same as once. In the simple mode they become the kommun's own,
    and that can be done after the round has been closed too.

    Raises Refused when nothing has been answered yet, or when answering was closed by someone else.
    """

    def work(session: Session) -> OwnPlace:
        hold_with_round(session, key)
        place = own_place_of(session, actor, key)
        if place.respondent.handed_in_at is not None:
            return place
        if not place.may_hand_in_late:
            place.require_open()
        saved = stored.saved_answers(session, place.respondent.id)
        if not any(map(_is_answered, saved.values())):
            raise Refused("Du har inte svarat på någon fråga än. Svara på minst en fråga innan du lämnar in.")
        stored.set_handed_in(session, place.respondent.id, now)
        if place.respondent.for_kommun:
            stored.record_agreed(session, place.assessment.id, saved)
            stored.set_answering_closed(session, place.assessment.id, now)
            refresh_benchmarks(session, key.round, now)
        # Who a respondent is must be possible to forget, and the log is not changed. So it names the respondent, who
        # leads to the person as long as that is kept; the person only where the coordinator acts for the kommun.
        event = RespondentHandedIn(assessment_id=place.assessment.id, respondent_id=place.respondent.id)
        note(session, actor if place.respondent.for_kommun else None, event, place_of(place.assessment), now)
        return place

    return database.write(work)


def _checked(question: Question, raw: RawEntry) -> Entry:
    entry = read_entry(question, raw)
    if not isinstance(entry, Entry):
        raise Faulty(entry)
    return entry


def _store(
    transaction: Transaction, place: OwnPlace, question: Question, entry: Entry, version: int, now: datetime
) -> SavedAnswer:
    """The same value again is no change, whatever version it names: a retry after a lost reply must not conflict."""
    current = stored.saved_answer(transaction, place.respondent.id, question.id)
    if current is not None and current.entry == entry:
        return current
    if current is None and entry.is_empty:
        return SavedAnswer(entry, 0, now)
    if version != (0 if current is None else current.version):
        raise Stale(place.questionnaire, question, current or SavedAnswer(Entry(None), 0, now))
    saved = SavedAnswer(entry, version + 1, now)
    if not stored.store_answer(transaction, place.respondent.id, question.id, saved):
        theirs = stored.saved_answer(transaction, place.respondent.id, question.id)
        if theirs is not None and theirs.entry == entry:
            return theirs
        raise Stale(place.questionnaire, question, theirs or SavedAnswer(Entry(None), 0, now))
    return saved


def _is_answered(saved: SavedAnswer | None) -> bool:
    return saved is not None and saved.entry.answer is not None
