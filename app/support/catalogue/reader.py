"""From a YAML file to a catalogue of support, or to every problem that keeps it from being one."""

from functools import lru_cache, partial
from pathlib import Path

from app.assessment.questionnaires import reader as questionnaire_reader
from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.editions.nodes import Node
from app.editions.problems import Report
from app.editions.reader import EditionReader, Lookup, editions_in
from app.support.catalogue import rules
from app.support.catalogue.catalogue import Catalogue
from app.support.catalogue.problems import CATALOGUE_FILE, CatalogueError
from app.support.catalogue.schema import SCHEMA

QUESTIONNAIRES = "questionnaires"
"""The folder of questionnaires, beside the one of catalogues."""
MAX_CATALOGUES = 8


def load(path: Path, *, previous: Catalogue | Lookup | None = Lookup.SAME_FOLDER) -> Catalogue:
    """The catalogue at catalogues/<id>/<year>.yaml, held against its questionnaire and the edition before.

    The questionnaire is looked for in the folder `questionnaires` beside `catalogues`. `previous` is the edition
    before, None when this is the first. Raises CatalogueError with every problem found; docs/catalogue-format.md has
    the rules.
    """
    folder = path.absolute().parents[2] / QUESTIONNAIRES
    return _READER.load(path, previous=previous, also=partial(_check_against_file, folder=folder))


def load_text(
    text: bytes, *, filename: str, previous: Catalogue | Lookup | None, questionnaire: Questionnaire | None
) -> Catalogue:
    """As `load`, of content that is not at its place; without a questionnaire its ids and levels are not checked."""
    also = None if questionnaire is None else partial(_check_against, questionnaire=questionnaire)
    return _READER.load_text(text, filename=filename, previous=previous, also=also)


def load_cached(path: Path) -> Catalogue:
    """As `load`; a file is parsed again only when it, an edition beside it or a questionnaire has changed."""
    folder = path.absolute().parent
    questionnaires = sorted((folder.parents[1] / QUESTIONNAIRES).glob("*/*.yaml"))
    try:
        digests = tuple(_READER.digest_of(file) for file in (path, *editions_in(folder).values(), *questionnaires))
    except CatalogueError:  # what cannot even be read; loading tells of which file that is true
        return load(path)
    return _load(path, digests)


@lru_cache(maxsize=MAX_CATALOGUES)
def _load(path: Path, _digests: tuple[bytes, ...]) -> Catalogue:
    return load(path)


def _check(catalogue: Node, previous: Catalogue | Lookup | None, report: Report) -> None:
    rules.check(catalogue, report)
    if previous is None:
        rules.check_first(catalogue, report)
    elif isinstance(previous, Catalogue):
        rules.check_continuity(catalogue, previous, report)


def _check_against(catalogue: Node, report: Report, questionnaire: Questionnaire) -> None:
    rules.check_against(catalogue, questionnaire, report)


def _check_against_file(catalogue: Node, report: Report, folder: Path) -> None:
    reference = catalogue.part("questionnaire")
    name, year = (reference.text("id"), reference.whole("year")) if reference else (None, None)
    if reference is None or name is None or year is None:
        return
    file = folder / name / f"{year}.yaml"
    if not file.is_file():
        place = catalogue.at("questionnaire")
        report.add("missing-questionnaire", place, name=f"{name} {year}", folder=f"{QUESTIONNAIRES}/{name}")
        return
    try:
        rules.check_against(catalogue, questionnaire_reader.load(file, previous=Lookup.UNCHECKED), report)
    except QuestionnaireError as error:
        count = len(error.problems)
        report.add("broken-questionnaire", catalogue.at("questionnaire"), name=f"{name} {year}", count=count)


_READER = EditionReader(CATALOGUE_FILE, SCHEMA, _check)
