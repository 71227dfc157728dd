"""A region on its people's start page in words: when its rounds end, who is late, what has come in, and one button."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from app.assessment.questionnaires.questionnaire import RoundSubject
from app.reports.kernel.organisation_words import counted
from app.reports.kernel.wording import count, in_words
from app.rounds.kernel.days import day_of
from app.rounds.kernel.round import Round, RoundState
from app.rounds.progress.lateness import NOT_BEGUN
from app.rounds.progress.news import News, NewsKind
from app.rounds.progress.round_advice import Advice
from app.rounds.progress.round_board import BEGUN, DONE
from app.rounds.progress.year import YearState
from app.services.rounds.kommun_lines import KommunStanding
from app.services.rounds.region_start import FIRST_VISIT, RegionStart, RunningRound, days_of
from app.support.exchange.review_days import ReviewDay, ReviewKind
from app.web.shell.contexts.frame import url_of
from app.web.shell.formatting import day
from app.web.shell.wording import REMIND, round_title

SHOWN = 8
"""So many kommuner that are waited for, and so many news, stand on the page; other kommuner are a number, other news
folded."""
TOLD = {
    NewsKind.HANDED_IN: "har lämnat in sitt resultat, som väntar på att fastställas",
    NewsKind.APPROVED: "har fastställt sitt resultat",
    NewsKind.SHARED: "har fastställt sitt resultat och delar det",
}
NEXT_ACTS = {
    Advice.CHANGE_DATES: ("Ändra planen", "andra"),
    Advice.OPEN: ("Öppna omgången", "oppna"),
    Advice.WAIT_TO_OPEN: ("Förbered omgången", ""),
    Advice.EXTEND_OR_CLOSE: ("Förläng tiden", "forlang"),
    Advice.CLOSE: ("Stäng omgången", "stang"),
}


@dataclass(frozen=True, slots=True)
class StartLink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class WaitingLine:
    municipality: str
    url: str
    state: str
    since: str
    is_late: bool
    act: StartLink | None
    """What can be done about it, for those who may."""


@dataclass(frozen=True, slots=True)
class NewsLine:
    municipality: str
    url: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class RoundPart:
    """A round that is planned or open."""

    title: str
    url: str
    deadline: str
    summary: str
    act: StartLink
    waiting_heading: str
    """Empty while nobody is waited for, as before the round is opened."""
    waiting: tuple[WaitingLine, ...]
    """Those that are not done, the late ones first."""
    more_waiting: int
    all_done: str


REVIEWS = {
    ReviewKind.IDEA: "Idén ”{title}” skulle prövas igen {day}",
    ReviewKind.TOPIC: "Punkten ”{title}” skulle tas upp igen {day}",
    ReviewKind.AMBITION: "Ambitionen skulle prövas igen {day}",
}


@dataclass(frozen=True, slots=True)
class RegionPart:
    name: str
    slug: str
    rounds: tuple[RoundPart, ...]
    idle: str
    """What is so when no round goes on; empty while one does."""
    idle_acts: tuple[StartLink, ...]
    """The first one is what to do."""
    news: tuple[NewsLine, ...]
    more_news: tuple[NewsLine, ...]
    """The rest, folded."""
    news_heading: str
    """Since when; empty where there can be no news yet."""
    no_news: str
    review_heading: str
    """How many days have come on which something is taken up again; empty for none."""
    reviews: tuple[StartLink, ...]
    more_reviews: tuple[StartLink, ...]
    """The rest, folded."""
    to_review: str
    """How many examples kommuner have sent, in words; empty for none."""


def region_part(start: RegionStart, today: date) -> RegionPart:
    days = FIRST_VISIT.days
    heading = f"Nytt sedan {day(day_of(start.since))}" if start.is_since_visit else f"Nytt de senaste {days} dagarna"
    when = "sedan du var här senast" if start.is_since_visit else f"de senaste {days} dagarna"
    reviews = tuple(_review_link(each, start.region.slug) for each in start.review_days)
    return RegionPart(
        name=start.region.name,
        slug=start.region.slug,
        rounds=tuple(_round_part(item, today, may_lead=start.may_lead) for item in start.rounds),
        idle="" if start.rounds else _idle(start.latest),
        idle_acts=() if start.rounds else tuple(_idle_acts(start)),
        news=tuple(map(_news_line, start.news[:SHOWN])),
        more_news=tuple(map(_news_line, start.news[SHOWN:])),
        news_heading="" if start.latest is None else heading,
        no_news=f"Inget nytt har kommit {when}. Här står vad kommunerna lämnar in, fastställer och delar.",
        review_heading=f"{count(len(reviews), 'sak', 'saker')} att ta upp igen" if reviews else "",
        reviews=reviews[:SHOWN],
        more_reviews=reviews[SHOWN:],
        to_review=f"{start.examples_to_review} exempel väntar på er granskning" if start.examples_to_review else "",
    )


def _review_link(review: ReviewDay, slug: str) -> StartLink:
    return StartLink(REVIEWS[review.kind].format(title=review.title, day=day(review.on)), f"/{slug}{review.path}")


def _idle(latest: Round | None) -> str:
    if latest is None:
        return (
            "Här kommer du att se när svarstiden slutar, vilka kommuner som är sena och vad som har kommit in. "
            "Det börjar när regionens första omgång öppnas."
        )
    return f"Ingen omgång pågår. Den senaste, {latest.year}, är stängd."


def _idle_acts(start: RegionStart) -> Iterable[StartLink]:
    slug = start.region.slug
    if start.latest is not None:
        yield StartLink("Se översikten", url_of(start.latest.key, "oversikt"))
    if start.may_lead:
        plan = StartLink("Planera en omgång", f"/{slug}/omgangar/ny")
        add = StartLink("Lägg till kommuner", f"/{slug}/kommuner/lagg-till")
        if not start.has_kommuner:
            yield add
        yield plan
        if start.latest is None and start.has_kommuner:
            yield add


def _round_part(item: RunningRound, today: date, *, may_lead: bool) -> RoundPart:
    round_ = item.round
    is_open = round_.state is RoundState.OPEN
    waiting = [*((line, True) for line in item.late), *((line, False) for line in _by_state(item.on_their_way))]
    return RoundPart(
        title=round_title(round_),
        url=url_of(round_.key),
        deadline=_deadline(round_, today),
        summary=_summary(item) if is_open else f"{_those(item.lines)} är med.",
        act=_act(item, may_lead=may_lead),
        waiting_heading=_waiting_heading(item),
        waiting=tuple(_waiting_line(line, is_late=late, may_lead=may_lead) for line, late in waiting[:SHOWN]),
        more_waiting=max(0, len(waiting) - SHOWN),
        all_done="Alla har lämnat in."
        if is_open and not waiting and not item.kommuner
        else "Alla kommuner har lämnat in."
        if is_open and not waiting
        else "",
    )


def _deadline(round_: Round, today: date) -> str:
    if round_.state is RoundState.PLANNED:
        return f"Planerad att öppna {day(round_.opens_on)}."
    days = (round_.closes_on - today).days
    if days < 0:
        return f"Sista dagen att svara var {day(round_.closes_on)}. Omgången är fortfarande öppen."
    when = "i dag" if days == 0 else "i morgon" if days == 1 else f"om {in_words(days)} dagar"
    return f"Sista dagen att svara är {day(round_.closes_on)}, {when}."


def _summary(item: RunningRound) -> str:
    lines = item.kommuner
    association = [
        f"{line.assessment.municipality}: {line.state.value}." for line in item.lines if line.assessment.is_association
    ]
    if not lines:
        return " ".join(association)
    started_count, finished_count = (sum(line.stage in stages for line in lines) for stages in (BEGUN, DONE))
    completion = f"{finished_count or 'Ingen'} har lämnat in."
    return " ".join((f"{started_count} av {_kommuner(len(lines)).lower()} har börjat.", completion, *association))


def _those(lines: Iterable[KommunStanding]) -> str:
    return counted(line.assessment for line in lines)


def _by_state(lines: Iterable[KommunStanding]) -> list[KommunStanding]:
    """Those that have come least far first."""
    states = list(YearState)
    return sorted(lines, key=lambda line: states.index(line.state))


def _waiting_heading(item: RunningRound) -> str:
    late, others = len(item.late), len(item.on_their_way)
    if late:
        return f"{_those(item.late)} är {'sen' if late == 1 else 'sena'}"
    if others == 1:
        return f"{_those(item.on_their_way)} är inte klar, men inte sen"
    return f"{_those(item.on_their_way)} är inte klara, ingen är sen" if others else ""


def _act(item: RunningRound, *, may_lead: bool) -> StartLink:
    key, advice = item.round.key, item.advice
    if not may_lead:
        is_open = item.round.state is RoundState.OPEN
        has_overview = is_open and item.round.subject is not RoundSubject.REGION
        return (
            StartLink("Se översikten", url_of(key, "oversikt"))
            if has_overview
            else StartLink("Se omgången", url_of(key))
        )
    reachable = [line for line in item.late if line.is_reachable]
    if reachable:
        those = _those(reachable)
        return StartLink(f"Påminn {those.replace('En kommun', 'en kommun')}", _reminder_url(reachable))
    if advice is Advice.REMIND:
        return StartLink(REMIND[item.round.subject], url_of(key, "paminn"))
    label, page = NEXT_ACTS.get(advice, ("Följ omgången", ""))
    return StartLink(label, url_of(key, page) if page else url_of(key))


def _reminder_url(lines: Iterable[KommunStanding]) -> str:
    """The page with the mails as they would go out, to be read first."""
    every = list(lines)
    slugs = {f"kommun.{line.assessment.municipality_slug}": "ja" for line in every}
    return f"{url_of(every[0].assessment.round.key, 'paminn', 'mejl')}?{urlencode(slugs)}"


def _waiting_line(line: KommunStanding, *, is_late: bool, may_lead: bool) -> WaitingLine:
    assessment = line.assessment
    return WaitingLine(
        municipality=assessment.municipality,
        url=url_of(assessment.round.key, "kommuner", assessment.municipality_slug),
        state="" if line.state is YearState.ANSWERING_CLOSED else line.state.value,
        since=_since(line),
        is_late=is_late,
        act=_act_for(line) if may_lead else None,
    )


def _since(line: KommunStanding) -> str:
    days = days_of(line)
    if line.stage in NOT_BEGUN:
        since = f"omgången öppnade {day(days.opened_on)}"
        return since if line.state is YearState.NOT_STARTED else f"ingen har svarat sedan {since}"
    if days.ended_on is not None:
        return f"svarstiden slutade {day(days.ended_on)}"
    return f"svara senast {day(days.closes_on)}"


def _act_for(line: KommunStanding) -> StartLink:
    assessment = line.assessment
    if line.is_reachable:
        return StartLink("Påminn", _reminder_url([line]))
    people = f"/{assessment.round.region_slug}/kommuner/{assessment.municipality_slug}/personer"
    return StartLink("Utse samordnare" if not line.coordinators else "Lägg till e-postadress", people)


def _news_line(item: News) -> NewsLine:
    assessment = item.assessment
    url = (
        url_of(assessment.key, "resultat")
        if item.kind is NewsKind.SHARED
        else url_of(assessment.round.key, "kommuner", assessment.municipality_slug)
    )
    return NewsLine(municipality=assessment.municipality, url=url, text=TOLD[item.kind], on=day_of(item.at))


def _kommuner(count: int) -> str:
    return "En kommun" if count == 1 else f"{count} kommuner"
