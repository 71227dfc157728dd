"""Two who ask, make or read the same at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from sqlmodel import Session

from app.accounts.mail.mail_kinds import MailKind
from app.rounds.assessments.plans import ActionStatus
from app.services.exchange import challenges, example_writing, networks, questions
from app.services.exchange.asking_again import ask_again
from app.storage.exchange import challenges as stored_challenges
from app.storage.exchange import examples as stored_examples
from app.storage.exchange import networks as stored_networks
from app.storage.exchange import questions as stored_questions
from app.storage.kernel.assessments import find_assessment
from app.storage.tables import ActionRow
from app.support.exchange.challenge import ChallengeState
from app.support.exchange.example import ExampleState
from app.support.exchange.question import QuestionState
from tests.builders import NOW, URL, Scene, added
from tests.integration.exchange.stage import a_network, mails
from tests.integration.projects.stage import with_catalogue
from tests.integration.support.notifications import give_address
from tests.integration.support.together import PATIENCE, at_once

SLUG = "provland"
NETWORK_FIELDS = {
    "title": "T",
    "purpose": "P",
    "target_group": "T",
    "mandate": "M",
    "leader": "L",
    "state": "aktivt",
    "seats_each": "1",
}
CHALLENGE_FIELDS = {"text": "Ingen äger frågan om dagvatten.", "capital": "politiskt"}
EXAMPLE_FIELDS = {"title": "Ny mötestid", "capital": "politiskt", "act": "utkast"}
SHORT = 0.5
"""Seconds; whoever waits for a lock does not come to the meeting."""


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


def test_a_question_that_nobody_answered_is_sent_once_more_and_once_also_by_two_at_once(stage: Scene) -> None:
    network_id = stage.database.write(lambda session: a_network(session, stage))
    fields = {"network": str(network_id), "text": "Vem betalar laddstolparna?"}
    number = questions.ask(stage.database, stage.coordinator, SLUG, fields, NOW, public_url=URL)
    stage.database.write(
        lambda session: stored_questions.set_answer(session, number, QuestionState.UNANSWERED, "", NOW.date(), ())
    )

    def again() -> None:
        ask_again(stage.database, stage.region.coordinator, SLUG, number, NOW, public_url=URL)

    assert at_once(again, again) == [None, None]
    again()
    (mail,) = mails(stage, MailKind.QUESTION_AGAIN)
    (first,) = mails(stage, MailKind.QUESTION_ASKED)
    assert (mail.to_address, mail.reply_to) == (first.to_address, first.reply_to)
    assert mail.reply_to


def a_finished_action(scene: Scene) -> int:
    def work(session: Session) -> int:
        assessment = find_assessment(session, scene.norrby)
        assert assessment is not None
        row = ActionRow(
            assessment_id=assessment.id, capital_id="politiskt", text="Byta mötestid", status=ActionStatus.DONE
        )
        return added(session, row)

    return scene.database.write(work)


def test_a_double_click_makes_one_example_of_an_action(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    action_id = a_finished_action(stage)
    met(monkeypatch, stored_examples, "examples_of", SHORT)

    def save() -> int:
        return example_writing.save_example(
            stage.database, stage.coordinator, SLUG, EXAMPLE_FIELDS, NOW, action_id=action_id
        )

    first, second = at_once(save, save)
    assert first == second


def test_a_double_click_makes_one_network(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    met(monkeypatch, stored_networks, "networks_in", SHORT)

    def save() -> int:
        return networks.save_network(stage.database, stage.region.coordinator, SLUG, NETWORK_FIELDS, NOW)

    first, second = at_once(save, save)
    assert first == second


def test_a_double_click_raises_one_challenge(stage: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    met(monkeypatch, stored_challenges, "challenges_in", SHORT)

    def save() -> None:
        challenges.save_challenge(stage.database, stage.coordinator, SLUG, CHALLENGE_FIELDS, NOW)

    assert at_once(save, save) == [None, None]
    assert len(challenges.open_challenges(stage.database, stage.coordinator, SLUG).challenges) == 1


def test_forms_open_while_somebody_else_is_saving(stage: Scene) -> None:
    """On PostgreSQL whoever asks for a lock in order to read waits, and fails once the other has saved."""
    database, actor, action_id = stage.database, stage.coordinator, a_finished_action(stage)
    challenges.save_challenge(database, actor, SLUG, CHALLENGE_FIELDS, NOW)
    (challenge,) = challenges.open_challenges(database, actor, SLUG).challenges
    example_id = example_writing.save_example(database, actor, SLUG, EXAMPLE_FIELDS, NOW, action_id=action_id)

    def read() -> tuple[str, str]:
        form = example_writing.open_example_form(database, actor, SLUG, example_id, NOW)
        return form.fields["title"], challenges.open_challenge(database, actor, SLUG, challenge.id).challenges[0].state

    def save(session: Session) -> tuple[str, str]:
        stored_challenges.close_challenge(session, challenge.id, "Löst")
        stored_examples.set_example_state(session, example_id, ExampleState.SENT)
        session.flush()
        return threads.submit(read).result(PATIENCE)

    with ThreadPoolExecutor(1) as threads:
        assert database.write(save) == ("Ny mötestid", ChallengeState.OPEN)
