"""Asking people to answer in Norrby, and what came of it: the letters, the links in them, the log."""

import json
import re
from typing import Any

from sqlalchemy import select, update
from sqlmodel import col

from app.accounts.invitations.tables.reading import WrittenList
from app.accounts.kernel.roles import Actor
from app.accounts.mail.mail_status import MailStatus
from app.services.respondents.invitations import InvitationPlan, invite
from app.services.respondents.open_links import create_open_link
from app.services.respondents.personal_links import follow
from app.services.respondents.respondents import RespondentWithMail, respondents
from app.storage.tables import AuditLineRow, MailRow
from tests.builders import NOW, Scene

URL = "https://kollen.example"
LINK = re.compile(re.escape(URL) + r"/lank/([A-Za-z0-9_-]{43})")


def pasted(*lines: str, group: str = "strateg") -> WrittenList:
    return WrittenList("\n".join(lines), chosen=group)


def ask(scene: Scene, *addresses: str, group: str = "strateg", **options: Any) -> InvitationPlan:
    """Norrby's coordinator invites people in a role group."""
    now = options.get("now", NOW)
    return invite(scene.database, scene.coordinator, scene.norrby, pasted(*addresses, group=group), now, public_url=URL)


def people(scene: Scene) -> dict[str, RespondentWithMail]:
    """Those who are invited in Norrby, by address."""
    rows = respondents(scene.database, scene.coordinator, scene.norrby).people
    return {respondent.asked.address: respondent for respondent in rows}


def letters(scene: Scene, address: str | None = None) -> list[MailRow]:
    query = select(MailRow).order_by(col(MailRow.id))
    with scene.database.read() as session:
        rows = session.execute(query).scalars().all()
    return [letter for letter in rows if address is None or letter.to_address == address]


def token_to(scene: Scene, address: str) -> str:
    """Of the link in the latest letter to an address."""
    match = LINK.search(letters(scene, address)[-1].body)
    assert match is not None
    return match[1]


def guest(scene: Scene, address: str) -> Actor:
    """Somebody who came by the link in the latest letter to an address."""
    place = follow(scene.database, token_to(scene, address))
    return Actor(place.person_id, "", respondent_id=place.respondent_id)


def new_open_link(scene: Scene, most: str = "", group: str = "strateg", form: str = "") -> str:
    """The token of an open link that Norrby's coordinator makes."""
    link = create_open_link(
        scene.database, scene.coordinator, scene.norrby, group, most, NOW, form=form, session_secret="s"
    )
    assert link.token is not None
    return link.token


def mail_became(scene: Scene, address: str, status: MailStatus) -> None:
    statement = update(MailRow).where(col(MailRow.to_address) == address).values(status=status)
    scene.database.write(lambda session: session.execute(statement))


def log(scene: Scene) -> list[tuple[str, dict[str, Any]]]:
    """What the audit log has, action and facts."""
    query = select(col(AuditLineRow.action), col(AuditLineRow.facts)).order_by(col(AuditLineRow.number))
    with scene.database.read() as session:
        return [(action, json.loads(facts)) for action, facts in session.execute(query)]
