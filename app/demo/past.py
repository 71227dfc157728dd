"""What has happened in the example region until now, as the audit log and the log of mails tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from app.accounts.audit.chain import Event
from app.accounts.audit.events import (
    AssessmentAnsweringClosed,
    AssessmentModeChosen,
    MembershipGranted,
    MunicipalityAdded,
    RegionCreated,
    RespondentHandedIn,
    ResultSubmitted,
)
from app.accounts.audit.round_events import RoundClosed, RoundOpened, RoundPlanned
from app.accounts.audit.text_events import QuestionnairePublished
from app.accounts.kernel.roles import INSTALLATION, Place, Role
from app.accounts.mail.mail_kinds import FORMS, MailKind, fill
from app.accounts.mail.mail_status import MailStatus
from app.demo.script import BEGINNING
from app.rounds.kernel.assessment import Mode
from app.storage.kernel.audit import append
from app.storage.tables import (
    AssessmentRow,
    EditionRow,
    MailRow,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
    RespondentRow,
    RoundRow,
    SubmissionRow,
)

BOUNCE = "550 5.1.1 (adressen): Recipient address rejected: User unknown in virtual mailbox table"


@dataclass(frozen=True, slots=True)
class _Deed:
    at: datetime
    actor_id: int | None
    event: Event
    place: Place


class _Past:
    """The example region as it has been built, read back."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.region = session.exec(select(RegionRow)).one()
        self.memberships = self._every(MembershipRow)
        self.kommuner = {row.id: row for row in self._every(MunicipalityRow)}
        self.rounds = {row.id: row for row in self._every(RoundRow)}
        self.assessments = {row.id: row for row in self._every(AssessmentRow)}
        self.editions = {row.id: row for row in self._every(EditionRow)}
        self.operator = self._who(Role.OPERATOR)
        self.coordinator = self._who(Role.REGION_COORDINATOR)

    def _every(self, table: type[Any]) -> list[Any]:
        return list(self.session.exec(select(table).order_by(col(table.id))).all())

    def _who(self, role: Role, kommun_id: int | None = None) -> int:
        return next(
            int(membership.person_id)
            for membership in self.memberships
            if membership.role == role and membership.municipality_id == kommun_id
        )

    def coordinator_of(self, assessment: AssessmentRow) -> int:
        return self._who(Role.KOMMUN_COORDINATOR, assessment.municipality_id)

    @property
    def here(self) -> Place:
        return Place(self.region.id)

    def place_of(self, assessment: AssessmentRow) -> Place:
        return Place(self.region.id, assessment.municipality_id)

    @property
    def latest_round(self) -> RoundRow:
        round_: RoundRow = self.rounds[max(number for number, row in self.rounds.items() if not row.is_trial)]
        return round_


def write_past(session: Session) -> None:
    past = _Past(session)
    deeds = [*_of_organisations(past), *_of_rounds(past), *_of_assessments(past)]
    for event in sorted(deeds, key=lambda event: event.at):
        append(session, event.actor_id, event.event, event.place, event.at)
    session.add_all(_letters(past))
    session.flush()


def _of_organisations(past: _Past) -> Iterator[_Deed]:
    codes = tuple(row.code for row in past.kommuner.values())
    yield _Deed(BEGINNING, past.operator, RegionCreated(), past.here)
    yield _Deed(BEGINNING, past.coordinator, MunicipalityAdded(codes=codes), past.here)
    for membership in past.memberships:
        place = Place(
            membership.region_id or (past.region.id if membership.municipality_id else None), membership.municipality_id
        )
        giver = (
            None if membership.role == Role.OPERATOR else past.operator if membership.region_id else past.coordinator
        )
        yield _Deed(
            membership.since,
            giver,
            MembershipGranted(person_id=membership.person_id, role=Role(membership.role)),
            place,
        )


