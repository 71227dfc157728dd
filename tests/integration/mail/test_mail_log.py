"""What can be told of the mails that were sent: the latest to each respondent, and all about an assessment."""

from sqlmodel import col, select, update

from app.accounts.mail.mail_kinds import MailKind
from app.accounts.mail.mail_status import MailState, MailStatus
from app.services.mail.mail_queue import queue_mail
from app.storage.mail.mail_queue import About, mail_states, mails_about
from app.storage.tables import MailRow
from tests.builders import LATER, NOW, Scene

VALUES = dict.fromkeys(("formulär", "år", "kommun", "sista_dag"), "Å") | {"länk": "https://kollen.example/lank/x"}


def write(scene: Scene, about: About) -> int:
    return scene.database.write(
        lambda session: queue_mail(
            session, MailKind.OWN_LINK, "a@b.example", VALUES, about, NOW, public_url="https://kollen.example"
        )
    )


def change(scene: Scene, mail_id: int, **values: object) -> None:
    statement = update(MailRow).where(col(MailRow.id) == mail_id).values(**values)
    scene.database.write(lambda session: session.execute(statement))


def test_of_several_mails_to_a_respondent_the_latest_counts(scene: Scene) -> None:
    first, second, third = (write(scene, About(respondent_id=respondent)) for respondent in (1, 1, 2))
    write(scene, About(respondent_id=4))
    change(scene, first, status=MailStatus.BOUNCED, problem="550 5.1.1")
    change(scene, second, status=MailStatus.SENT, sent_at=LATER)
    change(scene, third, status=MailStatus.FAILED, problem="550 5.2.2")
    with scene.database.read() as session:
        states = mail_states(session, [1, 2, 3])
    assert states == {1: MailState(MailStatus.SENT, "", LATER), 2: MailState(MailStatus.FAILED, "550 5.2.2", NOW)}
    assert [states[respondent].has_failed for respondent in (1, 2)] == [False, True]


def test_nobody_asked_about_is_nobody_told_about(scene: Scene) -> None:
    write(scene, About(respondent_id=1))
    write(scene, About())
    with scene.database.read() as session:
        assert mail_states(session, []) == {}


def test_mails_about_an_assessment_come_latest_first(scene: Scene) -> None:
    mails = [write(scene, About(assessment_id=assessment)) for assessment in (1, 2, 1)]
    with scene.database.read() as session:
        assert [row.id for row in mails_about(session, 1)] == [mails[2], mails[0]]
        assert len(session.exec(select(MailRow)).all()) == 3
