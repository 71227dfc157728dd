"""Questionnaires that the organisation's rounds ask."""

from fastapi import APIRouter, Request, Response

from app.accounts.api.api_scopes import Scope
from app.assessment.questionnaires import questionnaire as domain
from app.services.api import api_reads
from app.web.api import models
from app.web.api.request_context import RESPONSES, ApiContext, Limit, link_to, part_of
from app.web.api.rounds import EditionCursor, Questionnaire, Year
from app.web.shell.http.permissions import needs

router = APIRouter(prefix="/catalogue", responses=RESPONSES)


@router.get("", summary="Editions of questionnaires", response_model=models.EditionList)
@needs(Scope.CATALOGUE)
def catalogue(request: Request, context: ApiContext, limit: Limit = 100, cursor: EditionCursor = "") -> Response:
    every = [edition.questionnaire for edition in api_reads.editions_for(context.database, context.program)]
    part = part_of(request, [(f"{edition.year}.{edition.id}", _edition(edition)) for edition in every], cursor, limit)
    return context.answer(models.EditionList(items=list(part.items), next=part.next), link_to(part.next))


@router.get("/{questionnaire}/{year}", summary="An edition whole", response_model=models.EditionContent)
@needs(Scope.CATALOGUE)
def one_edition(context: ApiContext, questionnaire: Questionnaire, year: Year) -> Response:
    edition = api_reads.edition_for(context.database, context.program, questionnaire, year)
    return context.answer(_content(edition.questionnaire))


def _edition(questionnaire: domain.Questionnaire) -> models.Edition:
    return models.Edition(
        questionnaire=questionnaire.id,
        year=questionnaire.year,
        title=questionnaire.title,
        content_hash=questionnaire.content_hash,
    )


def _content(questionnaire: domain.Questionnaire) -> models.EditionContent:
    return models.EditionContent(
        **dict(_edition(questionnaire)),
        introduction=questionnaire.introduction,
        scale=[
            models.Level(position=position, value=float(level.value), label=level.label)
            for position, level in questionnaire.levels()
        ],
        role_groups=[models.RoleGroup(**group.model_dump()) for group in questionnaire.role_groups],
        capitals=[_capital(capital) for capital in questionnaire.capitals],
    )


def _capital(capital: domain.Capital) -> models.Capital:
    return models.Capital(
        id=capital.id,
        name=capital.name,
        explanation=capital.explanation,
        more=capital.more,
        depends_on=list(capital.depends_on),
        cross_cutting=capital.cross_cutting,
        source=capital.source,
        questions=[_question(question) for question in capital.questions],
        direction=[_question(question) for question in capital.direction_questions(domain.Form.LONG)],
    )


def _question(question: domain.Question) -> models.Question:
    return models.Question.model_validate(question.model_dump(mode="json") | {"weight": float(question.weight)})
