"""Contexts of the glossary and of each of its terms."""

from dataclasses import dataclass

from app.web.shell.contexts.frame import Crumb, Frame
from app.web.shell.terms import GROUPS
from app.web.shell.vocabulary.term import Term, TermGroup

GLOSSARY = Crumb("Ordlista", "/ord")


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    frame: Frame
    groups: tuple[TermGroup, ...] = GROUPS


@dataclass(frozen=True, slots=True)
class TermPage:
    frame: Frame
    term: Term
    neighbours: tuple[Term, ...]
    """The other terms of its group."""


def term_page(page_frame: Frame, term: Term) -> TermPage:
    group = next(group for group in GROUPS if term in group.terms)
    return TermPage(page_frame, term, tuple(other for other in group.terms if other is not term))
