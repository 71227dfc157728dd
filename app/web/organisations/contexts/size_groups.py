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
    frame: Frame,
    size_groups: SizeGroups,
    fields: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    is_saved: bool = False,
) -> SizeGroupsPage:
    groups = [kommun.size_group for kommun in size_groups.kommuner if kommun.size_group]
    return SizeGroupsPage(
        frame=frame,
        url=f"{size_groups.region.key.path}/storleksgrupper",
        back_url=size_groups.region.key.path,
        fields=tuple(
            GroupField(f"{FIELD}.{kommun.slug}", kommun.name, _shown(fields.get(kommun.slug, kommun.size_group)))
            for kommun in size_groups.kommuner
        ),
        groups=tuple((group, groups.count(group)) for group in sorted(set(groups), key=swedish)),
        errors={f"{FIELD}.{slug}": _named(size_groups, slug, error) for slug, error in errors.items()},
        saved=is_saved,
        similar_size=benchmark_words.similar_size(),
    )


def _shown(value: str) -> str:
    """What was typed, without characters that no page may hold."""
    return "".join(character for character in value if character.isprintable())


def _named(size_groups: SizeGroups, slug: str, error: str) -> str:
    return next(f"{kommun.name}: {error}" for kommun in size_groups.kommuner if kommun.slug == slug)
