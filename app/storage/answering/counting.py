"""Whose answers count. Where one answers for the whole kommun, only what stands for it does (decision 0053)."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.rounds.kernel.assessment import Mode
from app.storage.tables import AssessmentRow, RespondentRow

COUNTS: ColumnElement[bool] = (col(AssessmentRow.mode) != Mode.SIMPLE) | col(RespondentRow.for_kommun).is_(True)
"""A condition for queries that join respondents with their assessment. What the others of a kommun have saved is kept,
and counts again if it changes back."""

SEVERAL_COUNT: ColumnElement[bool] = (col(AssessmentRow.mode) != Mode.SIMPLE) & col(RespondentRow.for_kommun).is_(False)
"""The same, for queries about people who answer as themselves."""
