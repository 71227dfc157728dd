"""Ideas on real databases: who catches, describes, joins, merges and decides, and what is told to whom."""

from dataclasses import replace

import pytest

from app.accounts.kernel.roles import Actor
from app.errors import InvalidInputError, NotAuthorizedError, NotAvailableError, NotFoundError, PermissionDeniedError
from app.services.projects.idea_preparing import (
    DecisionChangedError,
    end_idea,
    merge_idea,
    open_decision_form,
    open_merge_form,
    prepare_idea,
)
from app.services.projects.idea_writing import REGION, IdeaChangedError, open_idea_form
from app.services.projects.ideas import open_ideas
from app.support.projects.gates import GateKey, GateState
from app.support.projects.idea import IdeaRole, IdeaState, OwnerMandate
from app.support.projects.idea_decision import RawDecision
from tests.builders import LATER, Scene, other_region
from tests.integration.projects.stage import (
    DECISION,
    RAW,
    SLUG,
    caught,
    decide,
    describe,
    events,
    join,
    prepared,
    seen,
    with_catalogue,
)


@pytest.fixture
def stage(scene: Scene) -> Scene:
    return with_catalogue(scene)


def prepare(scene: Scene, idea_id: int) -> None:
    prepare_idea(scene.database, scene.region.coordinator, SLUG, idea_id, LATER)


def test_an_idea_goes_from_caught_to_prioritised_with_a_line_in_the_log_each(stage: Scene) -> None:
    idea_id = caught(stage)
    assert seen(stage, idea_id).idea.state is IdeaState.CAUGHT
    describe(stage, idea_id)
    assert seen(stage, idea_id).idea.state is IdeaState.DESCRIBED
    prepare(stage, idea_id)
    prepare(stage, idea_id)  # twice is as once
    decide(stage, idea_id)
    opened = seen(stage, idea_id, stage.coordinator)
    assert opened.idea.state is IdeaState.PRIORITISED
    assert [each.decision.text for each in opened.view.decisions] == ["Vi börjar."]
    assert events(stage, "idea") == ["idea.caught", "idea.changed", "idea.moved", "idea.decided"]


def test_a_kommun_catches_for_itself_and_the_same_idea_sent_twice_is_one(stage: Scene) -> None:
    norrby = stage.region.norrby
    first = caught(stage, actor=norrby.coordinator, catcher=norrby.slug)
    assert caught(stage, actor=norrby.coordinator, catcher=norrby.slug) == first
    assert seen(stage, first).idea.catcher == "Norrby"
    for catcher in (REGION, stage.region.soderby.slug, "ingen"):
        with pytest.raises(InvalidInputError):
            caught(stage, RAW.model_copy(update={"title": "Annat"}), norrby.coordinator, catcher)
    assert events(stage, "idea") == ["idea.caught"]


