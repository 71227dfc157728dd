"""Swedish words for where an assessment stands and what is shared."""

from app.storage.assessments import Assessment, Round
from app.storage.tables import MailStatus, Mode, Sharing

SHARING = {
    Sharing.NOTHING: "delar inte",
    Sharing.REGION: "med regionen",
    Sharing.NAMED: "med namn till regionens kommuner",
    Sharing.PUBLIC: "offentligt",
}

MAIL = {
    MailStatus.QUEUED: "är på väg",
    MailStatus.SENT: "är skickat",
    MailStatus.FAILED: "kom inte iväg",
    MailStatus.BOUNCED: "kom i retur",
}


def state_of(assessment: Assessment, started: int = 0) -> str:
    """How far an assessment has come; `started` is how many have answered something."""
    if assessment.approved_at is not None:
        return "fastställt"
    if assessment.answering_closed_at is not None:
        return "utkast"
    if assessment.round.closed_at is not None:
        return "inget resultat"
    if started:
        return "pågår"
    return "ej påbörjat" if assessment.mode is Mode.UNDECIDED else "inga svar än"


def assessment_title(assessment: Assessment) -> str:
    """As links to it say: "Ale 2026", and for a trial that too."""
    return _titled(assessment.municipality, assessment.round)


def round_title(round_: Round) -> str:
    """As links to it say: "Göteborgsregionen 2026", and for a trial that too."""
    return _titled(round_.region_name, round_)


def _titled(name: str, round_: Round) -> str:
    return f"{name} {round_.year}{', provomgång' if round_.is_trial else ''}"


def round_state(round_: Round) -> str:
    return "avslutad" if round_.closed_at is not None else "pågår"
