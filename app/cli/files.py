"""Commands for authors and analysts, who work on files and need no database: check and score."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from app.assessment.loading import Steps, load
from app.assessment.problems import Problem, QuestionnaireProblems
from app.assessment.questionnaire import Form
from app.assessment.scored_submission import ScoredSubmission, score_submission
from app.assessment.submission import SubmissionProblems, read_submission
from app.cli.tables import table

COLUMNS = ("capital", "index", "level", "coverage", "n", "interval", "ad_m", "r_wg_j", "a_wg", "dont_know_share")


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    checking = commands.add_parser("check", help="granska frågeformulär: alla problem, med rad och åtgärd")
    checking.add_argument("files", type=Path, nargs="+", metavar="FIL")
    checking.add_argument("--json", action="store_true", help="problemen som JSON")
    checking.set_defaults(run=check)
    scoring = commands.add_parser("score", help="räkna ut mognad och samsyn ur en svarsfil, utan databas")
    scoring.add_argument("questionnaire", type=Path, metavar="FORMULÄR.yaml")
    scoring.add_argument("answers", type=Path, metavar="SVAR.csv")
    scoring.add_argument("--short", action="store_true", help="bara kärnfrågorna (kortformen)")
    scoring.add_argument("--json", action="store_true", help="oavrundat, som JSON")
    scoring.set_defaults(run=score)


def check(arguments: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for path in arguments.files:
        try:
            load(path, steps=Steps.REQUIRED)
        except QuestionnaireProblems as found:
            problems += found.problems
    if arguments.json:
        print(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem)
        if not problems:
            print("Inga problem." if len(arguments.files) == 1 else f"Inga problem i {len(arguments.files)} filer.")
    return 1 if problems else 0


def score(arguments: argparse.Namespace) -> int:
    try:
        questionnaire = load(arguments.questionnaire)
        text = arguments.answers.read_bytes().decode("utf-8-sig")
        scored = score_submission(
            questionnaire, read_submission(text, questionnaire), Form.SHORT if arguments.short else Form.LONG
        )
    except QuestionnaireProblems as found:
        print(found, file=sys.stderr)
        return 1
    except SubmissionProblems as found:
        for problem in found.problems:
            print(f"{arguments.answers}: rad {problem.line}: {problem.message}", file=sys.stderr)
        return 1
    except UnicodeDecodeError as fault:
        print(f"{arguments.answers}: filen är inte text i UTF-8 (byte {fault.start}). Spara om den.", file=sys.stderr)
        return 1
    except OSError as fault:
        print(f"{arguments.answers}: filen går inte att läsa ({fault.strerror}).", file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(scored.as_dict(), ensure_ascii=False, indent=2))
    else:
        _print(scored)
    return 0


def _print(scored: ScoredSubmission) -> None:
    for assessment in scored.assessments:
        print(f"\n{assessment.assessment}")
        print(table(COLUMNS, [_row(capital.as_dict()) for capital in assessment.capitals]))
    print("\nÖver alla självskattningar")
    print(table(("capital", "icc1", "icc2"), [_row(found.as_dict()) for found in scored.reliability]))


def _row(figures: dict[str, Any]) -> dict[str, Any]:
    interval = figures.get("interval")
    if interval is not None:
        figures["interval"] = f"{interval['low']:.2f}–{interval['high']:.2f}"
    return figures
