"""The audit log, read by those it concerns, taken out whole or in part, and checked against its own chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement

from app.accounts.audit.chain import FIRST, Line, broken_lines
from app.accounts.audit.events import (
    AssessmentAnsweringClosed,
    AssessmentModeChosen,
    AssessmentReopened,
    MembershipEnded,
    MembershipGranted,
    MembershipHandedOver,
    MembershipWelcomedAgain,
    ResultApproved,
    ResultReopened,
    SharingChosen,
)
from app.accounts.audit.seals import Seal
from app.accounts.audit.trail import ImportedTrail, TrailReader
from app.accounts.kernel.list_page import ListPage
from app.accounts.kernel.roles import Actor, Right
from app.accounts.organisations.organisation import Organisation, OrganisationKey
from app.errors import NotFoundError
from app.rounds.kernel.days import midnight_before
from app.rounds.kernel.log_names import LogNames
from app.services.kernel.access import require
from app.storage.engine.database import Database
from app.storage.kernel import audit
from app.storage.organisations.organisations import find_organisation
from app.storage.privacy.log_names import names_of

SEEN_BY_REGION = tuple(
    kind.action
    for kind in (
        AssessmentModeChosen,
        AssessmentAnsweringClosed,
        AssessmentReopened,
        ResultApproved,
        ResultReopened,
        SharingChosen,
        MembershipGranted,
        MembershipEnded,
        MembershipHandedOver,
        MembershipWelcomedAgain,
    )
)
"""What a region sees of its kommuner's lines: who has which role, how far the kommun has come and what it shares.
Nothing of those who answer, nor of what was answered or planned."""
READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LogChoice:
    """Which lines: about some subjects (the first part of an action; none given: any), on these days and between."""

    subjects: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


EVERYTHING = LogChoice()


@dataclass(frozen=True, slots=True)
class LogPart:
    organisation: Organisation
    lines: ListPage[Line]
    names: LogNames


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of checking the chain. `last_number` is 0 and `last_hash` that of the beginning for an empty log."""

    broken: tuple[int, ...]
    last_number: int
    last_hash: str
    has_expected: bool
    """Whether a line with the expected hash is there; True when none is expected."""
    missing_seals: tuple[Seal, ...] = ()
    """Those whose line is not there any more, or is another."""
    imports: tuple[ImportedTrail, ...] = ()
    """What came from other installations, each with its own lines there checked by themselves."""

    @property
    def is_whole(self) -> bool:
        imports_are_whole = all(trail.is_whole for trail in self.imports)
        return not self.broken and self.has_expected and not self.missing_seals and imports_are_whole


def open_log(
    database: Database, actor: Actor, key: OrganisationKey, choice: LogChoice = EVERYTHING, number: int = 1
) -> LogPart:
    """A part of what is logged at a place, newest first. Raises NotFoundError, or PermissionDeniedError inside the
    organisation.
    """
    with database.read() as session:
        organisation = find_organisation(session, key)
        if organisation is None:
            raise NotFoundError
        require(actor, Right.SEE_AUDIT_LOG, organisation.place)
        lines = audit.newest_lines(session, _condition(organisation, choice), number)
        return LogPart(organisation, lines, names_of(session, lines.items))


def take_out(
    database: Database, actor: Actor, key: OrganisationKey, choice: LogChoice = EVERYTHING
) -> tuple[Organisation, Iterator[tuple[Line, LogNames]]]:
    """Every chosen line in order, with what its ids are called now. Raises as `open_log`, before the first line."""
    organisation = open_log(database, actor, key).organisation
    return organisation, _read(database, _condition(organisation, choice))


def take_out_whole(database: Database) -> Iterator[tuple[Line, LogNames]]:
    """The whole log, for the command line."""
    return _read(database, audit.chosen((), None, None))


def _read(database: Database, condition: ColumnElement[bool]) -> Iterator[tuple[Line, LogNames]]:
    with database.read() as session:
        part: list[Line] = []
        for line in audit.lines_matching(session, condition):
            part.append(line)
            if len(part) == READ_AT_ONCE:
                names = names_of(session, part)
                yield from ((row, names) for row in part)
                part = []
        names = names_of(session, part)
        yield from ((row, names) for row in part)


def verify(database: Database, expected_hash: str | None = None, seals: Sequence[Seal] = ()) -> Verification:
    """Whether every line follows on the one before, and those that were there earlier (by a hash, by seals) still are.

    Only the latter shows that the end of the log has been cut off or written again as a whole.
    """
    sealed_hashes = {seal.number: seal.hash for seal in seals}
    hashes = {0: FIRST}
    trails = TrailReader()
    last, is_seen = (0, FIRST), expected_hash in {None, FIRST}

    def watched(lines: Iterator[Line]) -> Iterator[Line]:
        nonlocal last, is_seen
        for line in lines:
            last = (line.number, line.hash)
            is_seen = is_seen or line.hash == expected_hash
            if line.number in sealed_hashes:
                hashes[line.number] = line.hash
            yield line

    with database.read() as session:
        broken = tuple(broken_lines(watched(trails.watched(audit.every_line(session)))))
    missing = tuple(seal for seal in seals if hashes.get(seal.number) != seal.hash)
    return Verification(broken, *last, is_seen, missing, tuple(trails.imports))


def _condition(organisation: Organisation, choice: LogChoice) -> ColumnElement[bool]:
    visible = audit.seen_at(organisation.place, SEEN_BY_REGION)
    since = None if choice.since is None else midnight_before(choice.since)
    before = None if choice.until is None else midnight_before(choice.until + timedelta(days=1))
    return visible & audit.chosen(choice.subjects, since, before)
