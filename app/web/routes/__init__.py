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
    health,
    instrument,
    inviting,
    leading_links,
    letters,
    logs,
    mail_log,
    meeting,
    method,
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
    sharing,
    sharing_preview,
    sign_in,
    sign_out,
    size_groups,
    start,
)
from app.web.routes import demo as demo_routes

BUSIEST = answering.router
FIXED = (
    start.router,
    method.router,
    sign_out.router,
    health.router,
    sign_in.router,
    federation.router,
    notices.router,
    operator.router,
    logs.installation,
    own_account.router,
    own_data.router,
    erasure.router,
    questionnaires.router,
    personal_links.router,
    open_links.router,
    open_data.router,
    api.router,
)
BELOW_REGION = (
    region_notices.router,
    retention.router,
    disclosing.router,
    mail_log.router,
    letters.router,
    municipalities.router,
    regions.router,
    logs.router,
    api_tokens.router,
    size_groups.router,
    round_plans.router,
    rounds.router,
    round_kommuner.router,
    round_reminders.router,
    results.router,
    meeting.router,
    plans.router,
    handing_in.router,
    sharing.router,
    comparing.router,
    sharing_preview.router,
    developing.router,
    instrument.router,
    overview.router,
    rank_order.router,
    exports.router,
    regional_report.router,
    all_reports.router,
    inviting.router,
    respondents.router,
    leading_links.router,
    assessments.router,
)


def add_routes(application: FastAPI, *, demo: bool) -> None:
    """Into the application's own list: an included router is searched by itself anew on every request."""
    for router in (BUSIEST, *((demo_routes.router,) if demo else ()), *FIXED):
        application.router.routes.extend(router.routes)
    application.state.api = create_api()
    application.state.api.state = application.state
    application.mount(BASE, application.state.api)
    for router in BELOW_REGION:
        application.router.routes.extend(router.routes)
