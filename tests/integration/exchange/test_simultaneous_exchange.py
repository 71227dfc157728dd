"""Two who ask, make or read the same at the same moment."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest

from app.accounts.mail.mail_kinds import MailKind
from app.services.exchange import questions
from tests.builders import NOW, URL, Scene
from tests.integration.exchange.stage import a_network, mails
from tests.integration.projects.stage import with_catalogue
from tests.integration.support.notifications import give_address
from tests.integration.support.together import at_once

SLUG = "provland"


@pytest.fixture
def stage(scene: Scene) -> Scene:
    give_address(scene, scene.coordinator)
    give_address(scene, scene.region.soderby.coordinator, "samordnare@soderby.example")
    return with_catalogue(scene)


def met(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, patience: float = 10) -> None:
    """Whoever has called the function waits until the other has called it too, or can't."""
    function, meeting = getattr(module, name), Barrier(2)

    def meet(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        with suppress(BrokenBarrierError):
            meeting.wait(patience)
        return result

    monkeypatch.setattr(module, name, meet)


def test_a_double_click_mails_a_question_once(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    network_id = stage.database.write(lambda session: a_network(session, stage))
    fields = {"network": str(network_id), "text": "Vem betalar laddstolparna?"}
    met(monkeypatch, questions, "count")

    def ask() -> int:
        return questions.ask(stage.database, stage.coordinator, SLUG, fields, NOW, public_url=URL)

    first, second = at_once(ask, ask)
    assert first == second
    assert len(mails(stage, MailKind.QUESTION_ASKED)) == 1
