"""Who may see what of whom: which results a kommun sees by name, and over which others its benchmarks are made.

What a region sees of how far a small kommun has come is decided in `rounds/progress/round_board.py`.
"""

from collections.abc import Sequence

from app.rounds.kernel.assessment import Assessment, Sharing

EVERYBODY = "all"
BY_NAME = frozenset({Sharing.NAMED, Sharing.PUBLIC})


def is_readable(assessment: Assessment) -> bool:
    """Whether the region may read its result: answering has ended, and the kommun itself shares the result."""
    return assessment.answering_closed_at is not None and assessment.sharing is not Sharing.NOTHING


def is_another(other: Assessment, viewer: Assessment) -> bool:
    """Whether it is another kommun's result that is shared with the association."""
    return is_readable(other) and other.municipality_id != viewer.municipality_id


def scopes_of(viewer: Assessment, shared: Sequence[Assessment]) -> dict[str, frozenset[int]]:
    """Scope -> ids of the kommuner that an anonymous figure for this viewer is made over.

    They share with the association and the viewer cannot see them by name; the viewer's own is never among them.
    """
    others = [
        other
        for other in shared
        if other.municipality_id != viewer.municipality_id and not is_seen_by_name(other, viewer)
    ]
    scopes = {EVERYBODY: frozenset(other.municipality_id for other in others)}
    if viewer.size_group:
        similar = (other.municipality_id for other in others if other.size_group == viewer.size_group)
        scopes[f"size:{viewer.size_group}"] = frozenset(similar)
    return scopes


def is_seen_by_name(other: Assessment, viewer: Assessment) -> bool:
    """Whether one kommun sees another's result with its name: a public one always, else only if both share by name."""
    if other.sharing is Sharing.PUBLIC:
        return other.approved_at is not None or viewer.sharing in BY_NAME
    return other.sharing is Sharing.NAMED and viewer.sharing in BY_NAME
