"""Suggestions with the catalogue that they come from: what a report rests on when it names support."""

from dataclasses import dataclass

from app.support.catalogue.catalogue import Catalogue
from app.support.suggestions.rule import Suggestions


@dataclass(frozen=True, slots=True)
class CatalogueSuggestions:
    """What is suggested to a kommun, by which edition; `is_adapted`: with its region's own versions of items."""

    catalogue: Catalogue
    is_adapted: bool
    suggestions: Suggestions
