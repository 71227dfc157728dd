"""The command that checks questionnaires: every problem, with its place and what to do."""

import argparse

from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.reader import Steps, load
from app.assessment.submission.text_files import printable
from app.cli.output import show, show_json
from app.editions.problems import Problem


def check(arguments: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for path in arguments.files:
        try:
            load(path, steps=Steps.REQUIRED)
        except QuestionnaireError as error:
            problems += error.problems
    if arguments.json:
        show_json([problem.as_dict() for problem in problems])
    else:
        for problem in problems:
            show(printable(str(problem)))
        if not problems:
            show("Inga problem." if len(arguments.files) == 1 else f"Inga problem i {len(arguments.files)} filer.")
    return 1 if problems else 0
