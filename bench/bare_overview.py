"""The floor of the region's overview: FastAPI and Jinja with the product's own template, and nothing else.

The context is made once, at start: no database, no session, no permission, no security headers, no change of thread.
The whole page is rendered for every request, as plain Jinja does; the product keeps parts of it.
"""

import gc
import os
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app.main import COLLECTING
from app.rounds.kernel.days import day_of
from app.services.overview.overview_figures import open_overview_with_figures
from app.storage.engine.database import Database
from app.web.overview.contexts.overview import Filters, OverviewPage, overview_page
from app.web.shell.contexts.frame import Frame, describe, url_of
from app.web.shell.contexts.round_frame import heading_of, round_crumbs_below
from app.web.shell.contexts.tabs import round_tabs
from app.web.shell.rendering import environment, variables
from bench.ground import actor_of
from bench.wide import round_of


def _context() -> OverviewPage:
    """The overview of the region `BENCH_REGION` for the one signed in with `BENCH_TOKEN`."""
    database, now = Database(os.environ["DATABASE_URL"]), datetime.now(UTC)
    try:
        actor = actor_of(database, os.environ["BENCH_TOKEN"], now)
        key = round_of(os.environ["BENCH_REGION"])
        overview, figures = open_overview_with_figures(database, actor, key, day_of(now))
        # All that the tabs ask of a request: who it is from, which page it is for, and where its neighbours are read.
        http = SimpleNamespace(url=SimpleNamespace(path=url_of(key, "oversikt")))
        request: Any = SimpleNamespace(actor=actor, http=http, database=database)
        tabs = round_tabs(request, overview.round)
    finally:
        database.close()
    title = f"Översikt, {heading_of(overview.round)}"
    frame = Frame(
        title=title,
        visitor=describe(actor),
        crumbs=round_crumbs_below(overview.round),
        is_example=False,
        is_demo=False,
        tabs=tabs,
    )
    return overview_page(frame, overview, figures, Filters("", "", ""))


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
