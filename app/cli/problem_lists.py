"""The problems of an author's files on a terminal, one a line, or as JSON for programs."""

from collections.abc import Sequence

from app.assessment.submission.text_files import printable
from app.cli.output import show, show_json
from app.editions.problems import Problem


def show_problems(problems: Sequence[Problem], file_count: int, *, as_json: bool) -> int:
    """Prints them, or that there are none; the exit status, 1 when there are any."""
    if as_json:
        show_json([problem.as_dict() for problem in problems])
    else:
        for problem in problems:
            show(printable(str(problem)))
        if not problems:
            show("Inga problem." if file_count == 1 else f"Inga problem i {file_count} filer.")
    return 1 if problems else 0
