"""The floor of a start: FastAPI, SQLModel and uvicorn loaded, and one route."""

import sqlmodel  # noqa: F401  loaded, as whatever keeps its data in a database has to
import uvicorn  # noqa: F401
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

app = FastAPI(openapi_url=None)


@app.get("/halsa/live")
async def live() -> PlainTextResponse:
    return PlainTextResponse("ok")
