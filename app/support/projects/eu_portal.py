"""The search of the EU Funding & Tenders portal (https://api.tech.ec.europa.eu/search-api/prod/rest/search): what of an
answer can be calls for funding, as plain text.

The search is the one that the portal's own pages use; the key is the same for everybody. It is asked by POST with parts
of JSON: `query`, `languages` and `sort`. An answer has `totalResults` and `results`; of each result nearly all lies in
`metadata`, where every value is a list. Types and states are numbers: 1 is a grant, 31094501 is forthcoming and
31094502 open.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.support.projects.funding_call import FundingCall
from app.support.projects.source_call import SourceCall, UnreadableAnswerError, day_of_moment, plain_text, read_json
from app.support.projects.texts import TEXT_MAX, TITLE_MAX

ADDRESS = "https://api.tech.ec.europa.eu/search-api/prod/rest/search"
KEY = "SEDIA"
TOPIC = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/topic-details/{number}"
FUNDER = "Europeiska unionen"
PAGE_SIZE = 100
MAX_PAGES = 5
GRANT = "1"
FORTHCOMING_OR_OPEN = ("31094501", "31094502")
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
"""Of a topic, as it can stand in an address."""


class _Metadata(BaseModel):
    """The part of a topic that is read."""

    model_config = ConfigDict(extra="ignore")
    identifier: list[str] = []
    title: list[str] = []
    call_title: list[str] = Field(default=[], alias="callTitle")
    status: list[str] = []
    start: list[str] = Field(default=[], alias="startDate")
    last_days: list[str] = Field(default=[], alias="deadlineDate")
    description: list[str] = Field(default=[], alias="descriptionByte")


class _Topic(BaseModel):
    model_config = ConfigDict(extra="ignore")
    metadata: _Metadata


@dataclass(frozen=True, slots=True)
class EuPage:
    """A page of an answer. `is_last` is whether the search has no more."""

    calls: tuple[SourceCall, ...]
    is_last: bool


def address(words: str, page: int) -> str:
    """Of a page, from 1, of what has the words."""
    return f"{ADDRESS}?{urlencode({'apiKey': KEY, 'text': words, 'pageSize': PAGE_SIZE, 'pageNumber': page})}"


def parts() -> Mapping[str, tuple[str, bytes, str]]:
    """Of the question: grants that can be applied for or soon can, in English, the first that close first."""
    terms = [{"terms": {"type": [GRANT]}}, {"terms": {"status": list(FORTHCOMING_OR_OPEN)}}]
    question = {
        "query": {"bool": {"must": terms}},
        "languages": ["en"],
        "sort": {"field": "deadlineDate", "order": "ASC"},
    }
    return {name: ("blob", json.dumps(part).encode(), "application/json") for name, part in question.items()}


def read_page(answer: bytes, page: int, today: date) -> EuPage:
    """Those that can still be applied to. A topic that cannot be read is left out.

    Raises UnreadableAnswerError when the answer is no page of results, as when the search tells of a fault.
    """
    whole = read_json(answer)
    results = whole.get("results") if isinstance(whole, dict) else None
    total = whole.get("totalResults") if isinstance(whole, dict) else None
    if not isinstance(results, list) or not isinstance(total, int):
        raise UnreadableAnswerError("no results")
    return EuPage(tuple(_calls(results, today)), not results or page * PAGE_SIZE >= total)


def _calls(results: list[object], today: date) -> Iterator[SourceCall]:
    for item in results:
        try:
            topic = _Topic.model_validate(item).metadata
        except ValidationError:
            continue
        number, title = _first(topic.identifier), plain_text(_first(topic.title), TITLE_MAX)
        last_day = _next_day(topic.last_days, today)
        is_open = _first(topic.status) in FORTHCOMING_OR_OPEN
        if not is_open or not title or last_day is None or _NUMBER.fullmatch(number) is None:
            continue
        opens_on = day_of_moment(_first(topic.start))
        yield SourceCall(
            number,
            FundingCall(
                funder=FUNDER,
                title=title,
                link=TOPIC.format(number=number),
                last_day=last_day,
                applicants="",
                comment=plain_text(_first(topic.description) or _first(topic.call_title), TEXT_MAX),
                opens_on=opens_on if opens_on is not None and opens_on <= last_day else None,
            ),
        )


def _next_day(moments: list[str], today: date) -> date | None:
    """A topic of several stages has a last day for each: the next one counts."""
    days = (day_of_moment(moment) for moment in moments)
    return min((day for day in days if day is not None and day >= today), default=None)


def _first(values: list[str]) -> str:
    return values[0] if values else ""
