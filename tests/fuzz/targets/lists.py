"""Files with people to invite and files with answers, as people save them."""

import contextlib
from functools import cache

from app.accounts.invitations.files import read_file
from app.accounts.invitations.lists import read_list
from app.accounts.invitations.tables.reading import UnreadableListError, WrittenList
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.questionnaires.reader import load_text
from app.assessment.submission.submission import read_submission
from app.assessment.submission.submission_problems import SubmissionError
from app.assessment.submission.text_files import TextFileError, decode_text
from tests.paths import ROOT

MINIMAL = ROOT / "tests" / "definitions" / "valid" / "minimal.yaml"


@cache
def _minimal() -> Questionnaire:
    return load_text(MINIMAL.read_bytes(), filename="exempel/2026.yaml", previous=None)


def invitations(content: bytes) -> None:
    """An uploaded file of any kind, and the same as pasted text."""
    with contextlib.suppress(UnreadableListError):
        read_list(read_file(content), ())
    with contextlib.suppress(UnreadableListError):
        read_list(WrittenList(content.decode(errors="replace")), ())


def submission(content: bytes) -> None:
    try:
        read_submission(decode_text(content), _minimal())
    except (TextFileError, SubmissionError) as error:
        str(error)
