"""Vinnova's open data on application rounds (https://data.vinnova.se/api/ansokningsomgangar/ and a day): what of an
answer can be calls for funding, as plain text. Contacts, who are persons, are never read.

The shape is the published one: a list of rounds with `Diarienummer`, `Titel`, `Oppningsdatum`, `Stangningsdatum`,
`Publik`, `WebTextLista` and `LankLista`; moments without zone are Swedish, and the year 1900 stands for none.
"""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.assessment.answering.entry import is_text
from app.support.projects.funding_call import FundingCall, is_https
from app.support.projects.source_call import SourceCall, UnreadableAnswerError, day_of_moment, plain_text, read_json
from app.support.projects.texts import TEXT_MAX, TITLE_MAX

ADDRESS = "https://data.vinnova.se/api/ansokningsomgangar/{since}"
SEARCH = "https://www.vinnova.se/sok/?q={number}"
"""Where somebody finds a round that has no link of its own."""
FUNDER = "Vinnova"
NO_DATE_YEAR = 1900


class _Text(BaseModel):
    model_config = ConfigDict(extra="ignore")
    TextSv: str | None = None


class _Link(BaseModel):
    model_config = ConfigDict(extra="ignore")
    URL: str | None = None


class _Round(BaseModel):
    """The part of a round that is read."""

    model_config = ConfigDict(extra="ignore")
    Diarienummer: str = Field(min_length=1, max_length=40)
    Titel: str = ""
    Beskrivning: str | None = None
    Oppningsdatum: str | None = None
    Stangningsdatum: str | None = None
    Publik: int = 0
    WebTextLista: list[_Text] | None = None
    LankLista: list[_Link] | None = None


def address(since: date) -> str:
    """Of everything that has changed since a day."""
    return ADDRESS.format(since=since.isoformat())


def read_rounds(answer: bytes, today: date) -> tuple[SourceCall, ...]:
    """Those that are public and can still be applied to. A round that cannot be read is left out.

    Raises UnreadableAnswerError when the answer is no list of rounds at all.
    """
    rounds = read_json(answer)
    if not isinstance(rounds, list):
        raise UnreadableAnswerError("no list")
    return tuple(_calls(rounds, today))


def _calls(rounds: list[object], today: date) -> Iterator[SourceCall]:
    for item in rounds:
        try:
            round_ = _Round.model_validate(item)
        except ValidationError:
            continue
        if not is_text(round_.Diarienummer):
            continue
        title, last_day = plain_text(round_.Titel, TITLE_MAX), _day(round_.Stangningsdatum)
        if round_.Publik == 1 and title and last_day is not None and last_day >= today:
            opens_on = _day(round_.Oppningsdatum)
            yield SourceCall(
                round_.Diarienummer,
                FundingCall(
                    funder=FUNDER,
                    title=title,
                    link=_link(round_),
                    last_day=last_day,
                    applicants="",
                    comment=_summary(round_),
                    opens_on=opens_on if opens_on is not None and opens_on <= last_day else None,
                ),
            )


def _summary(round_: _Round) -> str:
    texts = (text.TextSv or "" for text in round_.WebTextLista or ())
    text = next(filter(None, texts), round_.Beskrivning or "")
    return plain_text(text, TEXT_MAX)


def _link(round_: _Round) -> str:
    links = ((link.URL or "").strip() for link in round_.LankLista or ())
    return next(filter(is_https, links), SEARCH.format(number=round_.Diarienummer))


def _day(moment: str | None) -> date | None:
    day = day_of_moment(moment)
    return None if day is None or day.year <= NO_DATE_YEAR else day
