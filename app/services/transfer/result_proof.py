"""The proof at the end of an import: every result says what it said where it came from."""

from sqlmodel import Session

from app.services.transfer.errors import ResultsDifferError
from app.services.transfer.result_marks import marks_of
from app.services.transfer.transfer_file import Manifest
from app.storage.engine.cache import ValueCache, attach_cache
from app.storage.transfer.moving import Mover
from app.storage.transfer.scope import scope_of


def prove_results(session: Session, mover: Mover, manifest: Manifest, *, may_differ: bool) -> None:
    """Raises ResultsDifferError with the addresses of the years that say something else, unless they may."""
    (region_id,) = mover.numbers["region"].values()
    kommun_id = next(iter(mover.numbers["municipality"].values())) if manifest.kommun else None
    # Of this import alone: what is worked out here may yet be taken back.
    attach_cache(session, ValueCache())
    marks = marks_of(session, scope_of(session, region_id, kommun_id))
    names = sorted(name for name in {*marks, *manifest.results} if marks.get(name) != manifest.results.get(name))
    if names and not may_differ:
        raise ResultsDifferError(tuple(names))
