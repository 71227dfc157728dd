"""The log of mails, read by those who run a region or lead an assessment, for the people they manage; and by operators
for what did not arrive.
"""

from dataclasses import dataclass, replace

from app.accounts.kernel.email_addresses import masked_address
from app.accounts.kernel.list_page import ListPage
from app.accounts.kernel.roles import INSTALLATION, Actor, Place, Right
from app.accounts.mail.mail_status import MailLine
from app.accounts.organisations.organisation import Region
from app.errors import NotFoundError
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.keys import AssessmentKey
from app.services.kernel.access import assessment_for, require
from app.storage.engine.database import Database
from app.storage.mail import mail_log as stored
from app.storage.organisations.organisations import find_region


@dataclass(frozen=True, slots=True)
class RegionMail:
    region: Region
    lines: ListPage[MailLine]


@dataclass(frozen=True, slots=True)
class AssessmentMail:
    assessment: Assessment
    lines: ListPage[MailLine]


def undelivered_mail(database: Database, actor: Actor, number: int = 1) -> ListPage[MailLine]:
    """What was refused, came back or is tried again, of the whole installation, with addresses masked.

    Raises NotFoundError to those who do not run the installation.
    """
    with database.read() as session:
        require(actor, Right.RUN_INSTALLATION, INSTALLATION)
        part = stored.troubled_mail(session, number)
    items = tuple(replace(line, to_address=masked_address(line.to_address)) for line in part.items)
    return replace(part, items=items)


def region_mail(
    database: Database, actor: Actor, slug: str, number: int = 1, *, only_troubled: bool = False
) -> RegionMail:
    """Mails to the region's own people and to those who have a role in its kommuner. Respondents are the kommun's.

    Raises NotFoundError, or PermissionDeniedError to those of the region who do not run it.
    """
    with database.read() as session:
        region = find_region(session, slug)
        if region is None:
            raise NotFoundError
        require(actor, Right.RUN_REGION, Place(region.id))
        return RegionMail(region, stored.mail_of_region(session, region.id, number, only_troubled=only_troubled))


def assessment_mail(
    database: Database, actor: Actor, key: AssessmentKey, number: int = 1, *, only_troubled: bool = False
) -> AssessmentMail:
    """Mails to those who answer, and to the kommun's people about what happens in its assessment.

    Raises NotFoundError, or PermissionDeniedError to those of the kommun who do not lead it.
    """
    with database.read() as session:
        assessment = assessment_for(session, actor, key, Right.LEAD_ASSESSMENT)
        lines = stored.mail_of_assessment(session, assessment.id, number, only_troubled=only_troubled)
        return AssessmentMail(assessment, lines)
