"""The floor of the region's overview: FastAPI and Jinja with the product's own template, and nothing else.

The context is made once, at start: no database, no session, no permission, no security headers, no change of thread.
The whole page is rendered for every request, as plain Jinja does; the product keeps parts of it.
"""

import gc
import os
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app.main import COLLECTING
from app.services.overview.overview import open_overview
from app.storage.engine.database import Database
from app.web.overview.contexts.overview import Filters, OverviewPage, overview_page
from app.web.shell.contexts.frame import Frame, describe
from app.web.shell.contexts.round_frame import heading_of, round_crumbs_below
from app.web.shell.rendering import environment, variables
from bench.ground import actor_of
from bench.wide import round_of


def _context() -> OverviewPage:
    """The overview of the region `BENCH_REGION` for the one signed in with `BENCH_TOKEN`."""
    database, now = Database(os.environ["DATABASE_URL"]), datetime.now(UTC)
    try:
        actor = actor_of(database, os.environ["BENCH_TOKEN"], now)
        overview = open_overview(database, actor, round_of(os.environ["BENCH_REGION"]))
    finally:
        database.close()
    title = f"Översikt, {heading_of(overview.round)}"
    frame = Frame(title, describe(actor), round_crumbs_below(overview.round), is_example=False, is_demo=False)
    return overview_page(frame, overview, Filters("", "", ""))


templates = environment(keeping=False)
values = variables(_context())
app = FastAPI(openapi_url=None)


@app.get("/sida")
async def overview() -> HTMLResponse:
    return HTMLResponse(templates.get_template("overview/html/overview.html").render(values))


# As in the product, or the floor's slowest requests would be its garbage collections.
gc.collect()
gc.freeze()
gc.set_threshold(*COLLECTING)
