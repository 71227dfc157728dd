"""Questionnaires and catalogues of support as YAML."""

from app.assessment.questionnaires.problems import QuestionnaireError
from app.assessment.questionnaires.reader import load_text
from app.support.catalogue.problems import CatalogueError
from app.support.catalogue.reader import load_text as load_catalogue


def questionnaire(content: bytes) -> None:
    try:
        load_text(content, filename="prov/2026.yaml", previous=None)
    except QuestionnaireError as error:
        str(error)


def catalogue(content: bytes) -> None:
    try:
        load_catalogue(content, filename="prov/2026.yaml", previous=None, questionnaire=None)
    except CatalogueError as error:
        str(error)
