"""What each step of a kommun's year says of itself: how far it has come, since when, and whom it waits for."""

from collections.abc import Callable

from app.reports.kernel.organisation_words import noun_of
from app.rounds.kernel.assessment import Mode
from app.rounds.kernel.days import day_of
from app.rounds.progress.year import StepName, StepState, YearStep
from app.services.answering.respondent_place import not_open_because
from app.services.assessments.year import Year
from app.web.assessments.contexts.handing_in import names_of_approvers
from app.web.shell.formatting import day, span
from app.web.shell.wording import SHARING

NOTHING_SETTLED = "Inget är avgjort än."


def note_of(year: Year, step: YearStep) -> str:
    """A sentence or two; empty where there is nothing to say."""
    return _NOTES[step.name](year, step.state)


def _note_reviewing(year: Year, _state: StepState) -> str:
    count, waiting = year.facts.last_actions, year.facts.waiting_actions
    actions = "1 åtgärd" if count == 1 else f"{count} åtgärder"
    return f"{waiting} av {actions} väntar på besked." if waiting else f"{actions} har fått besked."


def _note_preparing(year: Year, state: StepState) -> str:
    if state is StepState.WAITING:
        return not_open_because(year.assessment.round) or ""
    noun = noun_of(is_association=year.assessment.is_association)
    return {
        Mode.SEVERAL: "Flera svarar var för sig.",
        Mode.SIMPLE: f"En svarar för hela {noun.the}.",
        Mode.UNDECIDED: f"Flera var för sig, eller en för hela {noun.the}." if state is StepState.ONGOING else "",
    }[year.facts.mode]


def _note_inviting(year: Year, state: StepState) -> str:
    number, limit = year.facts.asked, year.facts.min_group
    if not number:
        return "" if state is StepState.COMING else f"Minst {limit} behöver svara."
    people = "En person är tillfrågad." if number == 1 else f"{number} personer är tillfrågade."
    return people if number >= limit else f"{people} Minst {limit} behöver svara."


def _note_answering(year: Year, state: StepState) -> str:
    facts = year.facts
    if facts.may_hand_in_late:
        noun = noun_of(is_association=year.assessment.is_association)
        return f"Omgången är stängd. Det ni har sparat blir {noun.of} svar när ni lämnar in."
    if state is StepState.COMING or facts.mode is not Mode.SEVERAL:
        return ""
    return f"{facts.finished} av {facts.asked} är klara." if facts.asked > 1 else ""


def _note_closing(year: Year, state: StepState) -> str:
    closed_at = year.assessment.answering_closed_at
    if closed_at is not None:
        return f"Avslutad {day(day_of(closed_at))}."
    if state is not StepState.ONGOING:
        return ""
    return "Alla är klara." if year.facts.finished == year.facts.asked else "Sista dagen har passerat."


def _note_meeting(year: Year, state: StepState) -> str:
    facts, time = year.facts, year.meeting_time
    when = f"Mötet är {span(time.starts_at, time.ends_at)}." if time is not None and not facts.settled else ""
    if state is StepState.COMING:
        return when
    return f"{facts.settled} av {facts.questions} frågor är avgjorda." if facts.settled else when or NOTHING_SETTLED


def _note_planning(year: Year, state: StepState) -> str:
    targets, actions = year.facts.targets, year.facts.actions
    if not targets and not actions:
        return {
            StepState.COMING: "",
            StepState.DONE: "Det lämnades in utan mål och åtgärder.",
        }.get(state, "Det finns inga mål eller åtgärder än.")
    return f"{targets} mål och {'1 åtgärd' if actions == 1 else f'{actions} åtgärder'}."


def _note_handing_in(year: Year, state: StepState) -> str:
    latest = year.latest
    if latest is None or state is StepState.COMING:
        return ""
    if year.facts.is_returned and latest.returned_at is not None:
        return f"Skickades tillbaka {day(day_of(latest.returned_at))}: {latest.returned_reason}"
    if state is not StepState.DONE:
        return ""
    who = f" av {year.submitted_by}" if year.submitted_by else ""
    return f"Inlämnat{who} {day(day_of(latest.submitted_at))}."


def _note_approving(year: Year, state: StepState) -> str:
    approved_at = year.assessment.approved_at
    if approved_at is not None:
        who = f" av {year.assessment.approved_by}" if year.assessment.approved_by else ""
        return f"Fastställt{who} {day(day_of(approved_at))}."
    if not year.approvers:
        return "Ni har ingen godkännare än."
    names = _approvers_to(year)
    if state is not StepState.WAITING or year.latest is None:
        return f"Görs av {names}."
    return f"Väntar på {names} sedan {day(day_of(year.latest.submitted_at))}."


def _approvers_to(year: Year) -> str:
    """In running text, to the reader, who may be one of them."""
    others = names_of_approvers([approver for approver in year.approvers if approver.person_id != year.reader_id])
    is_one = any(approver.person_id == year.reader_id for approver in year.approvers)
    return " eller ".join(filter(None, ["dig" if is_one else "", others]))


def _note_sharing(year: Year, state: StepState) -> str:
    if state is StepState.COMING:
        return ""
    return "Inget delas nu." if state is StepState.ONGOING else f"Delas {SHARING[year.assessment.sharing]}."


def _note_reporting(year: Year, state: StepState) -> str:
    if not year.facts.is_closed:
        return ""
    return "Som webbsida, PDF, Word och PowerPoint." if state is StepState.ONGOING else "Ett utkast finns att läsa."


_NOTES: dict[StepName, Callable[[Year, StepState], str]] = {
    StepName.REVIEW: _note_reviewing,
    StepName.PREPARE: _note_preparing,
    StepName.INVITE: _note_inviting,
    StepName.ANSWER: _note_answering,
    StepName.CLOSE: _note_closing,
    StepName.MEETING: _note_meeting,
    StepName.PLAN: _note_planning,
    StepName.HAND_IN: _note_handing_in,
    StepName.APPROVE: _note_approving,
    StepName.SHARE: _note_sharing,
    StepName.REPORT: _note_reporting,
}
