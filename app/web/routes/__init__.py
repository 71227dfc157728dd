"""All routes. Fixed addresses come before those that begin with a region, so that no region can hide a page. Only
answering comes before them: it is asked for most, and every route before it would be tried in vain each time.
"""

from fastapi import FastAPI

from app.web.api.application import BASE, create_api
from app.web.routes import (
    all_reports,
    answering,
    api,
    api_tokens,
    assessments,
    comparing,
    developing,
    disclosing,
    erasure,
    exports,
    federation,
    handing_in,
    instrument,
    inviting,
    leading_links,
    mail,
    meeting,
    municipalities,
    notices,
    open_data,
    open_links,
    operator,
    overview,
    own_account,
    own_data,
    personal_links,
    plans,
    questionnaires,
    rank_order,
    region_notices,
    regional_report,
    regions,
    respondents,
    results,
    retention,
    round_kommuner,
    round_plans,
    round_reminders,
    rounds,
    sign_in,
    size_groups,
    start,
)
from app.web.routes import demo as demo_routes

BUSIEST = answering
FIXED = (
    start,
    sign_in,
    federation,
    notices,
    operator,
    own_account,
    own_data,
    erasure,
    questionnaires,
    personal_links,
    open_links,
    open_data,
    api,
)
BELOW_REGION = (
    region_notices,
    retention,
    disclosing,
    mail,
    municipalities,
    regions,
    api_tokens,
    size_groups,
    round_plans,
    rounds,
    round_kommuner,
    round_reminders,
    results,
    meeting,
    plans,
    handing_in,
    comparing,
    developing,
    instrument,
    overview,
    rank_order,
    exports,
    regional_report,
    all_reports,
    inviting,
    respondents,
    leading_links,
    assessments,
)


def add_routes(application: FastAPI, *, demo: bool) -> None:
    """Into the application's own list: an included router is searched by itself anew on every request."""
    for module in (BUSIEST, *((demo_routes,) if demo else ()), *FIXED):
        application.router.routes.extend(module.router.routes)
    application.state.api = create_api()
    application.state.api.state = application.state
    application.mount(BASE, application.state.api)
    for module in BELOW_REGION:
        application.router.routes.extend(module.router.routes)
