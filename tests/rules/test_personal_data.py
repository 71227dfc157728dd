"""Whatever names a person is known to the register extract, so that a new table or event cannot be forgotten."""

import importlib
import pkgutil
import re

from sqlalchemy import Column, Integer, String
from sqlmodel import AutoString, SQLModel

import app.storage.tables  # noqa: F401  registers every table
from app import accounts
from app.accounts.privacy.personal_data import PERSON_FACTS, RESPONDENT_FACTS, RESPONDENT_LISTS, Extract, event_kinds
from app.storage.privacy.personal_data import REFERENCES, TEXTS

PEOPLE = {"person", "respondent"}
NAMES = {"person_id", "respondent_id", "actor_id"}
OTHER_NUMBERS = {
    "action_id",
    "asked_question_id",
    "assessment_id",
    "challenge_id",
    "edition_id",
    "example_id",
    "funding_call_id",
    "goal_id",
    "idea_id",
    "into_idea_id",
    "mail_id",
    "membership_id",
    "municipality_id",
    "municipality_ids",
    "network_id",
    "need_id",
    "note_id",
    "offer_id",
    "open_link_id",
    "points_round_id",
    "project_id",
    "report_link_id",
    "region_id",
    "round_id",
    "round_ids",
    "target_id",
    "token_id",
    "workshop_id",
}
"""Facts of events that are numbers of something else than a person."""
NAMING = re.compile(r"name|email|address|phone|reply|owner|approved_by|officer")
ABOUT_ORGANISATIONS = {"region", "municipality", "installation"}
AS_DECIDED = {("assessment", "approved_by"), ("action", "owner")}
"""What a kommun has written in a document of its own, as it wants it printed."""
OF_THINGS = {("api_token", "name"), ("job", "file_name"), ("passkey", "name")}


def names_a_person(column: Column[object]) -> bool:
    refers = any(key.column.table.name in PEOPLE for key in column.foreign_keys)
    return refers or column.name in NAMES or (column.name.endswith("_by") and isinstance(column.type, Integer))


def test_every_column_that_names_a_person_is_in_the_extract() -> None:
    columns = {
        (table.name, column.name)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if names_a_person(column)
    }
    assert set(REFERENCES) == columns


def test_every_column_for_a_persons_name_or_address_is_told_and_emptied() -> None:
    columns = {
        (table.name, column.name)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String | AutoString)
        and NAMING.search(column.name)
        and table.name not in ABOUT_ORGANISATIONS
    }
    assert set(TEXTS) == columns - AS_DECIDED - OF_THINGS


def test_the_extract_has_every_part_that_a_column_is_told_in() -> None:
    assert {*REFERENCES.values(), *TEXTS.values()} <= set(Extract.__dataclass_fields__)


def test_every_number_in_an_event_is_known_to_be_a_persons_or_not() -> None:
    """A new one goes to PERSON_FACTS or RESPONDENT_FACTS (accounts/extract.py), or to OTHER_NUMBERS here."""
    for module in pkgutil.walk_packages(accounts.__path__, "app.accounts."):
        importlib.import_module(module.name)
    assert len(event_kinds()) > 30
    names = PERSON_FACTS | RESPONDENT_FACTS | RESPONDENT_LISTS | OTHER_NUMBERS
    for kind in event_kinds():
        numbers = {
            name
            for name, field in kind.model_fields.items()
            if name.endswith(("_id", "_ids")) and "int" in str(field.annotation)
        }
        assert numbers <= names, f"{kind.__name__}: {numbers - names}"
