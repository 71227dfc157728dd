"""What a report says of support, as frozen plain values: what fits now, what comes later, from which catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SupportLine:
    """One suggested piece of support. `reason` says why, with how long it takes."""

    item_id: str
    title: str
    capital_id: str
    capital: str
    form: str
    gives: str
    reason: str


@dataclass(frozen=True, slots=True)
class LaterSupport:
    """What a kommun can receive later, and when, as a sentence."""

    item_id: str
    title: str
    capital_id: str
    when: str


@dataclass(frozen=True, slots=True)
class SupportPart:
    """What support fits the kommun now, what comes later, and the catalogue that it is from."""

    headline: str
    source: str
    lines: tuple[SupportLine, ...]
    later: tuple[LaterSupport, ...]
    note: str
    """What the suggestions assume, or empty."""
    year: int
    """Of the catalogue."""

    @property
    def brief(self) -> str:
        """The names alone, for page one. Titles have commas of their own."""
        return " · ".join(line.title for line in self.lines)
