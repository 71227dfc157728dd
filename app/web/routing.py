"""All routes. Fixed addresses come before those that begin with a region, so that no region can hide a page. Only
answering and what is shown of a workshop come before them. The order says which of two routes answers; to look for one
takes no longer at the end of the list than at its beginning (`RouteIndex`).
"""

from fastapi import FastAPI

from app.web.answering.routes import answers, calendar
from app.web.api.application import BASE, create_api
from app.web.api.routes import api_page, api_tokens
from app.web.assessments.routes import coordination, handing_in, last_years_actions, meeting_time, plans
from app.web.demo.routes import demo as demo_routes
from app.web.exchange.routes import challenges, example_files, example_writing, examples, networks, questions
from app.web.goals.routes import ambition, goals
from app.web.learning.routes import lessons
from app.web.mail.routes import mail_log, mail_wording
from app.web.meeting.routes import agenda, meeting, votes, voting
from app.web.organisations.routes import (
    home_page,
    municipalities,
    notices,
    operators,
    region_notices,
    regions,
    size_groups,
)
from app.web.overview.routes import (
    exports,
    mirror,
    open_data,
    overview,
    rank_order,
    regional_report,
    report_archive,
    sharing_preview,
)
from app.web.privacy.routes import audit_log, disclosure, erasure, personal_data, retention
from app.web.projects.routes import calls, idea_acts, ideas, points, projects
from app.web.projects.routes import files as project_files
from app.web.questionnaires.routes import preview
from app.web.respondents.routes import invitations, open_link_admin, open_links, personal_links, respondents
from app.web.results.routes import (
    comparison,
    development,
    linked_report,
    method,
    presentation,
    report_links,
    results,
    sharing,
)
from app.web.rounds.routes import instrument, round_board, round_municipalities, round_plans, round_reminders
from app.web.shell.http.route_index import RouteIndex
from app.web.shell.routes import csp_reports, glossary, health, metrics
from app.web.sign_in.routes import confirming, federated_sign_in, mail_sign_in, own_account, passkeys, sign_out
from app.web.support.routes import (
    adaptations,
    catalogue,
    leaving_links,
    offer_acts,
    offers,
    region_needs,
    sign_ups,
    suggestions,
)
from app.web.workshops.routes import boards, changing, joining, landing, leading, workshops
from app.web.workshops.routes import files as workshop_files
from app.web.workshops.routes import notes as workshop_notes

BUSIEST = (answers.router, boards.router)
"""Asked for at every answer and at every note."""
FIXED = (
    home_page.router,
    method.router,
    glossary.router,
    lessons.router,
    sign_out.router,
    health.router,
    csp_reports.router,
    metrics.router,
    mail_sign_in.router,
    confirming.router,
    federated_sign_in.router,
    notices.router,
    operators.router,
    mail_log.installation,
    audit_log.installation,
    own_account.router,
    passkeys.router,
    personal_data.router,
    erasure.router,
    preview.router,
    personal_links.router,
    open_links.router,
    linked_report.router,
    leaving_links.router,
    joining.router,
    open_data.router,
    api_page.router,
)
BELOW_REGION = (
    example_files.router,
    example_writing.router,
    examples.router,
    questions.router,
    networks.router,
    challenges.router,
    ambition.router,
    goals.router,
    adaptations.router,
    catalogue.router,
    region_needs.router,
    ideas.router,
    idea_acts.router,
    points.router,
    project_files.router,
    projects.router,
    calls.router,
    offer_acts.router,
    sign_ups.router,
    offers.router,
    workshops.router,
    changing.router,
    leading.router,
    workshop_notes.router,
    landing.router,
    workshop_files.router,
    region_notices.router,
    retention.router,
    disclosure.router,
    mail_log.router,
    mail_wording.router,
    municipalities.router,
    regions.router,
    audit_log.router,
    api_tokens.router,
    size_groups.router,
    round_plans.router,
    round_board.router,
    round_municipalities.router,
    round_reminders.router,
    results.router,
    agenda.router,
    report_links.router,
    presentation.router,
    suggestions.router,
    meeting.router,
    votes.router,
    voting.router,
    last_years_actions.router,
    plans.router,
    handing_in.router,
    sharing.router,
    comparison.router,
    sharing_preview.router,
    development.router,
    instrument.router,
    overview.router,
    mirror.router,
    rank_order.router,
    exports.router,
    regional_report.router,
    report_archive.router,
    invitations.router,
    respondents.router,
    open_link_admin.router,
    calendar.router,
    meeting_time.router,
    coordination.router,
)


def add_routes(application: FastAPI, *, demo: bool) -> None:
    """Into the application's own list: an included router is searched by itself again on every request."""
    for router in (*BUSIEST, *((demo_routes.router,) if demo else ()), *FIXED):
        application.router.routes.extend(router.routes)
    application.state.api = create_api()
    application.state.api.state = application.state
    application.mount(BASE, application.state.api)
    for router in BELOW_REGION:
        application.router.routes.extend(router.routes)
    application.router.middleware_stack = RouteIndex(application.router)
