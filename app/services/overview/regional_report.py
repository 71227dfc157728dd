"""A round's regional report: what the overview shows put into words and figures, and the same as a PDF."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from app.accounts.kernel.roles import Actor
from app.assessment.questionnaires.wording_correction import WordingCorrection
from app.reports.goals.ambition_text import AmbitionText
from app.reports.goals.goal_words import goal_text
from app.reports.overview.regional.building import build_regional_report
from app.reports.overview.regional.content import RegionalContent
from app.reports.overview.regional.subject import KommunState, RegionalFindings, RegionalSubject, YearChangePanel
from app.reports.paper.document import regional_pdf
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import RoundKey
from app.rounds.overview.shared_gaps import Profiles, shared_strengths
from app.services.goals.ambition import ambition_of_round
from app.services.goals.follow_ups import FollowedGoal
from app.services.overview.overview import Overview, OverviewLine, overview_in
from app.services.overview.overview_figures import goals_in
from app.services.results.report_files import ReportFiles
from app.services.results.reports import correction_sentences
from app.storage.engine.database import Database
from app.storage.questionnaires.editions import corrections_of


def open_regional_report(
    database: Database, actor: Actor, key: RoundKey, now: datetime
) -> tuple[Overview, RegionalContent]:
    """The overview of all its kommuner and capitals, and what a report says of it. Raises as `open_overview`."""
    with database.read() as session:
        overview = overview_in(session, actor, key)
        corrections = corrections_of(session, overview.round.edition_id)
        goals = goals_in(session, overview.round, day_of(now))
        ambition = ambition_of_round(session, overview.round, day_of(now))
    return overview, regional_content(overview, corrections, goals, ambition, now)


def regional_content(
    overview: Overview,
    corrections: tuple[WordingCorrection, ...],
    goals: Sequence[FollowedGoal],
    ambition: AmbitionText | None,
    now: datetime,
) -> RegionalContent:
    """What a report says of an overview. It is dated today: a kommun may withdraw what it shares on any day."""
    round_ = overview.round
    closed_at = round_.closed_at
    subject = RegionalSubject(
        region_name=round_.region_name,
        region_slug=round_.region_slug,
        form=round_.form,
        closes_on=round_.closes_on,
        closed_on=None if closed_at is None else day_of(closed_at),
        generated=day_of(now),
        is_example_data=round_.is_example,
        corrections=correction_sentences(corrections),
        method=round_.method,
    )
    return build_regional_report(
        overview.questionnaire, subject, replace(_findings(overview, goals), ambition=ambition)
    )


def _findings(overview: Overview, goals: Sequence[FollowedGoal]) -> RegionalFindings:
    panel = overview.panel
    return RegionalFindings(
        capitals=overview.capitals,
        kommuner=tuple(map(kommun_state, overview.lines)),
        distributions=overview.distributions,
        strengths=shared_strengths(overview.questionnaire, _results(overview)),
        gaps=overview.gaps,
        panel=None
        if panel is None
        else YearChangePanel(
            earlier_year=panel.earlier_year, kommuner=panel.kommuner, invited=panel.invited, changes=panel.capitals
        ),
        goals=tuple(goal_text(item.goal, item.follow_up, item.questionnaire) for item in goals),
    )


def _results(overview: Overview) -> Profiles:
    return {line.assessment.id: line.profile.capitals for line in overview.lines if line.profile is not None}


def kommun_state(line: OverviewLine) -> KommunState:
    """As reports and their figures have it."""
    assessment = line.assessment
    return KommunState(
        id=assessment.id,
        name=assessment.municipality,
        code=assessment.code,
        stage=line.stage,
        state=line.state,
        showing=line.showing,
        invited=line.invited,
        handed_in=line.handed_in,
        has_result=line.has_result,
        shares_with_region_only=assessment.sharing is Sharing.REGION,
        profile=line.profile,
    )


def regional_report_file(files: ReportFiles, content: RegionalContent) -> bytes:
    """The report as PDF, from the cache or rendered now. Raises RenderError."""
    day = datetime.fromisoformat(content.generated_iso).date()
    return files.get(content.fingerprint(), regional_pdf, content, datetime.combine(day, time(12), UTC))
