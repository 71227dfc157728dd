"""Tables of a region's project bank: ideas and who is with them, projects, calls and who is interested."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.reports.kernel.tables import Cell, Column, ColumnKind, Export, ExportTable, Source
from app.reports.kernel.wording import listing
from app.reports.tables.lists import capital_cells
from app.reports.tables.marking import CAPITAL, facts_table
from app.support.projects.funding_call import CallInterest, StoredCall
from app.support.projects.idea import IdeaRole, StoredIdea
from app.support.projects.idea_decision import IdeaDecision
from app.support.projects.names import CALL_INTERESTS, CALL_STATES, IDEA_ROLES, IDEA_STATES, PROJECT_STATES
from app.support.projects.project import StoredProject

IDEA_COLUMNS = (
    Column("idea_id", "Idéns nummer", "Som i adressen till idén.", ColumnKind.WHOLE),
    Column("title", "Idé", "Idéns namn."),
    Column("problem", "Problem", "Vad idén ska lösa."),
    *CAPITAL,
    Column("state", "Läge", "Fångad, beskriven, i beredning, prioriterad, vilande eller avslutad."),
    Column("catcher", "Från", "Kommunen eller regionen som fångade idén."),
    Column("caught_on", "Fångad", "Dagen då idén skrevs in.", ColumnKind.DATE),
    *(Column(f"kommuner_{role}", IDEA_ROLES[role], "Kommuner som har sagt det.") for role in IdeaRole),
    Column("receiver", "Mottagare i linjen", "Funktionen som tar hand om resultatet."),
    Column("follow_up", "Uppföljning", "Hur idén ska följas upp."),
    Column("obligation", "Krav i lag", "Lag eller förordning som kräver det; tom utan krav."),
    Column("decision", "Beslut", "Regionens senaste beslut, i dess egna ord."),
    Column("diary_number", "Diarienummer", "Beslutets."),
    Column("decided_on", "Beslutat", "Dagen då beslutet togs.", ColumnKind.DATE),
    Column("review_on", "Prövas igen", "Dagen då idén tas upp på nytt.", ColumnKind.DATE),
)
PROJECT_COLUMNS = (
    Column("project_id", "Projektets nummer", "Som i adressen till projektet.", ColumnKind.WHOLE),
    Column("idea_id", "Idéns nummer", "Idén som projektet kommer ur.", ColumnKind.WHOLE),
    Column("title", "Projekt", "Projektets namn."),
    Column("state", "Läge", "Ansökan, fick avslag, beviljat, pågår, avslutat, i vardagen eller lades ner."),
    Column("reason", "Skäl", "Varför det fick avslag eller lades ner."),
    Column("parties", "Parter", "Kommuner och andra som är med."),
    Column("receiver", "Mottagare i linjen", "Funktionen som tar över."),
    Column("starts_on", "Börjar", "Första dagen.", ColumnKind.DATE),
    Column("ends_on", "Slutar", "Sista dagen.", ColumnKind.DATE),
    Column("result", "Resultat", "Vad projektet gav."),
    Column("goes_over", "Går över i det dagliga arbetet", "Vad som görs utan projekt efteråt."),
    Column("replication", "Krävs för att göra likadant", "Tid, pengar, kompetens och beslut."),
)
CALL_COLUMNS = (
    Column("call_id", "Utlysningens nummer", "Som i adressen till utlysningen.", ColumnKind.WHOLE),
    Column("title", "Utlysning", "Utlysningens namn."),
    Column("funder", "Finansiär", "Den som ger pengarna."),
    Column("state", "Läge", "Öppen eller stängd, den dag filen gjordes."),
    Column("opens_on", "Öppnar", "Första dagen att söka.", ColumnKind.DATE),
    Column("last_day", "Stänger", "Sista dagen att söka.", ColumnKind.DATE),
    Column("applicants", "Får söka", "Vilka som får söka."),
    Column("own_share_percent", "Egen insats, procent", "Tom där den inte är känd.", ColumnKind.WHOLE),
    Column("comment", "Varför den passar", "Regionens egna ord."),
    Column("link", "Länk", "Till hela utlysningen."),
    *(Column(f"kommuner_{each}", CALL_INTERESTS[each], "Kommuner som har sagt det.") for each in CallInterest),
)


@dataclass(frozen=True, slots=True)
class IdeaRecord:
    """An idea and the decision that counts."""

    idea: StoredIdea
    caught_on: date
    decision: IdeaDecision | None


def projects_export(
    ideas: Sequence[IdeaRecord],
    projects: Sequence[StoredProject],
    calls: Sequence[StoredCall],
    names: Mapping[str, str],
    source: Source,
    facts: Sequence[tuple[str, str]],
) -> Export:
    """`names` are those of the capitals by id."""
    return Export(
        title=f"Idéer, projekt och utlysningar i {source.owner}",
        stem=source.stem_of_day("projektbank"),
        source=source,
        tables=(
            ExportTable(
                key="ideas",
                name="ideer",
                title="Idéer",
                explanation="En idé per rad, den senaste först.",
                columns=IDEA_COLUMNS,
                rows=tuple(_idea(record, names) for record in ideas),
            ),
            ExportTable(
                key="projects",
                name="projekt",
                title="Projekt",
                explanation="Ett projekt per rad, det senaste först.",
                columns=PROJECT_COLUMNS,
                rows=tuple(map(_project, projects)),
            ),
            ExportTable(
                key="calls",
                name="utlysningar",
                title="Utlysningar",
                explanation="En utlysning per rad, den som stänger först överst. Utkast är inte med.",
                columns=CALL_COLUMNS,
                rows=tuple(_call(call, source.made) for call in calls),
            ),
            facts_table(facts),
        ),
    )


def _idea(record: IdeaRecord, names: Mapping[str, str]) -> tuple[Cell, ...]:
    stored_idea, idea, decision = record.idea, record.idea.idea, record.decision
    return (
        stored_idea.id,
        idea.title,
        idea.problem,
        *capital_cells(idea.capital_id, names),
        IDEA_STATES[stored_idea.state],
        stored_idea.catcher,
        record.caught_on,
        *(
            listing([each.municipality for each in stored_idea.parties if each.role is role]) or None
            for role in IdeaRole
        ),
        idea.receiver or None,
        idea.follow_up or None,
        idea.obligation or None,
        None if decision is None else decision.text,
        None if decision is None else decision.diary_number,
        None if decision is None else decision.decided_on,
        None if decision is None else decision.review_on,
    )


def _project(stored_project: StoredProject) -> tuple[Cell, ...]:
    project = stored_project.project
    return (
        stored_project.id,
        stored_project.idea_id,
        project.title,
        PROJECT_STATES[stored_project.state],
        stored_project.reason or None,
        project.parties,
        project.receiver,
        project.starts_on,
        project.ends_on,
        project.result or None,
        project.goes_over or None,
        project.replication or None,
    )


def _call(stored_call: StoredCall, today: date) -> tuple[Cell, ...]:
    call = stored_call.call
    return (
        stored_call.id,
        call.title,
        call.funder,
        CALL_STATES[stored_call.state(today)],
        call.opens_on,
        call.last_day,
        call.applicants or None,
        call.own_share_percent,
        call.comment or None,
        call.link,
        *(
            listing([each.municipality for each in stored_call.kommuner if each.interest is interest]) or None
            for interest in CallInterest
        ),
    )
