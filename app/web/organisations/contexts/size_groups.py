"""Context of the page where a region says which kommuner are of similar size."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.method import benchmark_words
from app.services.kernel.alphabet import swedish
from app.services.organisations.size_groups import SizeGroups
from app.web.shell.contexts.frame import Frame

FIELD = "grupp"
"""A kommun's field is called `grupp.<slug>`."""


@dataclass(frozen=True, slots=True)
class GroupField:
    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SizeGroupsPage:
    frame: Frame
    url: str
    back_url: str
    fields: tuple[GroupField, ...]
    groups: tuple[tuple[str, int], ...]
    """The groups as they are stored, with how many kommuner each has."""
    errors: Mapping[str, str]
    saved: bool
    similar_size: str
    """What a group is for."""


def size_groups_page(
    frame: Frame, found: SizeGroups, typed: Mapping[str, str], errors: Mapping[str, str], *, saved: bool = False
) -> SizeGroupsPage:
    stored = [one.size_group for one in found.kommuner if one.size_group]
    return SizeGroupsPage(
        frame,
        f"{found.region.key.path}/storleksgrupper",
        found.region.key.path,
        tuple(
            GroupField(f"{FIELD}.{one.slug}", one.name, _shown(typed.get(one.slug, one.size_group)))
            for one in found.kommuner
        ),
        tuple((group, stored.count(group)) for group in sorted(set(stored), key=swedish)),
        {f"{FIELD}.{slug}": _named(found, slug, error) for slug, error in errors.items()},
        saved,
        benchmark_words.similar_size(),
    )


def _shown(value: str) -> str:
    """What was typed, without characters that no page may hold."""
    return "".join(character for character in value if character.isprintable())


def _named(found: SizeGroups, slug: str, error: str) -> str:
    return next(f"{one.name}: {error}" for one in found.kommuner if one.slug == slug)
