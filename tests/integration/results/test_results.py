"""Results: when there is one, and who may see it."""

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select, update
from sqlmodel import Session, col

from app.accounts.kernel.roles import Actor
from app.assessment.results.method import CURRENT, MethodEdition
from app.assessment.results.results import CapitalStatus, Interval, NoInterval, QuestionSource
from app.errors import NotFoundError, PermissionDeniedError
from app.rounds.kernel.assessment import Sharing
from app.rounds.kernel.keys import RoundKey
from app.services.answering.answers import hand_in
from app.services.organisations.home_page import own_start
from app.services.respondents.respondent_changes import withdraw
from app.services.results.reports import report_content
from app.services.results.results import NotReadyError, open_result
from app.services.rounds.round_board import round_board
from app.services.rounds.round_opening import open_round
from app.storage.respondents.respondents import change_respondent
from app.storage.tables import RespondentRow, RoundRow
from tests.builders import BUDGET, EVERYTHING, LATER, MAL, NOW, STYRNING, URL, Scene, other_region


def sees_result(scene: Scene, actor: Actor) -> bool:
    """Whether the actor gets Norrby's result; False for one who is refused."""
    try:
        return open_result(scene.database, actor, scene.norrby).assessment.key == scene.norrby
    except PermissionDeniedError:
        return False


def test_no_result_is_shown_while_people_are_answering(scene: Scene) -> None:
    scene.change(sharing=Sharing.PUBLIC)
    for someone in scene.respondents(6):
        scene.answer(someone, "3")
        hand_in(scene.database, someone, scene.norrby, NOW, public_url=URL)
    region = scene.region
    insiders = (region.norrby.coordinator, region.norrby.reader, region.coordinator, region.reader)
    for actor in insiders:
        with pytest.raises(NotReadyError) as error:
            open_result(scene.database, actor, scene.norrby)
        assert error.value.assessment.key == scene.norrby
    scene.close()
    # A draft is the kommun's own; the region reads it once it is approved.
    assert [sees_result(scene, actor) for actor in insiders] == [True, True, False, False]
    scene.change(approved_at=NOW)
    assert [sees_result(scene, actor) for actor in insiders] == [True] * 4


def test_five_people_give_a_result_and_each_question_its_mean(scene: Scene) -> None:
    people = scene.respondents(2, "ledning") + scene.respondents(3, "strateg")
    for someone, mal in zip(people, "22344", strict=True):
        scene.save(someone, MAL, mal)
        scene.save(someone, BUDGET, "5")
    scene.close()
    politiskt = open_result(scene.database, scene.coordinator, scene.norrby).profile.capitals[0]
    values = {question.question_id: question.value for question in politiskt.questions}
    # Positions 2, 2, 3, 4, 4 are worth 1, 1, 2, 3, 3. No role group has five people, so they are one.
    assert values == {MAL: Fraction(2), BUDGET: Fraction(4), STYRNING: None}
    assert (politiskt.status, politiskt.index, politiskt.coverage) == (
        CapitalStatus.SCORED,
        Fraction(3),
        Fraction(2, 3),
    )


def test_two_respondents_give_a_kommun_no_result_at_all(scene: Scene) -> None:
    for someone in scene.respondents(2, "ledning"):
        scene.answer(someone, "3", *EVERYTHING)
    scene.close()
    result = open_result(scene.database, scene.coordinator, scene.norrby)
    assert [capital.status for capital in result.profile.capitals] == [CapitalStatus.INSUFFICIENT] * 2
    assert [capital.index for capital in result.profile.capitals] == [None, None]
    questions = [question for capital in result.profile.capitals for question in capital.questions]
    assert {(question.value, question.source) for question in questions} == {(None, QuestionSource.NONE)}
    assert (result.profile.overall, result.start, result.steps) == (None, None, ())
    assert [direction.zone for direction in result.profile.directions] == [None]


