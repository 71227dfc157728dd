"""The command that scores a file of answers: all of it, or everything that is wrong with it."""

import argparse
from pathlib import Path

from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.questionnaire import Form
from app.assessment.questionnaires.reader import load
from app.assessment.submission.scored_submission import score_submission
from app.assessment.submission.submission import read_submission
from app.assessment.submission.submission_problems import SubmissionError, SubmissionProblem
from app.assessment.submission.text_files import TextFileError, decode_text, printable
from app.cli.output import print_message, show, show_json
from app.cli.scoring.score_tables import score_tables

MAX_BYTES = 100_000_000
"""Some two million answers."""
MAX_PROBLEMS = 20
"""How many kinds of error are told at once; the others are counted."""


def score(arguments: argparse.Namespace) -> int:
    path: Path = arguments.answers
    name = printable(str(path))
    try:
        text = decode_text(_content(path))
        questionnaire = load(arguments.questionnaire)
        submission = read_submission(text, questionnaire)
    except QuestionnaireError as error:
        for problem in error.problems:
            print_message(printable(str(problem)))
        return 1
    except SubmissionError as error:
        _print_problems(name, error.problems)
        return 1
    except TextFileError as error:
        print_message(f"{name}: {error}")
        return 1
    except OSError as error:
        print_message(f"{name}: filen går inte att läsa: {_reason(error)}.")
        return 1
    scores = score_submission(questionnaire, submission, Form.SHORT if arguments.short else Form.LONG)
    if arguments.json:
        show_json(scores.as_dict())
    else:
        show(score_tables(scores, questionnaire))
    return 0


def _content(path: Path) -> bytes:
    """Raises OSError, also for a file that is too large."""
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise OSError(0, f"den är större än {MAX_BYTES // 1_000_000} MB, dela upp den")
    return content


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "den finns inte"
    if isinstance(error, IsADirectoryError):
        return "det är en mapp"
    if isinstance(error, PermissionError):
        return "du har inte rätt att läsa den"
    return error.strerror or type(error).__name__


def _print_problems(name: str, problems: tuple[SubmissionProblem, ...]) -> None:
    for problem in problems[:MAX_PROBLEMS]:
        print_message(f"{name}: {problem.place}: {problem.message}")
    if len(problems) > MAX_PROBLEMS:
        print_message(f"{name}: och {len(problems) - MAX_PROBLEMS} fel till. Rätta de här först.")
