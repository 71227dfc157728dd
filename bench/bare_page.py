"""The floor of every page: FastAPI and Jinja with the product's own template, and nothing else.

What the page shows is recorded once, at start, from one request to the product for the address `BENCH_ADDRESS`: no
database, no session, no permission, no scoring, no security headers, no change of thread. The whole page is rendered
for every request, as plain Jinja does; the product keeps parts of it.
"""

import gc
import os
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.testclient import TestClient

from app.main import COLLECTING, create_app
from app.web.shell import rendering
from bench.browser import COOKIE
from bench.load import WrongAnswerError


def _record() -> tuple[str, dict[str, Any]]:
    """The template of the page and what it was filled with, for the one signed in with `BENCH_TOKEN`."""
    records: list[tuple[str, dict[str, Any]]] = []
    render = rendering.render

    def recording(template: str, context: Any) -> str:
        records.append((template, rendering.variables(context)))
        return render(template, context)

    rendering.render = recording
    try:
        with TestClient(create_app()) as client:
            answer = client.get(
                os.environ["BENCH_ADDRESS"], headers={"Cookie": f"{COOKIE}={os.environ['BENCH_TOKEN']}"}
            )
    finally:
        rendering.render = render
    if answer.status_code != 200 or len(records) != 1:
        raise WrongAnswerError(f"status {answer.status_code}, {len(records)} pages to measure against")
    return records[0]


templates = rendering.environment(keeping=False)
name, values = _record()
app = FastAPI(openapi_url=None)


@app.get("/sida")
async def bare_page() -> HTMLResponse:
    return HTMLResponse(templates.get_template(name).render(values))


# As in the product, or the floor's slowest requests would be its garbage collections.
gc.collect()
gc.freeze()
gc.set_threshold(*COLLECTING)
