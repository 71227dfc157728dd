"""The floor of the answering page: FastAPI and Jinja with the product's own templates, and nothing else.

The context is made once, at start: no database, no session, no permission, no security headers, no change of thread.
The whole page is rendered for every request, as plain Jinja does; the product keeps parts of it.
"""

import gc
import os
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app.main import COLLECTING
from app.services.answering.answers import open_answering
from app.storage.engine.database import Database
from app.web.answering.contexts.answers import CapitalPage, capital_page
from app.web.shell.contexts.frame import Crumb, Frame, describe
from app.web.shell.rendering import environment, variables
from bench.ground import ANSWERED, actor_of


def _context() -> CapitalPage:
    """The page of the capital `BENCH_CAPITAL` for the one signed in with `BENCH_TOKEN`."""
    database = Database(os.environ["DATABASE_URL"])
    try:
        actor = actor_of(database, os.environ["BENCH_TOKEN"], datetime.now(UTC))
        answering = open_answering(database, actor, ANSWERED)
    finally:
        database.close()
    capital = answering.place.capital(os.environ["BENCH_CAPITAL"])
    frame = Frame(capital.name, describe(actor), (Crumb("Start", "/"),), is_example=True, is_demo=False)
    return capital_page(frame, answering, capital.id, datetime.now(UTC).date())


templates = environment(keeping=False)
values = variables(_context())
app = FastAPI(openapi_url=None)


@app.get("/sida")
async def answering_page() -> HTMLResponse:
    return HTMLResponse(templates.get_template("answering/html/capital.html").render(values))


# As in the product, or the floor's slowest requests would be its garbage collections.
gc.collect()
gc.freeze()
gc.set_threshold(*COLLECTING)
