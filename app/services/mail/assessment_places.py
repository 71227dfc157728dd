"""What mails about an assessment can name: the values of the places in their wording."""

from datetime import datetime

from app.accounts.mail.mail_kinds import LAST_DAY, PASSED
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.kernel.wording import date
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.days import day_of
from app.services.mail import words


def round_places(
    assessment: Assessment, questionnaire: Questionnaire, link: str, contact: str, now: datetime
) -> dict[str, str]:
    """What every mail about an assessment can name."""
    return {
        "region": assessment.round.region_name,
        "kommun": assessment.municipality,
        "huvudmän": " och ".join(dict.fromkeys((assessment.municipality, assessment.round.region_name))),
        "saken": matter_of(assessment),
        "organisationen": words.ASSOCIATION if assessment.is_association else words.KOMMUN,
        "formulär": _form_name(assessment, questionnaire),
        "år": str(assessment.round.year),
        LAST_DAY: PASSED if assessment.round.is_overdue(day_of(now)) else date(assessment.round.closes_on),
        "länk": link,
        "kontakt": contact,
    }


def matter_of(assessment: Assessment) -> str:
    """What it asks about, as a question."""
    round_ = assessment.round
    return words.MATTERS[round_.subject].format(name=assessment.municipality, region=round_.region_name)


def _form_name(assessment: Assessment, questionnaire: Questionnaire) -> str:
    """Without the year, which stands beside it. A mail of a trial round says so."""
    name = questionnaire.title.removesuffix(f" {questionnaire.year}")
    return words.TRIAL_FORM.format(name=name) if assessment.round.is_trial else name
