"""A challenge that kommuner share: who has it, and who owns it, or that nobody does and it falls between chairs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.support.exchange.form_reader import SENTENCE_MAX, TEXT_MAX, FormReader


class ChallengeState(StrEnum):
    OPEN = "oppen"
    CLOSED = "avslutad"


@dataclass(frozen=True, slots=True)
class Challenge:
    text: str
    capital_id: str
    carrier: str = ""
    """Who takes it, as a function; empty where it falls between chairs."""


@dataclass(frozen=True, slots=True)
class StoredChallenge:
    """`municipality_id` is the kommun that raised it; None for the region. `reason` is how it ended."""

    id: int
    municipality_id: int | None
    raised_by: str
    challenge: Challenge
    state: ChallengeState
    reason: str
    version: int
    shared_by: tuple[tuple[int, str], ...] = ()
    """Id and name of each other kommun that has the same."""

    @property
    def is_open(self) -> bool:
        return self.state is ChallengeState.OPEN


def read_challenge(fields: Mapping[str, str], capitals: Mapping[str, str]) -> Challenge | dict[str, str]:
    """As typed, or what is wrong by field."""
    reader = FormReader(fields)
    text = reader.text("text", TEXT_MAX, "Skriv vad utmaningen är, i några meningar.")
    capital_id = reader.known("capital", capitals, "Välj vilket kapitalslag den gäller mest.")
    carrier = reader.text("carrier", SENTENCE_MAX)
    return reader.errors or Challenge(text, capital_id, carrier)


def read_ending(fields: Mapping[str, str]) -> str | dict[str, str]:
    reader = FormReader(fields)
    reason = reader.text("reason", SENTENCE_MAX, "Skriv hur det gick med utmaningen.")
    return reader.errors or reason
