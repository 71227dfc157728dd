"""From a YAML file to a questionnaire, or to every problem that keeps it from being one."""

from enum import Enum
from pathlib import Path

from app.assessment.questionnaires.definition import continuity, rules
from app.assessment.questionnaires.definition.json_schema import SCHEMA
from app.assessment.questionnaires.problems import QUESTIONNAIRE_FILE
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.editions.nodes import Node
from app.editions.problems import Report
from app.editions.reader import EditionReader, Lookup


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
    return _READER.load(path, previous=previous, also=rules.check_advised if steps is Steps.REQUIRED else None)


def load_text(
    text: bytes,
    *,
    filename: str,
    previous: Questionnaire | Lookup | None,
    steps: Steps = Steps.MAY_LACK,
) -> Questionnaire:
    """As `load`, of content that is not at its place, such as an uploaded file; `filename` is for the messages."""
    also = rules.check_advised if steps is Steps.REQUIRED else None
    return _READER.load_text(text, filename=filename, previous=previous, also=also)


def digest_of(path: Path) -> bytes:
    """SHA-256 of a file. Raises QuestionnaireError when it can't be read."""
    return _READER.digest_of(path)


def _check(edition: Node, previous: Questionnaire | Lookup | None, report: Report) -> None:
    rules.check(edition, report)
    if previous is None:
        continuity.check_first(edition, report)
    elif isinstance(previous, Questionnaire):
        continuity.check(edition, previous, report)


_READER = EditionReader(QUESTIONNAIRE_FILE, SCHEMA, _check)
