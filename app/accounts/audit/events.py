"""Every kind of event in the audit log, with its exact facts; those of rounds, personal data, sessions, questionnaires
and mails are in `round_events.py`, `privacy_events.py`, `session_events.py` and `text_events.py`.

Swedish words for them are in `web/privacy/log_words.py`.
"""

from datetime import datetime
from typing import ClassVar

from app.accounts.audit.chain import Event
from app.accounts.kernel.roles import Role

# Assessments, people's roles


class AssessmentModeChosen(Event):
    action: ClassVar[str] = "assessment.mode_chosen"
    assessment_id: int
    mode: str


class AssessmentAnsweringClosed(Event):
    action: ClassVar[str] = "assessment.answering_closed"
    assessment_id: int


class AssessmentReopened(Event):
    action: ClassVar[str] = "assessment.reopened"
    assessment_id: int


class MeetingTimeStated(Event):
    """When the joint meeting is; not where, since a place can be a link that lets people in."""

    action: ClassVar[str] = "meeting_time.stated"
    assessment_id: int
    starts_at: datetime


class MeetingTimeRemoved(Event):
    action: ClassVar[str] = "meeting_time.removed"
    assessment_id: int


class RespondentHandedIn(Event):
    action: ClassVar[str] = "respondent.handed_in"
    assessment_id: int
    respondent_id: int


class RespondentTookBack(Event):
    action: ClassVar[str] = "respondent.taken_back"
    assessment_id: int
    respondent_id: int


class MembershipGranted(Event):
    action: ClassVar[str] = "membership.granted"
    person_id: int
    role: Role


class MembershipEnded(Event):
    action: ClassVar[str] = "membership.ended"
    person_id: int
    role: Role


class MembershipWelcomedAgain(Event):
    """The letter about the role was sent once more."""

    action: ClassVar[str] = "membership.welcomed_again"
    person_id: int
    role: Role


class MembershipHandedOver(Event):
    """`person_id` gave the role up for `successor_id`, who has it now."""

    action: ClassVar[str] = "membership.handed_over"
    person_id: int
    successor_id: int
    role: Role


class RegionCreated(Event):
    action: ClassVar[str] = "region.created"


class RegionChanged(Event):
    """`fields` are the columns' names, not what was written in them."""

    action: ClassVar[str] = "region.changed"
    fields: tuple[str, ...]


class MunicipalityAdded(Event):
    """Kommuner (SCB codes) that were added to the region together."""

    action: ClassVar[str] = "municipality.added"
    codes: tuple[str, ...]


class MunicipalityRemoved(Event):
    action: ClassVar[str] = "municipality.removed"
    code: str


class SizeGroupsChosen(Event):
    """Kommuner whose size group was set, changed or taken away."""

    action: ClassVar[str] = "municipality.size_group_chosen"
    municipality_ids: tuple[int, ...]


# Plans and results


class TargetsChanged(Event):
    action: ClassVar[str] = "target.changed"
    assessment_id: int
    capital_ids: tuple[str, ...]


class ActionNoted(Event):
    action: ClassVar[str] = "action.noted"
    assessment_id: int
    action_id: int


class ActionDeleted(Event):
    action: ClassVar[str] = "action.deleted"
    assessment_id: int
    action_id: int


class ActionRestored(Event):
    """Taken back that it was deleted."""

    action: ClassVar[str] = "action.restored"
    assessment_id: int
    action_id: int


class ResultSubmitted(Event):
    action: ClassVar[str] = "result.submitted"
    assessment_id: int
    number: int
    missing: int


class ResultTakenBack(Event):
    action: ClassVar[str] = "result.taken_back"
    assessment_id: int
    number: int


class ResultReturned(Event):
    action: ClassVar[str] = "result.returned"
    assessment_id: int
    number: int


class ResultApproved(Event):
    action: ClassVar[str] = "result.approved"
    assessment_id: int
    number: int


class ReportReasonsChosen(Event):
    action: ClassVar[str] = "report.reasons_chosen"
    assessment_id: int
    shown: bool


class SharingChosen(Event):
    action: ClassVar[str] = "sharing.chosen"
    assessment_id: int
    before: str
    after: str


class ResultReopened(Event):
    action: ClassVar[str] = "result.reopened"
    assessment_id: int
    number: int


# Those who answer


class RespondentsInvited(Event):
    """`by_role_group` counts them; the ids are those of the respondents."""

    action: ClassVar[str] = "respondent.invited"
    assessment_id: int
    by_role_group: dict[str, int]
    respondent_ids: tuple[int, ...]


class RespondentWithdrawn(Event):
    action: ClassVar[str] = "respondent.withdrawn"
    assessment_id: int
    respondent_id: int


class RespondentRestored(Event):
    """Taken back that she was withdrawn."""

    action: ClassVar[str] = "respondent.restored"
    assessment_id: int
    respondent_id: int


class RespondentLinkResent(Event):
    action: ClassVar[str] = "respondent.resent"
    assessment_id: int
    respondent_id: int


class RespondentAddressChanged(Event):
    action: ClassVar[str] = "respondent.address_changed"
    assessment_id: int
    respondent_id: int


class RespondentRoleGroupChanged(Event):
    action: ClassVar[str] = "respondent.role_group_changed"
    assessment_id: int
    respondent_id: int
    role_group: str


class RespondentsReminded(Event):
    action: ClassVar[str] = "respondent.reminded"
    assessment_id: int
    count: int


class OpenLinkCreated(Event):
    action: ClassVar[str] = "open_link.created"
    assessment_id: int
    open_link_id: int
    role_group: str
    most: int | None


class OpenLinkEnded(Event):
    action: ClassVar[str] = "open_link.ended"
    assessment_id: int
    open_link_id: int


class OpenLinkJoined(Event):
    """Somebody began to answer by an open link. Who it is, nobody knows."""

    action: ClassVar[str] = "open_link.joined"
    assessment_id: int
    open_link_id: int
    respondent_id: int


# The joint meeting. Logged when what is settled changes; the reasons are kept beside it and in handed-in versions.


class AgreedAnswerSettled(Event):
    action: ClassVar[str] = "agreed_answer.settled"
    assessment_id: int
    question_id: str


class AgreedAnswerNotUnited(Event):
    action: ClassVar[str] = "agreed_answer.not_united"
    assessment_id: int
    question_id: str


class AgreedAnswerCleared(Event):
    action: ClassVar[str] = "agreed_answer.cleared"
    assessment_id: int
    question_id: str


class AgreedAnswerParked(Event):
    action: ClassVar[str] = "agreed_answer.parked"
    assessment_id: int
    question_id: str
