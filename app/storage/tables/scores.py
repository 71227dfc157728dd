"""Rows of scores: what approved results come to, kept so that nobody waits for it twice."""

from sqlmodel import Field, SQLModel


class ScoreRow(SQLModel, table=True):
    """The profile of one approved assessment, or its change since an earlier one of the same kommun.

    Figures of the kommun, never of a person; what they were made from stands in `answer` and `agreed_answer`. A row is
    used only under the stamp that its content has today, and can be taken away at any time (decision 0072).
    """

    __tablename__ = "score"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    earlier_id: int = Field(foreign_key="assessment.id", primary_key=True, index=True)
    """What it is compared with; the assessment itself for its profile."""
    stamp: str = Field(max_length=64)
    """Hash of everything that the figures depend on, the code that made them included."""
    figures: str
    """JSON, exact."""
