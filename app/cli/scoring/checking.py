"""The command that checks questionnaires: every problem, with its place and what to do."""

import argparse

from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.reader import Steps, load
from app.cli.problem_lists import show_problems
from app.editions.problems import Problem


def check(arguments: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for path in arguments.files:
        try:
            load(path, steps=Steps.REQUIRED)
        except QuestionnaireError as error:
            problems += error.problems
    return show_problems(problems, len(arguments.files), as_json=arguments.json)
