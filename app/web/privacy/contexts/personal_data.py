"""Context of the page with everything that is stored about the one who reads it."""

from dataclasses import dataclass

from app.accounts.audit.chain import Line, canonical
from app.accounts.kernel.role_titles import title_of
from app.accounts.mail.mail_kinds import FORMS, MailKind
from app.accounts.mail.mail_status import MailStatus
from app.accounts.privacy.personal_data import (
    PERSON_FACTS,
    AnsweringPlace,
    Extract,
    GivenAnswer,
    HeldRole,
    LogLine,
    OwnVote,
)
from app.assessment.answering.answers import AnswerKind
from app.rounds.kernel.log_names import LogNames
from app.web.privacy.log_words import sentence
from app.web.shell.contexts.frame import Frame
from app.web.sign_in.contexts.own_account import WAYS

MAIL_STATES = {
    MailStatus.QUEUED: "väntar",
    MailStatus.SENT: "skickat",
    MailStatus.FAILED: "gick inte att skicka",
    MailStatus.BOUNCED: "kom tillbaka",
}
_SOME_ASSOCIATION = 0
"""No row's id: which one it is stands nowhere in the sentence, only that its roles are named as those of one."""
DECISIONS = {"submitted": "lämnade in", "approved": "fastställde"}


@dataclass(frozen=True, slots=True)
class OwnDataPage:
    frame: Frame
    extract: Extract

    @property
    def roles(self) -> tuple[tuple[HeldRole, str], ...]:
        return tuple((role, title_of(role.role, is_association=role.is_association)) for role in self.extract.roles)

    @property
    def places(self) -> tuple[tuple[AnsweringPlace, tuple[tuple[GivenAnswer, str], ...]], ...]:
        """Each with its answers and what they are in words."""
        return tuple(
            (place, tuple((answer, _words(answer)) for answer in place.answers)) for place in self.extract.places
        )

    @property
    def votes(self) -> dict[int, str]:
        """Number of a place -> what is voted there right now, in words."""
        return {place.number: _words(place.vote) for place in self.extract.places if place.vote is not None}

    @property
    def log(self) -> tuple[tuple[LogLine, str], ...]:
        """Each line with what was done, in words that name nobody else."""
        return tuple((line, _sentence(line, self.extract)) for line in self.extract.log)

    @property
    def ways(self) -> dict[str, str]:
        return {way.value: words for way, words in WAYS.items()}

    @property
    def mail_states(self) -> dict[str, str]:
        return {state.value: words for state, words in MAIL_STATES.items()}

    @property
    def mail_kinds(self) -> dict[str, str]:
        return {kind.value: FORMS[kind].name for kind in MailKind}

    @property
    def decisions(self) -> dict[str, str]:
        return DECISIONS


def _sentence(line: LogLine, extract: Extract) -> str:
    own = None if extract.account is None else extract.account.number
    people = {
        line.facts[name]: "dig" if line.facts[name] == own else "en annan person"
        for name in PERSON_FACTS
        if name in line.facts
    }
    names = LogNames(
        people=people,
        respondents={place.number: "dig" for place in extract.places},
        associations=frozenset({_SOME_ASSOCIATION}),
    )
    return sentence(
        Line(
            number=line.number,
            at=line.at,
            actor_id=None,
            action=line.action,
            region_id=None,
            municipality_id=_SOME_ASSOCIATION if line.is_of_association else None,
            facts=canonical(line.facts),
            previous_hash="",
            hash="",
        ),
        names,
    )


def _words(answer: GivenAnswer | OwnVote) -> str:
    if not answer.kind:
        return "inget val"
    return {AnswerKind.DONT_KNOW.value: "vet ej", AnswerKind.NOT_APPLICABLE.value: "ej tillämpligt"}.get(
        answer.kind, answer.level
    )
