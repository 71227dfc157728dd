"""What keeps a kommun or a capital in a round: what kommuner have done there, and would lose with it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.errors import InvalidInputError
from app.messages import Message
from app.reports.kernel.organisation_words import counted
from app.reports.kernel.wording import listing, lowered
from app.rounds.kernel.assessment import Assessment
from app.rounds.kernel.round import Round
from app.rounds.progress.round_plans import Field
from app.services.rounds import words
from app.storage.assessments.plans import actions_of_each
from app.storage.kernel.assessments import assessments_of_round
from app.storage.privacy.removal import remove_assessments
from app.storage.rounds.kommun_work import worked_in
from app.storage.rounds.rounds import add_assessments, begun_in


@dataclass(frozen=True, slots=True)
class RoundWork:
    """Ids of the assessments of a round that have any."""

    begun: frozenset[int]
    """Where somebody has saved an answer."""
    every: frozenset[int]
    """Where there is anything of the kommun's own, answers too."""

    def why_it_stays(self, assessment: Assessment) -> Message | None:
        """Why the kommun cannot be removed, or None when it can. It tells no more than that something was done."""
        if assessment.id in self.begun:
            return words.KOMMUN_HAS_BEGUN.with_facts(name=assessment.municipality)
        if assessment.id in self.every:
            return words.KOMMUN_HAS_PREPARED.with_facts(name=assessment.municipality)
        return None


def work_in(session: Session, round_id: int) -> RoundWork:
    """To remove somebody by it, look after the round's assessments are locked (`locked_round` with answering)."""
    return RoundWork(begun_in(session, round_id), worked_in(session, round_id))


def why_capitals_stay(session: Session, before: Round, after: Round, questionnaire: Questionnaire) -> Message | None:
    """Why the round, which asked as `before`, cannot ask as `after`: kommuner have actions in what would be left out.

    How many they are, not which: a region reads a kommun's actions only where they are shared.
    """
    leaving = [
        capital
        for capital in before.asked_capitals(questionnaire)
        if capital not in after.asked_capitals(questionnaire)
    ]
    assessments = assessments_of_round(session, before.id)
    capital_ids = {
        assessment_id: {item.action.capital_id for item in actions}
        for assessment_id, actions in actions_of_each(session, [item.id for item in assessments]).items()
    }
    names = [lowered(capital.name) for capital in leaving if any(capital.id in ids for ids in capital_ids.values())]
    if not names:
        return None
    leaving_ids = {capital.id for capital in leaving}
    return words.CAPITALS_WITH_ACTIONS.with_facts(
        who=counted(item for item in assessments if capital_ids[item.id] & leaving_ids),
        capitals=listing(names),
        them="det" if len(names) == 1 else "dem",
    )


def change_kommuner(session: Session, round_id: int, before: Collection[Assessment], after: Collection[int]) -> None:
    """Have these kommuner, by their ids, in a planned round. Raises InvalidInputError where one that would leave has
    done something there.
    """
    leaving = [assessment for assessment in before if assessment.municipality_id not in after]
    work = work_in(session, round_id)
    why_they_stay = next(filter(None, map(work.why_it_stays, leaving)), None)
    if why_they_stay is not None:
        raise InvalidInputError({Field.KOMMUNER: why_they_stay})
    remove_assessments(session, [assessment.id for assessment in leaving])
    add_assessments(session, round_id, sorted(set(after) - {assessment.municipality_id for assessment in before}))
