"""The catalogue file as JSON Schema, made from the models of `catalogue.py`."""

from app.editions.json_schema import FileSchema, Schema
from app.support.catalogue.catalogue import Catalogue

SCHEMA = FileSchema(
    Catalogue,
    {
        "title": "Katalog över stöd för Omställningskollen",
        "description": "En utgåva av en katalog över stöd. Formatet beskrivs i docs/catalogue-format.md.",
    },
)


def json_schema() -> Schema:
    """The schema as plain data, the same every time."""
    return SCHEMA.published
