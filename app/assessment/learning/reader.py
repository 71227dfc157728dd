"""From Markdown files to lessons, or to every problem that keeps them from being used (docs/learning.md)."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.assessment.learning.front_matter import TextSource, read_front_matter
from app.assessment.learning.lesson import MAX_WORDS_PER_MINUTE, Audience, Lesson, LessonGroup, LessonPart, word_count
from app.assessment.learning.problems import text_problem
from app.editions.problems import Problem

MIN_PARTS = 3
MAX_KEY_WORDS = 25
"""What is read on a screen from the back of a room."""
EXAMPLE_HEADING = "Ett påhittat exempel"
LEVEL_TWO_HEADING = "Så ser nivå 2 ut"
_MINUTES = re.compile(r"(?P<heading>.*\S)\s+\((?P<minutes>\d{1,2}) minut(?:er)?\)")


def read_folder(folder: Path) -> tuple[tuple[Lesson, ...], tuple[Problem, ...]]:
    """The lessons of every .md file that has no problem, in their order, and the problems of all files at once."""
    lessons: list[Lesson] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        try:
            content = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(text_problem(path.name, "unreadable-text", reason=type(error).__name__))
            continue
        lesson, own_problems = read_lesson(path.name, content)
        problems += own_problems
        if lesson is not None:
            lessons.append(lesson)
    return tuple(sorted(lessons, key=lambda lesson: lesson.order)), (*problems, *_clashes(lessons))


def read_lesson(name: str, content: str) -> tuple[Lesson | None, tuple[Problem, ...]]:
    """One file's lesson, None unless it is without problems. `name` is the file's."""
    source = TextSource(name, content.splitlines())
    fields, start = read_front_matter(source)
    if not start:
        return None, tuple(source.problems)
    is_meeting = fields.get("group") == LessonGroup.MEETING
    lead, parts = _parts(source, start, is_meeting=is_meeting)
    _check_whole(source, fields, lead, parts, is_meeting=is_meeting)
    if source.problems:
        return None, tuple(sorted(source.problems, key=lambda problem: problem.line or 0))
    return (
        Lesson(
            id=fields["id"],
            order=fields["order"],
            title=fields["title"],
            group=LessonGroup(fields["group"]),
            minutes=fields["minutes"],
            lead=lead,
            parts=parts,
            questions={audience: fields["questions"][audience] for audience in Audience},
            sources=tuple(fields["sources"]),
            capital=fields.get("capital"),
            level_two=tuple(fields.get("level_2", ())),
            first_for=frozenset(map(Audience, fields.get("first_for", ()))),
        ),
        (),
    )


def _parts(source: TextSource, start: int, *, is_meeting: bool) -> tuple[str, tuple[LessonPart, ...]]:
    """What stands before the first heading, and what stands under each."""
    lines = list(enumerate(source.lines[start:], start + 1))
    for number, line in lines:
        if re.match(r"#(#{2,})?\s", line):
            source.add("other-heading", number)
    headings = [index for index, (_, line) in enumerate(lines) if line.startswith("## ")]
    ends = [*headings[1:], len(lines)]
    lead = _joined(lines[: headings[0] if headings else len(lines)])
    return lead, tuple(
        _part(source, lines[begin:end], is_meeting=is_meeting) for begin, end in zip(headings, ends, strict=True)
    )


def _part(source: TextSource, lines: Sequence[tuple[int, str]], *, is_meeting: bool) -> LessonPart:
    """The first line is the heading."""
    number, first = lines[0]
    heading, minutes = first[3:].strip(), None
    match = _MINUTES.fullmatch(heading)
    if is_meeting and match:
        heading, minutes = match["heading"], int(match["minutes"])
    elif is_meeting:
        source.add("missing-minutes", number, heading=heading)
    key_line = " ".join(line[1:].strip() for _, line in lines[1:] if line.startswith(">"))
    text = _joined([pair for pair in lines[1:] if not pair[1].startswith(">")])
    is_level_two = heading == LEVEL_TWO_HEADING
    if not key_line:
        source.add("missing-key-line", number, heading=heading)
    if word_count(key_line) > MAX_KEY_WORDS:
        source.add("long-key-line", number + 1, count=word_count(key_line), most=MAX_KEY_WORDS)
    if not text and not is_level_two:
        source.add("empty-part", number, heading=heading)
    return LessonPart(heading=heading, key_line=key_line, text=text, minutes=minutes, is_level_two=is_level_two)


def _joined(lines: Sequence[tuple[int, str]]) -> str:
    return "\n".join(line for _, line in lines).strip()


def _check_whole(
    source: TextSource, fields: dict[str, Any], lead: str, parts: tuple[LessonPart, ...], *, is_meeting: bool
) -> None:
    """What the parts must be together."""
    if not lead:
        source.add("missing-lead")
    if len(parts) < MIN_PARTS:
        source.add("missing-part", count=len(parts), least=MIN_PARTS)
    if all(part.heading != EXAMPLE_HEADING for part in parts):
        source.add("missing-example", heading=EXAMPLE_HEADING)
    if "capital" in fields and not (fields.get("level_2") and any(part.is_level_two for part in parts)):
        source.add("missing-level-two", source.line_of("capital"), heading=LEVEL_TWO_HEADING)
    minutes = fields.get("minutes")
    if minutes is None:
        return
    words = word_count(lead, *(text for part in parts for text in (part.heading, part.key_line, part.text)))
    if words > minutes * MAX_WORDS_PER_MINUTE:
        most = minutes * MAX_WORDS_PER_MINUTE
        source.add("too-many-words", source.line_of("minutes"), count=words, minutes=minutes, most=most)
    total = sum(part.minutes or 0 for part in parts)
    if is_meeting and total != minutes:
        source.add("minutes-add-up", source.line_of("minutes"), total=total, minutes=minutes)


def _clashes(lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """Two texts for one place in the order, or for one capital."""
    for index, lesson in enumerate(lessons):
        for other in lessons[:index]:
            if lesson.order == other.order:
                yield text_problem(f"{lesson.id}.md", "duplicate-order", other=f"{other.id}.md", order=lesson.order)
            if lesson.capital is not None and lesson.capital == other.capital:
                yield text_problem(f"{lesson.id}.md", "duplicate-capital", other=f"{other.id}.md")
