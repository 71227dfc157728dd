"""An LRU cache of questionnaire files: one is parsed again only when it, or the edition before it, has changed.

Parsing is slow, and a service reads every edition several times as it starts and whenever somebody looks at the list of
them: for itself, as the edition before another, and to tell whether it could be published.
"""

from functools import lru_cache
from pathlib import Path

from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import Steps, digest_of, load
from app.editions.reader import editions_in

MAX_QUESTIONNAIRES = 16


def load_cached(path: Path, *, steps: Steps = Steps.MAY_LACK) -> Questionnaire:
    """As `load`, with the edition before from the same folder. Files with problems are never cached.

    Raises QuestionnaireError with every problem found.
    """
    try:
        digests = (digest_of(path), *map(digest_of, editions_in(path.absolute().parent).values()))
    except QuestionnaireError:  # what cannot even be read; loading tells of which file that is true
        return load(path, steps=steps)
    return _load(path, digests, steps)


@lru_cache(maxsize=MAX_QUESTIONNAIRES)
def _load(path: Path, _digests: tuple[bytes, ...], steps: Steps) -> Questionnaire:
    """The digests are those of the file and of every edition beside it, of which one is the edition before."""
    return load(path, steps=steps)
