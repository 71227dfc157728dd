"""Questionnaires that the organisation's rounds ask."""

from fastapi import APIRouter, Request, Response

from app.accounts.api.api_scopes import Scope
from app.assessment.questionnaires import questionnaire as domain
from app.services.api import api_reads
from app.web.api import models
from app.web.api.asking import RESPONSES, ApiContext, Limit, link_to, part_of
from app.web.api.rounds import EditionCursor, Questionnaire, Year
from app.web.shell.http.permissions import needs

router = APIRouter(prefix="/catalogue", responses=RESPONSES)


@router.get("", summary="Editions of questionnaires", response_model=models.EditionList)
@needs(Scope.CATALOGUE)
def catalogue(request: Request, asked: ApiContext, limit: Limit = 100, cursor: EditionCursor = "") -> Response:
    every = [one.questionnaire for one in api_reads.editions_for(asked.database, asked.program)]
    part = part_of(request, [(f"{one.year}.{one.id}", _edition(one)) for one in every], cursor, limit)
    return asked.answer(models.EditionList(items=list(part.items), next=part.next), link_to(part.next))


@router.get("/{questionnaire}/{year}", summary="An edition whole", response_model=models.EditionContent)
@needs(Scope.CATALOGUE)
def one_edition(asked: ApiContext, questionnaire: Questionnaire, year: Year) -> Response:
    found = api_reads.edition_for(asked.database, asked.program, questionnaire, year)
    return asked.answer(_content(found.questionnaire))


def _edition(found: domain.Questionnaire) -> models.Edition:
    return models.Edition(questionnaire=found.id, year=found.year, title=found.title, content_hash=found.content_hash)


def _content(found: domain.Questionnaire) -> models.EditionContent:
    return models.EditionContent(
        **dict(_edition(found)),
        introduction=found.introduction,
        scale=[
            models.Level(position=position, value=float(level.value), label=level.label)
            for position, level in found.levels()
        ],
        role_groups=[models.RoleGroup(**group.model_dump()) for group in found.role_groups],
        capitals=[_capital(one) for one in found.capitals],
    )


def _capital(found: domain.Capital) -> models.Capital:
    return models.Capital(
        id=found.id,
        name=found.name,
        explanation=found.explanation,
        more=found.more,
        depends_on=list(found.depends_on),
        cross_cutting=found.cross_cutting,
        source=found.source,
        questions=[_question(one) for one in found.questions],
        direction=[_question(one) for one in found.direction_questions(domain.Form.LONG)],
    )


def _question(found: domain.Question) -> models.Question:
    return models.Question.model_validate(found.model_dump(mode="json") | {"weight": float(found.weight)})
