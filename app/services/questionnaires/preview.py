"""Looking at questionnaires before they are used: files on disk, and a file an author sends in. Nothing is stored."""

from pathlib import Path

from app.accounts.kernel.roles import Actor, Place, Right, may
from app.assessment.questionnaires.cached_reader import load_cached
from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import Steps, load_text
from app.editions.reader import Lookup, editions_in
from app.errors import NotFoundError, PermissionDeniedError
from app.services.questionnaires import words
from app.services.questionnaires.editions import QuestionnaireFileState, file_states
from app.storage.engine.database import Database
from app.storage.questionnaires.editions import find_edition


def list_files(database: Database, actor: Actor, folder: Path) -> tuple[QuestionnaireFileState, ...]:
    """Every questionnaire file of the installation. Raises NotFoundError to those who may not preview."""
    _require(actor)
    return file_states(database, folder)


def preview_file(database: Database, actor: Actor, folder: Path, name: str, year: int) -> Questionnaire:
    """One file of the installation, under its published hash if it is published as it stands.

    Raises NotFoundError when there is none, and PermissionDeniedError when it has problems.
    """
    _require(actor)
    path = _edition(folder, name, year)
    try:
        questionnaire = load_cached(path)
    except QuestionnaireError as found:
        raise PermissionDeniedError(words.FILE_HAS_PROBLEMS.with_facts(count=len(found.problems))) from found
    with database.read() as session:
        edition = find_edition(session, questionnaire.id, questionnaire.year)
    return edition.questionnaire if edition and edition.questionnaire == questionnaire else questionnaire


def check_text(actor: Actor, folder: Path, text: bytes, filename: str) -> Questionnaire:
    """A file sent in, checked against the edition before it among the installation's own files.

    Raises QuestionnaireError with all that is wrong.
    """
    _require(actor)
    questionnaire = load_text(text, filename=filename, previous=Lookup.UNCHECKED)
    before = [path for year, path in _editions(folder, questionnaire.id).items() if year < questionnaire.year]
    previous = load_cached(before[-1]) if before else None
    return load_text(text, filename=filename, previous=previous, steps=Steps.REQUIRED)


def _require(actor: Actor) -> None:
    places = {membership.region_id for membership in actor.memberships}
    if not any(may(actor, Right.PREVIEW_QUESTIONNAIRES, Place(region_id)) for region_id in places):
        raise NotFoundError


def _editions(folder: Path, name: str) -> dict[int, Path]:
    folders = {path.name: path for path in folder.iterdir() if path.is_dir()}
    return editions_in(folders[name]) if name in folders else {}


def _edition(folder: Path, name: str, year: int) -> Path:
    path = _editions(folder, name).get(year)
    if path is None:
        raise NotFoundError
    return path
