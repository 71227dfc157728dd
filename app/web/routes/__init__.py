"""All routes. Fixed addresses come before those that begin with a region, so that no region can hide a page."""

from fastapi import FastAPI

from app.web.routes import (
    answering,
    assessments,
    handing_in,
    notices,
    plans,
    questionnaires,
    region_notices,
    results,
    start,
)
from app.web.routes import demo as demo_routes


def add_routes(application: FastAPI, *, demo: bool) -> None:
    """Into the application's own list: an included router is searched by itself anew on every request."""
    fixed = (start, demo_routes, notices, questionnaires) if demo else (start, notices, questionnaires)
    for module in (*fixed, region_notices, answering, results, plans, handing_in, assessments):
        application.router.routes.extend(module.router.routes)
