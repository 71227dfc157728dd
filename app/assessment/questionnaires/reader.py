"""From a YAML file to a questionnaire, or to every problem that keeps it from being one."""

import re
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from app.assessment.questionnaires.definition import continuity, rules
from app.assessment.questionnaires.definition.composer import compose
from app.assessment.questionnaires.definition.nodes import Node
from app.assessment.questionnaires.definition.reading import decode, read_bytes
from app.assessment.questionnaires.definition.validation import validate
from app.assessment.questionnaires.problems import QuestionnaireError, Report
from app.assessment.questionnaires.questionnaire import Questionnaire

_FILE_NAME = re.compile(r"([0-9]{4})\.yaml")
_MAX_EDITIONS_BEFORE = 8


class Lookup(Enum):
    """Where the edition before comes from, when it is not given."""

    SAME_FOLDER = "the file of the same folder with the greatest earlier year"
    UNCHECKED = "nowhere: what is claimed about it is taken as it stands"


class Steps(Enum):
    """Whether every question must say what the next step is from each level."""

    REQUIRED = "of an edition that is to be published"
    MAY_LACK = "of one that is known already: editions from before they were asked for stay as they are"


def load(
    path: Path,
    *,
    previous: Questionnaire | Lookup | None = Lookup.SAME_FOLDER,
    steps: Steps = Steps.MAY_LACK,
) -> Questionnaire:
    """The questionnaire at <id>/<year>.yaml. `previous` is the edition before, None when this is the first.

    Raises QuestionnaireError with every problem found. The rules are those of docs/questionnaire-format.md.
    """
    report = Report(str(path))
    edition, questionnaire = _validated(read_bytes(path, report), report)
    _check_place(edition, path, report)
    if previous is Lookup.SAME_FOLDER:
        previous = _edition_before(edition, path, report)
    _check_rules(edition, previous, report, steps)
    return _unless_problems(questionnaire, report)


def load_text(
    text: bytes,
    *,
    filename: str,
    previous: Questionnaire | Lookup | None,
    steps: Steps = Steps.MAY_LACK,
) -> Questionnaire:
    """As `load`, of content that is not at its place, such as an uploaded file; `filename` is for the messages."""
    report = Report(filename)
    edition, questionnaire = _validated(text, report)
    if previous is Lookup.SAME_FOLDER:
        raise ValueError("a text has no folder")
    _check_rules(edition, previous, report, steps)
    return _unless_problems(questionnaire, report)


def editions_in(folder: Path) -> dict[int, Path]:
    """Year -> file of every edition in a questionnaire's folder, earliest first."""
    files = {int(match[1]): file for file in folder.iterdir() if (match := _FILE_NAME.fullmatch(file.name))}
    return dict(sorted(files.items()))


def _validated(content: bytes, report: Report) -> tuple[Node, Questionnaire | None]:
    """What is written, and the questionnaire unless that is refused."""
    edition = compose(decode(content, report), report)
    return edition, validate(edition, report)


def _check_rules(edition: Node, previous: Questionnaire | Lookup | None, report: Report, steps: Steps) -> None:
    rules.check(edition, report)
    if steps is Steps.REQUIRED:
        rules.check_advised(edition, report)
    if previous is None:
        continuity.check_first(edition, report)
    elif isinstance(previous, Questionnaire):
        continuity.check(edition, previous, report)


def _unless_problems(questionnaire: Questionnaire | None, report: Report) -> Questionnaire:
    report.raise_if_any()
    if questionnaire is None:
        raise RuntimeError(f"{report.file} was refused without a problem")
    return questionnaire


def _check_place(edition: Node, path: Path, report: Report) -> None:
    year, name, folder = edition.whole("year"), edition.text("id"), path.absolute().parent.name
    if year is not None and path.name != f"{year}.yaml":
        report.add("file-name", edition.at("year"), name=path.name, year=year)
    if name is not None and folder != name:
        report.add("folder-name", edition.at("id"), folder=folder, id=name)


def _edition_before(edition: Node, path: Path, report: Report) -> Questionnaire | Lookup | None:
    """The greatest earlier year in the folder, loaded without looking further back. Its problems become one."""
    match = _FILE_NAME.fullmatch(path.name)
    year = int(match[1]) if match else edition.whole("year")
    if year is None:
        return Lookup.UNCHECKED
    earlier = [file for other, file in editions_in(path.absolute().parent).items() if other < year]
    if not earlier:
        return None
    try:
        return _load_unchecked(earlier[-1], digest_of(earlier[-1]))
    except QuestionnaireError as error:
        report.add("previous-edition-broken", edition.at("year"), name=earlier[-1].name, count=len(error.problems))
        return Lookup.UNCHECKED


@lru_cache(maxsize=_MAX_EDITIONS_BEFORE)
def _load_unchecked(path: Path, _digest: bytes) -> Questionnaire:
    """An LRU cache: the edition before is the same one for every file that is tried against it."""
    return load(path, previous=Lookup.UNCHECKED)


def digest_of(path: Path) -> bytes:
    """SHA-256 of a file. Raises QuestionnaireError when it can't be read."""
    return sha256(read_bytes(path, Report(str(path)))).digest()
