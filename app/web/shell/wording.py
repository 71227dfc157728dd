"""Swedish words for where an assessment stands and what is shared."""

from collections.abc import Sequence

from app.accounts.mail.mail_status import MailStatus
from app.assessment.questionnaires.questionnaire import RoundSubject
from app.rounds.kernel.assessment import Assessment, Mode
from app.rounds.kernel.round import Round, RoundState
from app.rounds.progress.round_board import region_state
from app.services.results.words import SHARING as SHARING  # noqa: PLC0414  the other words stand here
from app.services.rounds.kommun_lines import stage_of_assessment
from app.web.shell.formatting import day

MAIL = {
    MailStatus.QUEUED: "är på väg",
    MailStatus.SENT: "är skickat",
    MailStatus.FAILED: "kom inte iväg",
    MailStatus.BOUNCED: "kom i retur",
}


def state_of(assessment: Assessment, respondents: int = 0) -> str:
    """How far an assessment has come; `respondents` is how many have answered something."""
    stage = stage_of_assessment(assessment, respondents)
    return region_state(stage, 0, answers_alone=assessment.mode is Mode.SIMPLE).value


def assessment_title(assessment: Assessment) -> str:
    """As links to it say: "Ale 2026", and for a trial that too."""
    return _titled(assessment.municipality, assessment.round)


def round_title(round_: Round) -> str:
    """As links to it say: "Göteborgsregionen 2026", and for a trial that too."""
    return _titled(round_.region_name, round_)


def _titled(name: str, round_: Round) -> str:
    return f"{name} {round_.year}{SUBJECTS[round_.subject]}{', provomgång' if round_.is_trial else ''}"


REMIND = {
    RoundSubject.KOMMUN: "Påminn kommuner",
    RoundSubject.REGION: "Påminn förbundet",
    RoundSubject.COLLABORATION: "Påminn dem som svarar",
}
"""The act, by who answers in the round."""
SUBJECTS = {
    RoundSubject.KOMMUN: "",
    RoundSubject.REGION: ", samverkanskapital",
    RoundSubject.COLLABORATION: ", samverkan",
}
"""What tells a round from the one about the kommuner of the same year."""


ROUND_STATES = {
    RoundState.PLANNED: "planerad",
    RoundState.OPEN: "öppen",
    RoundState.CLOSED: "stängd",
}


def either(names: Sequence[str]) -> str:
    """As in running text: "a", "a eller b", "a, b eller c"."""
    return " eller ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def round_state(round_: Round) -> str:
    """planerad, öppnar 1 oktober 2026 · öppen, sista dag 30 november 2026 · stängd."""
    words = ROUND_STATES[round_.state]
    if round_.state is RoundState.PLANNED:
        return f"{words}, öppnar {day(round_.opens_on)}"
    return f"{words}, sista dag {day(round_.closes_on)}" if round_.state is RoundState.OPEN else words
