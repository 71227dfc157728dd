"""Whatever names a person is known to the register extract, so that a new table or event cannot be forgotten."""

from sqlalchemy import Column, Integer
from sqlmodel import SQLModel

import app.storage.tables  # noqa: F401  registers every table
from app.accounts import events, round_events
from app.accounts.extract import PERSON_FACTS, RESPONDENT_FACTS, RESPONDENT_LISTS, Extract, event_kinds
from app.storage.personal_data import REFERENCES

PEOPLE = {"person", "respondent"}
NAMES = {"person_id", "respondent_id", "actor_id"}
OTHER_NUMBERS = {
    "action_id",
    "assessment_id",
    "edition_id",
    "mail_id",
    "membership_id",
    "municipality_id",
    "municipality_ids",
    "open_link_id",
    "region_id",
    "round_id",
}
"""Facts of events that are numbers of something else than a person."""


def names_a_person(column: Column[object]) -> bool:
    refers = any(key.column.table.name in PEOPLE for key in column.foreign_keys)
    return refers or column.name in NAMES or (column.name.endswith("_by") and isinstance(column.type, Integer))


def test_every_column_that_names_a_person_is_in_the_extract() -> None:
    found = {
        (table.name, column.name)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if names_a_person(column)
    }
    assert set(REFERENCES) == found


def test_the_extract_has_every_part_that_a_column_is_told_in() -> None:
    assert set(REFERENCES.values()) <= set(Extract.__dataclass_fields__)


def test_every_number_in_an_event_is_known_to_be_a_persons_or_not() -> None:
    """A new one goes to PERSON_FACTS or RESPONDENT_FACTS (accounts/extract.py), or to OTHER_NUMBERS here."""
    assert {events.MembershipGranted, round_events.RoundOpened} <= set(event_kinds())
    known = PERSON_FACTS | RESPONDENT_FACTS | RESPONDENT_LISTS | OTHER_NUMBERS
    for kind in event_kinds():
        numbers = {
            name
            for name, field in kind.model_fields.items()
            if name.endswith(("_id", "_ids")) and "int" in str(field.annotation)
        }
        assert numbers <= known, f"{kind.__name__}: {numbers - known}"
