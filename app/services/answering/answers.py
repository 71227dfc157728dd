"""Answering: opening a capital's questions, saving answers so that none is lost, handing in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from app.accounts.audit.events import RespondentHandedIn
from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_form import MailKind
from app.accounts.mail.notifications import Notification
from app.assessment.answering.entry import Entry, EntryReading, FieldError, RawEntry, read_entry
from app.assessment.answering.saved_answer import SavedAnswer
from app.assessment.questionnaires.questionnaire import Capital, Question
from app.assessment.questionnaires.wording_correction import WordingCorrection
from app.errors import PermissionDeniedError
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering import words
from app.services.answering.answer_errors import InvalidAnswerError, StaleAnswerError, UnsavedAnswersError
from app.services.answering.respondent_place import RespondentPlace, respondent_place
from app.services.kernel.access import place_of
from app.services.kernel.audit import note
from app.services.kernel.contacts import known_contact
from app.services.kernel.metrics import autosave_counted
from app.services.mail.notifications import notify
from app.services.results.benchmarks import lock_with_round, refresh_benchmarks
from app.services.results.earlier_years import LastLevel, last_levels
from app.storage.answering import answers as stored
from app.storage.answering.participation import awaited_in
from app.storage.engine.database import Database
from app.storage.engine.prepared import Transaction
from app.storage.kernel.assessments import lock_assessment
from app.storage.meeting.votes import open_vote
from app.storage.organisations.memberships import ever_coordinators
from app.storage.questionnaires.editions import corrections_of


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

    place: RespondentPlace
    saved: Mapping[str, SavedAnswer]
    """Of the capital that was opened, or of all."""
    answered: frozenset[str]
    """Ids of all questions, of every capital, where something is chosen."""
    last_levels: Mapping[str, LastLevel]
    """Last year's agreed level, only for questions whose own answer is saved (method 11)."""
    corrections: tuple[WordingCorrection, ...]
    last_saved: datetime | None
    """When anything of it was saved last, in any capital."""
    contact: str = ""
    """The region's, where it is asked for and known."""
    is_vote_open: bool = False
    """Whether the joint meeting votes on a question right now, where it is asked for."""

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


@dataclass(frozen=True, slots=True)
class Saved:
    """What an autosave came to. Every field of the answer is saved but those with an error."""

    question: Question
    answer: SavedAnswer
    last_level: LastLevel | None
    errors: tuple[FieldError, ...] = ()


def open_answering(database: Database, actor: Actor, key: AssessmentKey) -> Answering:
    """A person's own answers. Raises NotFoundError for someone who is not asked to answer there."""
    with database.read() as session:
        place = respondent_place(session, actor, key)
        view = _opened(session, place, stored.saved_answers(session, place.respondent.id))
        return replace(
            view,
            contact=known_contact(session, place.assessment),
            is_vote_open=place.may_vote and open_vote(session, place.assessment.id) is not None,
        )


async def open_capital(database: Database, actor: Actor, key: AssessmentKey, capital_id: str) -> Answering:
    """A person's own answers in one capital. Raises NotFoundError as `open_answering`, and when the capital is not
    asked.
    """

    def work(transaction: Transaction) -> Answering:
        place = respondent_place(transaction, actor, key)
        question_ids = [question.id for question in place.questions(place.capital(capital_id))]
        return _opened(transaction, place, stored.saved_answers(transaction, place.respondent.id, question_ids))

    return await database.read_async(work)


def _opened(transaction: Transaction, place: RespondentPlace, answers: Mapping[str, SavedAnswer]) -> Answering:
    answered_ids, last_saved = stored.answered_questions(transaction, place.respondent.id)
    return Answering(
        place=place,
        saved=answers,
        answered=answered_ids,
        last_levels=last_levels(
            transaction, place.assessment, [name for name, answer in answers.items() if _is_answered(answer)]
        ),
        corrections=corrections_of(transaction, place.assessment.round.edition_id),
        last_saved=last_saved,
    )


def save_answer(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    question_id: str,
    raw: RawEntry,
    version: int,
    now: datetime,
    unheard: RawEntry | None = None,
) -> Saved:
    """Save one answer. Saving the same again changes nothing and makes no new version. A field that cannot be kept
    stays as it was, and the others are saved.

    `unheard` is what the page has sent before without hearing that it was saved: what is stored is then the page's own.

    Raises NotFoundError, PermissionDeniedError when answering is closed, and StaleAnswerError when `version` is not the
    stored one.
    """

    return database.write(_saving(actor, key, question_id, raw, version, now, unheard))


async def autosave(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    question_id: str,
    raw: RawEntry,
    version: int,
    now: datetime,
    unheard: RawEntry | None = None,
) -> Saved:
    """`save_answer` for coroutines."""
    with autosave_counted(StaleAnswerError):
        return await database.write_async(_saving(actor, key, question_id, raw, version, now, unheard))


