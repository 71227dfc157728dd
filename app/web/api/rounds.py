"""Rounds and the kommuner in them, and what the token itself is good for."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.accounts.api.api_scopes import Scope
from app.rounds.kernel.round import Round
from app.services.api import api_reads
from app.services.api.api_reads import Listed
from app.web.api import models
from app.web.api.request_context import RESPONSES, ApiContext, Limit, link_to, part_of
from app.web.shell.http.permissions import Open, needs

router = APIRouter(responses=RESPONSES)

Questionnaire = Annotated[
    str,
    Path(description="Id of the questionnaire.", pattern="^[a-z][a-z0-9-]{0,59}$", examples=["omstallningsformaga"]),
]
Year = Annotated[int, Path(description="The year.", ge=2000, le=2999, examples=[2025])]
Code = Annotated[str, Path(description="A kommun's SCB code.", pattern="^[0-9]{4}$", examples=["1440"])]
EditionCursor = Annotated[
    str, Query(description="From `next` of the part before.", pattern=r"^([0-9]{4}\.[a-z][a-z0-9-]{0,59})?$")
]
CodeCursor = Annotated[str, Query(description="From `next` of the part before.", pattern="^([0-9]{4})?$")]


@router.get("/token", summary="What the token is good for", response_model=models.Token)
@needs(Open.ANYONE)
def token(context: ApiContext) -> Response:
    program = context.program
    kommun = program.organisation.municipality
    return context.answer(
        models.Token(
            organisation=program.organisation.name,
            kind="region" if kommun is None else "kommun",
            code=None if kommun is None else kommun.code,
            scopes=[scope for scope in Scope if scope in program.scopes],
            expires_at=program.expires_at,
        )
    )


@router.get("/rounds", summary="Rounds", response_model=models.RoundList)
@needs(Scope.ROUNDS)
def rounds(request: Request, context: ApiContext, limit: Limit = 100, cursor: EditionCursor = "") -> Response:
    every = api_reads.rounds_for(context.database, context.program)
    part = part_of(
        request, [(f"{round_.year}.{round_.questionnaire_id}", _round(round_)) for round_ in every], cursor, limit
    )
    return context.answer(models.RoundList(items=list(part.items), next=part.next), link_to(part.next))


@router.get("/rounds/{questionnaire}/{year}", summary="A round", response_model=models.Round)
@needs(Scope.ROUNDS)
def one_round(context: ApiContext, questionnaire: Questionnaire, year: Year) -> Response:
    return context.answer(_round(api_reads.round_for(context.database, context.program, questionnaire, year)))


@router.get(
    "/rounds/{questionnaire}/{year}/assessments", summary="Kommuner in a round", response_model=models.AssessmentList
)
@needs(Scope.ROUNDS)
def assessments(
    request: Request,
    context: ApiContext,
    questionnaire: Questionnaire,
    year: Year,
    limit: Limit = 100,
    cursor: CodeCursor = "",
) -> Response:
    _, every = api_reads.listed_in(context.database, context.program, questionnaire, year, context.now)
    part = part_of(request, [(item.assessment.code, _assessment(item)) for item in every], cursor, limit)
    return context.answer(models.AssessmentList(items=list(part.items), next=part.next), link_to(part.next))


@router.get(
    "/rounds/{questionnaire}/{year}/assessments/{code}", summary="A kommun in a round", response_model=models.Assessment
)
@needs(Scope.ROUNDS)
def one_assessment(context: ApiContext, questionnaire: Questionnaire, year: Year, code: Code) -> Response:
    item = api_reads.listed_with(context.database, context.program, questionnaire, year, code, context.now)
    return context.answer(_assessment(item))


def round_ref(round_: Round) -> models.RoundRef:
    return models.RoundRef(questionnaire=round_.questionnaire_id, year=round_.year)


def _round(round_: Round) -> models.Round:
    return models.Round(
        questionnaire=round_.questionnaire_id,
        year=round_.year,
        region=round_.region_name,
        state=round_.state.value,
        form=round_.form.value,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        capitals=None if round_.capital_ids is None else list(round_.capital_ids),
        content_hash=round_.content_hash,
        example_data=round_.is_example,
    )


def _assessment(item: Listed) -> models.Assessment:
    assessment = item.assessment
    return models.Assessment.model_validate(
        {
            "round": round_ref(assessment.round),
            "municipality": models.Municipality(code=assessment.code, name=assessment.municipality),
            "size_group": assessment.size_group or None,
            "stage": item.stage.name.lower(),
            "availability": item.showing.name.lower(),
            "approved_at": assessment.approved_at,
        }
    )
