"""Contexts of calls for funding: a region's list, one call with who is interested, and the editor's form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.reports.kernel.wording import count, listing
from app.services.projects.call_writing import CallForm
from app.services.projects.calls import OpenCall, RegionCalls
from app.support.projects.funding_call import CallInterest, CallSource, CallState, FundingCall, RawCall, StoredCall
from app.support.projects.names import CALL_INTERESTS, CALL_SOURCES, CALL_STATES
from app.web.projects.contexts.parts import IdeaLink, Options, idea_link
from app.web.shell.contexts.form_fields import DayTyped, Tick
from app.web.shell.contexts.frame import Frame
from app.web.shell.formatting import day

Errors = Mapping[str, str]
DONE = {
    "utkast": "Utkastet är sparat. Kommunerna ser det inte.",
    "visas": "Utlysningen visas för kommunerna.",
    "svar": "Svaret är sparat.",
    "stangd": "Utlysningen är stängd.",
    "borttagen": "Utkastet är borttaget.",
}
TAGS = {CallState.DRAFT: "coming", CallState.SHOWN: "ongoing", CallState.CLOSED: "coming", CallState.REMOVED: "coming"}
INTEREST_OPTIONS = (
    (str(CallInterest.APPLIES), "Vi söker"),
    (str(CallInterest.TAKES_PART), "Vi vill vara med i någons ansökan"),
    (str(CallInterest.NO), "Nej, inte den här gången"),
)


@dataclass(frozen=True, slots=True)
class CallLine:
    title: str
    url: str
    funder: str
    last_day: str
    state: str
    tag: str
    applicants: str
    own_share: str
    comment: str
    interested: str
    is_soon: bool
    """It closes within a month."""
    waits: bool
    """A kommun that the reader answers for has not said anything."""
    is_primary: bool = False
    """The first of those, for somebody who comes for a kommun alone."""


@dataclass(frozen=True, slots=True)
class CallsPage:
    frame: Frame
    url: str
    region_url: str
    done: str
    current: tuple[CallLine, ...]
    drafts: tuple[CallLine, ...]
    closed: tuple[CallLine, ...]
    may_prepare: bool


@dataclass(frozen=True, slots=True)
class InterestForm:
    """What a kommun that the reader answers for says."""

    kommun: str
    slug: str
    interest: str


@dataclass(frozen=True, slots=True)
class CallPage:
    frame: Frame
    url: str
    region_url: str
    done: str
    line: CallLine
    link: str
    opens: str
    comment: str
    capitals: Options
    """Id and name."""
    interests: tuple[tuple[str, str], ...]
    """What is said, and by which kommuner."""
    forms: tuple[InterestForm, ...]
    interest_options: Options
    ideas: tuple[IdeaLink, ...]
    projects: tuple[IdeaLink, ...]
    source: str
    is_draft: bool
    may_change: bool
    may_close: bool
    version: int
    errors: Errors


@dataclass(frozen=True, slots=True)
class CallFormPage:
    frame: Frame
    action: str
    back_url: str
    is_new: bool
    is_draft: bool
    """It has not been shown to the kommuner."""
    source: str
    typed: RawCall
    opens: DayTyped
    last_day: DayTyped
    capitals: tuple[Tick, ...]
    ideas: tuple[Tick, ...]
    version: int
    stored: Options
    errors: Errors


def calls_page(frame: Frame, calls: RegionCalls, notice: str) -> CallsPage:
    region_url = calls.region.key.path
    lines = [(call.state(calls.today), _line(call, calls, region_url)) for call in calls.calls]
    return CallsPage(
        frame=frame,
        url=f"{region_url}/utlysningar",
        region_url=region_url,
        done=DONE.get(notice, ""),
        current=_first_marked(_in_state(lines, CallState.SHOWN), may_prepare=calls.may_prepare),
        drafts=_in_state(lines, CallState.DRAFT),
        closed=tuple(reversed(_in_state(lines, CallState.CLOSED))),
        may_prepare=calls.may_prepare,
    )


def call_page(
    frame: Frame, open_view: OpenCall, calls: RegionCalls, notice: str, errors: Errors | None = None
) -> CallPage:
    region_url, stored_call = open_view.region.key.path, open_view.call
    names = open_view.catalogue.capital_names
    return CallPage(
        frame=frame,
        url=f"{region_url}/utlysningar/{stored_call.id}",
        region_url=region_url,
        done=DONE.get(notice, ""),
        line=_line(stored_call, calls, region_url),
        link=stored_call.call.link,
        opens="" if stored_call.call.opens_on is None else day(stored_call.call.opens_on),
        comment=stored_call.call.comment,
        capitals=tuple((each, names.get(each, each)) for each in stored_call.call.capital_ids),
        interests=_interests(stored_call),
        forms=tuple(
            InterestForm(kommun=kommun.name, slug=kommun.slug, interest=stored_call.interest_of(kommun.id) or "")
            for kommun in open_view.joins
        ),
        interest_options=INTEREST_OPTIONS,
        ideas=tuple(idea_link(idea, region_url) for idea in open_view.ideas),
        projects=tuple(IdeaLink(each.project.title, f"{region_url}/projekt/{each.id}") for each in open_view.projects),
        source=_source(stored_call),
        is_draft=stored_call.stored_state is CallState.DRAFT,
        may_change=open_view.may_change,
        may_close=open_view.may_change and open_view.state is not CallState.CLOSED,
        version=stored_call.version,
        errors=errors or {},
    )


def call_form_page(
    frame: Frame, form: CallForm, errors: Errors | None = None, *, is_conflict: bool = False
) -> CallFormPage:
    url = f"{form.catalogue.region.key.path}/utlysningar"
    call, raw = form.call, form.typed
    return CallFormPage(
        frame=frame,
        action=f"{url}/ny" if call is None else f"{url}/{call.id}/andra",
        back_url=url if call is None else f"{url}/{call.id}",
        is_new=call is None,
        is_draft=call is None or call.stored_state is CallState.DRAFT,
        source="" if call is None else _source(call),
        typed=raw,
        opens=DayTyped(raw.opens),
        last_day=DayTyped(raw.last_day),
        capitals=tuple(
            Tick(name=capital, label=name, note="", is_ticked=capital in raw.capitals)
            for capital, name in form.catalogue.capital_names.items()
        ),
        ideas=tuple(
            Tick(name=str(idea.id), label=idea.idea.title, note="", is_ticked=str(idea.id) in raw.ideas)
            for idea in form.ideas
        ),
        version=form.version,
        stored=_stored_lines(call.call) if is_conflict and call is not None else (),
        errors=errors or {},
    )


def _stored_lines(call: FundingCall) -> Options:
    return (
        ("Utlysningen", call.title),
        ("Finansiär", call.funder),
        ("Sista dag", day(call.last_day)),
        ("Vem som får söka", call.applicants),
        ("Varför den passar", call.comment),
    )


def _first_marked(lines: tuple[CallLine, ...], *, may_prepare: bool) -> tuple[CallLine, ...]:
    """With one primary button at the most: those who choose calls have another."""
    first = next((line for line in lines if line.waits and not may_prepare), None)
    return tuple(replace(line, is_primary=line is first) for line in lines)


def _in_state(lines: Iterable[tuple[CallState, CallLine]], state: CallState) -> tuple[CallLine, ...]:
    return tuple(line for line_state, line in lines if line_state is state)


def _line(stored_call: StoredCall, calls: RegionCalls, region_url: str) -> CallLine:
    call, state = stored_call.call, stored_call.state(calls.today)
    interested_kommuner = sum(each.interest is not CallInterest.NO for each in stored_call.kommuner)
    return CallLine(
        title=call.title,
        url=f"{region_url}/utlysningar/{stored_call.id}",
        funder=call.funder,
        last_day=day(call.last_day),
        state=CALL_STATES[state],
        tag=TAGS[state],
        applicants=call.applicants,
        own_share=_share_words(call.own_share_percent),
        comment=call.comment,
        interested=f"{count(interested_kommuner, 'kommun är intresserad', 'kommuner är intresserade')}."
        if interested_kommuner
        else "",
        is_soon=stored_call.closes_soon(calls.today),
        waits=state is CallState.SHOWN and any(stored_call.interest_of(kommun.id) is None for kommun in calls.joins),
    )


def _share_words(percent: int | None) -> str:
    if percent is None:
        return ""
    return f"Minst {percent}\N{NO-BREAK SPACE}%" if percent else "Ingen"


def _interests(stored_call: StoredCall) -> tuple[tuple[str, str], ...]:
    return tuple(
        (CALL_INTERESTS[interest], listing(names))
        for interest in CallInterest
        if (names := [each.municipality for each in stored_call.kommuner if each.interest is interest])
    )


def _source(stored_call: StoredCall) -> str:
    return "" if stored_call.source is CallSource.HAND else f"Hämtad ur {CALL_SOURCES[stored_call.source]}"
