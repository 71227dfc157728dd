"""Publishing editions: frozen once somebody has answered, corrected in wording only, and always with a log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from app.accounts.audit.text_events import QuestionnaireCorrected, QuestionnairePublished
from app.accounts.kernel.reserved_segments import SECOND_SEGMENTS
from app.accounts.kernel.roles import INSTALLATION
from app.assessment.questionnaires.cached_reader import load_cached
from app.assessment.questionnaires.correction import WordingChange, wording_changes
from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import Steps
from app.assessment.questionnaires.wording_correction import WordingCorrection
from app.editions.reader import editions_in
from app.errors import PermissionDeniedError
from app.services.kernel.audit import note
from app.services.questionnaires import words
from app.storage.engine.database import Database
from app.storage.questionnaires import editions as stored
from app.storage.questionnaires.editions import Answered


class NextStepsMissingError(PermissionDeniedError):
    """An edition that is not published yet has questions without next steps."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        without = sum(not question.next_step for question in questionnaire.questions.values())
        super().__init__(words.WITHOUT_STEPS.with_facts(title=questionnaire.title, count=without))


@dataclass(frozen=True, slots=True)
class QuestionnaireFileState:
    """A questionnaire file on disk against what is published. `questionnaire` is None when the file has problems."""

    path: Path
    questionnaire: Questionnaire | None
    problems: QuestionnaireError | None
    published: bool
    frozen_and_changed: bool


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition as it is stored; `already` when the very same content was there before."""

    edition_id: int
    content_hash: str
    already: bool = False


def publish(database: Database, questionnaire: Questionnaire, now: datetime) -> PublishedEdition:
    """Publish an edition, or replace it while nobody has answered it.

    Raises PermissionDeniedError when answers exist and the content differs, and for an id that would hide a page, and
    NextStepsMissingError unless the very same content is published already.
    """
    if questionnaire.id in SECOND_SEGMENTS:
        raise PermissionDeniedError(words.ID_TAKEN.with_facts(id=questionnaire.id))

    def work(session: Session) -> PublishedEdition:
        existing = stored.find_edition(session, questionnaire.id, questionnaire.year)
        if existing is not None:
            if existing.questionnaire == questionnaire:
                return PublishedEdition(existing.id, existing.questionnaire.content_hash, already=True)
            answer_state = stored.answered(session, existing.id)
            if answer_state is not Answered.NOWHERE:
                message = words.TRIED if answer_state is Answered.ONLY_IN_TRIALS else words.FROZEN
                raise PermissionDeniedError(message.with_facts(title=questionnaire.title))
        if not all(question.next_step for question in questionnaire.questions.values()):
            raise NextStepsMissingError(questionnaire)
        edition_id = stored.store_edition(session, questionnaire, now)
        event = QuestionnairePublished(questionnaire=questionnaire.id, year=questionnaire.year, edition_id=edition_id)
        note(session, None, event, INSTALLATION, now)
        return PublishedEdition(edition_id, questionnaire.content_hash)

    return database.write(work)


def hidden_questionnaires(database: Database) -> dict[str, tuple[int, ...]]:
    """Ids of published questionnaires that a page has got as its address since, with their years."""
    years: dict[str, tuple[int, ...]] = {}
    with database.read() as session:
        for name, year in stored.published_years(session):
            if name in SECOND_SEGMENTS:
                years[name] = (*years.get(name, ()), year)
    return years


def correct_wording(
    database: Database, correction: Questionnaire, reason: str, now: datetime
) -> tuple[WordingChange, ...]:
    """Replace texts of a published edition, and nothing but texts; answers stay. Each old and new text is logged.

    Raises PermissionDeniedError without a published edition or a reason, and NotACorrectionError when more than wording
    differs.
    """
    if not reason.strip():
        raise PermissionDeniedError(words.REASON_MISSING)

    def work(session: Session) -> tuple[WordingChange, ...]:
        existing = stored.find_edition(session, correction.id, correction.year)
        if existing is None:
            raise PermissionDeniedError(words.NOT_PUBLISHED)
        changes = wording_changes(existing.questionnaire, correction)
        if changes:
            stored.store_edition(session, correction, now)
            stored.add_corrections(session, existing.id, tuple(_logged(changes, reason.strip(), now)))
            event = QuestionnaireCorrected(
                questionnaire=correction.id, year=correction.year, edition_id=existing.id, texts=len(changes)
            )
            note(session, None, event, INSTALLATION, now)
        return changes

    return database.write(work)


def _logged(changes: Iterable[WordingChange], reason: str, now: datetime) -> Iterable[WordingCorrection]:
    for change in changes:
        yield WordingCorrection(
            place=change.where or "",
            field=change.field,
            old=change.old or "",
            new=change.new or "",
            reason=reason,
            corrected_at=now,
        )


def file_states(database: Database, folder: Path) -> tuple[QuestionnaireFileState, ...]:
    """Every `<name>/<year>.yaml` below the folder, checked and told apart from what is published. Latest first."""
    paths = [path for name in sorted(folder.iterdir()) if name.is_dir() for path in editions_in(name).values()]
    with database.read() as session:
        return tuple(_file_state(session, path) for path in sorted(paths, key=lambda path: path.stem, reverse=True))


def _file_state(session: Session, path: Path) -> QuestionnaireFileState:
    try:
        return _state_of_sound_file(session, path)
    except QuestionnaireError as problems:
        return QuestionnaireFileState(path, None, problems, published=False, frozen_and_changed=False)


def _state_of_sound_file(session: Session, path: Path) -> QuestionnaireFileState:
    """Raises QuestionnaireError; for what could be published also when it lacks next steps."""
    questionnaire = load_cached(path)
    existing = stored.find_edition(session, questionnaire.id, questionnaire.year)
    is_changed = existing is not None and existing.questionnaire != questionnaire
    frozen = is_changed and existing is not None and stored.answered(session, existing.id) is not Answered.NOWHERE
    if existing is None or (is_changed and not frozen):
        questionnaire = load_cached(path, steps=Steps.REQUIRED)
    return QuestionnaireFileState(path, questionnaire, None, published=existing is not None, frozen_and_changed=frozen)
