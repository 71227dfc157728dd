"""The questionnaire file as JSON Schema, made from the models of `questionnaire.py`."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.editions.json_schema import FileSchema, Schema

SCHEMA = FileSchema(
    Questionnaire,
    {
        "title": "Frågeformulär för Omställningskollen",
        "description": "En utgåva av ett frågeformulär. Formatet beskrivs i docs/questionnaire-format.md.",
    },
)


def json_schema() -> Schema:
    """The schema as plain data, the same every time."""
    return SCHEMA.published
