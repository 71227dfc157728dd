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
)
from app.accounts.audit.round_events import RoundClosed, RoundOpened, RoundPlanned
from app.accounts.audit.text_events import QuestionnairePublished
from app.accounts.kernel.roles import INSTALLATION, Place, Role
from app.accounts.mail.mail_kinds import FORMS, MailKind, fill
from app.demo.script import BEGINNING
from app.rounds.kernel.assessment import Mode
from app.storage.kernel.audit import append
from app.storage.tables import (
    AssessmentRow,
    EditionRow,
    MailRow,
    MailStatus,
    MembershipRow,
    MunicipalityRow,
    PersonRow,
    RegionRow,
    RespondentRow,
    RoundRow,
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
            int(held.person_id) for held in self.memberships if held.role == role and held.municipality_id == kommun_id
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
        found: RoundRow = self.rounds[max(number for number, row in self.rounds.items() if not row.is_trial)]
        return found


def write_past(session: Session) -> None:
    past = _Past(session)
    deeds = [*_of_organisations(past), *_of_rounds(past), *_of_assessments(past)]
    for deed in sorted(deeds, key=lambda deed: deed.at):
        append(session, deed.actor_id, deed.event, deed.place, deed.at)
    session.add_all(_letters(past))
    session.flush()


def _of_organisations(past: _Past) -> Iterator[_Deed]:
    codes = tuple(row.code for row in past.kommuner.values())
    yield _Deed(BEGINNING, past.operator, RegionCreated(), past.here)
    yield _Deed(BEGINNING, past.coordinator, MunicipalityAdded(codes=codes), past.here)
    for held in past.memberships:
        place = Place(held.region_id or (past.region.id if held.municipality_id else None), held.municipality_id)
        giver = None if held.role == Role.OPERATOR else past.operator if held.region_id else past.coordinator
        yield _Deed(held.since, giver, MembershipGranted(person_id=held.person_id, role=Role(held.role)), place)


def _of_rounds(past: _Past) -> Iterator[_Deed]:
    for row in past.rounds.values():
        edition: EditionRow = past.editions[row.edition_id]
        published = QuestionnairePublished(
            questionnaire=edition.questionnaire, year=edition.year, edition_id=edition.id or 0
        )
        planned = RoundPlanned(round_id=row.id, is_trial=row.is_trial, closes_on=row.closes_on)
        if not row.is_trial:
            yield _Deed(row.opened_at - timedelta(days=15), None, published, INSTALLATION)
        yield _Deed(row.opened_at - timedelta(days=14), past.coordinator, planned, past.here)
        asked = [found for found in past.assessments.values() if found.round_id == row.id]
        opened = RoundOpened(round_id=row.id, kommuner=len(asked), told=len(asked), letters=len(asked))
        yield _Deed(row.opened_at, past.coordinator, opened, past.here)
        if row.closed_at is not None:
            without = sum(found.answering_closed_at is None for found in asked)
            closed = RoundClosed(round_id=row.id, answering_closed=0, without_result=without)
            yield _Deed(row.closed_at, past.coordinator, closed, past.here)


def _of_assessments(past: _Past) -> Iterator[_Deed]:
    for row in past.assessments.values():
        coordinator, place = past.coordinator_of(row), past.place_of(row)
        opened = past.rounds[row.round_id].opened_at
        if row.mode is not Mode.UNDECIDED:
            chosen = AssessmentModeChosen(assessment_id=row.id, mode=row.mode)
            yield _Deed(opened + timedelta(days=2), coordinator, chosen, place)
        if row.mode is Mode.SEVERAL and row.answering_closed_at is not None:
            closed = AssessmentAnsweringClosed(assessment_id=row.id)
            yield _Deed(row.answering_closed_at + timedelta(minutes=1), coordinator, closed, place)
    for respondent in past.session.exec(select(RespondentRow).where(col(RespondentRow.handed_in_at).is_not(None))):
        row = past.assessments[respondent.assessment_id]
        if row.round_id == past.latest_round.id and respondent.handed_in_at is not None:
            actor = past.coordinator_of(row) if respondent.for_kommun else None
            handed_in = RespondentHandedIn(assessment_id=row.id, respondent_id=respondent.id or 0)
            yield _Deed(respondent.handed_in_at, actor, handed_in, past.place_of(row))


def _letters(past: _Past) -> Iterator[MailRow]:
    """Of this year's round: to every kommun's coordinator, and to the respondents who have an address."""
    round_ = past.latest_round
    current = [row for row in past.assessments.values() if row.round_id == round_.id]
    for row in past.assessments.values():
        notified_in = past.rounds[row.round_id]
        if notified_in.is_trial or notified_in.id == round_.id:
            yield _letter(past, MailKind.ROUND_OPENED, row, past.coordinator_of(row), notified_in.opened_at)
    invited = select(RespondentRow).where(
        col(RespondentRow.assessment_id).in_([row.id for row in current]), col(RespondentRow.person_id).is_not(None)
    )
    for number, respondent in enumerate(past.session.exec(invited.order_by(col(RespondentRow.id))).all()):
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
