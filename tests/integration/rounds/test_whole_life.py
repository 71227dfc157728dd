"""A round's whole life, its steps in any order: a plain model says what each does or that it is refused, and after every
step what is stored, and what the region sees, is what the model says. Hypothesis finds the shortest way to a difference.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app.accounts.kernel.roles import Actor, Role
from app.assessment.answering.entry import RawEntry
from app.assessment.meeting.outcomes import OutcomeState
from app.errors import NotFoundError, OmstallningskollenError
from app.rounds.kernel.assessment import Mode, Sharing
from app.rounds.kernel.keys import AssessmentKey
from app.services.answering import answers as answering
from app.services.answering import receipt
from app.services.assessments import coordination, handing_in
from app.services.meeting.outcomes import note_outcome
from app.services.privacy.audit_log import verify
from app.services.results.results import open_result
from app.services.results.sharing import choose_sharing
from app.services.rounds.round_opening import close_round
from app.storage.engine.database import Database
from app.storage.engine.schema import migrate
from app.storage.meeting.meeting import outcomes_of
from tests.builders import ENIGHET, MAL, NOW, RESERV, URL, Kommun, Scene, a_member, a_scene
from tests.integration.support.round_checks import expect_stored, stored_assessment
from tests.integration.support.round_model import KommunModel, PlaceModel, RefusedError

QUESTIONS = (MAL, RESERV, ENIGHET)
CHOICES = ("1", "4", "vet_ej", "")
OUTCOMES = ("2", "5", OutcomeState.NOT_UNITED, OutcomeState.OPEN)
REASON = "Prov"
MOST_PLACES = 4
STEPS_BEFORE_CLOSING = 25
SETTINGS = settings(
    max_examples=12,
    stateful_step_count=60,
    derandomize=True,  # or a change would be refused for what another one brought in
    suppress_health_check=[HealthCheck.too_slow],
)

Act = Callable[[], object]
Step = tuple[Act, Act]
"""What the model makes of it, and what the service does."""


class NobodyError(Exception):
    """There is nobody yet who could take the step."""


def _nothing() -> None:
    """Is done already."""


def _may_ask(model: KommunModel) -> bool:
    is_open = not model.round_closed and not model.closed
    return is_open and model.mode is not Mode.SIMPLE and len(model.places) < MOST_PLACES


POSSIBLE: dict[str, Callable[[KommunModel], bool]] = {
    "answer_alone": lambda model: model.mode is Mode.UNDECIDED and not model.round_closed,
    "take_place": lambda model: model.mode is not Mode.SIMPLE and model.coordinator not in model.places,
    "choose_mode_again": lambda model: len(model.places) == 1 and not model.has_begun,
    "ask_somebody": _may_ask,
    "save": lambda model: any(not place.handed_in for place in model.places.values()) and not model.closed,
    "hand_in": lambda model: any(place.chosen and not place.handed_in for place in model.places.values()),
    "take_back_answers": lambda model: any(place.handed_in for place in model.places.values()) and not model.closed,
    "close_answering": lambda model: model.mode is Mode.SEVERAL and model.has_begun and not model.closed,
    "answer_again": lambda model: model.mode is Mode.SIMPLE and model.closed and not model.approved,
    "agree": lambda model: model.mode is Mode.SEVERAL and model.closed and not (model.waits or model.approved),
    "submit": lambda model: model.closed and not (model.waits or model.approved),
    "take_back": lambda model: model.waits,
    "send_back": lambda model: model.waits,
    "approve": lambda model: model.waits,
    "reopen": lambda model: model.approved,
    "share": lambda _: True,
}
"""When a step comes to something, step by step."""


class RoundLife(RuleBasedStateMachine):
    """Two kommuner in one round, by their people; `template` is a database with the round just opened."""

    template: Path
    prepared: Scene
    approvers: dict[str, Actor]

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._folder = Path(tempfile.mkdtemp())
        self._database = Database(f"sqlite:///{shutil.copy(self.template, self._folder / 'life.db')}")
        self._now = NOW
        self._people: dict[int, Actor] = {}
        self._lines = 0
        self._models = {name: KommunModel(self._lead(name).person_id) for name in self.approvers}

    def teardown(self) -> None:
        self._database.close()
        shutil.rmtree(self._folder)

    @rule(data=st.data())
    def somebody_does_something(self, data: st.DataObject) -> None:
        """Mostly what can be done, or hardly anything would ever be approved; now and then anything at all."""
        is_any = data.draw(st.integers(0, 5)) == 5
        steps = [
            (step, name)
            for name, model in self._models.items()
            for step, is_possible in POSSIBLE.items()
            if is_any or is_possible(model)
        ]
        step, name = data.draw(st.sampled_from(steps), label="step")
        self._now += timedelta(minutes=1)
        self._count += 1
        try:
            expect, act = getattr(self, f"_{step}")(name, data)
        except NobodyError:
            return
        try:
            expect()
        except RefusedError:
            with pytest.raises(OmstallningskollenError):
                act()
        else:
            act()

    @precondition(lambda self: self._count > STEPS_BEFORE_CLOSING)
    @rule()
    def the_round_is_closed(self) -> None:
        """Not early: little can be done afterwards."""
        region = self.prepared.region
        close_round(self._database, region.coordinator, self.prepared.norrby.round, self._now, public_url=URL)
        for model in self._models.values():
            model.close_round()

    # The steps: what the model makes of each, and what the service does

    def _answer_alone(self, name: str, _: st.DataObject) -> Step:
        return self._models[name].answer_alone, self._led(coordination.answer_alone, name)

    def _take_place(self, name: str, _: st.DataObject) -> Step:
        act = partial(coordination.answer_as_one_of_several, self._database, self._lead(name), self._key(name))
        return self._models[name].take_place, partial(act, "strateg", self._now)

    def _choose_mode_again(self, name: str, _: st.DataObject) -> Step:
        return self._models[name].choose_mode_again, self._led(coordination.choose_mode_again, name)

    def _ask_somebody(self, name: str, _: st.DataObject) -> Step:
        """Past the invitations, which have tests of their own."""
        model = self._models[name]
        if not _may_ask(model):
            raise NobodyError
        actor = replace(self.prepared, database=self._database).respondent("ledning", self._key(name))
        self._people[actor.person_id] = actor
        model.mode, model.places[actor.person_id] = Mode.SEVERAL, PlaceModel()
        return _nothing, _nothing

    def _save(self, name: str, data: st.DataObject) -> Step:
        person, model = self._somebody(name, data), self._models[name]
        question, choice = data.draw(st.sampled_from(QUESTIONS)), data.draw(st.sampled_from(CHOICES))
        version = model.places[person].answers.get(question, ("", 0))[1] + (data.draw(st.integers(0, 7)) == 7)
        act = partial(answering.save_answer, self._database, self._actor(name, person), self._key(name))
        return (
            partial(model.save, person, question, choice, version),
            partial(act, question, RawEntry(choice, "", ""), version, self._now),
        )

    def _hand_in(self, name: str, data: st.DataObject) -> Step:
        person = self._somebody(name, data)
        act = partial(answering.hand_in, self._database, self._actor(name, person), self._key(name), public_url=URL)
        return partial(self._models[name].hand_in, person), partial(act, self._now)

    def _take_back_answers(self, name: str, data: st.DataObject) -> Step:
        person = self._somebody(name, data)
        act = partial(receipt.take_back, self._database, self._actor(name, person), self._key(name), self._now)
        return partial(self._models[name].take_back_answers, person), act

    def _close_answering(self, name: str, _: st.DataObject) -> Step:
        return self._models[name].close_answering, self._led(coordination.close_answering, name)

    def _answer_again(self, name: str, _: st.DataObject) -> Step:
        return self._models[name].answer_again, self._led(coordination.reopen_joint, name)

    def _agree(self, name: str, data: st.DataObject) -> Step:
        question, choice = data.draw(st.sampled_from(QUESTIONS)), data.draw(st.sampled_from(OUTCOMES))
        with self._database.read() as session:
            noted = outcomes_of(session, stored_assessment(session, self._key(name)).id).get(question)
        entry = RawEntry(choice, "" if choice == OutcomeState.OPEN else REASON, "")
        act = partial(note_outcome, self._database, self._lead(name), self._key(name), question, entry)
        version = 0 if noted is None else noted.version
        return partial(self._models[name].agree, question, choice), partial(act, version, self._now)

    def _submit(self, name: str, _: st.DataObject) -> Step:
        act = partial(handing_in.submit, self._database, self._lead(name), self._key(name), REASON, public_url=URL)
        return self._models[name].submit, partial(act, self._now)

    def _take_back(self, name: str, _: st.DataObject) -> Step:
        return self._models[name].take_back, self._led(handing_in.take_back, name)

    def _send_back(self, name: str, data: st.DataObject) -> Step:
        number = self._number(name, data)
        act = partial(handing_in.send_back, self._database, self.approvers[name], self._key(name), public_url=URL)
        return partial(self._models[name].send_back, number), partial(act, number, REASON, self._now)

    def _approve(self, name: str, data: st.DataObject) -> Step:
        number = self._number(name, data)
        act = partial(handing_in.approve, self._database, self.approvers[name], self._key(name), public_url=URL)
        return partial(self._models[name].approve, number), partial(act, number, "Direktör", self._now)

    def _reopen(self, name: str, _: st.DataObject) -> Step:
        act = partial(handing_in.reopen, self._database, self.approvers[name], self._key(name), REASON, self._now)
        return self._models[name].reopen, act

    def _share(self, name: str, data: st.DataObject) -> Step:
        sharing = data.draw(st.sampled_from(Sharing))
        act = partial(choose_sharing, self._database, self._lead(name), self._key(name), sharing, self._now)
        return partial(self._models[name].share, sharing), act

    # Who and what a step is about

    def _lead(self, name: str) -> Actor:
        kommun: Kommun = getattr(self.prepared.region, name)
        return kommun.coordinator

    def _led(self, verb: Callable[[Database, Actor, AssessmentKey, datetime], None], name: str) -> Act:
        return partial(verb, self._database, self._lead(name), self._key(name), self._now)

    def _key(self, name: str) -> AssessmentKey:
        key: AssessmentKey = getattr(self.prepared, name)
        return key

    def _actor(self, name: str, person: int) -> Actor:
        return self._people.get(person, self._lead(name))

    def _somebody(self, name: str, data: st.DataObject) -> int:
        people = sorted(self._models[name].places)
        if not people:
            raise NobodyError
        return data.draw(st.sampled_from(people), label="person")

    def _number(self, name: str, data: st.DataObject) -> int:
        """Mostly that of the latest version."""
        return len(self._models[name].versions) - (data.draw(st.integers(0, 5)) == 5)

    # What holds after every step

    @invariant()
    def what_is_stored_is_what_was_done(self) -> None:
        with self._database.read() as session:
            for name, model in self._models.items():
                expect_stored(session, self._key(name), model)

    @invariant()
    def the_region_reads_what_is_approved_and_shared(self) -> None:
        for name, model in self._models.items():
            is_read = False
            with suppress(OmstallningskollenError):
                open_result(self._database, self.prepared.region.coordinator, self._key(name))
                is_read = True
            assert is_read == model.is_read_by_region

    @invariant()
    def no_kommun_opens_another_s(self) -> None:
        with pytest.raises(NotFoundError):
            open_result(self._database, self._lead("norrby"), self.prepared.soderby)

    @invariant()
    def the_log_only_grows(self) -> None:
        log = verify(self._database)
        assert log.broken == ()
        assert log.last_number >= self._lines
        self._lines = log.last_number


def test_any_order_of_steps_does_what_was_promised_and_nothing_else(tmp_path: Path) -> None:
    template = tmp_path / "template.db"
    database = Database(f"sqlite:///{template}")
    migrate(database)
    scene = a_scene(database)
    kommuner = {name: getattr(scene.region, name) for name in ("norrby", "soderby")}
    approvers = {
        name: database.write(partial(a_member, role=Role.KOMMUN_APPROVER, region_id=scene.region.id, kommun=kommun.id))
        for name, kommun in kommuner.items()
    }
    database.close()

    RoundLife.template, RoundLife.prepared, RoundLife.approvers = template, scene, approvers
    run_state_machine_as_test(RoundLife, settings=SETTINGS)
