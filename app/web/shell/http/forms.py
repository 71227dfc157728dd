"""Reading a form. A question's fields are named `<question id>.choice`, `.comment`, `.evidence` and `.version`.

A button `.clear` takes the choice back, and `.unheard.…` is what the page sent before without a reply."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, TypedDict

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from app.assessment.answering.entry import RawEntry, whole_number
from app.assessment.questionnaires.questionnaire import Question


class FormLimits(TypedDict, total=False):
    """Named as the framework has them."""

    max_fields: int
    max_files: int
    max_part_size: int


MAX_FIELDS = 200
MAX_BOXES = 20_000
MAX_FIELD_BYTES = 64_000
MAX_LIST_BYTES = 4_000_000
"""More than a list may have, so that what is too long gets a message of its own."""
FORM_LIMITS: FormLimits = {"max_fields": MAX_FIELDS, "max_files": 0, "max_part_size": MAX_FIELD_BYTES}
"""For every route that takes a form model. A model's fields are texts and empty by default, so that whatever is sent
reaches the domain's own reader, which says in Swedish what is wrong with it."""
MANY_BOXES: FormLimits = FORM_LIMITS | {"max_fields": MAX_BOXES}
"""For forms with a box to tick for each of a region's kommuner, or at every line."""


async def text_fields(request: Request) -> dict[str, str]:
    """Text fields only; an uploaded file under a text field's name is left out."""
    form: FormData = await request.form(max_fields=MAX_FIELDS, max_files=0, max_part_size=MAX_FIELD_BYTES)
    return {name: value for name, value in form.items() if isinstance(value, str)}


@dataclass(frozen=True, slots=True)
class SentList:
    """A list of people as it was sent: pasted, or in a file. `file` is None when none was chosen."""

    fields: dict[str, str]
    file: bytes | None


async def _list_fields(request: Request) -> SentList:
    """A file that is larger than any that is read is not read to its end either."""
    async with request.form(max_fields=MAX_FIELDS, max_files=1, max_part_size=MAX_LIST_BYTES) as form:
        file = next((value for value in form.values() if isinstance(value, UploadFile) and value.filename), None)
        content = None if file is None else await file.read(MAX_LIST_BYTES)
        return SentList({name: value for name, value in form.items() if isinstance(value, str)}, content)


ListFields = Annotated[SentList, Depends(_list_fields)]


async def _many_fields(request: Request) -> dict[str, str]:
    """For forms with a box to tick for each of a region's kommuner."""
    form: FormData = await request.form(max_fields=MAX_BOXES, max_files=0, max_part_size=MAX_FIELD_BYTES)
    return {name: value for name, value in form.items() if isinstance(value, str)}


FormFields = Annotated[dict[str, str], Depends(text_fields)]
ManyFormFields = Annotated[dict[str, str], Depends(_many_fields)]


def ticked(fields: Iterable[str] | None, group: str) -> frozenset[str]:
    """What was ticked in a group of boxes, whose names are `<group>.<what is ticked>`."""
    return frozenset(name.removeprefix(f"{group}.") for name in fields or () if name.startswith(f"{group}."))


def raw_entry(fields: dict[str, str], question_id: str) -> RawEntry:
    """What was entered for a question; fields that did not come are empty."""
    return RawEntry(
        "" if is_cleared(fields, question_id) else fields.get(f"{question_id}.choice", ""),
        fields.get(f"{question_id}.comment", ""),
        fields.get(f"{question_id}.evidence", ""),
    )


def is_cleared(fields: Mapping[str, str], question_id: str) -> bool:
    """Whether the button was pressed that takes the question's choice back."""
    return f"{question_id}.clear" in fields


def unheard_entry(fields: dict[str, str], question_id: str) -> RawEntry | None:
    """What the page has sent for the question before, without a reply; None when there is no such thing."""
    earlier = f"{question_id}.unheard"
    return raw_entry(fields, earlier) if f"{earlier}.comment" in fields else None


def version_of(fields: dict[str, str], question_id: str) -> int:
    """The version the page was loaded with; 0 when it is missing or no number, which conflicts with anything saved."""
    return number_in(fields, f"{question_id}.version")


def number_in(fields: dict[str, str], name: str) -> int:
    """A whole number from a hidden field; 0 when it is missing or no number."""
    return whole_number(fields.get(name, ""))


def entries_of(fields: dict[str, str], questions: Iterable[Question]) -> dict[str, tuple[RawEntry, int]]:
    """A whole page: question id -> what was entered, and the version the page was loaded with."""
    return {question.id: (raw_entry(fields, question.id), version_of(fields, question.id)) for question in questions}
