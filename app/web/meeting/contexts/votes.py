"""Context of a new vote on a question, as those who are at the meeting see it: how many, never who or what."""

from dataclasses import dataclass

from markupsafe import Markup

from app.assessment.meeting.spread import MIN_GROUP
from app.assessment.meeting.vote import Vote, VoteCount, is_near
from app.assessment.questionnaires.questionnaire import Question, Questionnaire
from app.assessment.results.method import limits_under
from app.reports.figures.level_ramp import ramp_step
from app.reports.figures.svg.people import answers_per_mark, level_marks
from app.reports.kernel.wording import level_title
from app.services.meeting.agenda import CapitalOnAgenda
from app.web.meeting.contexts.meeting_progress import LinkTo, url_at


@dataclass(frozen=True, slots=True)
class VotedLevel:
    label: str
    step: int
    people: int
    marks: Markup


@dataclass(frozen=True, slots=True)
class VoteView:
    """A question's latest vote, and whether a new one can be started."""

    url: str
    """Where starting is sent; closing to `/stang` below it."""
    number: int
    """Of the latest vote on the question, 0 where there has been none."""
    is_open: bool
    ballots: str
    """How many have voted, in words."""
    hint: str
    """While it is open: from how many on it will be shown."""
    hidden_because: str
    """Why a closed vote is not shown; empty where it is."""
    levels: tuple[VotedLevel, ...]
    each: int
    others: tuple[str, ...]
    elsewhere: LinkTo | None
    """The question that is voted on instead, right now."""

    @property
    def is_closed(self) -> bool:
        return self.number > 0 and not self.is_open


def vote_view(at_agenda: CapitalOnAgenda, question: Question) -> VoteView:
    meeting, votes = at_agenda.capital_meeting.meeting, at_agenda.votes
    questionnaire = meeting.questionnaire
    vote = votes.by_question.get(question.id)
    count = None if vote is None else vote.count
    min_group = max(MIN_GROUP, limits_under(meeting.assessment.round.method, questionnaire.limits).min_group)
    voters = votes.ballots if count is None else count.voters
    most = 1 if count is None or count.counts is None else max(count.counts)
    return VoteView(
        url=url_at(meeting, at_agenda.capital_meeting.capital.id, question.id, "omrostning"),
        number=0 if vote is None else vote.number,
        is_open=vote is not None and vote.is_open,
        ballots=_have_voted(voters),
        hint="" if vote is None else _hint(vote, min_group),
        hidden_because="" if vote is None else _hidden_because(vote, min_group),
        levels=_levels(count, questionnaire, answers_per_mark(most)),
        each=answers_per_mark(most),
        others=_others(count),
        elsewhere=_elsewhere(at_agenda, question),
    )


def _have_voted(people: int) -> str:
    return "Ingen har röstat" if people == 0 else f"{people} har röstat"


def _hint(vote: Vote, min_group: int) -> str:
    if vote.shown_voters is not None:
        return f"Förra gången röstade {vote.shown_voters}. Fördelningen visas om lika många röstar igen."
    return f"Fördelningen visas när minst {min_group} har röstat."


def _hidden_because(vote: Vote, min_group: int) -> str:
    count = vote.count
    if count is None or count.counts is not None:
        return ""
    if count.voters >= min_group and is_near(count.voters, vote.shown_voters, min_group):
        return (
            f"Nästan lika många röstade förra gången ({vote.shown_voters}). Fördelningen visas inte, eftersom "
            "skillnaden kan avslöja hur någon röstade."
        )
    return "För få röster för att visa. Tala er fram till en nivå."


def _levels(count: VoteCount | None, questionnaire: Questionnaire, each: int) -> tuple[VotedLevel, ...]:
    if count is None or count.counts is None:
        return ()
    return tuple(
        VotedLevel(
            label=level_title(level),
            step=ramp_step(position, len(questionnaire.scale)),
            people=people,
            marks=Markup(level_marks((people,), each)) if people else Markup(),  # noqa: S704  drawn from numbers alone
        )
        for (position, level), people in zip(questionnaire.levels(), count.counts, strict=True)
    )


def _others(count: VoteCount | None) -> tuple[str, ...]:
    """The votes that are no levels, in words."""
    if count is None:
        return ()
    kinds = (("vet ej", count.dont_know), ("ej tillämpligt", count.not_applicable))
    return tuple(f"{people} röstade {words}" for words, people in kinds if people)


def _elsewhere(at_agenda: CapitalOnAgenda, question: Question) -> LinkTo | None:
    name = at_agenda.votes.open_question
    if name in {"", question.id}:
        return None
    meeting = at_agenda.capital_meeting.meeting
    capital = meeting.questionnaire.capital_of(name)
    return LinkTo(meeting.questionnaire.questions[name].text, url_at(meeting, capital.id, name))
