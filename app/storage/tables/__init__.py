"""Every table of the database. Importing this package registers them all on `SQLModel.metadata`."""

from app.storage.tables.assessments import AgreedAnswerRow, AnswerRow, AssessmentRow, Mode, RespondentRow, Sharing
from app.storage.tables.organisations import MunicipalityRow, RegionRow
from app.storage.tables.people import MembershipRow, PersonRow, SignInRow
from app.storage.tables.rounds import EditionRow, RoundRow, WordingCorrectionRow

__all__ = [
    "AgreedAnswerRow",
    "AnswerRow",
    "AssessmentRow",
    "EditionRow",
    "MembershipRow",
    "Mode",
    "MunicipalityRow",
    "PersonRow",
    "RegionRow",
    "RespondentRow",
    "RoundRow",
    "Sharing",
    "SignInRow",
    "WordingCorrectionRow",
]
