"""Contexts of the result and report pages: parts of the same content that the PDF is made from."""

from dataclasses import dataclass

from markupsafe import Markup

from app.accounts.kernel.roles import Actor, Right, may
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.reports.paper.rendering import body, change_table, chapter_body, figure, table
from app.reports.results.content import Chapter, ReportContent, steps_heading
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.round import RoundState
from app.services.kernel.access import place_of
from app.services.results.results import NotReadyError, Result
from app.services.results.series import ShownProfile
from app.web.results.contexts.profile import CapitalCard, ProfileView, capital_cards, profile_view
from app.web.shell.contexts.frame import Frame, url_of
from app.web.shell.wording import SHARING


@dataclass(frozen=True, slots=True)
class MainButton:
    """The one act of the page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    frame: Frame
    url: str
    content: ReportContent
    profile: ProfileView
    button: MainButton
    steps_heading: str
    dots: Markup
    dots_table: Markup
    change: Markup | None
    change_table: Markup | None
    is_inside: bool
    """Whether the reader is the kommun's own, and so may compare it."""
    has_others: bool
    """Whether there are others to compare with: the association is one of its kind."""
    mirror_url: str
    sharing: str
    too_few: int | None
    """How many have answered, when they are too few for a result of their single answers."""
    min_group: int
    suggests_support: bool
    """Whether the catalogue of support has anything to say of what the round asks."""


@dataclass(frozen=True, slots=True)
class CapitalResultPage:
    frame: Frame
    url: str
    content: ReportContent
    chapter: Chapter
    card: CapitalCard
    body: Markup
    previous: Chapter | None
    following: Chapter | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    frame: Frame
    url: str
    content: ReportContent
    body: Markup
    may_link: bool
    """Whether the reader makes links to the report, and there is something that one can show."""


@dataclass(frozen=True, slots=True)
class NotReadyPage:
    frame: Frame
    url: str
    assessment: Assessment
    min_group: int


def result_page(frame: Frame, profile: ShownProfile, *, leads: bool, is_inside: bool) -> ResultPage:
    """`leads`: whether the reader leads the kommun's year, and so can go on to the meeting or the plan."""
    result, content, url = profile.result, profile.content, url_of(profile.result.assessment.key)
    return ResultPage(
        frame=frame,
        url=url,
        content=content,
        profile=profile_view(profile, "resultat"),
        button=_button(result, url, is_leading=leads and not content.is_final),
        steps_heading=steps_heading(content.start.steps),
        dots=figure(content.dots, with_table=False),
        dots_table=table(content.dots.table),
        change=None if content.change is None else figure(content.change, with_table=False),
        change_table=None if content.change is None else change_table(content.change.table),
        is_inside=is_inside,
        has_others=not result.assessment.is_association,
        mirror_url=mirror_url_of(result.assessment) if is_inside else "",
        suggests_support=result.assessment.round.subject is RoundSubject.KOMMUN,
        sharing=SHARING[result.assessment.sharing],
        too_few=_too_few(result),
        min_group=result.questionnaire.limits.min_group,
    )


def _button(result: Result, url: str, *, is_leading: bool) -> MainButton:
    """As the year's steps go: the joint meeting before the plan, where several have answered."""
    if not is_leading:
        return MainButton("Läs rapporten", f"{url}/rapport")
    if result.assessment.mode is Mode.SEVERAL and not result.outcomes:
        return MainButton("Öppna mötet", f"{url}/moten")
    return MainButton("Gå vidare till planen", f"{url}/mal")


def mirror_url_of(assessment: Assessment) -> str:
    """Where both sides of a collaboration are laid beside each other; empty before its round is closed."""
    round_ = assessment.round
    is_shown = round_.subject is RoundSubject.COLLABORATION and round_.state is RoundState.CLOSED
    return url_of(round_.key, "spegel") if is_shown and not round_.is_trial else ""


def _too_few(result: Result) -> int | None:
    respondents = sum(group.started for group in result.participation)
    several = result.assessment.mode is Mode.SEVERAL
    return respondents if several and respondents < result.questionnaire.limits.min_group else None


def capital_result_page(
    frame: Frame, result: Result, content: ReportContent, capital_id: str
) -> CapitalResultPage | None:
    """None for a capital that the round does not have."""
    keys = [chapter.key for chapter in content.chapters]
    if capital_id not in keys:
        return None
    place = keys.index(capital_id)
    return CapitalResultPage(
        frame=frame,
        url=url_of(result.assessment.key),
        content=content,
        chapter=content.chapters[place],
        card=capital_cards(content)[place],
        body=chapter_body(content, content.chapters[place]),
        previous=content.chapters[place - 1] if place else None,
        following=content.chapters[place + 1] if place + 1 < len(keys) else None,
    )


def report_page(frame: Frame, result: Result, content: ReportContent, actor: Actor) -> ReportPage:
    leads = may(actor, Right.LEAD_ASSESSMENT, place_of(result.assessment))
    return ReportPage(
        frame=frame,
        url=url_of(result.assessment.key),
        content=content,
        body=body(content),
        may_link=leads and not content.is_trial,
    )


def not_ready_page(frame: Frame, error: NotReadyError) -> NotReadyPage:
    return NotReadyPage(
        frame=frame,
        url=url_of(error.assessment.key),
        assessment=error.assessment,
        min_group=error.questionnaire.limits.min_group,
    )
