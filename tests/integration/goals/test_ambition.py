"""A region's ambition on real databases: conditions from what is stored, and decisions with the figures of their day."""

import pytest

from app.errors import InvalidInputError, NotAuthorizedError, NotFoundError
from app.rounds.goals.ambition import Condition, ConditionKey, ConditionState, Share
from app.rounds.goals.decision import RawAmbition
from app.rounds.kernel.assessment import Sharing
from app.services.goals.ambition import RegionAmbition, decide_ambition, open_ambition, open_ambition_to_decide
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.kernel.audit import every_line
from app.storage.support.needs import add_need
from app.support.needs.need import Need, NeedAudience, Togetherness, Urgency
from tests.builders import LATER, NOW, Scene, add_region, an_edition, open_round, other_region

SLUG = "provland"
RAW = RawAmbition(level="2", decided="2026-03-18", diary="113", reason="Vi är redo.", review="2028-03-16")
NEED = Need(
    capital_id="politiskt",
    text="En kurs",
    urgency=Urgency.THIS_YEAR,
    together=Togetherness.GLADLY,
    audience=NeedAudience.REGION,
)


def opened(scene: Scene) -> RegionAmbition:
    return open_ambition(scene.database, scene.region.reader, SLUG, NOW)


def condition(scene: Scene, key: ConditionKey) -> Condition:
    return next(item for item in opened(scene).conditions if item.key is key)


def decide(scene: Scene, raw: RawAmbition = RAW) -> None:
    decide_ambition(scene.database, scene.region.coordinator, SLUG, raw, LATER)


def with_need(scene: Scene, position: str = "3") -> None:
    """Norrby has approved and shares its result, and has said a need."""
    scene.answer_alone(position)
    scene.change(sharing=Sharing.REGION, approved_at=LATER)
    scene.database.write(lambda session: add_need(session, 1, NEED, NOW))


def test_without_a_round_nothing_is_known(database: Database) -> None:
    region = add_region(database)
    ambition = open_ambition(database, region.reader, SLUG, NOW)
    assert {item.state for item in ambition.conditions} == {ConditionState.NOT_KNOWN}
    assert (ambition.year, ambition.decisions, ambition.current) == (None, (), None)


def test_the_figures_are_of_approved_results_that_are_shared(scene: Scene) -> None:
    assert condition(scene, ConditionKey.NEEDS_UNDERSTOOD).figure == Share(0, 2)
    assert condition(scene, ConditionKey.POLITICS).state is ConditionState.NOT_KNOWN
    with_need(scene)
    assert condition(scene, ConditionKey.NEEDS_UNDERSTOOD).figure == Share(1, 2)
    assert condition(scene, ConditionKey.POLITICS).figure == Share(1, 1)
    assert opened(scene).year == 2026
    scene.change(sharing=Sharing.NOTHING)
    assert condition(scene, ConditionKey.NEEDS_UNDERSTOOD).figure == Share(0, 2)
    assert condition(scene, ConditionKey.POLITICS).figure is None


def test_a_new_round_makes_nothing_unknown_that_was_known(scene: Scene) -> None:
    with_need(scene)
    scene.change_round(closed_at=LATER)
    open_round(scene.database, scene.region, an_edition(2027))
    assert condition(scene, ConditionKey.NEEDS_UNDERSTOOD).figure == Share(1, 2)
    assert condition(scene, ConditionKey.POLITICS).figure == Share(1, 1)
    assert opened(scene).year == 2026


def test_a_need_that_comes_while_the_next_round_is_open_counts(scene: Scene) -> None:
    scene.answer_alone("3")
    scene.change(sharing=Sharing.REGION, approved_at=LATER)
    scene.change_round(closed_at=LATER)
    next_round = open_round(scene.database, scene.region, an_edition(2027))
    assert condition(scene, ConditionKey.NEEDS_UNDERSTOOD).figure == Share(0, 2)
    with scene.database.read() as session:
        assessment = find_assessment(session, next_round.norrby)
    assert assessment is not None
    scene.database.write(lambda session: add_need(session, assessment.id, NEED, NOW))
    assert condition(scene, ConditionKey.NEEDS_UNDERSTOOD).figure == Share(1, 2)


def test_a_decision_keeps_the_figures_of_its_day_whatever_comes_after(scene: Scene) -> None:
    with_need(scene, "1")
    decide(scene)
    scene.change(sharing=Sharing.NOTHING)
    (stored,) = opened(scene).decisions
    kept = {item.key: (item.state, item.figure.replace("\N{NO-BREAK SPACE}", " ")) for item in stored.kept}
    assert kept[ConditionKey.POLITICS] == (ConditionState.NOT_MET, "0 av 1 kommun")
    assert kept[ConditionKey.MANDATE] == (ConditionState.NOT_KNOWN, "")
    assert stored.decision.level == 2


def test_the_latest_decision_counts_and_the_earlier_ones_stay(scene: Scene) -> None:
    decide(scene)
    decide(scene)
    decide(scene, RAW.model_copy(update={"level": "1", "decided": "2026-10-01"}))
    ambition = opened(scene)
    assert [item.decision.level for item in ambition.decisions] == [1, 2]
    assert ambition.current is not None
    assert ambition.current.level == 1
    with scene.database.read() as session:
        lines = [line.action for line in every_line(session) if line.action.startswith("ambition")]
    assert lines == ["ambition.decided", "ambition.decided"]


def test_what_cannot_be_kept_changes_nothing(scene: Scene) -> None:
    with pytest.raises(InvalidInputError) as caught:
        decide(scene, RAW.model_copy(update={"reason": ""}))
    assert caught.value.errors == {"reason": "Skriv varför ni har beslutat så."}
    assert opened(scene).decisions == ()


def test_the_coordinator_decides_the_reader_reads_and_nobody_else_knows_of_it(scene: Scene) -> None:
    with pytest.raises(NotAuthorizedError):
        decide_ambition(scene.database, scene.region.reader, SLUG, RAW, LATER)
    with pytest.raises(NotAuthorizedError):
        open_ambition_to_decide(scene.database, scene.region.reader, SLUG, NOW)
    for outsider in (scene.coordinator, other_region(scene.database).region.coordinator):
        with pytest.raises(NotFoundError):
            open_ambition(scene.database, outsider, SLUG, NOW)
        with pytest.raises(NotFoundError):
            decide_ambition(scene.database, outsider, SLUG, RAW, LATER)
    with pytest.raises(NotFoundError):
        open_ambition(scene.database, scene.region.reader, "finns-inte", NOW)
