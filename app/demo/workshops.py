"""A closed workshop of the example region: three groups, notes with dots, and a need that came of it."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from app.storage.support.needs import needs_of
from app.storage.tables import AssessmentRow, MunicipalityRow, WorkshopGroupRow, WorkshopNoteRow
from app.storage.workshops import workshops as stored
from app.storage.workshops.landings import add_landing
from app.support.workshops.landing import LandingKind
from app.support.workshops.workshop import GroupPhase, NoteColumn, WorkshopPlan

KOMMUN = "1402"
_STRENGTHEN, _REGIONAL = NoteColumn.STRENGTHEN, NoteColumn.REGIONAL
_KNOWLEDGE, _RESOURCES, _ROOM = NoteColumn.KNOWLEDGE, NoteColumn.RESOURCES, NoteColumn.ROOM
NOTES: dict[str, tuple[tuple[NoteColumn, str, str, int], ...]] = {
    "organisatoriskt": (
        (_STRENGTHEN, "Tydliga uppdrag", "Skriv in omställningen i förvaltningschefernas uppdrag", 4),
        (_STRENGTHEN, "Tydliga uppdrag", "Följ upp den i samma tertialrapport som allt annat", 2),
        (_STRENGTHEN, "", "En tjänst som äger de gemensamma frågorna, inte ett projekt", 3),
        (_RESOURCES, "", "En processledare som flera kommuner delar på", 5),
        (_KNOWLEDGE, "", "Exempel på uppdragsbeskrivningar som fungerar", 1),
        (_REGIONAL, "", "Tid hos regionen att följa kommunerna längre än ett projekt", 2),
    ),
    "human": (
        (_STRENGTHEN, "", "Avsätt två timmar i månaden för dem som driver på", 3),
        (_STRENGTHEN, "", "Låt nya chefer möta omställningen i introduktionen", 2),
        (_KNOWLEDGE, "", "En kort utbildning för stödfunktioner", 4),
        (_ROOM, "", "Ett nätverk för dem som är ensamma i sin roll", 1),
    ),
    "finansiellt": (
        (_STRENGTHEN, "", "Lyft omställningen i budgetdialogen redan i mars", 2),
        (_RESOURCES, "", "Någon som skriver ansökningar tillsammans med oss", 5),
        (_REGIONAL, "", "Någon hos regionen som kan utlysningarna och har tid", 2),
    ),
}
"""Capital -> column, heading, text and dots of each note of its group."""
LINES = {
    "organisatoriskt": "Ett uppdrag i linjen, som följs upp som allt annat.",
    "human": "Tid och kunskap till dem som ska göra det.",
    "finansiellt": "Pengar som finns kvar när projekten tar slut.",
}
PLAN = WorkshopPlan(
    title="Omställning i vardagen",
    focus="Vad krävs för att omställningen ska bli en del av det ordinarie arbetet?",
    dots=3,
    groups=tuple((capital_id, 1) for capital_id in NOTES),
)
LANDED = "Någon som skriver ansökningar tillsammans med oss"


def add_workshops(session: Session, region_id: int, round_id: int, now: datetime) -> None:
    kommun_id = session.exec(select(MunicipalityRow.id).where(MunicipalityRow.code == KOMMUN)).one()
    opening = now - timedelta(days=12)
    workshop_id = stored.add_workshop(session, region_id, kommun_id, PLAN, opening)
    for group in stored.groups_of(session, workshop_id):
        for position, (column, cluster, text, dots) in enumerate(NOTES[group.capital_id], 1):
            note = WorkshopNoteRow(
                group_id=group.id,
                column=column,
                text=text,
                cluster=cluster,
                position=position,
                dots=dots,
                created_at=opening,
            )
            session.add(note)
        session.flush()
        statement = update(WorkshopGroupRow).where(col(WorkshopGroupRow.id) == group.id)
        session.execute(
            statement.values(phase=GroupPhase.ONE_LINER, one_liner=LINES[group.capital_id], one_liner_version=1)
        )
    stored.close(session, workshop_id, opening + timedelta(hours=2))
    _land(session, kommun_id or 0, round_id, opening)


def _land(session: Session, kommun_id: int, round_id: int, now: datetime) -> None:
    """The kommun's need of this year came of the note that had most dots."""
    assessment_id = session.exec(
        select(AssessmentRow.id).where(AssessmentRow.municipality_id == kommun_id, AssessmentRow.round_id == round_id)
    ).one()
    note = session.exec(select(WorkshopNoteRow).where(WorkshopNoteRow.text == LANDED)).one()
    need = needs_of(session, assessment_id or 0)[0]
    add_landing(session, note.group_id, note.id, LandingKind.NEED, now, target_id=need.id, assessment_id=assessment_id)