def test_one_who_answers_for_the_kommun_gives_its_result(scene: Scene) -> None:
    scene.answer_alone("4")
    result = open_result(scene.database, scene.coordinator, scene.norrby)
    assert [capital.index for capital in result.profile.capitals] == [3, 3]
    sources = {question.source for capital in result.profile.capitals for question in capital.questions}
    assert sources == {QuestionSource.AGREED}
    assert not result.is_final


def test_nothing_is_shared_until_the_kommun_shares_it_and_withdrawing_takes_effect_at_once(scene: Scene) -> None:
    scene.answer_alone("4")
    scene.change(approved_at=NOW)
    for sharing in (None, Sharing.REGION, Sharing.NOTHING, Sharing.NAMED, Sharing.NOTHING, Sharing.PUBLIC):
        if sharing is not None:
            scene.change(sharing=sharing)
        expected = sharing not in {None, Sharing.NOTHING}
        assert sees_result(scene, scene.region.coordinator) is expected
        assert sees_result(scene, scene.region.reader) is expected
        lines = round_board(scene.database, scene.region.reader, scene.norrby.round, NOW).lines
        assert [line.may_see_result for line in lines] == [expected, False]


def test_a_kommun_that_shares_nothing_refuses_the_region_and_says_that_it_was_its_choice(scene: Scene) -> None:
    scene.answer_alone("4")
    with pytest.raises(
        PermissionDeniedError, match=r"Resultatet är inte delat med regionen\. Den som har svarat väljer själv"
    ):
        open_result(scene.database, scene.region.coordinator, scene.norrby)


@pytest.mark.parametrize("sharing", list(Sharing))
def test_to_a_stranger_a_result_does_not_exist_whatever_is_shared(scene: Scene, sharing: Sharing) -> None:
    scene.answer_alone("4")
    scene.change(sharing=sharing)
    elsewhere = other_region(scene.database)
    strangers = (
        elsewhere.region.coordinator,
        elsewhere.region.reader,
        elsewhere.coordinator,
        elsewhere.respondent(),
        scene.region.soderby.coordinator,
        scene.respondent(key=scene.soderby),
    )
    for stranger in strangers:
        with pytest.raises(NotFoundError):
            open_result(scene.database, stranger, scene.norrby)


def test_a_respondent_sees_no_result_of_the_own_kommun_without_a_role_in_it(scene: Scene) -> None:
    people = scene.respondents(5)
    for someone in people:
        scene.answer(someone, "3")
    scene.close()
    with pytest.raises(NotFoundError):
        open_result(scene.database, people[0], scene.norrby)


def test_what_other_kommuner_and_regions_answer_does_not_move_a_result(scene: Scene) -> None:
    scene.answer_alone("2")
    alone = open_result(scene.database, scene.coordinator, scene.norrby)
    scene.answer_alone("5", scene.region.soderby)
    elsewhere = other_region(scene.database)
    elsewhere.answer_alone("5")
    assert open_result(scene.database, scene.coordinator, scene.norrby) == alone
    assert open_result(scene.database, elsewhere.coordinator, elsewhere.norrby).profile != alone.profile


def test_a_round_is_seen_by_its_region_only(scene: Scene) -> None:
    elsewhere = other_region(scene.database)
    for stranger in (elsewhere.region.coordinator, elsewhere.coordinator, scene.coordinator, scene.respondent()):
        with pytest.raises(NotFoundError):
            round_board(scene.database, stranger, scene.norrby.round, NOW)
    board = round_board(scene.database, scene.region.coordinator, scene.norrby.round, NOW)
    assert [line.assessment.key for line in board.lines] == [scene.norrby, scene.soderby]


