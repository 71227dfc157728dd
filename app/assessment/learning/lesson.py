"""Lessons as values: a text to read in five minutes or to show, its parts, and a closing question for each audience."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

MAX_WORDS_PER_MINUTE = 130
"""How fast a text is read aloud to people who hear it for the first time."""
_WORD = re.compile(r"\w[\w’-]*")


class Audience(StrEnum):
    """Who takes a text to whom: its closing question differs. The values stand in front matter and in addresses."""

    POLITICIAN = "politiker"
    MANAGER = "chef"
    COORDINATOR = "samordnare"


class LessonGroup(StrEnum):
    """Where a text stands among the others, in this order."""

    BASICS = "grunder"
    CAPITALS = "kapitalslag"
    SUPPORT = "stod"
    MEETING = "mote"
    """A meeting pack: its parts are an agenda with minutes."""


@dataclass(frozen=True, slots=True)
class LessonPart:
    """What stands under one heading. `key_line` is what a screen shows while `text` (Markdown) is said."""

    heading: str
    key_line: str
    text: str
    minutes: int | None = None
    """In a meeting pack: how long it takes. In other texts None."""
    is_level_two: bool = False
    """The part that the questionnaire's own words of level 2 belong to."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One learning text. `id` is its address and the name of its file; `lead` is Markdown."""

    id: str
    order: int
    title: str
    group: LessonGroup
    minutes: int
    lead: str
    parts: tuple[LessonPart, ...]
    questions: Mapping[Audience, str]
    sources: tuple[str, ...]
    capital: str | None = None
    level_two: tuple[str, ...] = ()
    """Ids of the questions whose level 2 is told."""
    first_for: frozenset[Audience] = frozenset()
    """Those who are advised to begin with it."""

    @property
    def is_meeting(self) -> bool:
        return self.group is LessonGroup.MEETING

    @property
    def agenda(self) -> tuple[tuple[int, int], ...]:
        """Of a meeting pack: the minute at which each part begins and ends."""
        ends = tuple(accumulate(part.minutes or 0 for part in self.parts))
        return tuple(zip((0, *ends), ends, strict=False))


def word_count(*texts: str) -> int:
    """Words of Markdown as somebody would say them."""
    return sum(len(_WORD.findall(text)) for text in texts)
