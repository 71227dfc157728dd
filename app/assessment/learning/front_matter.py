"""The front matter of a learning text: YAML between two lines of dashes, checked field by field."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from app.assessment.learning.lesson import Audience, LessonGroup
from app.assessment.learning.problems import text_problem
from app.editions.problems import Problem

MAX_MINUTES = 60
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_AUDIENCES = ", ".join(Audience)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_MINUTES


FIELDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "id": (
        lambda value: isinstance(value, str) and _ID.fullmatch(value) is not None,
        "a–z, 0–9 och bindestreck, först en bokstav",
    ),
    "order": (_is_number, f"ett heltal från 1 till {MAX_MINUTES}"),
    "title": (_is_text, "en text"),
    "group": (lambda value: value in set(LessonGroup), "ett av " + ", ".join(LessonGroup)),
    "minutes": (_is_number, f"ett heltal från 1 till {MAX_MINUTES}"),
    "questions": (
        lambda value: isinstance(value, dict) and all(map(_is_text, value.values())),
        "en fråga per målgrupp",
    ),
    "sources": (_is_texts, "en lista med texter"),
    "capital": (_is_text, "ett kapitalslags id"),
    "level_2": (_is_texts, "en lista med frågors id"),
    "first_for": (_is_texts, "en lista med målgrupper"),
}
REQUIRED = ("id", "order", "title", "group", "minutes", "questions", "sources")


@dataclass(slots=True)
class TextSource:
    """One file under reading: its name, its lines, and the problems found so far."""

    name: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, line: int | None = None, **facts: object) -> None:
        self.problems.append(text_problem(self.name, code, line, **facts))

    def line_of(self, key: str) -> int | None:
        """Where a field of the front matter stands, from 1."""
        return next((number for number, line in enumerate(self.lines, 1) if line.startswith(f"{key}:")), None)


def read_front_matter(source: TextSource) -> tuple[dict[str, Any], int]:
    """The fields that can be used, and after how many lines the text begins. Everything else becomes a problem."""
    lines = source.lines
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if not lines or lines[0].rstrip() != "---" or end is None:
        source.add("no-front-matter", 1)
        return {}, 0
    try:
        fields = YAML(typ="safe", pure=True).load("\n".join(lines[1:end]))
    except (YAMLError, ValueError):
        fields = None
    if not isinstance(fields, dict):
        source.add("front-matter-syntax", 2)
        return {}, end + 1
    return _checked(fields, source), end + 1


def _checked(fields: dict[Any, Any], source: TextSource) -> dict[str, Any]:
    usable = {}
    for key, value in fields.items():
        if key not in FIELDS:
            source.add("unknown-field", source.line_of(str(key)), key=key, allowed=", ".join(FIELDS))
        elif not FIELDS[key][0](value):
            source.add("wrong-field", source.line_of(key), key=key, wanted=FIELDS[key][1])
        else:
            usable[key] = value
    for key in REQUIRED:
        if key not in fields:
            source.add("missing-field", 1, key=key)
    _check_audiences(usable, source)
    if usable.get("sources") == []:
        source.add("no-source", source.line_of("sources"))
    if "level_2" in usable and "capital" not in fields:
        source.add("level-two-without-capital", source.line_of("level_2"))
    if "id" in usable and source.name != f"{usable['id']}.md":
        source.add("text-id", source.line_of("id"), name=source.name, id=usable["id"])
    return usable


def _check_audiences(usable: dict[str, Any], source: TextSource) -> None:
    """Those that are named must exist, and each must have its closing question."""
    for key in ("questions", "first_for"):
        for audience in usable.get(key, ()):
            if audience not in set(Audience):
                source.add("unknown-audience", source.line_of(key), audience=audience, allowed=_AUDIENCES)
    if "questions" in usable:
        for audience in Audience:
            if audience not in usable["questions"]:
                source.add("missing-question", source.line_of("questions"), audience=audience.value)