def test_everyone_starts_from_what_is_their_own(scene: Scene) -> None:
    other_region(scene.database)
    someone = scene.respondent(key=scene.soderby)
    starts = [own_start(scene.database, actor) for actor in (scene.region.reader, scene.coordinator, someone)]
    rounds = [[round_.key for place in start.places for round_ in place.rounds] for start in starts]
    assert rounds == [[scene.norrby.round], [], []]
    keys = [[assessment.key for place in start.places for assessment in place.assessments] for start in starts]
    assert keys == [[], [scene.norrby], []]
    assert [[assessment.key for assessment in start.answering] for start in starts] == [[], [], [scene.soderby]]


def test_a_round_under_the_first_edition_of_the_method_stays_scored_by_it(scene: Scene) -> None:
    # Five at 4 and ten at 0: every pool alike gives 2, weighed by their size 52/29.
    for role, count, choice in (("ledning", 5, "5"), ("strateg", 10, "1")):
        for someone in scene.respondents(count, role):
            scene.answer(someone, choice)
    scene.close()

    def index() -> Fraction | None:
        return open_result(scene.database, scene.coordinator, scene.norrby).profile.capitals[0].index

    def set_edition(edition: MethodEdition) -> None:
        with_edition = update(RoundRow).values(method_edition=edition)
        scene.database.write(lambda session: session.execute(with_edition) and None)

    assert index() == Fraction(52, 29)
    set_edition(MethodEdition.FIRST)
    assert index() == Fraction(2)
    result = open_result(scene.database, scene.coordinator, scene.norrby)
    assert result.robustness is None
    content = report_content(result, NOW)
    assert dict(content.facts)["Metodens utgåva"] == "1"
    assert "Då väger varje grupp lika." in dict(content.method)["En frågas resultat"][0]
    set_edition(MethodEdition.SECOND)
    assert index() == Fraction(52, 29)


def test_opening_a_round_gives_it_the_current_edition(scene: Scene) -> None:
    def plan(session: Session) -> None:
        session.execute(update(RoundRow).values(opened_at=None, method_edition=MethodEdition.FIRST))

    scene.database.write(plan)
    key = RoundKey(scene.norrby.region, scene.norrby.questionnaire, scene.norrby.year)
    open_round(scene.database, scene.region.coordinator, key, NOW, public_url="https://kollen.example")
    with scene.database.read() as session:
        assert session.execute(select(col(RoundRow.method_edition))).scalar_one() == CURRENT


def test_who_was_asked_and_did_not_answer_widens_the_interval(scene: Scene) -> None:
    people = scene.respondents(6)
    for someone, choice in zip(people, "123455", strict=True):
        scene.answer(someone, choice)
    scene.respondents(6)
    scene.close()
    interval = open_result(scene.database, scene.coordinator, scene.norrby).profile.capitals[0].interval
    assert isinstance(interval, Interval)
    # 0, 1, 2, 3, 4, 4: s² = 80/30; half of those asked have answered.
    assert interval.standard_error**2 == pytest.approx(8 / 3 / 6 / 2)


def test_a_locked_result_keeps_its_interval_whoever_is_withdrawn_afterwards(scene: Scene) -> None:
    """Also where it was done before that was refused."""
    for someone, choice in zip(scene.respondents(6), "123455", strict=True):
        scene.answer(someone, choice)
    silent, afterwards = scene.respondents(6)[0], LATER + timedelta(minutes=1)
    scene.close()
    scene.change(approved_at=LATER)

    def intervals() -> list[Interval | NoInterval]:
        result = open_result(scene.database, scene.coordinator, scene.norrby)
        assert result.is_final
        return [capital.interval for capital in result.profile.capitals]

    before = intervals()
    assert isinstance(before[0], Interval)
    with scene.database.read() as session:
        number = session.execute(
            select(col(RespondentRow.id)).where(col(RespondentRow.person_id) == silent.person_id)
        ).scalar_one()
    with pytest.raises(PermissionDeniedError, match="Svarstiden är avslutad"):
        withdraw(scene.database, scene.coordinator, scene.norrby, number, afterwards)
    assert intervals() == before
    scene.database.write(lambda session: change_respondent(session, number, withdrawn_at=afterwards))
    assert intervals() == before
