"""What the sources of calls for funding share: a call as a source tells of it, and reading it as plain text."""

import html
import json
from dataclasses import dataclass
from datetime import date

import nh3

from app.assessment.answering.entry import is_text
from app.support.projects.funding_call import FundingCall


class UnreadableAnswerError(Exception):
    """The answer is not what the source publishes."""


@dataclass(frozen=True, slots=True)
class SourceCall:
    """A call as a source tells of it. It lacks who may apply, and the editor's own words."""

    source_id: str
    call: FundingCall


def read_json(answer: bytes) -> object:
    """Raises UnreadableAnswerError."""
    try:
        return json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswerError("no JSON") from error


def plain_text(markup: str, limit: int) -> str:
    """Without markup and whatever it would do, on one line, and no longer than that."""
    text = html.unescape(nh3.clean(markup.replace("<", " <"), tags=set()))
    visible = "".join(character for character in " ".join(text.split()) if is_text(character))
    return visible if len(visible) <= limit else visible[: limit - 1].rsplit(" ", 1)[0] + "…"


def day_of_moment(moment: str | None) -> date | None:
    """The day that an ISO moment begins with; None where it begins with none."""
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None