def _saving(
    actor: Actor,
    key: AssessmentKey,
    question_id: str,
    raw: RawEntry,
    version: int,
    now: datetime,
    unheard: RawEntry | None,
) -> Callable[[Transaction], Saved]:
    def work(transaction: Transaction) -> Saved:
        lock_assessment(transaction, key, exclusive=False)
        place = respondent_place(transaction, actor, key)
        question = place.question(question_id)
        place.require_open()
        reading = read_entry(question, raw)
        before = None if unheard is None else read_entry(question, unheard)
        answer = _store(transaction, place, question, reading, version, now, before)
        levels = last_levels(transaction, place.assessment, [question_id]) if _is_answered(answer) else {}
        return Saved(question=question, answer=answer, last_level=levels.get(question_id), errors=reading.errors)

    return work


def save_capital(
    database: Database,
    actor: Actor,
    key: AssessmentKey,
    entries: Mapping[str, tuple[RawEntry, int]],
    now: datetime,
) -> None:
    """Save a whole page of answers (question id -> entry and the version it was loaded with), all that can be saved.

    Always in the order of the ids: on PostgreSQL two who save the same answers in opposite orders would each hold what
    the other waits for, and one of them would fail.

    Raises NotFoundError, PermissionDeniedError when answering is closed, and, when the rest is saved,
    UnsavedAnswersError with what is not.
    """

    def work(session: Session) -> dict[str, InvalidAnswerError | StaleAnswerError]:
        lock_assessment(session, key, exclusive=False)
        place = respondent_place(session, actor, key)
        place.require_open()
        troubles: dict[str, InvalidAnswerError | StaleAnswerError] = {}
        for question_id, (raw, version) in sorted(entries.items()):
            question = place.question(question_id)
            reading = read_entry(question, raw)
            if reading.errors:
                troubles[question_id] = InvalidAnswerError(reading.errors)
            try:
                _store(session, place, question, reading, version, now)
            except StaleAnswerError as stale:
                troubles[question_id] = stale
        return troubles

    troubles = database.write(work)
    if troubles:
        raise UnsavedAnswersError(troubles)


def hand_in(database: Database, actor: Actor, key: AssessmentKey, now: datetime, *, public_url: str) -> RespondentPlace:
    """Hand in one's answers; doing it twice is the same as once. In the simple mode they become the kommun's own,
    and that can be done after the round has been closed too. The last one who was invited sets off a notification.

    Raises PermissionDeniedError when nothing has been answered yet, or when answering was closed by someone else.
    """

    def work(session: Session) -> RespondentPlace:
        lock_with_round(session, key)
        place = respondent_place(session, actor, key)
        if place.respondent.handed_in_at is not None:
            return place
        if not place.may_hand_in_late:
            place.require_open()
        answers = stored.saved_answers(session, place.respondent.id)
        if not any(map(_is_answered, answers.values())):
            raise PermissionDeniedError(words.NOTHING_ANSWERED)
        is_last = awaited_in(session, place.assessment.id) == {place.respondent.id}
        stored.set_handed_in(session, place.respondent.id, now)
        if place.respondent.for_kommun:
            stored.record_agreed(session, place.assessment.id, answers)
            stored.set_answering_closed(session, place.assessment.id, now)
            refresh_benchmarks(session, key.round, now)
        elif is_last:
            notify(session, place.assessment, Notification(MailKind.ALL_ANSWERED), now, public_url=public_url)
        # Who a respondent is must be possible to forget, and the log is not changed. So it names the respondent, who
        # leads to the person as long as that is kept; the person only where the coordinator acts for the kommun.
        event = RespondentHandedIn(assessment_id=place.assessment.id, respondent_id=place.respondent.id)
        note(session, actor if place.respondent.for_kommun else None, event, place_of(place.assessment), now)
        return place

    return database.write(work)


def _store(
    transaction: Transaction,
    place: RespondentPlace,
    question: Question,
    reading: EntryReading,
    version: int,
    now: datetime,
    unheard: EntryReading | None = None,
) -> SavedAnswer:
    """The same value again is no change, whatever version it names: a retry after a lost reply must not conflict."""
    stored_now = stored.saved_answer(transaction, place.respondent.id, question.id)
    current = stored_now or SavedAnswer(Entry(None), 0, now)
    entry = reading.over(current.entry)
    if current.entry == entry:
        return current
    is_own = unheard is not None and unheard.over(current.entry) == current.entry
    if version != current.version and not is_own:
        raise StaleAnswerError(place.questionnaire, question, current, is_shared=_is_shared(transaction, place))
    answer = SavedAnswer(entry, current.version + 1, now)
    if stored.store_answer(transaction, place.respondent.id, question.id, answer):
        return answer
    # It was changed between reading and writing. Each time round the stored version is another, so this ends.
    return _store(transaction, place, question, reading, version, now, unheard)


def _is_shared(transaction: Transaction, place: RespondentPlace) -> bool:
    """A kommun that has had one coordinator ever has had nobody else who could save in its one place."""
    return place.respondent.for_kommun and ever_coordinators(transaction, place.assessment.municipality_id) > 1


def _is_answered(answer: SavedAnswer | None) -> bool:
    return answer is not None and answer.entry.answer is not None
