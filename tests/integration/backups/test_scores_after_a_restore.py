"""A backup that is put back brings its own scores with it: what came after it is neither shown nor left behind."""

from contextlib import closing
from fractions import Fraction
from pathlib import Path

from sqlalchemy import update
from sqlmodel import Session, col

from app.assessment.results.results import Profile
from app.cli import main
from app.services.results.score_check import check_scores
from app.services.results.score_saver import save_what_is_put_aside
from app.services.results.scoring import profile_of, score_anew
from app.storage.engine.database import Database
from app.storage.kernel.assessments import find_assessment
from app.storage.meeting.meeting import raise_meeting_version
from app.storage.tables import AgreedAnswerRow, AssessmentRow
from tests.builders import LATER, MAL, Scene


def look(url: str, scene: Scene) -> tuple[Profile, Profile]:
    """The profile as a new process shows it, and worked out anew. What had to be worked out is saved."""
    with closing(Database(url)) as database:
        with database.read() as session:
            assessment = find_assessment(session, scene.norrby)
            assert assessment is not None
            pair = profile_of(session, assessment), score_anew(session, assessment).profile
        save_what_is_put_aside(database)
        return pair


def agree(url: str, scene: Scene, position: int) -> None:
    """One more change at the meeting; each of these comes to the same versions."""

    def work(session: Session) -> None:
        row = update(AgreedAnswerRow).where(col(AgreedAnswerRow.question_id) == MAL)
        session.execute(row.values(position=position, version=2, agreed_at=LATER))
        assessment = find_assessment(session, scene.norrby)
        assert assessment is not None
        session.execute(update(AssessmentRow).values(approved_at=LATER, approved_by="kommundirektören"))
        raise_meeting_version(session, assessment.id)

    with closing(Database(url)) as database:
        database.write(work)


def value_of_mal(profile: Profile) -> Fraction | None:
    return next(result.value for result in profile.capitals[0].questions if result.question_id == MAL)


def test_a_restored_database_shows_what_its_own_answers_come_to(url: str, scene: Scene, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert main(["backup", "make", str(copy)]) == 0
    agree(url, scene, 5)
    later, _ = look(url, scene)
    assert value_of_mal(later) == 4
    assert main(["backup", "restore", str(copy)]) == 0
    agree(url, scene, 2)
    again, anew = look(url, scene)
    assert again == anew
    assert value_of_mal(again) == 1
    with closing(Database(url)) as database:
        check = check_scores(database)
    assert (check.stored, check.differing, check.outdated) == (1, (), 0)


def test_the_scores_of_a_backup_are_good_when_it_is_put_back(url: str, scene: Scene, tmp_path: Path) -> None:
    agree(url, scene, 5)
    before, _ = look(url, scene)
    assert main(["backup", "make", str(tmp_path / "copy")]) == 0
    agree(url, scene, 2)
    look(url, scene)
    assert main(["backup", "restore", str(tmp_path / "copy")]) == 0
    again, anew = look(url, scene)
    assert again == anew == before
    assert main(["scores", "verify"]) == 0
