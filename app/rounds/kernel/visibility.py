"""Who may see what of whom: whose result is shown by name, and over which others anonymous figures are made.

What anybody outside a kommun sees of it by name is an approved result; a draft is "pågår", whatever the kommun shares
(method 9, decision 0047). Anonymous figures go by what is shared alone. What a region sees of how far a small kommun
has come is decided in `rounds/progress/round_board.py`.
"""

from collections.abc import Sequence

from app.rounds.kernel.assessment import Assessment, Sharing

EVERYBODY = "all"
BY_NAME = frozenset({Sharing.NAMED, Sharing.PUBLIC})


def is_readable(assessment: Assessment) -> bool:
    """Whether its region, its board and programs may read the result: the kommun has approved it, and shares it."""
    return assessment.approved_at is not None and counts_anonymously(assessment)


def counts_anonymously(assessment: Assessment) -> bool:
    """Whether it is part of figures without names: answering has ended, and the kommun itself shares the result.

    A draft counts, or a benchmark would change with every kommun that approves after the round was closed.
    """
    return assessment.answering_closed_at is not None and assessment.sharing is not Sharing.NOTHING


def is_another(other: Assessment, viewer: Assessment) -> bool:
    """Whether it is another kommun's result that is shared with the association, a draft or not."""
    return counts_anonymously(other) and other.municipality_id != viewer.municipality_id


def scopes_of(viewer: Assessment, shared: Sequence[Assessment]) -> dict[str, frozenset[int]]:
    """Scope -> ids of the kommuner that an anonymous figure for this viewer is made over.

    They share with the association and not by name with the viewer; the viewer's own is never among them. A kommun that
    shares by name is left out before it has approved, too: it would be known by name from the next day on.
    """
    others = [
        other
        for other in shared
        if other.municipality_id != viewer.municipality_id and not shares_by_name(other, viewer)
    ]
    scopes = {EVERYBODY: frozenset(other.municipality_id for other in others)}
    if viewer.size_group:
        similar = (other.municipality_id for other in others if other.size_group == viewer.size_group)
        scopes[f"size:{viewer.size_group}"] = frozenset(similar)
    return scopes


def shares_by_name(other: Assessment, viewer: Assessment) -> bool:
    """Whether a kommun has chosen to be seen with its name by this one: if both share by name, and a public result by
    everybody once it is approved.
    """
    if other.sharing is Sharing.PUBLIC:
        return other.approved_at is not None or viewer.sharing in BY_NAME
    return other.sharing is Sharing.NAMED and viewer.sharing in BY_NAME


def is_seen_by_name(other: Assessment, viewer: Assessment) -> bool:
    """Whether one kommun sees another's result with its name: what is shared by name and approved."""
    return is_readable(other) and shares_by_name(other, viewer)
