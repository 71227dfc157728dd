"""The trail of a region or a kommun that came from another installation: its lines there, to the letter, in our log.

Each line has the hash that it had, so anybody can work out that it is as it was sealed there (`chain.seal`), and that
neighbours follow on each other. Lines about others were left where they were: a gap in the numbers, whose end names the
hash of the line before it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from pydantic import ValidationError

from app.accounts.audit.chain import FIRST, Line, canonical, seal
from app.accounts.audit.transfer_events import OrganisationImported, SourceLogKept

LINES_KEPT_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class ImportedTrail:
    """What came of checking one import: the import's line, how many lines it brought, and which of them are wrong.

    `broken` has numbers of the other installation's log, `copies` those of lines in ours that say something else.
    """

    number: int
    at: datetime
    region_id: int | None
    municipality_id: int | None
    lines: int
    source_number: int
    source_hash: str
    broken: tuple[int, ...]
    copies: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        return not self.broken and not self.copies


def packed(line: Line) -> str:
    """A line as one text, with everything that its hash was made of."""
    values = [
        line.number,
        line.at.isoformat(),
        line.actor_id,
        line.action,
        line.region_id,
        line.municipality_id,
        line.facts,
        line.previous_hash,
        line.hash,
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Line:
    """Raises ValueError or TypeError for a text that is no line."""
    number, at, actor_id, action, region_id, municipality_id, facts, previous_hash, own_hash = json.loads(text)
    return Line(
        number=number,
        at=datetime.fromisoformat(at),
        actor_id=actor_id,
        action=action,
        region_id=region_id,
        municipality_id=municipality_id,
        facts=facts,
        previous_hash=previous_hash,
        hash=own_hash,
    )


def kept_events(lines: Sequence[Line]) -> Iterator[SourceLogKept]:
    """The events that keep these lines."""
    for start in range(0, len(lines), LINES_KEPT_TOGETHER):
        part = lines[start : start + LINES_KEPT_TOGETHER]
        texts = tuple(packed(line) for line in part)
        yield SourceLogKept(first=part[0].number, last=part[-1].number, total=len(lines), lines=texts)


def broken_in_trail(lines: Sequence[Line], source_number: int, source_hash: str) -> tuple[int, ...]:
    """Numbers of the lines that are not what was sealed, do not follow on their neighbour, or stand in the wrong place.

    `source_number` and `source_hash` are of the last line of the log they were taken from.
    """
    wrong = {line.number for line in lines if line.hash != _seal(line) or line.number > source_number}
    for before, after in pairwise(lines):
        is_neighbour = after.number == before.number + 1
        if after.number <= before.number or (is_neighbour and after.previous_hash != before.hash):
            wrong.add(after.number)
    wrong |= {line.number for line in lines if line.number == source_number and line.hash != source_hash}
    return tuple(sorted(wrong))


def _seal(line: Line) -> str:
    place = line.region_id, line.municipality_id
    return seal(line.previous_hash, line.at, line.actor_id, line.action, *place, line.facts)


class TrailReader:
    """Is shown every line of a log in order (`watched`), and finds what imports have brought."""

    def __init__(self) -> None:
        self.imports: list[ImportedTrail] = []
        self._originals: list[Line] = []
        self._unreadable: list[int] = []
        self._copies: list[Line] = []
        self._total = 0
        self._kept = 0
        self._kept_at: Line | None = None

    def watched(self, lines: Iterable[Line]) -> Iterator[Line]:
        for line in lines:
            self._see(line)
            yield line
        if self._kept_at is not None:
            self.imports.append(_without_end(self._kept_at, self._originals))

    def _see(self, line: Line) -> None:
        if len(self._copies) < len(self._originals) == self._total:
            self._copies.append(line)
        elif line.action == SourceLogKept.action:
            self._keep(line)
        elif line.action == OrganisationImported.action:
            try:
                self.imports.append(self._checked(line))
            except ValidationError:
                self.imports.append(_without_end(line, self._originals))
            self._originals, self._copies, self._unreadable = [], [], []
            self._total, self._kept, self._kept_at = 0, 0, None

    def _keep(self, line: Line) -> None:
        self._kept_at = line
        self._kept += 1
        try:
            event = SourceLogKept.model_validate_json(line.facts)
            self._originals += [unpacked(text) for text in event.lines]
            self._total = event.total
        except (TypeError, ValueError):
            self._unreadable.append(line.number)

    def _checked(self, line: Line) -> ImportedTrail:
        event = OrganisationImported.model_validate_json(line.facts)
        broken = broken_in_trail(self._originals, event.source_number, event.source_hash)
        pairs = zip(self._originals, self._copies, strict=False)
        copies = [copy.number for original, copy in pairs if not _says_the_same(original, copy)]
        if (len(self._copies), self._kept) != (event.lines, event.kept):
            copies.append(line.number)
        return ImportedTrail(
            number=line.number,
            at=line.at,
            region_id=line.region_id,
            municipality_id=line.municipality_id,
            lines=event.lines,
            source_number=event.source_number,
            source_hash=event.source_hash,
            broken=broken,
            copies=(*self._unreadable, *copies),
        )


def _without_end(line: Line, originals: Sequence[Line]) -> ImportedTrail:
    """Lines were kept, and the import that they belong to is not there."""
    return ImportedTrail(
        number=line.number,
        at=line.at,
        region_id=line.region_id,
        municipality_id=line.municipality_id,
        lines=len(originals),
        source_number=originals[-1].number if originals else 0,
        source_hash=originals[-1].hash if originals else FIRST,
        broken=(),
        copies=(line.number,),
    )


def _says_the_same(original: Line, copy: Line) -> bool:
    """But for the numbers of things, which are others here."""
    same = original.at == copy.at and original.action == copy.action
    return same and without_numbers(original.facts) == without_numbers(copy.facts)


def without_numbers(facts: str) -> str:
    """Facts as canonical JSON, without the numbers of things but with how many they are."""
    values = json.loads(facts)
    return canonical(
        {name: _counted(value) if name.endswith(("_id", "_ids")) else value for name, value in values.items()}
    )


def _counted(value: object) -> object:
    if isinstance(value, list):
        return [_counted(item) for item in value]
    return 0 if isinstance(value, int) else value
