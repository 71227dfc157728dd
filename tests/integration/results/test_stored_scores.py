"""Scores that are stored: found by the next process, never under other content, code or rules, and never in the way."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Barrier, Thread

import pytest
from sqlalchemy import Executable, delete, event, select, text, update
from sqlmodel import Session, col

from app.accounts.kernel.roles import Actor, Role
from app.assessment.answering.answers import AnswerKind
from app.assessment.questionnaires.questionnaire import Previous
from app.assessment.results.method import MethodEdition
from app.assessment.results.results import Profile, YearComparison
from app.cli import main
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.assessments.handing_in import reopen
from app.services.questionnaires.editions import correct_wording
from app.services.results import score_keys, scoring
from app.services.results.score_check import ScoreCheck, check_scores
from app.services.results.score_saver import ScoreSaver, save_what_is_put_aside
from app.services.results.scoring import comparison_of, profile_of, profiles_of, score_anew
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.meeting.meeting import raise_meeting_version
from app.storage.privacy.erasure import unlink_rounds
from app.storage.privacy.removal import remove_assessments, remove_round
from app.storage.tables import AgreedAnswerRow, AnswerRow, RoundRow, ScoreRow
from tests.builders import LATER, MAL, NOW, Scene, a_member, add_region, an_edition, open_round


@dataclass(frozen=True, slots=True)
class Years:
    """Two approved years of Norrby, of several people each, and the URL of the database that they are in."""

    url: str
    last: Scene
    this: Scene

    @property
    def database(self) -> Database:
        return self.this.database


@dataclass(frozen=True, slots=True)
class Look:
    profile: Profile
    change: YearComparison
    anew: Profile


@pytest.fixture
def years(database_url: str, database: Database) -> Years:
    region = add_region(database)
    scenes = []
    for year, choice, previous in ((2025, "4", Previous.NEW), (2026, "2", Previous.SAME)):
        scene = open_round(database, region, an_edition(year, previous=previous))
        for person in scene.respondents(6):
            scene.answer(person, choice)
        scene.close()
        scene.change(approved_at=LATER, approved_by="kommundirektören")
        scenes.append(scene)
    return Years(database_url, *scenes)


@contextmanager
def another_process(years: Years) -> Iterator[Database]:
    """One that has nothing in its memory."""
    with closing(Database(years.url)) as database:
        yield database


def found(session: Session, key: AssessmentKey) -> Assessment:
    assessment = find_assessment(session, key)
    assert assessment is not None
    return assessment


def look(database: Database, years: Years) -> Look:
    with database.read() as session:
        now, then = found(session, years.this.norrby), found(session, years.last.norrby)
        profile, change = profile_of(session, now), comparison_of(session, now, then)
        return Look(profile, change, score_anew(session, now).profile)


def store(years: Years) -> Look:
    """As one process does it: somebody looks, and what was worked out is saved behind."""
    with another_process(years) as database:
        seen = look(database, years)
        save_what_is_put_aside(database)
        return seen


def stored(years: Years) -> dict[tuple[int, int], tuple[str, str]]:
    with years.database.read() as session:
        return {
            (row.assessment_id, row.earlier_id): (row.stamp, row.figures)
            for row in session.execute(select(ScoreRow)).scalars()
        }


def change(years: Years, *statements: Executable) -> None:
    """Past the product."""

    def work(session: Session) -> None:
        for statement in statements:
            session.execute(statement)

    years.database.write(work)


@contextmanager
def nothing_is_scored() -> Iterator[None]:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("worked out again")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "_scored", refuse)
        patch.setattr(scoring, "compare_years", refuse)
        yield


def look_without_scoring(years: Years) -> tuple[Profile, YearComparison]:
    with another_process(years) as database, nothing_is_scored(), database.read() as session:
        now, then = found(session, years.this.norrby), found(session, years.last.norrby)
        return profile_of(session, now), comparison_of(session, now, then)


def check(years: Years, *, rebuild: bool = False) -> ScoreCheck:
    return check_scores(years.database, rebuild=rebuild)


def test_what_one_process_worked_out_the_next_finds_exactly_so(years: Years) -> None:
    seen = store(years)
    assert look_without_scoring(years) == (seen.profile, seen.change)
    assert seen.profile == seen.anew
    assert check(years) == ScoreCheck(stored=3, differing=(), outdated=0, saved=0)


def test_many_are_read_with_as_many_statements_as_one(years: Years) -> None:
    store(years)
    counts = []
    for keys in ([years.this.norrby], [years.this.norrby, years.last.norrby]):
        with another_process(years) as database, database.read() as session:
            assessments = [found(session, key) for key in keys]
            statements: list[str] = []
            event.listen(session.connection(), "before_cursor_execute", lambda *of, into=statements: into.append(of[2]))
            with nothing_is_scored():
                assert len(profiles_of(session, assessments)) == len(keys)
            counts.append(len(statements))
    assert counts[0] == counts[1] < 10


def test_nothing_is_stored_of_what_is_not_approved(years: Years) -> None:
    years.this.change(approved_at=None, approved_by="")
    store(years)
    with years.database.read() as session:
        assert set(stored(years)) == {(found(session, years.last.norrby).id,) * 2}


def test_a_result_that_is_opened_again_leaves_nothing_behind(years: Years) -> None:
    store(years)
    reopen(years.database, _approver(years), years.this.norrby, "Fel siffra", LATER)
    with years.database.read() as session:
        assert set(stored(years)) == {(found(session, years.last.norrby).id,) * 2}


def test_what_was_opened_again_before_it_was_saved_is_not_saved(years: Years) -> None:
    with another_process(years) as database:
        look(database, years)
        years.this.change(approved_at=None, approved_by="")
        save_what_is_put_aside(database)
    with years.database.read() as session:
        assert set(stored(years)) == {(found(session, years.last.norrby).id,) * 2}


def test_what_a_writer_saw_is_neither_taken_from_the_store_nor_put_there(years: Years) -> None:
    store(years)
    before = stored(years)
    with another_process(years) as database:
        database.write(lambda session: profile_of(session, found(session, years.this.norrby)))
        assert save_what_is_put_aside(database) == 0
    assert stored(years) == before


ANSWERS = update(AnswerRow).where(col(AnswerRow.question_id) == MAL)
CHANGES: dict[str, Callable[[Years], object]] = {
    "an answer": lambda years: change(years, ANSWERS.values(position=5, version=col(AnswerRow.version) + 1)),
    "an answer past the product": lambda years: change(years, ANSWERS.values(position=1)),
    "an answer that is gone": lambda years: change(years, delete(AnswerRow).where(col(AnswerRow.question_id) == MAL)),
    "an agreed level": lambda years: years.database.write(lambda session: _agree(session, years)),
    "the meeting's version": lambda years: years.database.write(
        lambda session: raise_meeting_version(session, found(session, years.this.norrby).id)
    ),
    "the method's edition": lambda years: change(years, update(RoundRow).values(method_edition=MethodEdition.FIRST)),
    "which capitals are asked": lambda years: change(years, update(RoundRow).values(capital_ids=["politiskt"])),
    "the questionnaire": lambda years: correct_wording(
        years.database, an_edition(previous=Previous.SAME, texts={MAL: "Hur är det nu?"}), "Missförstods", LATER
    ),
    "when answering was closed": lambda years: years.this.change(answering_closed_at=NOW),
}


def _agree(session: Session, years: Years) -> None:
    session.add(
        AgreedAnswerRow(
            assessment_id=found(session, years.this.norrby).id,
            question_id=MAL,
            kind=AnswerKind.LEVEL,
            position=5,
            agreed_at=LATER,
        )
    )


@pytest.mark.parametrize("what", CHANGES)
def test_a_score_of_other_content_is_never_shown(years: Years, what: str) -> None:
    store(years)
    spoil(years)
    CHANGES[what](years)
    with another_process(years) as database:
        seen = look(database, years)
    assert seen.profile == seen.anew
    # The profile, and the change that hangs on it; changes to every round or answer reach last year's profile too.
    assert check(years).outdated >= 2
    check(years, rebuild=True)
    assert check(years).outdated == len(check(years).differing) == 0
    assert look_without_scoring(years)[0] == seen.profile


def test_what_other_code_has_worked_out_is_not_shown(years: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    store(years)
    spoil(years)
    monkeypatch.setattr(score_keys, "code_hash", lambda: "another")
    with another_process(years) as database:
        seen = look(database, years)
        assert seen.profile == seen.anew
        assert save_what_is_put_aside(database) == 3
    assert look_without_scoring(years)[0] == seen.profile


def test_without_the_source_of_the_code_nothing_is_stored_or_taken(
    years: Years, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(years)
    spoil(years)
    before = stored(years)
    monkeypatch.setattr(score_keys, "code_hash", lambda: None)
    assert store(years).profile == store(years).anew
    assert stored(years) == before


def spoil(years: Years) -> None:
    """Change this year's figures where they are stored, and nothing else: they are still readable."""
    change(
        years,
        update(ScoreRow)
        .where(col(ScoreRow.assessment_id).in_(_this(years)))
        .values(figures=text("replace(figures, '\"plain_mean\"', '\"agreed\"')")),
    )


