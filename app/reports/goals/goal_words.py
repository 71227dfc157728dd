"""A common goal in words and as bars: the same on pages, in the report for the board and in files."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.capital_facts import level_name, name_in_text
from app.reports.figures.svg.goal_years import GoalBar
from app.reports.kernel.wording import count, listing, number
from app.rounds.goals.follow_up import FollowUp, GoalStatus, YearCount
from app.rounds.goals.goal import Goal

STATUSES = {
    GoalStatus.REACHED: "Uppnått",
    GoalStatus.NOT_REACHED: "Inte uppnått",
    GoalStatus.NOT_KNOWN: "Går inte att säga",
    GoalStatus.ENDED: "Avslutat",
}
TABLE_HEADER = ("År", "Når nivån", "Har en nivå", "I omgången")
HOW_COUNTED = (
    "En kommun räknas när den har fastställt sitt resultat, delar det med regionen och har en nivå i kapitalslaget."
)


@dataclass(frozen=True, slots=True)
class GoalText:
    """A goal as it is read. `progress` are sentences; `same` is about the same kommuner in two years."""

    title: str
    level: str
    """What the level is called."""
    status: str
    progress: str
    same: str
    alternative: str
    """Of the bars."""
    bars: tuple[GoalBar, ...]
    rows: tuple[tuple[str, str, str, str], ...]
    """Under `TABLE_HEADER`."""


def goal_text(goal: Goal, follow_up: FollowUp, questionnaire: Questionnaire, *, by_name: bool = False) -> GoalText:
    """`questionnaire` is the edition that the goal's level is of. `by_name` where counts are over those that a kommun
    sees by name, and the others' levels are not its to know.
    """
    return GoalText(
        title=goal_title(goal, questionnaire),
        level=level_name(goal.position, questionnaire),
        status=_status(goal, follow_up),
        progress=" ".join(_progress(goal, follow_up, questionnaire, by_name=by_name)),
        same=" ".join(_same(follow_up)),
        alternative=_alternative(goal, follow_up),
        bars=tuple(
            GoalBar(label=str(item.year), reached=item.reached, known=item.known, invited=item.invited)
            for item in follow_up.years
        ),
        rows=tuple((str(item.year), str(item.reached), str(item.known), str(item.invited)) for item in follow_up.years),
    )


def goal_title(goal: Goal, questionnaire: Questionnaire) -> str:
    """As "Minst 10 kommuner på nivå 2 i politiskt kapital 2028"."""
    kommuner = count(goal.kommuner, "kommun", "kommuner")
    return f"Minst {kommuner} på {level_number(goal, questionnaire)} i {_capital(goal, questionnaire)} {goal.by_year}"


def level_number(goal: Goal, questionnaire: Questionnaire) -> str:
    """As "nivå 2", by the level's own value."""
    return f"nivå\N{NO-BREAK SPACE}{number(questionnaire.scale[goal.position - 1].value)}"


def _capital(goal: Goal, questionnaire: Questionnaire) -> str:
    return name_in_text(goal.capital_id, questionnaire)


def _status(goal: Goal, follow_up: FollowUp) -> str:
    """While there is time left, only that it is in force: who has not shared may have reached it."""
    status, latest = STATUSES.get(follow_up.status, f"Gäller till {goal.by_year}"), follow_up.latest
    return f"{status} {latest.year}" if follow_up.status is GoalStatus.REACHED and latest is not None else status


def _progress(goal: Goal, follow_up: FollowUp, questionnaire: Questionnaire, *, by_name: bool) -> Iterator[str]:
    latest = follow_up.latest
    if latest is None:
        yield f"Det finns inget resultat i {_capital(goal, questionnaire)} att {'se' if by_name else 'räkna'} än."
        return
    so_far = "" if latest.is_closed else " hittills"
    yield f"{latest.year} når{so_far} {reached_of(latest)} nivån{', av dem ni ser' if by_name else ''}."
    if by_name or latest.reached >= goal.kommuner:
        yield f"Målet är {goal.kommuner}."
    else:
        yield f"{count(goal.kommuner - latest.reached, 'kommun', 'kommuner')} till behövs."
    if latest.not_known and latest.reached < goal.kommuner and not by_name:
        yield f"{count(latest.not_known, 'kommun', 'kommuner')} i omgången räknas inte, för nivån är inte känd."
    if follow_up.other_scale:
        yield f"{listing([str(year) for year in follow_up.other_scale])} är inte med: skalan är en annan."


def reached_of(latest: YearCount) -> str:
    """As "8 av 11 kommuner"."""
    return f"{latest.reached or 'ingen'} av {count(latest.known, 'kommun', 'kommuner')}"


def _same(follow_up: FollowUp) -> Iterator[str]:
    same = follow_up.same
    years = [item for item in follow_up.years if item.known]
    if same is None:
        if len(years) > 1:
            yield (
                f"{years[-2].year} och {years[-1].year} går inte att jämföra: ingen kommun har resultat på "
                "samma frågor båda åren."
            )
        return
    if same.kommuner == 1:
        yield f"En kommun är med både {same.earlier_year} och {same.later_year}."
        yield f"Den {_reached(same.earlier)} nivån då och når {'den' if same.later else 'den inte'} nu."
    else:
        yield (
            f"Av de {same.kommuner} kommuner som är med både {same.earlier_year} och {same.later_year} "
            f"nådde {_so_many(same.earlier, same.kommuner)} nivån då och {_so_many(same.later, same.kommuner)} nu."
        )
    if same.has_other_questions:
        yield "Alla frågor är inte desamma, så en del av skillnaden kan bero på dem."


def _so_many(amount: int, whole: int) -> str:
    return "alla" if amount == whole else str(amount or "ingen")


def _reached(amount: int) -> str:
    return "nådde" if amount else "nådde inte"


def _alternative(goal: Goal, follow_up: FollowUp) -> str:
    years = " ".join(
        f"{item.year}: {item.reached} når nivån av {item.known} med en nivå och {item.invited} i omgången."
        for item in follow_up.years
    )
    return f"Stapeldiagram med ett streck vid målet, {goal.kommuner}. {years}"
