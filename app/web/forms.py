"""Reading a form. A question's fields are named `<question id>.choice`, `.comment`, `.evidence` and `.version`."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from app.assessment.entry import RawEntry

MAX_FIELDS = 200
MAX_FIELD_BYTES = 64_000


async def _fields(request: Request) -> dict[str, str]:
    """Text fields only; an uploaded file under a text field's name is left out."""
    form: FormData = await request.form(max_fields=MAX_FIELDS, max_files=0, max_part_size=MAX_FIELD_BYTES)
    return {name: value for name, value in form.items() if isinstance(value, str)}


FormFields = Annotated[dict[str, str], Depends(_fields)]


def raw_entry(fields: dict[str, str], question_id: str) -> RawEntry:
    """What was entered for a question; fields that did not come are empty."""
    return RawEntry(
        fields.get(f"{question_id}.choice", ""),
        fields.get(f"{question_id}.comment", ""),
        fields.get(f"{question_id}.evidence", ""),
    )


def version_of(fields: dict[str, str], question_id: str) -> int:
    """The version the page was loaded with; 0 when it is missing or no number, which conflicts with anything saved."""
    return number_in(fields, f"{question_id}.version")


def number_in(fields: dict[str, str], name: str) -> int:
    """A whole number from a hidden field; 0 when it is missing or no number."""
    text = fields.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
