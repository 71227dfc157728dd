"""Learning texts for pages and paper: read once a process, rendered to PDF once and then taken from the cache.

They are public, so what strangers can make the server render is bounded: a file for each text and audience, no more.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from app.assessment.learning.lesson import Audience, Lesson
from app.assessment.learning.level_two import LevelTwo, level_two
from app.assessment.learning.reader import read_folder
from app.editions.problems import Problem
from app.errors import NotFoundError
from app.reports.learning.handout import Handout, build_handout
from app.reports.paper.document import handout_pdf
from app.services.results.report_files import ReportFiles
from app.storage.engine.database import Database
from app.storage.questionnaires.editions import every_edition


@dataclass(frozen=True, slots=True)
class Library:
    """The lessons that can be read, in their order, and what is wrong with the texts that cannot."""

    lessons: tuple[Lesson, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class OpenLesson:
    """A lesson among its neighbours. `level_two` is None where no published edition has its questions."""

    lesson: Lesson
    level_two: LevelTwo | None
    previous: Lesson | None
    following: Lesson | None

    def handout(self, audience: Audience | None) -> Handout:
        return build_handout(self.lesson, self.level_two, audience)


@lru_cache(maxsize=4)
def library(folder: Path) -> Library:
    """Every text of the folder. A text with problems is left out; the others can be read."""
    lessons, problems = read_folder(folder)
    return Library(lessons, problems)


def open_lesson(database: Database, folder: Path, lesson_id: str) -> OpenLesson:
    """The lesson with this id, with level 2 in the words of the latest edition. Raises NotFoundError."""
    lessons = library(folder).lessons
    place = next((index for index, lesson in enumerate(lessons) if lesson.id == lesson_id), None)
    if place is None:
        raise NotFoundError
    lesson = lessons[place]
    return OpenLesson(
        lesson,
        _latest_level_two(database, lesson),
        previous=lessons[place - 1] if place else None,
        following=lessons[place + 1] if place + 1 < len(lessons) else None,
    )


def handout_file(files: ReportFiles, content: Handout, now: datetime) -> bytes:
    """The text as PDF, from the cache or rendered now. Raises RenderError."""
    return files.get(content.fingerprint(), handout_pdf, content, now)


def _latest_level_two(database: Database, lesson: Lesson) -> LevelTwo | None:
    if not lesson.level_two:
        return None
    with database.read() as session:
        editions = every_edition(session)
    return next(filter(None, (level_two(lesson, edition.questionnaire) for edition in editions)), None)
