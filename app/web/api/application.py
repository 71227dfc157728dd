"""The API put together: its routes, its problems, and its description (OpenAPI) with no route of the pages in it."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from app.web.api import catalogue, problems, results, rounds

BASE = "/api/v1"
DESCRIPTION = """Read-only access to what the readers of a region or a kommun may see in Omställningskollen.

Send a token as `Authorization: Bearer`; the organisation's coordinator makes one on its pages. A token sees what
a reader of its organisation sees, at the moment it asks. What a kommun has not shared is not there for anybody else.

A figure that is missing is null, never 0, and a word beside it says why. Numbers have at most four decimals. Lists come
in parts: follow `next`, or the header `Link`. Every answer has a strong `ETag`. Trial rounds are not part of the API.
Fields and words may be added within this version; none is taken away or given another meaning.
"""


def create_api() -> FastAPI:
    """To be mounted at BASE; its state is the application's own."""
    api = FastAPI(
        title="Omställningskollen",
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        # Behind a web server with TLS such a redirect may lead to http, and a program may follow it with its token.
        redirect_slashes=False,
    )
    problems.add_handlers(api)
    for module in (rounds, results, catalogue):
        api.router.routes.extend(module.router.routes)
    return api


def description_of(api: FastAPI) -> dict[str, Any]:
    """The API's description, made once."""
    if api.openapi_schema is None:
        schema = get_openapi(
            title=api.title,
            version=api.version,
            description=DESCRIPTION,
            routes=api.routes,
            servers=[{"url": BASE}],
        )
        schema["components"]["schemas"]["Problem"] = problems.Problem.model_json_schema()
        _declare_headers(schema)
        api.openapi_schema = schema
    return api.openapi_schema


def routes_of(api: FastAPI) -> list[APIRoute]:
    return [route for route in api.routes if isinstance(route, APIRoute)]


def _declare_headers(schema: dict[str, Any]) -> None:
    tag = {"description": "Strong; of the whole body.", "schema": {"type": "string"}, "required": True}
    link = {"description": "The next part of a list (RFC 8288).", "schema": {"type": "string"}}
    wait = {"description": "Seconds to wait.", "schema": {"type": "integer"}, "required": True}
    ask = {"description": "Always Bearer.", "schema": {"type": "string", "const": "Bearer"}, "required": True}
    for path in schema["paths"].values():
        responses = path["get"]["responses"]
        is_list = any(parameter["name"] == "cursor" for parameter in path["get"]["parameters"])
        responses["200"]["headers"] = {"ETag": tag} | ({"Link": link} if is_list else {})
        responses["304"]["headers"] = {"ETag": tag}
        responses["401"]["headers"] = {"WWW-Authenticate": ask}
        responses["429"]["headers"] = {"Retry-After": wait}
