"""Closing the answering while people are being asked: either they were asked in time, or they are not asked at all."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.accounts.kernel.tokens import token_of_form
from app.errors import OmstallningskollenError, PermissionDeniedError
from app.services.assessments.coordination import overview
from app.services.respondents import invitations, open_links, respondent_mail
from app.services.respondents.open_links import join, new_place
from app.services.respondents.respondents import respondents
from tests.builders import MAL, NOW, Scene
from tests.integration.respondents.test_respondent_reminders import write as remind
from tests.integration.support.invitations import ask, guest, letters, new_open_link, people
from tests.integration.support.together import PATIENCE, HeldUp

FORM = "en länk"
SARA, BO = "sara@norrby.example", "bo@norrby.example"


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[object, str], HeldUp]]:
    """`held_up(module, "function")` makes the first transaction that comes to this function wait there."""
    waits: list[HeldUp] = []

    def hold_up(module: object, name: str) -> HeldUp:
        waits.append(HeldUp(getattr(module, name)))
        monkeypatch.setattr(module, name, waits[-1])
        return waits[-1]

    yield hold_up
    for wait in waits:
        wait.go_on.set()


def _invite(scene: Scene) -> None:
    ask(scene, BO)


def _remind(scene: Scene) -> None:
    remind(scene)


def _join(scene: Scene) -> None:
    token = token_of_form(f"{scene.norrby.path}/lankar", FORM, "s", open_links.TOKEN_BYTES)
    join(scene.database, token, new_place(), NOW)


WAYS = {
    "invite": (invitations, "add_invited", _invite),
    "remind": (respondent_mail, "write", _remind),
    "join": (open_links, "add_nameless", _join),
}


@pytest.fixture
def answering(scene: Scene) -> Scene:
    """One who has answered, so that the coordinator can close, and an open link."""
    ask(scene, SARA)
    new_open_link(scene, form=FORM)
    scene.save(guest(scene, SARA), MAL, "3")
    return scene


@pytest.mark.parametrize("way", WAYS)
def test_closing_waits_for_people_who_are_being_asked(
    answering: Scene, held_up: Callable[[object, str], HeldUp], way: str
) -> None:
    module, name, do = WAYS[way]
    wait = held_up(module, name)
    with ThreadPoolExecutor(2) as threads:
        asking = threads.submit(do, answering)
        assert wait.reached.wait(PATIENCE)
        closing = threads.submit(answering.close)
        assert not closing.done()
        wait.go_on.set()
        asking.result(PATIENCE)
        closing.result(PATIENCE)
    assert overview(answering.database, answering.coordinator, answering.norrby).assessment.answering_closed_at


@pytest.mark.parametrize("way", WAYS)
def test_who_comes_after_closing_is_not_asked_and_gets_no_letter(answering: Scene, way: str) -> None:
    before = len(letters(answering)), set(people(answering))
    answering.close()
    with pytest.raises(PermissionDeniedError):
        WAYS[way][2](answering)
    assert (len(letters(answering)), set(people(answering))) == before
    (link,) = respondents(answering.database, answering.coordinator, answering.norrby).open_links
    assert link.joined == 0


@pytest.mark.parametrize("way", WAYS)
def test_closing_under_way_is_waited_for_and_then_nobody_is_asked(
    answering: Scene, held_up: Callable[[object, str], HeldUp], way: str
) -> None:
    from app.storage.answering import answers

    wait = held_up(answers, "set_answering_closed")
    with ThreadPoolExecutor(2) as threads:
        closing = threads.submit(answering.close)
        assert wait.reached.wait(PATIENCE)
        asking = threads.submit(WAYS[way][2], answering)
        wait.go_on.set()
        closing.result(PATIENCE)
        error = asking.exception(PATIENCE)
    assert error is None or isinstance(error, OmstallningskollenError)
    assert isinstance(error, PermissionDeniedError)
    assert len(letters(answering)) == 1
