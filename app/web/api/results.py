"""A kommun's result, and what may be known of the others."""

from fastapi import APIRouter, Response

from app.accounts.api.api_scopes import Scope
from app.services.api import api_reads
from app.services.results.comparison import Compared
from app.web.api import result_models as models
from app.web.api.request_context import RESPONSES, ApiContext
from app.web.api.result_words import anonymous, distribution, result_body
from app.web.api.rounds import Code, Questionnaire, Year
from app.web.shell.http.permissions import needs

router = APIRouter(prefix="/rounds/{questionnaire}/{year}", responses=RESPONSES)


@router.get("/assessments/{code}/result", summary="A kommun's result", response_model=models.Result)
@needs(Scope.RESULTS)
def result(context: ApiContext, questionnaire: Questionnaire, year: Year, code: Code) -> Response:
    stored_result = api_reads.result_for(context.database, context.program, questionnaire, year, code)
    return context.answer(result_body(stored_result, with_questions=Scope.QUESTIONS in context.program.scopes))


@router.get("/benchmark", summary="The other kommuner, without names", response_model=models.Benchmark)
@needs(Scope.BENCHMARK)
def benchmark(context: ApiContext, questionnaire: Questionnaire, year: Year) -> Response:
    round_, content = api_reads.others_for(context.database, context.program, questionnaire, year)
    figures = anonymous(round_, content) if isinstance(content, Compared) else distribution(round_, content)
    return context.answer(models.Benchmark(figures=figures))