def _of_rounds(past: _Past) -> Iterator[_Deed]:
    for row in past.rounds.values():
        edition: EditionRow = past.editions[row.edition_id]
        publication = QuestionnairePublished(
            questionnaire=edition.questionnaire, year=edition.year, edition_id=edition.id or 0
        )
        planning = RoundPlanned(round_id=row.id, is_trial=row.is_trial, closes_on=row.closes_on)
        if not row.is_trial:
            yield _Deed(row.opened_at - timedelta(days=15), None, publication, INSTALLATION)
        yield _Deed(row.opened_at - timedelta(days=14), past.coordinator, planning, past.here)
        assessments = [assessment for assessment in past.assessments.values() if assessment.round_id == row.id]
        opening = RoundOpened(
            round_id=row.id, kommuner=len(assessments), told=len(assessments), letters=len(assessments)
        )
        yield _Deed(row.opened_at, past.coordinator, opening, past.here)
        if row.closed_at is not None:
            without = sum(assessment.answering_closed_at is None for assessment in assessments)
            closing = RoundClosed(round_id=row.id, answering_closed=0, without_result=without)
            yield _Deed(row.closed_at, past.coordinator, closing, past.here)


def _of_assessments(past: _Past) -> Iterator[_Deed]:
    for row in past.assessments.values():
        coordinator, place = past.coordinator_of(row), past.place_of(row)
        opened_at = past.rounds[row.round_id].opened_at
        if row.mode is not Mode.UNDECIDED:
            mode = AssessmentModeChosen(assessment_id=row.id, mode=row.mode)
            yield _Deed(opened_at + timedelta(days=2), coordinator, mode, place)
        if row.mode is Mode.SEVERAL and row.answering_closed_at is not None:
            closing = AssessmentAnsweringClosed(assessment_id=row.id)
            yield _Deed(row.answering_closed_at + timedelta(minutes=1), coordinator, closing, place)
    for respondent in past.session.exec(select(RespondentRow).where(col(RespondentRow.handed_in_at).is_not(None))):
        row = past.assessments[respondent.assessment_id]
        if row.round_id == past.latest_round.id and respondent.handed_in_at is not None:
            actor = past.coordinator_of(row) if respondent.for_kommun else None
            handed_in = RespondentHandedIn(assessment_id=row.id, respondent_id=respondent.id or 0)
            yield _Deed(respondent.handed_in_at, actor, handed_in, past.place_of(row))
    for version in past.session.exec(select(SubmissionRow)):
        submission = ResultSubmitted(
            assessment_id=version.assessment_id, number=version.number, missing=version.missing
        )
        place = past.place_of(past.assessments[version.assessment_id])
        yield _Deed(version.submitted_at, version.submitted_by, submission, place)


def _letters(past: _Past) -> Iterator[MailRow]:
    """Of this year's round: to every kommun's coordinator, and to the respondents who have an address."""
    round_ = past.latest_round
    current = [row for row in past.assessments.values() if row.round_id == round_.id]
    for row in past.assessments.values():
        notified_in = past.rounds[row.round_id]
        if notified_in.is_trial or notified_in.id == round_.id:
            yield _letter(past, MailKind.ROUND_OPENED, row, past.coordinator_of(row), notified_in.opened_at)
    query = select(RespondentRow).where(
        col(RespondentRow.assessment_id).in_([row.id for row in current]), col(RespondentRow.person_id).is_not(None)
    )
    for number, respondent in enumerate(past.session.exec(query.order_by(col(RespondentRow.id))).all()):
        row = past.assessments[respondent.assessment_id]
        letter = _letter(past, MailKind.INVITATION, row, respondent.person_id, respondent.invited_at)
        letter.respondent_id = respondent.id
        if number == 0:
            letter.status, letter.problem = MailStatus.BOUNCED, BOUNCE
        yield letter


def _letter(past: _Past, kind: MailKind, row: AssessmentRow, person_id: int | None, at: datetime | None) -> MailRow:
    """One that was sent long ago, so its text is gone."""
    round_: RoundRow = past.rounds[row.round_id]
    edition: EditionRow = past.editions[round_.edition_id]
    values = {
        "formulär": "Omställningsförmåga (provomgång)" if round_.is_trial else "Omställningsförmåga",
        "år": str(edition.year),
        "kommun": past.kommuner[row.municipality_id].name,
    }
    person = past.session.get_one(PersonRow, person_id)
    moment = at or BEGINNING
    return MailRow(
        kind=kind,
        status=MailStatus.SENT,
        to_address=person.email or "",
        subject=fill(FORMS[kind].subject, values),
        body="",
        reply_to=past.region.contact_email,
        message_id=f"{kind}.{row.id}.{person_id}@omstallningskollen.example",
        person_id=person_id,
        region_id=past.region.id,
        municipality_id=row.municipality_id,
        assessment_id=row.id,
        created_at=moment,
        try_at=moment,
        attempts=1,
        sent_at=moment + timedelta(seconds=2),
    )
