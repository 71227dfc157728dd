"""The floor of the API: a FastAPI route that turns the same values into the same JSON, and nothing else.

The values are recorded once, at start, from one request to the product: no token, scope, count of requests, database,
scoring, ETag or security headers. The JSON is written for every request.
"""

import gc
import os

from fastapi import FastAPI, Response
from pydantic import BaseModel
from starlette.testclient import TestClient

from app.main import COLLECTING, create_app
from app.web.api.request_context import ApiRequestContext
from bench.load import WrongAnswerError


def _record() -> BaseModel:
    """What the product answers for the address `BENCH_ADDRESS` and the token `BENCH_TOKEN`."""
    bodies: list[BaseModel] = []
    answer = ApiRequestContext.answer

    def recording(context: ApiRequestContext, body: BaseModel, link: str = "") -> Response:
        bodies.append(body)
        return answer(context, body, link)

    ApiRequestContext.answer = recording  # type: ignore[assignment,method-assign]
    try:
        with TestClient(create_app()) as client:
            client.get(os.environ["BENCH_ADDRESS"], headers={"Authorization": f"Bearer {os.environ['BENCH_TOKEN']}"})
    finally:
        ApiRequestContext.answer = answer  # type: ignore[method-assign]
    if len(bodies) != 1:
        raise WrongAnswerError("the product did not answer with a body to measure against")
    return bodies[0]


value = _record()
app = FastAPI(openapi_url=None)


@app.get("/svar")
async def result() -> Response:
    return Response(value.model_dump_json().encode(), media_type="application/json")


gc.collect()
gc.freeze()
gc.set_threshold(*COLLECTING)
