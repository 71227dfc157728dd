"""Context of the glossary."""

from dataclasses import dataclass

from app.web.shell.contexts.frame import Frame
from app.web.shell.terms import GROUPS, TermGroup


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    frame: Frame
    groups: tuple[TermGroup, ...] = GROUPS
