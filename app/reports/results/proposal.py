"""Förslag till beslut: a text that a kommun can paste into its own proposal to kommunstyrelsen."""

from collections.abc import Sequence

from app.reports.figures.capital_facts import name_in_text
from app.reports.figures.capital_texts import ProfileText
from app.reports.kernel.organisation_words import OrganisationNoun
from app.reports.kernel.wording import count, in_words, listing, quoted
from app.reports.results.content import Proposal, StepLine
from app.reports.results.parts.plan import open_actions, targets_by_name
from app.reports.results.subject import Findings, Subject

HEADING = "Förslag till beslut"
TRIAL = "Provomgång. Lägg inte fram förslaget."
EXAMPLE = "Exempeldata. Uppgifterna är påhittade."
MAX_TARGETS = 4
"""So many different targets are told in one point; more are for the report to list."""
NOT_APPROVED = "Resultatet är inte fastställt. Fastställ det innan ni lägger fram förslaget."


def proposal(texts: ProfileText, findings: Findings, steps: Sequence[StepLine], subject: Subject) -> Proposal:
    """What kommunstyrelsen is asked to decide: the picture, the start, targets, steps and following up."""
    cautions = ((TRIAL, subject.is_trial), (EXAMPLE, subject.is_example_data))
    return Proposal(
        caution=" ".join(words for words, applies in cautions if applies),
        opening=f"{subject.noun.board} beslutar att",
        points=(
            *_picture(texts, findings, subject),
            _targets(texts, subject.noun),
            *_assignment(steps, subject.noun),
            _follow_up(findings),
        ),
        note=NOT_APPROVED if subject.approval is None else "",
    )


def _picture(texts: ProfileText, findings: Findings, subject: Subject) -> list[str]:
    title = quoted(texts.questionnaire.title)
    if all(text.result.index is None for text in texts.own):
        return [f"ge {subject.noun.director} i uppdrag att {_getting_a_result(title, findings, subject)}"]
    points = [f"ställa sig bakom lägesbilden i självskattningen {title}"]
    if findings.start is not None:
        points.append(f"börja med {name_in_text(findings.start.capital_id, texts.questionnaire)}")
    return points


def _getting_a_result(title: str, findings: Findings, subject: Subject) -> str:
    """What can still be done: several have been asked and answering is over, so only a meeting can fill what lacks."""
    if subject.approval is not None:
        return "se till att tillräckligt många svarar i nästa självskattning"
    if findings.samsyn:
        return f"samla dem som har svarat till ett gemensamt möte som enas om nivåerna i självskattningen {title}"
    return f"få in de svar som saknas i självskattningen {title}"


def _targets(texts: ProfileText, noun: OrganisationNoun) -> str:
    targets = targets_by_name(texts)
    if not targets:
        return f"ge {noun.director} i uppdrag att föreslå vilken nivå {noun.the} ska nå i varje kapitalslag"
    if len(targets) > MAX_TARGETS:
        return "fastställa målnivåerna för varje kapitalslag enligt rapporten"
    levels = listing([f"{target} för {names}" for target, names in targets])
    return f"fastställa {'målnivån' if len(targets) == 1 else 'målnivåerna'} {levels}"


def _assignment(steps: Sequence[StepLine], noun: OrganisationNoun) -> list[str]:
    if not steps:
        return []
    if all(step.is_advice for step in steps):
        what = "steget" if len(steps) == 1 else f"vart och ett av de {in_words(len(steps))} stegen"
        return [f"ge {noun.director} i uppdrag att utse ansvarig och slutdatum för {what} i rapporten"]
    return [f"ge {noun.director} i uppdrag att föreslå åtgärd, ansvarig och slutdatum för varje fråga i rapporten"]


def _follow_up(findings: Findings) -> str:
    amount = len(open_actions(findings.actions))
    if not amount:
        return "följa upp beslutet i nästa självskattning"
    return f"följa upp beslutet och planens {count(amount, 'åtgärd', 'åtgärder')} i nästa självskattning"
