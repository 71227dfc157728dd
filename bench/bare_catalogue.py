"""The floor of a region's catalogue of support: FastAPI and Jinja with the product's own template, and nothing else.

The context is made once, at start: no database, no session, no permission, no security headers, no change of thread.
"""

import gc
import os
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app.main import COLLECTING
from app.rounds.kernel.days import day_of
from app.services.support.catalogues import open_catalogue
from app.storage.engine.database import Database
from app.web.shell.contexts.frame import START, Frame, describe
from app.web.shell.rendering import environment, variables
from app.web.support.contexts.catalogue import CataloguePage, CatalogueQuery, catalogue_page
from bench.ground import REPORTED, actor_of


def _context() -> CataloguePage:
    """The catalogue of the region for the one signed in with `BENCH_TOKEN`."""
    database = Database(os.environ["DATABASE_URL"])
    try:
        now = datetime.now(UTC)
        actor = actor_of(database, os.environ["BENCH_TOKEN"], now)
        catalogue = open_catalogue(database, actor, REPORTED.region, today=day_of(now))
    finally:
        database.close()
    title = f"Stöd i {catalogue.region.name}"
    frame = Frame(title, describe(actor), (START,), is_example=catalogue.region.is_example, is_demo=False)
    return catalogue_page(frame, catalogue, CatalogueQuery())


templates = environment(keeping=False)
values = variables(_context())
app = FastAPI(openapi_url=None)


@app.get("/sida")
async def catalogue() -> HTMLResponse:
    return HTMLResponse(templates.get_template("support/html/catalogue/catalogue.html").render(values))


# As in the product, or the floor's slowest requests would be its garbage collections.
gc.collect()
gc.freeze()
gc.set_threshold(*COLLECTING)