def _this(years: Years) -> list[int]:
    with years.database.read() as session:
        return [found(session, years.this.norrby).id]


def test_verify_names_a_score_that_was_changed_and_changes_nothing_itself(
    years: Years, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", years.url)
    store(years)
    good = stored(years)
    assert main(["scores", "verify"]) == 0
    assert capsys.readouterr().out == "Sparade resultat: 3. Skiljer sig från svaren: 0.\n"
    spoil(years)
    spoilt = stored(years)
    assert spoilt != good
    assert main(["scores", "verify"]) == 1
    printed = capsys.readouterr()
    assert printed.err == f"Resultatet för {years.this.norrby.path} är inte vad svaren ger.\n"
    assert stored(years) == spoilt
    assert main(["scores", "verify", "--rebuild"]) == 1
    assert "Sparade på nytt: 1." in capsys.readouterr().out
    assert stored(years) == good
    assert main(["scores", "verify"]) == 0


def test_what_cannot_be_read_is_worked_out_and_named(years: Years) -> None:
    store(years)
    change(years, update(ScoreRow).values(figures="[["))
    with another_process(years) as database:
        seen = look(database, years)
    assert seen.profile == seen.anew
    differing = check(years).differing
    assert [(item.key.year, item.earlier_year) for item in differing] == [(2025, None), (2026, 2025), (2026, None)]


def test_everything_can_be_made_before_anybody_asks(years: Years) -> None:
    assert check(years, rebuild=True).saved == 3
    look_without_scoring(years)
    assert check(years, rebuild=True).saved == 0


def test_what_is_of_nothing_approved_is_taken_away_when_all_is_made_anew(years: Years) -> None:
    store(years)
    years.this.change(approved_at=None, approved_by="")
    assert check(years, rebuild=True).outdated == 2
    assert len(stored(years)) == 1


def test_scores_go_with_the_assessment_or_the_round(years: Years) -> None:
    store(years)
    with years.database.read() as session:
        last, this = (found(session, scene.norrby).id for scene in (years.last, years.this))
    years.database.write(lambda session: remove_assessments(session, [last]))
    assert set(stored(years)) == {(this, this)}
    years.database.write(lambda session: remove_round(session, years.this.round_id))
    assert stored(years) == {}


def test_scores_stay_true_when_nobody_knows_any_longer_who_answered(years: Years) -> None:
    seen = store(years)
    before = stored(years)
    years.database.write(lambda session: unlink_rounds(session, [years.last.round_id, years.this.round_id]))
    assert stored(years) == before
    assert check(years) == ScoreCheck(stored=3, differing=(), outdated=0, saved=0)
    assert look_without_scoring(years) == (seen.profile, seen.change)


def test_a_stored_score_names_nobody(years: Years) -> None:
    store(years)
    with years.database.read() as session:
        ids = set(session.execute(text("SELECT id FROM respondent")).scalars())
    assert ids
    for _, figures in stored(years).values():
        assert "strateg" not in figures, "no role group by itself"
        assert "svarande" not in figures


def test_a_database_that_cannot_be_written_hinders_nobody(years: Years) -> None:
    with another_process(years) as database:
        seen = look(database, years)
        read_only = "PRAGMA query_only = ON" if database.is_sqlite else "SET TRANSACTION READ ONLY"
        event.listen(database.engine, "begin", lambda connection: connection.connection.cursor().execute(read_only))
        assert ScoreSaver(database, lambda: NOW).work() == 0
        assert look(database, years) == seen
    assert stored(years) == {}


def test_processes_that_save_the_same_at_once_do_not_disturb_each_other(years: Years) -> None:
    start, errors = Barrier(4), list[Exception]()

    def process() -> None:
        try:
            with another_process(years) as database:
                look(database, years)
                start.wait(30)
                save_what_is_put_aside(database)
        except Exception as error:  # noqa: BLE001  told in the test's own thread
            errors.append(error)

    threads = [Thread(target=process) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert check(years) == ScoreCheck(stored=3, differing=(), outdated=0, saved=0)


def _approver(years: Years) -> Actor:
    region = years.this.region
    return years.database.write(lambda session: a_member(session, Role.KOMMUN_APPROVER, region.id, region.norrby.id))
