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
    names = {one.capital_id: name_in_text(one.capital_id, quality.questionnaire) for one in quality.meetings}
    header = ("Kapitalslag", "Medel", "Spridning", "Upp", "Ned", "Kommuner")
    rows = tuple(_meeting(quality, one) for one in quality.meetings)
    table = SectionTable("Hur långt mötena flyttade index", header, rows)
    conclusion = words.meetings_conclusion(quality.meetings, names)
    return Section("moten", "Vad mötena gjorde", conclusion, (table,), words.meetings_explained())


def _meeting(quality: Quality, one: MeetingEffect) -> tuple[str, ...]:
    name = quality.questionnaire.capital(one.capital_id).name
    mean = MISSING if one.mean is None else signed(one.mean, 2)
    spread = MISSING if one.spread is None else number(one.spread, 2)
    return (name, mean, spread, _whole(one.up), _whole(one.down), number(one.kommuner))


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
    rows = tuple(_capital(quality, one) for one in quality.reliabilities)
    return Section(
        "tillforlitlighet",
        "Hur väl svaren skiljer kommuner åt",
        words.reliability_conclusion(quality.reliabilities),
        (SectionTable("Tillförlitlighet per kapitalslag", header, rows), _of_kommuner(quality)),
        words.reliability_explained(quality.questionnaire.limits.min_group),
    )


def _capital(quality: Quality, one: ReliabilityEstimate) -> tuple[str, ...]:
    reached = sum(figure >= reliability.MIN_RELIABILITY for figure in one.by_kommun.values())
    return (
        quality.questionnaire.capital(one.capital_id).name,
        MISSING if one.icc1 is None else number(one.icc1, 2),
        _whole(one.needed),
        f"{number(reached)} av {number(len(one.by_kommun))}" if one.by_kommun else MISSING,
        number(one.kommuner),
        number(one.respondents) if one.respondents else MISSING,
    )


def _of_kommuner(quality: Quality) -> SectionTable:
    capitals = [quality.questionnaire.capital(one.capital_id).short_name for one in quality.reliabilities]
    rows = tuple(
        (
            assessment.municipality,
            *(
                number(one.by_kommun[assessment.id], 2) if assessment.id in one.by_kommun else MISSING
                for one in quality.reliabilities
            ),
        )
        for assessment in quality.kommuner
    )
    return SectionTable("Tillförlitlighet per kommun", ("Kommun", *capitals), rows, "Tillförlitlighet per kommun")


def _responses(quality: Quality, found: Responses) -> Section:
    names = {role.id: role.name for role in quality.questionnaire.role_groups}
    rows = tuple(_role(names[role.role_group], role) for role in found.roles)
    return Section(
        "svarsfrekvens",
        "Svarsfrekvens per roll",
        words.responses_conclusion(found.roles, {role: lowered(name) for role, name in names.items()}),
        (
            SectionTable(
                "Svarsfrekvens per roll", ("Roll", "Tillfrågade", "Har svarat på minst en fråga", "Andel"), rows
            ),
        ),
        words.responses_explained(found.by_open_link, quality.questionnaire.limits.min_group),
    )


def _role(name: str, role: RoleResponse) -> tuple[str, ...]:
    share = MISSING if role.share is None else percent(role.share)
    return (name, number(role.asked), _whole(role.answered), share)


def _drift(quality: Quality, found: DriftSince) -> Section:
    years = (str(found.earlier_year), str(quality.round.year))
    header = ("Fråga", *years, "Ändring", "Robust z", "Kommuner")
    flagged = tuple(_question(quality, one) for one in found.drift.flagged)
    every = tuple(_question(quality, one) for one in found.drift.questions)
    tables = (
        [SectionTable("Frågor där svaren har ändrats mer eller mindre än i de andra", header, flagged)]
        if flagged
        else []
    )
    tables += [SectionTable("Alla frågors ändring", header, every, "Alla frågor")] if every else []
    return Section(
        "andrade-fragor",
        "Frågor där svaren har ändrats mer eller mindre än i de andra",
        words.drift_conclusion(found.drift, found.earlier_year),
        tuple(tables),
        words.drift_explained(found.drift),
    )


def _question(quality: Quality, one: QuestionDrift) -> tuple[str, ...]:
    scale = quality.questionnaire.scale
    return (
        quality.questionnaire.questions[one.question_id].text,
        value_text(one.earlier, scale),
        value_text(one.later, scale),
        signed(one.change, 2),
        MISSING if one.z is None else signed(one.z, 2),
        number(one.kommuner),
    )


def _whole(amount: int | None) -> str:
    return MISSING if amount is None else number(amount)
