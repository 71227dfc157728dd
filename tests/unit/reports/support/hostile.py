"""Texts that no line has room for, in every place of a report where a kommun or a region writes freely."""

import datetime as dt
from dataclasses import replace

from app.assessment.answering.answers import Answer
from app.assessment.meeting.outcomes import Outcome
from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.meeting.protocol import Protocol
from app.reports.overview.regional.content import RegionalContent
from app.reports.privacy.disclosure import Disclosure, DisclosureSheet
from app.reports.results.building import build_report
from app.reports.results.content import ReportContent
from app.reports.results.subject import Approval
from app.rounds.assessments.plans import Action, Target
from tests.unit.reports.meeting import test_protocol
from tests.unit.reports.privacy import test_disclosure
from tests.unit.reports.results import test_content
from tests.unit.reports.support import regional_samples, samples

LINK = "https://delning.kommun.example/:w:/r/sites/omstallning/_layouts/15/Doc.aspx?sourcedoc=" + "%7B4f9A" * 37
WORD = "Samhällsbyggnadsförvaltningsverksamhetsutvecklingssamordningsfunktionsansvarighetsfrågornas"
"""Ninety letters and no hyphen."""
NAME = WORD[:60]
SIGHTED = "Underlaget finns i samhällsbyggnadsförvaltningens verksamhetsutvecklingsplan"
"""Ordinary words, which must be found whole however the lines are broken."""


def actions(questionnaire: Questionnaire) -> tuple[Action, ...]:
    first, second = questionnaire.capitals[:2]
    return (
        Action(first.id, f"Läs {LINK} och {SIGHTED}", WORD, dt.date(2027, 3, 15)),
        Action(second.id, WORD, "Anna Ek"),
    )


def outcomes(questionnaire: Questionnaire) -> dict[str, Outcome]:
    return {
        identifier: Outcome(Answer.level(3), reason=f"{WORD} {SIGHTED} {LINK}", evidence_url=LINK)
        for identifier in questionnaire.questions
    }


def report() -> ReportContent:
    """A report whose every free text is as hostile as it may be."""
    questionnaire = samples.questionnaire().model_copy(update={"title": f"{WORD} 2026"})
    development, editions = samples.development(questionnaire)
    subject = replace(
        test_content.SUBJECT,
        municipality_name=NAME,
        is_example_data=True,
        approval=Approval(dt.date(2026, 11, 20), WORD),
        corrections=(f"2026-11-20 ändrades ”{WORD}” till ”{LINK}”. Skäl: {LINK}",),
    )
    findings = replace(
        test_content.FINDINGS,
        actions=actions(questionnaire),
        targets={capital.id: Target(4, 2028) for capital in questionnaire.capitals},
        outcomes=outcomes(questionnaire),
        reasons_shown=True,
        development=development,
        editions=editions,
        support=samples.support(WORD, f"{WORD} {NAME[:20]}", WORD),
    )
    return build_report(questionnaire, subject, findings, test_content.PEOPLE)


def protocol() -> Protocol:
    subject = replace(test_protocol.SUBJECT, municipality_name=NAME, is_trial=True)
    return replace(test_protocol.protocol(outcomes(test_protocol.QUESTIONNAIRE), subject), title=f"{WORD} 2026")


def regional() -> RegionalContent:
    kommuner = tuple(
        replace(kommun, name=f"{kommun.name} {NAME}")
        for kommun in (*regional_samples.SHARING, *regional_samples.HIDDEN)
    )
    findings = regional_samples.findings(kommuner, years=regional_samples.panel())
    subject = replace(regional_samples.SUBJECT, region_name=NAME)
    return replace(regional_samples.content(findings, subject), title=f"{WORD} 2026")


def disclosure() -> Disclosure:
    columns = ("Fråga", "Svar", "Skäl", "Underlag", "När")
    rows = (("Vilka mål?", "Etablerat", f"{WORD} {SIGHTED}", LINK, "2026-11-02"),)
    return replace(test_disclosure.DISCLOSURE, title=WORD, sheets=(DisclosureSheet("skal", "Skäl", columns, rows),))
