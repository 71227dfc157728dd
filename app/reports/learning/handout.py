"""A learning text as it is handed out on paper: its content as plain values, with a fingerprint for the cache."""

import hashlib
import json
from dataclasses import asdict, dataclass

from app.assessment.learning.lesson import Audience, Lesson
from app.assessment.learning.level_two import LevelTwo
from app.reports.kernel.wording import SMALL_NUMBERS
from app.reports.results.content import design_version

AUDIENCES = {
    Audience.POLITICIAN: "förtroendevald",
    Audience.MANAGER: "chef",
    Audience.COORDINATOR: "strateg eller samordnare",
}
"""As one says "för dig som är …"."""


@dataclass(frozen=True, slots=True)
class HandoutPart:
    """`text` is Markdown; `time` is empty except in a meeting pack; `lines` are questions with their level 2."""

    heading: str
    time: str
    key_line: str
    text: str
    level_heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Handout:
    title: str
    description: str
    lead: str
    parts: tuple[HandoutPart, ...]
    questions: tuple[tuple[str, str], ...]
    """For whom, which is empty where there is one only, and the question."""
    sources: tuple[str, ...]

    def fingerprint(self) -> str:
        """SHA-256 (hex) of what is said and how it is laid out."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"handout\n{design_version()}\n{content}".encode()).hexdigest()


def build_handout(lesson: Lesson, level_two: LevelTwo | None, audience: Audience | None) -> Handout:
    """With the closing question of the audience, or of every audience when it is None."""
    times = [time_words(*minutes) for minutes in lesson.agenda] if lesson.is_meeting else [""] * len(lesson.parts)
    return Handout(
        title=lesson.title,
        description=length_words(lesson),
        lead=lesson.lead,
        parts=tuple(
            HandoutPart(
                heading=part.heading,
                time=time,
                key_line=part.key_line,
                text=part.text,
                level_heading=level_words(level_two) if part.is_level_two and level_two else "",
                lines=level_two.lines if part.is_level_two and level_two else (),
            )
            for part, time in zip(lesson.parts, times, strict=True)
        ),
        questions=questions_of(lesson, audience),
        sources=lesson.sources,
    )


def questions_of(lesson: Lesson, audience: Audience | None) -> tuple[tuple[str, str], ...]:
    """For whom, and the closing question; for the audience alone without saying for whom."""
    if audience is not None:
        return (("", lesson.questions[audience]),)
    return tuple((f"Är du {AUDIENCES[each]}?", question) for each, question in lesson.questions.items())


def length_words(lesson: Lesson) -> str:
    """How long it takes, as it stands under the title."""
    if lesson.is_meeting:
        return f"Mötespaket, {lesson.minutes} minuter"
    number = SMALL_NUMBERS[lesson.minutes] if lesson.minutes < len(SMALL_NUMBERS) else str(lesson.minutes)
    return f"{number.capitalize()} minuter att läsa högt"


def level_words(level_two: LevelTwo) -> str:
    """What stands before the questionnaire's own words."""
    return f"Nivå 2 heter ”{level_two.label.lower()}”. Så här beskrivs den i frågeformuläret {level_two.year}:"


def time_words(start: int, end: int) -> str:
    """A stretch of a meeting, as 3–7 min."""
    return f"{start}–{end} min"
