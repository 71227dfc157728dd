"""Every table of the database. Importing this package registers them all on `SQLModel.metadata`."""

from app.accounts.kernel.sign_in_way import SignInWay
from app.accounts.mail.mail_status import MailStatus
from app.rounds.kernel.job import JobStatus
from app.storage.tables.api_tokens import ApiTokenRow
from app.storage.tables.assessments import (
    AgreedAnswerRow,
    AnswerRow,
    AssessmentRow,
    OpenLinkRow,
    PersonalLinkRow,
    RespondentRow,
)
from app.storage.tables.audit import AuditLineRow
from app.storage.tables.benchmarks import BenchmarkRow
from app.storage.tables.exchange import (
    AskedQuestionRow,
    ChallengeRow,
    ExampleRow,
    NetworkMeetingRow,
    NetworkRow,
    NetworkSeatRow,
    NetworkTopicRow,
    ReuseRow,
    SharedChallengeRow,
)
from app.storage.tables.goals import AmbitionDecisionRow, RegionGoalRow
from app.storage.tables.ideas import IdeaDecisionRow, IdeaPartyRow, IdeaPointsRow, IdeaRow, PointsRoundRow
from app.storage.tables.jobs import JobRow
from app.storage.tables.mail import MailOptOutRow, MailRow, MailTemplateRow
from app.storage.tables.offers import OccasionRow, OfferNeedRow, OfferRow, SignUpLinkRow, SignUpRow
from app.storage.tables.organisations import InstallationRow, MunicipalityRow, RegionRow
from app.storage.tables.passkeys import PasskeyChallengeRow, PasskeyRow, RecoveryCodeRow
from app.storage.tables.people import (
    FederatedAccountRow,
    FederationAttemptRow,
    KnownBrowserRow,
    MembershipRow,
    PersonRow,
    RateCountRow,
    SignInLinkRow,
    SignInRow,
)
from app.storage.tables.plans import ActionRow, MeetingTimeRow, SubmissionRow, TargetRow
from app.storage.tables.projects import CallInterestRow, FundingCallRow, ProjectRow
from app.storage.tables.report_links import ReportLinkRow
from app.storage.tables.rounds import EditionRow, RoundRow, WordingCorrectionRow
from app.storage.tables.scores import ScoreRow
from app.storage.tables.served_schema import ServedSchemaRow
from app.storage.tables.support import NeedRow, RegionSupportRow, SupportEditionRow
from app.storage.tables.votes import BallotRow, VoteRow
from app.storage.tables.workshops import (
    NoteLandingRow,
    WorkshopDotRow,
    WorkshopGroupRow,
    WorkshopNoteRow,
    WorkshopParticipantRow,
    WorkshopRow,
)

__all__ = [
    "ActionRow",
    "AgreedAnswerRow",
    "AmbitionDecisionRow",
    "AnswerRow",
    "ApiTokenRow",
    "AskedQuestionRow",
    "AssessmentRow",
    "AuditLineRow",
    "BallotRow",
    "BenchmarkRow",
    "CallInterestRow",
    "ChallengeRow",
    "EditionRow",
    "ExampleRow",
    "FederatedAccountRow",
    "FederationAttemptRow",
    "FundingCallRow",
    "IdeaDecisionRow",
    "IdeaPartyRow",
    "IdeaPointsRow",
    "IdeaRow",
    "InstallationRow",
    "JobRow",
    "JobStatus",
    "KnownBrowserRow",
    "MailOptOutRow",
    "MailRow",
    "MailStatus",
    "MailTemplateRow",
    "MeetingTimeRow",
    "MembershipRow",
    "MunicipalityRow",
    "NeedRow",
    "NetworkMeetingRow",
    "NetworkRow",
    "NetworkSeatRow",
    "NetworkTopicRow",
    "NoteLandingRow",
    "OccasionRow",
    "OfferNeedRow",
    "OfferRow",
    "OpenLinkRow",
    "PasskeyChallengeRow",
    "PasskeyRow",
    "PersonRow",
    "PersonalLinkRow",
    "PointsRoundRow",
    "ProjectRow",
    "RateCountRow",
    "RecoveryCodeRow",
    "RegionGoalRow",
    "RegionRow",
    "RegionSupportRow",
    "ReportLinkRow",
    "RespondentRow",
    "ReuseRow",
    "RoundRow",
    "ScoreRow",
    "ServedSchemaRow",
    "SharedChallengeRow",
    "SignInLinkRow",
    "SignInRow",
    "SignInWay",
    "SignUpLinkRow",
    "SignUpRow",
    "SubmissionRow",
    "SupportEditionRow",
    "TargetRow",
    "VoteRow",
    "WordingCorrectionRow",
    "WorkshopDotRow",
    "WorkshopGroupRow",
    "WorkshopNoteRow",
    "WorkshopParticipantRow",
    "WorkshopRow",
]
