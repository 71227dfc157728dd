"""The application: settings, database, routes, errors, headers put together."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from fastapi import FastAPI

from app import traces
from app.config import Settings, secret
from app.demo.mail import Drawer
from app.federation.client import Federation
from app.logs import set_up_logging
from app.mail.server import LOOPBACK_HOSTS, read_sender
from app.mail.smtp import Smtp
from app.services.assessments.due_actions import DueActionWorker
from app.services.exchange.exchange_mail import ExchangeWorker
from app.services.kernel.queue_worker import QueueWorker
from app.services.kernel.readiness import Readiness
from app.services.kernel.worker import Worker, close_all
from app.services.learning.lessons import library
from app.services.mail.mail_sender import MailSender, Transport
from app.services.overview.report_archive_worker import ReportArchiveWorker
from app.services.privacy.audit_seals import AuditSealWorker, SealKeepers
from app.services.questionnaires.changed_files import ChangedFileWorker
from app.services.results.report_files import ReportFiles
from app.services.results.score_saver import ScoreSaver
from app.services.rounds.last_week import LastWeekWorker
from app.storage.engine.connected import serving_name
from app.storage.engine.database import Database
from app.storage.engine.schema import can_serve
from app.web import errors
from app.web.routing import add_routes
from app.web.shell.http.body_limit import BodyLimit
from app.web.shell.http.compression import Compression
from app.web.shell.http.csp_reports import ViolationLog
from app.web.shell.http.live_updates import Subscribers
from app.web.shell.http.request_ids import RequestIds
from app.web.shell.http.request_metrics import RequestMetrics
from app.web.shell.http.request_traces import RequestTraces
from app.web.shell.http.security import Security

MAX_BODY_BYTES = 64_000_000
"""Room for the too large file somebody sends in by mistake, so that it gets a message, not a broken connection."""
COLLECTING = (50_000, 20, 100)
"""How many new objects the garbage collector waits for, and how seldom it looks at old ones. A large region's page
makes tens of thousands, all gone by themselves when it is sent, beside results that are kept for long."""

log = structlog.get_logger(__name__)


def create_app(settings: Settings | None = None) -> FastAPI:
    """A FastAPI application on its own database. Raises RuntimeError at start when this version may not serve on its
    schema, and TraceLibrariesMissingError."""
    settings = settings or Settings()
    set_up_logging(settings.log_level)
    if settings.otel_exporter_otlp_endpoint:
        traces.set_up(settings.otel_exporter_otlp_endpoint, version("omstallningskollen"))

    @asynccontextmanager
    async def lifespan(application: FastAPI) -> AsyncIterator[None]:
        application.state.database = database = Database(settings.database_url, serving_name())
        application.state.report_files = reports = ReportFiles(
            settings.cache_dir, settings.render_processes, settings.render_timeout_seconds
        )
        report_archives = ReportArchiveWorker(database, reports, lambda: datetime.now(UTC))
        due_actions = DueActionWorker(database, lambda: datetime.now(UTC), public_url=settings.public_url)
        audit_seals = AuditSealWorker(
            database, _seal_keepers(settings), lambda: datetime.now(UTC), public_url=settings.public_url
        )
        last_week = LastWeekWorker(database, lambda: datetime.now(UTC), public_url=settings.public_url)
        scores = ScoreSaver(database, lambda: datetime.now(UTC))
        exchange = ExchangeWorker(database, lambda: datetime.now(UTC), public_url=settings.public_url)
        changed_files = ChangedFileWorker(database, settings.questionnaires_dir, lambda: datetime.now(UTC))
        workers: list[Worker] = [report_archives, last_week, due_actions, exchange, audit_seals, scores, changed_files]
        try:
            if not can_serve(database):
                raise RuntimeError("The database has another schema than this version. Run: omstallningskollen migrate")
            application.state.readiness = readiness = Readiness(database, settings.cache_dir)
            await readiness.findings()
            _log_text_problems(settings)
            workers += _mail_sender(database, settings)
            application.state.queues = [worker for worker in workers if isinstance(worker, QueueWorker)]
            for worker in workers:
                worker.start()
            # What is alive now lives as long as the process. Keeping it out of the collector's way took the slowest
            # pages from 48 to 3 ms.
            gc.collect()
            gc.freeze()
            gc.set_threshold(*COLLECTING)
            yield
        finally:
            close_all(workers)
            reports.close()
            database.close()
            traces.close()

    application = FastAPI(
        title="Omställningskollen",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    application.state.settings = settings
    application.state.followers = Subscribers()
    application.state.violations = ViolationLog()
    application.state.federation = _federation(settings)
    application.add_middleware(BodyLimit, most_bytes=MAX_BODY_BYTES, too_large=errors.too_large)
    application.add_middleware(Compression)
    application.add_middleware(Security)
    application.add_middleware(RequestIds)
    if settings.metrics_token:
        application.add_middleware(RequestMetrics)
    if settings.otel_exporter_otlp_endpoint:
        application.add_middleware(RequestTraces)
    errors.add_handlers(application)
    add_routes(application, demo=settings.demo)
    return application


def _federation(settings: Settings) -> Federation:
    """The organisations' own sign-ins; none without a file of them."""
    providers = settings.providers
    secrets = {provider.id: secret(provider.client_secret_env) for provider in providers}
    return Federation(providers, secrets, settings.public_url)


def _seal_keepers(settings: Settings) -> SealKeepers:
    mail_to = read_sender(settings.audit_seal_mail_to).addr_spec if settings.audit_seal_mail_to else ""
    return SealKeepers(Path(settings.audit_seal_file) if settings.audit_seal_file else None, mail_to)


def _log_text_problems(settings: Settings) -> None:
    """Every problem of every learning text; a text that has one is left out."""
    for problem in library(settings.learning_dir).problems:
        log.error("learning_text_has_a_problem", code=problem.code, file=problem.file, line=problem.line)


def _mail_sender(database: Database, settings: Settings) -> list[Worker]:
    """None without a mail server: then mails stay queued. In the demo they go nowhere, and their text is kept."""
    server = settings.mail_server
    if server is None and not settings.demo:
        log.warning("mail_is_not_set_up")
        return []
    if server is not None and urlsplit(settings.public_url).hostname in LOOPBACK_HOSTS:
        log.warning("links_in_mails_lead_to_this_machine", public_url=settings.public_url)
    way: Transport = Drawer() if server is None else Smtp(server, settings.bounce_address)
    return [MailSender(database, way, settings.sender, lambda: datetime.now(UTC), keep_text=server is None)]


def __getattr__(name: str) -> FastAPI:
    """`app.main:app` for servers, made when asked for, so that tests can import this module without an environment."""
    if name != "app":
        raise AttributeError(name)
    return create_app()
