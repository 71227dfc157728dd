"""Handing out an assessment's documents: gathering, the review of what may be secret, and the file itself.

A kommun's coordinator never gets single answers here, since the tool does not show them to her. They are handed out at
the command line, on the kommun's decision in writing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from sqlmodel import Session

from app.accounts.audit.privacy_events import AssessmentDisclosed, SingleAnswersDisclosed
from app.accounts.audit.references import read_reference
from app.accounts.kernel.roles import Actor, Right
from app.assessment.answering.entry import is_text
from app.assessment.meeting.saved_outcome import Comment
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from app.reports.kernel.wording import date
from app.reports.paper.document import disclosure_pdf
from app.reports.privacy.disclosure import MASKED, Disclosure, DisclosureSheet, archive, mask_key
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import assessment_for, place_of
from app.services.kernel.audit import note
from app.services.meeting.meeting import NoMeetingError, WhyNoMeeting, every_comment, opened
from app.services.privacy import disclosure_sheets as sheets
from app.services.privacy import exchange_sheets, support_sheets, words
from app.services.privacy.disclosure_sheets import Show, asked
from app.services.privacy.idea_sheet import ideas
from app.services.results.report_files import ReportFiles
from app.storage.engine.database import Database
from app.storage.kernel.assessments import assessments_of_round, find_round
from app.storage.meeting.meeting import outcomes_of
from app.storage.privacy import disclosure as stored
from app.storage.questionnaires.editions import questionnaire_of

GROUND_MAX = 500


@dataclass(frozen=True, slots=True)
class SecretText:
    """A text that may be secret. Two that are alike at the same place are one."""

    key: str
    kind: str
    place: str
    """Id of the question or capital it stands at…"""
    about: str
    """…and the same in words."""
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """What would be handed out. `token` changes when any text does."""

    assessment: Assessment
    questionnaire: Questionnaire
    sheets: tuple[DisclosureSheet, ...]
    """Unmasked."""
    left_out: tuple[str, ...]
    given: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)
    """Question id -> comments that may be shown."""
    items: tuple[SecretText, ...] = ()

    @property
    def token(self) -> str:
        return hashlib.sha256("".join(item.key for item in self.items).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Choices:
    """What the coordinator decided. `token` is that of the review she read."""

    diary_number: str
    with_invited: bool = False
    masked: frozenset[str] = frozenset()
    ground: str = ""
    token: str = ""


class OutdatedReviewError(PermissionDeniedError):
    """Something was written after the review, so that nobody has looked at it."""


def review(
    database: Database, actor: Actor, key: AssessmentKey, now: datetime, *, with_invited: bool = False
) -> Review:
    """Raises NotFoundError or PermissionDeniedError to those who do not lead the assessment."""
    with database.read() as session:
        return review_of(session, actor, key, now, with_invited=with_invited)


def disclose(
    database: Database, files: ReportFiles, actor: Actor, key: AssessmentKey, choices: Choices, now: datetime
) -> tuple[str, bytes]:
    """The archive with its file name. It is logged before it is handed out, and not when it could not be made.

    Raises InvalidInputError for what is missing, OutdatedReviewError when a text has changed since the review, and
    RenderError.
    """
    reference = read_choices(choices)
    with database.read() as session:
        material = review_of(session, actor, key, now, with_invited=choices.with_invited)
        if choices.token != material.token:
            raise OutdatedReviewError(words.REVIEW_OUTDATED)
        masked_count, tables = _masked(session, material, choices, now)
    content = _content(material, reference, tables, now, masked_count=masked_count, ground=choices.ground.strip())
    zip_file = archive(content, files.make(disclosure_pdf, content, _noon(content)))
    rows = {sheet.key: len(sheet.rows) for sheet in tables}
    event = AssessmentDisclosed(
        assessment_id=material.assessment.id,
        diary_number=reference,
        comments=rows["kommentarer"],
        masked=masked_count,
        invited=rows.get("inbjudna"),
        letters=rows["utskick"],
    )
    database.write(lambda session: note(session, actor, event, place_of(material.assessment), now))
    return content.file_name, zip_file


def read_choices(choices: Choices) -> str:
    """The diary number. Raises InvalidInputError when it is missing, or masks have no ground."""
    reference, ground = "", choices.ground.strip()
    errors: dict[str, str] = {}
    try:
        reference = read_reference(choices.diary_number, "diarienummer", "diarienumret")
    except InvalidInputError as invalid:
        errors |= invalid.errors
    if choices.masked and not ground:
        errors["grund"] = words.GROUND_MISSING
    if len(ground) > GROUND_MAX or not is_text(ground):
        errors["grund"] = words.GROUND_TOO_LONG.with_facts(limit=GROUND_MAX)
    if errors:
        raise InvalidInputError(errors)
    return reference


def review_of(
    session: Session, actor: Actor, key: AssessmentKey, now: datetime, *, with_invited: bool = False
) -> Review:
    """`review` in a transaction."""
    assessment = assessment_for(session, actor, key, Right.LEAD_ASSESSMENT)
    questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
    comments, why_not = _comments(session, actor, key)
    about = {question.id: f"{capital.name}: {question.text}" for capital, question in asked(assessment, questionnaire)}
    about |= {capital.id: capital.name for capital in questionnaire.capitals}
    items: dict[str, SecretText] = {}

    def noted(kind: str, place: str, text: str) -> str:
        if text:
            item = SecretText(
                key=mask_key(kind, place, text), kind=kind, place=place, about=about.get(place, place), text=text
            )
            items.setdefault(item.key, item)
        return text

    tables = _sheets(session, assessment, questionnaire, comments, noted, now, with_invited=with_invited)
    without_invited = () if with_invited else (words.WITHOUT_INVITED,)
    left_out = (words.WITHOUT_SINGLE, *why_not, words.WITHOUT_NUMBERS, *without_invited)
    return Review(
        assessment=assessment,
        questionnaire=questionnaire,
        given=comments,
        items=tuple(items.values()),
        sheets=tables,
        left_out=left_out,
    )


def _comments(
    session: Session, actor: Actor, key: AssessmentKey
) -> tuple[dict[str, tuple[Comment, ...]], tuple[str, ...]]:
    """Comments as far as the joint meeting shows them, and why others are left out."""
    try:
        meeting = opened(session, actor, key, Right.LEAD_ASSESSMENT)
    except NoMeetingError as none:
        return {}, (words.STILL_OPEN,) if none.why is WhyNoMeeting.ANSWERING else ()
    return every_comment(session, meeting), (words.FEW,)


def _masked(
    session: Session, material: Review, choices: Choices, now: datetime
) -> tuple[int, tuple[DisclosureSheet, ...]]:
    """How many texts are hidden, and the sheets without them."""
    count = 0

    def show(kind: str, place: str, text: str) -> str:
        nonlocal count
        if text and mask_key(kind, place, text) in choices.masked:
            count += 1
            return MASKED
        return text

    about = material.assessment, material.questionnaire, material.given
    tables = _sheets(session, *about, show, now, with_invited=choices.with_invited)
    return count, tables


def _sheets(
    session: Session,
    assessment: Assessment,
    questionnaire: Questionnaire,
    comments: Mapping[str, tuple[Comment, ...]],
    show: Show,
    now: datetime,
    *,
    with_invited: bool,
) -> tuple[DisclosureSheet, ...]:
    return (
        sheets.questions(assessment, questionnaire),
        sheets.agreed(assessment, questionnaire, outcomes_of(session, assessment.id), show),
        sheets.comments(assessment, questionnaire, comments, show),
        sheets.people(session, assessment, questionnaire),
        *sheets.plan(session, assessment, questionnaire, show),
        support_sheets.needs(session, assessment, questionnaire, show),
        support_sheets.sign_ups(session, assessment, show),
        *exchange_sheets.every_sheet(session, assessment, questionnaire, show),
        ideas(session, assessment, show, day_of(now)),
        *((sheets.invited(session, assessment, questionnaire),) if with_invited else ()),
        sheets.mails(session, assessment, addresses=with_invited),
        sheets.log(session, assessment),
    )


def disclose_single_answers(
    database: Database, key: AssessmentKey, decision: str, now: datetime, *, names: bool
) -> tuple[str, bytes]:
    """Everything with single answers, at the command line. The kommun in `key` may be its code alone.

    Raises NotFoundError, and InvalidInputError without a reference to the decision of whose documents they are.
    """
    reference = read_reference(decision, "beslut", "beslutet")
    with database.read() as session:
        assessment = _by_code(session, key)
        questionnaire = questionnaire_of(session, assessment.round.edition_id, assessment.round.content_hash)
        answers = stored.single_answers(session, assessment.id)
        every = _sheets(
            session, assessment, questionnaire, {}, lambda _kind, _place, text: text, now, with_invited=names
        )
        others = (sheet for sheet in every if sheet.key != "kommentarer")
        tables = (sheets.single(assessment, questionnaire, answers, names=names), *others)
    left_out = (words.WITHOUT_NUMBERS,) if names else (words.WITHOUT_NAMES, words.WITHOUT_NUMBERS)
    review = Review(assessment=assessment, questionnaire=questionnaire, sheets=tables, left_out=left_out)
    content = _content(review, reference, tables, now)
    zip_file = archive(content, disclosure_pdf(content, _noon(content)))
    event = SingleAnswersDisclosed(
        assessment_id=assessment.id,
        decision=reference,
        respondents=len({answer.respondent_id for answer in answers}),
        answers=len(answers),
        names=names,
    )
    database.write(lambda session: note(session, None, event, place_of(assessment), now))
    return content.file_name, zip_file


def _by_code(session: Session, key: AssessmentKey) -> Assessment:
    round_ = find_round(session, key.round)
    assessments = () if round_ is None else assessments_of_round(session, round_.id)
    for assessment in assessments:
        if key.municipality in {assessment.municipality_slug, assessment.code}:
            return assessment
    raise NotFoundError


def _content(
    material: Review,
    reference: str,
    tables: tuple[DisclosureSheet, ...],
    now: datetime,
    *,
    masked_count: int = 0,
    ground: str = "",
) -> Disclosure:
    assessment, day = material.assessment, day_of(now)
    marks = ((words.TRIAL_MARK, assessment.round.is_trial), (words.EXAMPLE_MARK, assessment.round.is_example))
    return Disclosure(
        municipality_name=assessment.municipality,
        municipality_code=assessment.kommun_code,
        title=material.questionnaire.title,
        year=assessment.round.year,
        marks=tuple(mark for mark, applies in marks if applies),
        generated=date(day),
        generated_iso=day.isoformat(),
        reference=reference,
        sheets=tables,
        masked=masked_count,
        ground=ground,
        left_out=material.left_out,
    )


def _noon(content: Disclosure) -> datetime:
    return datetime.combine(datetime.fromisoformat(content.generated_iso).date(), time(12), UTC)
