"""A kommun's report: its result put into words and figures, and the same as a PDF with its data inside."""

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, time

from app.accounts.kernel.roles import Actor
from app.assessment.questionnaires.wording_correction import WordingCorrection
from app.assessment.results.rounding import rounded, scale_decimals
from app.reports.kernel.organisation_words import noun_of
from app.reports.paper.document import report_pdf
from app.reports.results.building import build_report
from app.reports.results.content import ReportContent
from app.reports.results.subject import Approval, Findings, ResponseCounts, Subject
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.services.results import words
from app.services.results.report_files import ReportFiles
from app.services.results.results import Result, open_result
from app.storage.engine.database import Database


def open_report(
    database: Database, actor: Actor, key: AssessmentKey, now: datetime, *, over_years: bool = False
) -> tuple[Result, ReportContent]:
    """The result and what a report says of it; `over_years` for the whole report. Raises as `open_result`."""
    result = open_result(database, actor, key, over_years=over_years)
    return result, report_content(result, now)


def subject_of(result: Result, now: datetime) -> Subject:
    """Whose result it is. What is written is dated the day the result was approved, or today while it is a draft."""
    assessment = result.assessment
    approved_at = assessment.approved_at
    day = day_of(approved_at or now)
    noun = noun_of(is_association=assessment.is_association)
    return Subject(
        municipality_name=assessment.municipality,
        municipality_code=assessment.kommun_code,
        form=assessment.round.form,
        generated=day,
        approval=None if approved_at is None else Approval(day, assessment.approved_by or noun.the),
        is_example_data=assessment.round.is_example,
        is_trial=assessment.round.is_trial,
        corrections=correction_sentences(result.corrections),
        method=assessment.round.method,
        today=day_of(now),
        noun=noun,
    )


def report_content(result: Result, now: datetime) -> ReportContent:
    """What a report says of a result."""
    content = build_report(result.questionnaire, subject_of(result, now), findings_of(result), people_of(result))
    return _with_workshops(content, result) if result.workshop_lines else content


def _with_workshops(content: ReportContent, result: Result) -> ReportContent:
    """With the lines of workshops among the notes of their capitals."""
    chapters = tuple(
        replace(
            chapter,
            notes=(
                *chapter.notes,
                *(
                    words.WORKSHOP_LINE.with_facts(title=title, line=line)
                    for title, line in result.workshop_lines.get(chapter.key, ())
                ),
            ),
        )
        for chapter in content.chapters
    )
    return replace(content, chapters=chapters)


def findings_of(result: Result) -> Findings:
    """What the assessment came to, with the others' medians rounded as they are shown."""
    decimals = scale_decimals(result.questionnaire.scale)
    return Findings(
        result.profile,
        result.comparison,
        robustness=result.robustness,
        start=result.start,
        next_steps=result.steps,
        targets=result.targets,
        actions=result.actions,
        benchmark={capital: rounded(median, decimals) for capital, median in result.medians.items()},
        samsyn=result.samsyn,
        individual=result.individual,
        outcomes=result.outcomes,
        reasons_shown=result.assessment.reasons_in_report,
        withheld_years=result.withheld_years,
        development=result.development,
        editions=result.editions,
        earlier=result.earlier,
        support=result.support,
    )


def people_of(result: Result) -> ResponseCounts:
    """How many took part."""
    return ResponseCounts(
        sum(group.invited for group in result.participation),
        sum(group.started for group in result.participation),
        sum(group.handed_in for group in result.participation),
    )


def report_file(files: ReportFiles, content: ReportContent) -> bytes:
    """The report as PDF, from the cache or rendered now. Raises RenderError."""
    return files.get(content.fingerprint(), report_pdf, content, _created(content))


def begin_report_file(files: ReportFiles, content: ReportContent) -> "Future[bytes]":
    """The same, for who has something else to do meanwhile."""
    return files.begin(content.fingerprint(), report_pdf, content, _created(content))


def _created(content: ReportContent) -> datetime:
    return datetime.combine(datetime.fromisoformat(content.generated_iso).date(), time(12), UTC)


def correction_sentences(corrections: Iterable[WordingCorrection]) -> tuple[str, ...]:
    """A sentence for each correction of what people had read when they answered."""
    return tuple(_correction_sentence(correction) for correction in corrections if correction.concerns_answers)


def _correction_sentence(correction: WordingCorrection) -> str:
    """What was corrected in the questionnaire's wording, when and why."""
    day = day_of(correction.corrected_at).isoformat()
    if not correction.old:
        return words.WORDING_ADDED.with_facts(day=day, new=correction.new, reason=correction.reason)
    return words.WORDING_CHANGED.with_facts(day=day, old=correction.old, new=correction.new, reason=correction.reason)
