"""What a region reads of a round's results: of the kommuner that share, at this moment, and nobody else's."""

from fractions import Fraction

import pytest

from app.accounts.kernel.roles import Actor
from app.assessment.questionnaires.questionnaire import Previous
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.keys import RoundKey
from app.rounds.overview.overview import Showing
from app.services.answering.answers import hand_in
from app.services.overview.overview import Overview, open_overview
from app.services.results.sharing import choose_sharing
from app.storage.engine.database import Database
from tests.builders import LATER, NOW, URL, Scene, add_region, an_edition, open_round, other_region


def key_of(scene: Scene) -> RoundKey:
    key = scene.norrby
    return RoundKey(key.region, key.questionnaire, key.year, key.trial)


def seen(scene: Scene, actor: Actor | None = None, *, size_group: str = "", capital_id: str = "") -> Overview:
    return open_overview(
        scene.database,
        actor or scene.region.reader,
        key_of(scene),
        size_group=size_group,
        capital_id=capital_id,
    )


def showings(scene: Scene) -> list[Showing]:
    """Of Norrby and Söderby."""
    return [line.showing for line in seen(scene).lines]


def test_from_nothing_to_a_shared_result_and_back(scene: Scene) -> None:
    scene.change(sharing=Sharing.REGION)
    assert showings(scene) == [Showing.NOT_ANSWERED, Showing.NOT_ANSWERED]
    people = scene.respondents(5)
    for someone in people:
        scene.answer(someone, "3")
        hand_in(scene.database, someone, scene.norrby, NOW, public_url=URL)
    assert showings(scene)[0] is Showing.NOT_READY
    assert seen(scene).lines[0].profile is None
    scene.close()
    assert showings(scene)[0] is Showing.NOT_READY
    assert seen(scene).lines[0].profile is None
    assert sum(seen(scene).distributions[0].on_level) == 0
    scene.change(approved_at=LATER)
    assert showings(scene)[0] is Showing.RESULT
    view = seen(scene)
    assert view.lines[0].profile is not None
    assert sum(view.distributions[0].on_level) == 1
    choose_sharing(scene.database, scene.coordinator, scene.norrby, "nothing", LATER)
    view_after = seen(scene)
    assert view_after.lines[0].showing is Showing.NOT_SHARED
    assert view_after.lines[0].profile is None
    assert sum(view_after.distributions[0].on_level) == 0


def test_what_a_kommun_does_not_share_is_not_read_by_somebody_with_a_role_in_it_either(scene: Scene) -> None:
    scene.answer_alone("3")
    scene.change(sharing=Sharing.NOTHING)
    both = Actor(scene.region.reader.person_id, "", (*scene.region.reader.memberships, *scene.coordinator.memberships))
    assert seen(scene, both).lines[0].profile is None


def test_the_panel_has_those_alone_that_share_both_years(database: Database) -> None:
    region = add_region(database)
    last_year = open_round(database, region, an_edition(2025))
    this_year = open_round(database, region, an_edition(2026, previous=Previous.SAME))
    for kommun, before, now in ((region.norrby, "2", "4"), (region.soderby, "1", "1")):
        last_year.answer_alone(before, kommun)
        this_year.answer_alone(now, kommun)
    for scene in (last_year, this_year):
        for key in (scene.norrby, scene.soderby):
            scene.change(key, sharing=Sharing.REGION, approved_at=LATER)

    def panel() -> tuple[int, Fraction | None, Fraction | None]:
        both_years = seen(this_year).panel
        assert both_years is not None
        assert both_years.earlier_year == 2025
        return both_years.kommuner, both_years.capitals[0].earlier, both_years.capitals[0].later

    # Positions 2 and 4 are worth 1 and 3, position 1 nothing.
    assert panel() == (2, Fraction(1, 2), Fraction(3, 2))
    last_year.change(last_year.soderby, sharing=Sharing.NOTHING)
    assert panel() == (1, Fraction(1), Fraction(3))
    last_year.change(last_year.norrby, approved_at=None)
    assert panel() == (0, None, None)
    assert seen(last_year).panel is None


def test_where_nobody_shares_each_round_has_the_levels_of_its_own_questionnaire(database: Database) -> None:
    region = add_region(database)
    longer = an_edition(2025)
    assert len(longer.scale) == 5
    shorter = longer.model_copy(update={"year": 2026, "scale": longer.scale[:4]})
    counts = []
    for edition in (longer, shorter):
        overview = seen(open_round(database, region, edition))
        counts.append([len(distribution.on_level) for distribution in overview.distributions])
    assert counts == [[5, 5], [4, 4]]


def test_one_capital_and_one_size_group(scene: Scene) -> None:
    scene.answer_alone("3")
    scene.change(sharing=Sharing.REGION)
    view = seen(scene, capital_id="finansiellt")
    assert [capital.id for capital in view.capitals] == ["finansiellt"]
    assert [distribution.capital_id for distribution in view.distributions] == ["finansiellt"]
    assert len(seen(scene, size_group="finns inte").lines) == 2


def test_a_trial_and_a_planned_round_have_no_overview(database: Database) -> None:
    region = add_region(database)
    trial = open_round(database, region, an_edition(), trial=True)
    trial.change(sharing=Sharing.PUBLIC)
    with pytest.raises(PermissionDeniedError, match="provomgång"):
        seen(trial)
    plan = open_round(database, region, an_edition(2027, previous=Previous.SAME))
    plan.change_round(opened_at=None)
    with pytest.raises(PermissionDeniedError, match="öppnad"):
        seen(plan)


def test_a_trial_is_never_the_year_before(database: Database) -> None:
    region = add_region(database)
    open_round(database, region, an_edition(2025), trial=True)
    assert seen(open_round(database, region, an_edition(2026, previous=Previous.SAME))).panel is None


def test_nobody_outside_the_region_finds_it(scene: Scene) -> None:
    elsewhere = other_region(scene.database).region
    for actor in (elsewhere.coordinator, elsewhere.reader, scene.coordinator, scene.respondent()):
        with pytest.raises(NotFoundError):
            seen(scene, actor)
    with pytest.raises(NotFoundError):
        open_overview(scene.database, scene.region.reader, RoundKey("provland", "prov", 2019, False))
