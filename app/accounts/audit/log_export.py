"""The audit log as JSON for those who keep it elsewhere or check it themselves.

Each line has what its hash was made of: SHA-256 over the JSON array of previous_hash, at, actor_id, action, region_id,
municipality_id and the facts as canonical JSON text (sorted keys, no spaces), written in UTF-8 as `audit.seal` does.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from app.accounts.audit.chain import Line


def as_record(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "at": line.at.isoformat(),
        "actor_id": line.actor_id,
        "action": line.action,
        "region_id": line.region_id,
        "municipality_id": line.municipality_id,
        "facts": json.loads(line.facts),
        "previous_hash": line.previous_hash,
        "hash": line.hash,
    }


def as_json(lines: Iterable[Line]) -> Iterator[str]:
    """An array with a line of text per line of the log, piece by piece."""
    before = "[\n"
    for line in lines:
        yield before + json.dumps(as_record(line), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
