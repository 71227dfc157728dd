"""Request context: the database, the settings, who asks for what, and when. What a route takes as one dependency."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from fastapi import Request

from app.accounts.kernel.roles import Actor
from app.config import Settings
from app.federation.client import Federation
from app.services.kernel.readiness import Readiness
from app.services.results.report_files import ReportFiles
from app.storage.engine.database import Database

Who_co = TypeVar("Who_co", covariant=True)
Key_co = TypeVar("Key_co", covariant=True)


@dataclass(frozen=True, slots=True)
class RequestContext(Generic[Who_co, Key_co]):
    """`actor` is who asks, None for a stranger; `key` is what the address names, None when it names nothing.

    One dependency instead of one for each, since every dependency costs the framework as much as a query costs the
    database.
    """

    http: Request
    """As it came; for cookies, headers and the query."""
    actor: Who_co
    key: Key_co
    now: datetime

    @property
    def database(self) -> Database:
        database: Database = self.http.app.state.database
        return database

    @property
    def settings(self) -> Settings:
        settings: Settings = self.http.app.state.settings
        return settings

    @property
    def public_url(self) -> str:
        """Where the installation is reached, for links in mail."""
        return self.settings.public_url

    @property
    def federation(self) -> Federation:
        federation: Federation = self.http.app.state.federation
        return federation

    @property
    def readiness(self) -> Readiness:
        readiness: Readiness = self.http.app.state.readiness
        return readiness

    @property
    def report_files(self) -> ReportFiles:
        files: ReportFiles = self.http.app.state.report_files
        return files


AnyRequest = RequestContext[Actor | None, Any]
"""Whoever asks, for whatever."""
ActorRequest = RequestContext[Actor, Any]
"""Somebody who is signed in, for whatever."""
