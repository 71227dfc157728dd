"""What somebody takes out as files: of one kommun's result, or of a round's results side by side.

The figures are those of the result's and the overview's pages, by the same services and so with the same rights.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.accounts.kernel.roles import Actor
from app.reports.figures.picture import PictureHeading
from app.reports.kernel.tables import Source
from app.reports.kernel.wording import date
from app.reports.office.downloads import Figures, Picture
from app.reports.overview.round_basis import KommunInRound, PanelOfYears, RoundBasis
from app.reports.overview.round_tables import kolada_of_round, round_export
from app.reports.results.content import ReportContent
from app.reports.tables.assessment_tables import assessment_export, file_ending, kolada_of
from app.reports.tables.marking import Basis
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import TRIAL, AssessmentKey, RoundKey
from app.rounds.kernel.round import RoundState
from app.services.goals.follow_ups import goal_years
from app.services.overview import words
from app.services.overview.overview import Overview, OverviewLine, overview_in
from app.services.overview.overview_figures import goals_in
from app.services.results.reports import findings_of, people_of, report_content, subject_of
from app.services.results.results import Result, open_result
from app.services.results.series import open_profile
from app.services.results.words import SHARING
from app.services.rounds.round_board import BoardLine, board_of
from app.storage.engine.database import Database


@dataclass(frozen=True, slots=True)
class ResultFiles:
    """One kommun's result, ready to be written in any format."""

    result: Result
    content: ReportContent
    figures: Figures


@dataclass(frozen=True, slots=True)
class RoundFiles:
    """A round's results side by side, ready to be written in any format."""

    overview: Overview
    figures: Figures


def export_result(database: Database, actor: Actor, key: AssessmentKey, now: datetime) -> ResultFiles:
    """Raises as `open_result`."""
    result = open_result(database, actor, key, over_years=True)
    content = report_content(result, now)
    basis = Basis(
        questionnaire=result.questionnaire,
        subject=subject_of(result, now),
        findings=findings_of(result),
        participation=people_of(result),
    )
    stem = _stem(key)
    return ResultFiles(result, content, Figures(assessment_export(basis, content, stem), kolada_of(basis)))


def export_picture(
    database: Database, actor: Actor, key: AssessmentKey, now: datetime, keys: Collection[str] | None
) -> tuple[str, Picture]:
    """What the picture's files are called, as far as all are called the same, and the large radar with the series of
    these keys. Raises as `open_result`.
    """
    profile = open_profile(database, actor, key, now, keys)
    content = profile.content
    ending = file_ending(is_example_data=content.is_example_data, is_final=content.is_final)
    heading = PictureHeading(
        title=f"{content.municipality_name} {content.year}",
        conclusion=profile.radar.conclusion,
        marks=(*content.marks, *(() if content.is_final else (content.status,))),
        source=words.PICTURE_SOURCE.with_facts(title=content.title),
    )
    return f"{_stem(key)}{ending}", Picture(profile.radar, heading)


def _stem(key: AssessmentKey) -> str:
    return f"{key.questionnaire}-{key.municipality}-{key.year}{TRIAL if key.trial else ''}"


def export_round(database: Database, actor: Actor, key: RoundKey, now: datetime) -> RoundFiles:
    """Raises as `open_overview`."""
    with database.read() as session:
        overview = overview_in(session, actor, key)
        goals = goals_in(session, overview.round, day_of(now))
        board = {line.assessment.id: line for line in board_of(session, actor, overview.round, now).lines}
    basis = RoundBasis(
        questionnaire=overview.questionnaire,
        capitals=overview.capitals,
        kommuner=tuple(_kommun(overview, line, board[line.assessment.id]) for line in overview.lines),
        distributions=overview.distributions,
        gaps=overview.gaps,
        panel=None if overview.panel is None else PanelOfYears(overview.panel.earlier_year, overview.panel.capitals),
        goals=tuple(map(goal_years, goals)),
    )
    source = _source(overview, now)
    stem = f"{key.questionnaire}-{key.region}-{key.year}"
    return RoundFiles(
        overview, Figures(round_export(basis, source, stem, _facts(overview, source)), kolada_of_round(basis))
    )


def _kommun(overview: Overview, overview_line: OverviewLine, line: BoardLine) -> KommunInRound:
    assessment = overview_line.assessment
    few = line.started is None or line.started < overview.questionnaire.limits.min_group
    submitted_at = line.submitted_at
    return KommunInRound(
        key=assessment.id,
        code=assessment.code,
        name=assessment.municipality,
        size_group=assessment.size_group,
        state=line.state,
        showing=overview_line.showing,
        is_small=assessment.mode is Mode.SEVERAL and few,
        invited=line.invited,
        started=line.started,
        handed_in=line.handed_in,
        answered_percent=line.answered_percent,
        agreed_percent=line.agreed_percent,
        handed_in_on=None if submitted_at is None else day_of(submitted_at),
        sharing=SHARING[assessment.sharing],
        profile=overview_line.profile,
    )


def _source(overview: Overview, now: datetime) -> Source:
    round_, questionnaire = overview.round, overview.questionnaire
    closed_at = round_.closed_at
    return Source(
        owner=round_.region_name,
        code="",
        year=round_.year,
        title=questionnaire.title,
        questionnaire=f"{questionnaire.id}/{questionnaire.year}",
        version=questionnaire.content_hash[:16],
        method=round_.method,
        status=words.round_status(None if closed_at is None else day_of(closed_at)),
        is_final=round_.state is RoundState.CLOSED,
        is_example_data=round_.is_example,
        is_trial=round_.is_trial,
        made=day_of(now),
    )


def _facts(overview: Overview, source: Source) -> list[tuple[str, str]]:
    facts = [
        (words.REGION, source.owner),
        (words.STATUS, source.status),
        (words.QUESTIONNAIRE, f"{source.title} ({source.questionnaire})"),
        (words.QUESTIONNAIRE_VERSION, source.version),
        (words.METHOD, str(source.method)),
        (words.MADE, date(source.made)),
        (words.KOMMUNER, str(len(overview.lines))),
        (words.SHARING_KOMMUNER, str(sum(line.profile is not None for line in overview.lines))),
        words.CAUTION,
    ]
    if source.is_example_data:
        facts.append(words.EXAMPLE_DATA)
    return facts
