"""Parts of the page on a round's quality that are a conclusion, a table and how it is made."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.assessment.instrument import reliability
from app.assessment.instrument.drift import QuestionDrift
from app.assessment.instrument.meeting_effect import MeetingEffect
from app.assessment.instrument.reliability import ReliabilityEstimate
from app.assessment.instrument.response import RoleResponse
from app.reports.figures.capital_facts import name_in_text, value_text
from app.reports.kernel.wording import lowered, number, percent, signed
from app.reports.rounds import instrument_words as words
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.visibility import is_readable
from app.rounds.overview.overview import Showing
from app.services.rounds.instrument import DriftSince, Quality, Responses

MISSING = "–"


@dataclass(frozen=True, slots=True)
class SectionTable:
    """The first cell of a row is its heading, the others are numbers. Folded away under `folded`, unless empty."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    heading: str
    conclusion: str
    tables: tuple[SectionTable, ...]
    explained: tuple[str, ...]


def sections(quality: Quality) -> Iterator[Section]:
    """In the order of the page; of what there is nothing to say of, none."""
    if quality.meetings:
        yield _meetings(quality)
        yield _reliability(quality)
    if quality.responses is not None:
        yield _responses(quality, quality.responses)
    if quality.drift is not None:
        yield _drift(quality, quality.drift)


def _meetings(quality: Quality) -> Section:
    names = {effect.capital_id: name_in_text(effect.capital_id, quality.questionnaire) for effect in quality.meetings}
    header = ("Kapitalslag", "Medel", "Spridning", "Upp", "Ned", "Kommuner")
    rows = tuple(_meeting(quality, effect) for effect in quality.meetings)
    table = SectionTable("Hur långt mötena flyttade index", header, rows)
    conclusion = words.meetings_conclusion(quality.meetings, names)
    return Section("moten", "Vad mötena gjorde", conclusion, (table,), words.meetings_explained())


def _meeting(quality: Quality, effect: MeetingEffect) -> tuple[str, ...]:
    name = quality.questionnaire.capital(effect.capital_id).name
    mean = MISSING if effect.mean is None else signed(effect.mean, 2)
    spread = MISSING if effect.spread is None else number(effect.spread, 2)
    return (name, mean, spread, _whole(effect.up), _whole(effect.down), number(effect.kommuner))


def _reliability(quality: Quality) -> Section:
    enough = number(reliability.MIN_RELIABILITY)
    header = (
        "Kapitalslag",
        "Skillnad mellan kommuner, ICC(1)",
        f"Behövs för {enough}",
        f"Når {enough}",
        "Kommuner",
        "Svarande",
    )
    rows = tuple(_capital(quality, estimate) for estimate in quality.reliabilities)
    return Section(
        "tillforlitlighet",
        "Hur väl svaren skiljer kommuner åt",
        words.reliability_conclusion(quality.reliabilities),
        (SectionTable("Tillförlitlighet per kapitalslag", header, rows), _of_kommuner(quality)),
        words.reliability_explained(quality.questionnaire.limits.min_group),
    )


def _capital(quality: Quality, estimate: ReliabilityEstimate) -> tuple[str, ...]:
    successes = sum(figure >= reliability.MIN_RELIABILITY for figure in estimate.by_kommun.values())
    return (
        quality.questionnaire.capital(estimate.capital_id).name,
        MISSING if estimate.icc1 is None else number(estimate.icc1, 2),
        _whole(estimate.needed),
        f"{number(successes)} av {number(len(estimate.by_kommun))}" if estimate.by_kommun else MISSING,
        number(estimate.kommuner),
        number(estimate.respondents) if estimate.respondents else MISSING,
    )


def _of_kommuner(quality: Quality) -> SectionTable:
    capitals = [quality.questionnaire.capital(estimate.capital_id).short_name for estimate in quality.reliabilities]
    rows = tuple(
        (
            assessment.municipality,
            *(_of_kommun(estimate, assessment) for estimate in quality.reliabilities),
        )
        for assessment in quality.kommuner
    )
    return SectionTable(
        caption="Tillförlitlighet per kommun",
        header=("Kommun", *capitals),
        rows=rows,
        folded="Tillförlitlighet per kommun",
    )


def _of_kommun(estimate: ReliabilityEstimate, assessment: Assessment) -> str:
    """Of a named kommun nothing is told before it has approved its result, though it counts (decision 0047)."""
    if not is_readable(assessment):
        return Showing.NOT_READY.value
    return number(estimate.by_kommun[assessment.id], 2) if assessment.id in estimate.by_kommun else MISSING


def _responses(quality: Quality, responses: Responses) -> Section:
    names = {role.id: role.name for role in quality.questionnaire.role_groups}
    rows = tuple(_role(names[role.role_group], role) for role in responses.roles)
    return Section(
        "svarsfrekvens",
        "Svarsfrekvens per roll",
        words.responses_conclusion(responses.roles, {role: lowered(name) for role, name in names.items()}),
        (
            SectionTable(
                "Svarsfrekvens per roll", ("Roll", "Tillfrågade", "Har svarat på minst en fråga", "Andel"), rows
            ),
        ),
        words.responses_explained(responses.by_open_link, quality.questionnaire.limits.min_group),
    )


def _role(name: str, role: RoleResponse) -> tuple[str, ...]:
    share = MISSING if role.share is None else percent(role.share)
    return (name, number(role.asked), _whole(role.answered), share)


def _drift(quality: Quality, drift_since: DriftSince) -> Section:
    years = (str(drift_since.earlier_year), str(quality.round.year))
    header = ("Fråga", *years, "Ändring", "Robust z", "Kommuner")
    flagged_rows = tuple(_question(quality, question) for question in drift_since.drift.flagged)
    every = tuple(_question(quality, question) for question in drift_since.drift.questions)
    tables = (
        [SectionTable("Frågor där svaren har ändrats mer eller mindre än i de andra", header, flagged_rows)]
        if flagged_rows
        else []
    )
    tables += (
        [SectionTable(caption="Alla frågors ändring", header=header, rows=every, folded="Alla frågor")] if every else []
    )
    return Section(
        "andrade-fragor",
        "Frågor där svaren har ändrats mer eller mindre än i de andra",
        words.drift_conclusion(drift_since.drift, drift_since.earlier_year),
        tuple(tables),
        words.drift_explained(drift_since.drift),
    )


def _question(quality: Quality, question: QuestionDrift) -> tuple[str, ...]:
    scale = quality.questionnaire.scale
    return (
        quality.questionnaire.questions[question.question_id].text,
        value_text(question.earlier, scale),
        value_text(question.later, scale),
        signed(question.change, 2),
        MISSING if question.z is None else signed(question.z, 2),
        number(question.kommuner),
    )


def _whole(amount: int | None) -> str:
    return MISSING if amount is None else number(amount)
