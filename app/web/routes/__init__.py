"""All routes. Fixed addresses come before those that begin with a region, so that no region can hide a page."""

from fastapi import FastAPI

from app.web.routes import answering, assessments, questionnaires, results, start
from app.web.routes import demo as demo_routes


def add_routes(application: FastAPI, *, demo: bool) -> None:
    application.include_router(start.router)
    if demo:
        application.include_router(demo_routes.router)
    application.include_router(questionnaires.router)
    application.include_router(answering.router)
    application.include_router(results.router)
    application.include_router(assessments.router)
