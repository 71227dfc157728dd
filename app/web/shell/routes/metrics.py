"""Metrics for whoever watches the service, by Prometheus or what reads the same."""

import secrets
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Response

from app.errors import NotFoundError
from app.services.kernel.metrics_text import CONTENT_TYPE, metrics_text
from app.services.kernel.queue_worker import QueueWorker
from app.web.shell.http.live_updates import Subscribers
from app.web.shell.http.permissions import Open, needs
from app.web.shell.http.request import SessionlessRequest

router = APIRouter()


@router.get("/matetal")
@needs(Open.ANYONE)
def metrics(request: SessionlessRequest) -> Response:
    """With the token of the settings alone; without one there, the address does not exist."""
    token, proof = request.settings.metrics_token, request.http.headers.get("authorization", "")
    if not token or not secrets.compare_digest(proof.encode(), f"Bearer {token}".encode()):
        raise NotFoundError
    state = request.http.app.state
    queues: Sequence[QueueWorker[Any]] = state.queues
    followers: Subscribers = state.followers
    return Response(metrics_text(queues, followers.now, request.now), media_type=CONTENT_TYPE)