def test_kommuner_say_how_they_are_with_it_and_take_it_back(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    idea_id = caught(stage)
    join(stage, idea_id, norrby, "agare", function="Fastighetschefen", mandate="ja")
    join(stage, idea_id, soderby)
    parties = seen(stage, idea_id, soderby.reader).idea.parties
    assert [(party.municipality, party.role) for party in parties] == [
        ("Norrby", IdeaRole.OWNER),
        ("Soderby", IdeaRole.TAKING_PART),
    ]
    assert parties[0].mandate is OwnerMandate.YES
    join(stage, idea_id, soderby)  # the same again
    join(stage, idea_id, soderby, "nej")
    assert seen(stage, idea_id).idea.party_of(soderby.id) is None
    assert events(stage, "idea") == ["idea.caught", "idea.joined", "idea.joined", "idea.left"]


def test_nobody_answers_for_another_kommun_and_readers_for_none(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    idea_id = caught(stage)
    with pytest.raises(InvalidInputError):
        join(stage, idea_id, replace(soderby, coordinator=norrby.coordinator))
    for actor in (norrby.reader, stage.region.coordinator, stage.region.reader):
        with pytest.raises((NotAuthorizedError, NotFoundError)):
            join(stage, idea_id, replace(norrby, coordinator=actor))
    assert seen(stage, idea_id).idea.parties == ()


def test_it_is_described_by_the_region_by_who_caught_it_and_by_who_owns_it(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    idea_id = caught(stage, actor=norrby.coordinator, catcher=norrby.slug)
    describe(stage, idea_id, norrby.coordinator, problem="Mer")
    with pytest.raises(NotAuthorizedError):
        describe(stage, idea_id, soderby.coordinator, problem="Annat")
    join(stage, idea_id, soderby, "agare", function="Chefen", mandate="vet-inte")
    describe(stage, idea_id, soderby.coordinator, problem="Ännu mer")
    for actor in (norrby.reader, stage.region.reader):
        with pytest.raises((NotAuthorizedError, NotFoundError)):
            describe(stage, idea_id, actor, problem="Läsare")
    assert seen(stage, idea_id).idea.idea.problem == "Ännu mer"


def test_what_somebody_else_has_written_is_not_overwritten(stage: Scene) -> None:
    idea_id = caught(stage)
    describe(stage, idea_id, problem="Först")
    with pytest.raises(IdeaChangedError):
        describe(stage, idea_id, version=1, problem="Sedan")
    assert seen(stage, idea_id).idea.idea.problem == "Först"
    with pytest.raises(InvalidInputError):
        describe(stage, idea_id, title="")


def test_two_ideas_that_are_merged_keep_both_texts_and_link_both_ways(stage: Scene) -> None:
    norrby, soderby = stage.region.norrby, stage.region.soderby
    one, two = caught(stage), caught(stage, RAW.model_copy(update={"title": "Nästan samma"}))
    join(stage, one, norrby, "agare", function="Chefen", mandate="ja")
    join(stage, one, soderby)
    join(stage, two, soderby, "intresserad")
    merge_idea(stage.database, stage.region.coordinator, SLUG, one, two, LATER)
    old, new = seen(stage, one), seen(stage, two)
    assert old.idea.state is IdeaState.ENDED
    assert old.merged_into is not None
    assert old.merged_into.id == two
    assert [idea.idea.title for idea in new.merged] == [RAW.title]
    # Who had not answered the other is with it as before; who had keeps what it said there.
    assert [(party.municipality, party.role) for party in new.idea.parties] == [
        ("Norrby", IdeaRole.OWNER),
        ("Soderby", IdeaRole.INTERESTED),
    ]
    with pytest.raises(PermissionDeniedError):
        join(stage, one, norrby)
    with pytest.raises(PermissionDeniedError):
        open_merge_form(stage.database, stage.region.coordinator, SLUG, one, LATER)


def test_an_idea_is_not_merged_into_itself_or_into_one_that_has_ended(stage: Scene) -> None:
    one, two = caught(stage), caught(stage, RAW.model_copy(update={"title": "Nästan samma"}))
    end_idea(stage.database, stage.region.coordinator, SLUG, two, "Görs redan", LATER)
    for into in (one, two, 99):
        with pytest.raises(InvalidInputError):
            merge_idea(stage.database, stage.region.coordinator, SLUG, one, into, LATER)
    with pytest.raises(InvalidInputError):
        end_idea(stage.database, stage.region.coordinator, SLUG, one, " ", LATER)
    assert seen(stage, one).idea.state is IdeaState.CAUGHT
    assert seen(stage, two).idea.reason == "Görs redan"


def test_a_draft_of_a_decision_is_kept_as_typed_and_seen_by_those_who_prepare_alone(stage: Scene) -> None:
    idea_id = prepared(stage)
    decide(stage, idea_id, RawDecision(text="Kanske", review="i vår"), is_draft=True)
    form = open_decision_form(stage.database, stage.region.coordinator, SLUG, idea_id, LATER)
    assert (form.typed.text, form.typed.review) == ("Kanske", "i vår")
    assert seen(stage, idea_id).has_draft
    for actor in (stage.coordinator, stage.region.reader):
        opened = seen(stage, idea_id, actor)
        assert not opened.has_draft
        assert opened.view.decisions == ()
    decide(stage, idea_id)
    assert not seen(stage, idea_id).has_draft
    with pytest.raises(NotAvailableError):
        decide(stage, idea_id, DECISION.model_copy(update={"text": "Vi väntar."}))


def test_a_draft_that_somebody_else_has_saved_is_not_lost(stage: Scene) -> None:
    idea_id, empty, draft = prepared(stage), RawDecision(), RawDecision(text="Den längre texten")
    decide(stage, idea_id, draft, is_draft=True, before=empty)
    decide(stage, idea_id, draft, is_draft=True, before=empty)  # the same again is no change
    for is_draft in (True, False):
        with pytest.raises(DecisionChangedError):
            decide(stage, idea_id, DECISION, is_draft=is_draft, before=empty)
    form = open_decision_form(stage.database, stage.region.coordinator, SLUG, idea_id, LATER)
    assert form.typed == draft
    decide(stage, idea_id, DECISION, before=draft)
    assert seen(stage, idea_id).idea.state is IdeaState.PRIORITISED


def test_a_draft_keeps_no_character_that_cannot_be_stored(stage: Scene) -> None:
    idea_id = prepared(stage)
    decide(stage, idea_id, RawDecision(text="Vi\x00 börjar\r\nhär"), is_draft=True)
    form = open_decision_form(stage.database, stage.region.coordinator, SLUG, idea_id, LATER)
    assert form.typed.text == "Vi börjar\nhär"


def test_an_idea_without_a_receiver_is_not_prioritised(stage: Scene) -> None:
    idea_id = prepared(stage, receiver="")
    with pytest.raises(InvalidInputError) as refusal:
        decide(stage, idea_id)
    assert set(refusal.value.errors) == {"outcome"}
    decide(stage, idea_id, DECISION.model_copy(update={"outcome": "vilande"}))
    prepare(stage, idea_id)
    assert seen(stage, idea_id).idea.state is IdeaState.PREPARING
    assert len(seen(stage, idea_id).view.decisions) == 1


def test_the_region_prepares_and_others_do_not(stage: Scene) -> None:
    idea_id = caught(stage)
    for actor in (stage.coordinator, stage.region.reader, stage.region.norrby.reader):
        with pytest.raises((NotAuthorizedError, NotFoundError)):
            prepare_idea(stage.database, actor, SLUG, idea_id, LATER)
    assert seen(stage, idea_id).idea.state is IdeaState.CAUGHT


def test_others_do_not_learn_that_there_are_ideas(stage: Scene) -> None:
    idea_id = caught(stage)
    stranger: Actor = other_region(stage.database).region.coordinator
    for outsider in (stranger, stage.respondent()):
        with pytest.raises(NotFoundError):
            open_ideas(stage.database, outsider, SLUG, LATER)
        with pytest.raises(NotFoundError):
            seen(stage, idea_id, outsider)
        with pytest.raises(NotFoundError):
            open_idea_form(stage.database, outsider, SLUG, LATER, idea_id)
    with pytest.raises(NotFoundError):
        open_idea_form(stage.database, stranger, "annat-land", LATER, idea_id)


def test_a_gap_is_counted_over_results_that_are_shared_and_told_to_kommuner_without_figures(stage: Scene) -> None:
    stage.answer_alone("1")
    idea_id = caught(stage)

    def gap(actor: Actor) -> tuple[GateState, str]:
        (gate,) = [gate for gate in seen(stage, idea_id, actor).view.gates if gate.key is GateKey.GAP]
        return gate.state, gate.reason

    assert gap(stage.region.coordinator) == (
        GateState.NOT_KNOWN,
        "Ingen av 0 som delar sitt resultat från 2026 ligger under den nivå som annat bygger på.",
    )
    before = gap(stage.region.soderby.coordinator)
    stage.change(sharing="REGION", approved_at=LATER)
    assert "1 av 1 som delar" in gap(stage.region.coordinator)[1]
    assert gap(stage.region.soderby.coordinator) == before == gap(stage.coordinator)
