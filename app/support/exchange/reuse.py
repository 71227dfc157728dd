"""Reuse of an example: how far another kommun has come with it, and why it goes on or gave up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from app.support.exchange.form_reader import SENTENCE_MAX, FormReader


class ReuseState(StrEnum):
    """How far the other kommun has come."""

    WANTS = "vill-prova"
    TRIES = "provar"
    ADOPTED = "har-infort"
    GAVE_UP = "lade-ner"


@dataclass(frozen=True, slots=True)
class Reuse:
    state: ReuseState
    why: str = ""


def reuse_stamp(reuse: Reuse | None) -> str:
    """Tells whether somebody has noted something else, or taken it away, since a form was loaded."""
    return sha256(repr(reuse).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class StoredReuse:
    example_id: int
    municipality_id: int
    municipality: str
    reuse: Reuse
    changed_on: date


def read_reuse(fields: Mapping[str, str]) -> Reuse | dict[str, str]:
    """As typed, or what is wrong by field. Whoever gave up says why: that is what the next one needs."""
    reader = FormReader(fields)
    state = reader.choice("state", ReuseState, "Välj hur långt ni har kommit.")
    missing = "Skriv varför ni lade ner det. Det hjälper nästa kommun." if state is ReuseState.GAVE_UP else ""
    why = reader.text("why", SENTENCE_MAX, missing)
    return reader.errors if reader.errors or state is None else Reuse(state, why)
