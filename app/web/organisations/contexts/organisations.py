"""Contexts of the pages of the installation, a region and a kommun: what there is, and the way to change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.accounts.kernel.role_titles import title_of
from app.accounts.kernel.roles import Role
from app.accounts.organisations.member import Member
from app.accounts.organisations.municipality_list import Kommun, LineProblem, counties
from app.accounts.organisations.organisation import OrganisationKey, Region
from app.accounts.organisations.region_form import NewRegionForm, SettingsForm
from app.services.kernel.alphabet import swedish
from app.services.organisations.municipalities import MunicipalityHome, MunicipalityLine, MunicipalityList
from app.services.organisations.regions import RegionHome, RegionLine
from app.support.projects.funding_call import StoredCall
from app.web.organisations.contexts.region_areas import Area, areas_of, areas_of_kommun
from app.web.shell.contexts.cards import Card, assessment_card, round_card
from app.web.shell.contexts.frame import START, Crumb, Frame, region_crumbs
from app.web.shell.formatting import day

NAMELESS = "Utan namn"


def who(member: Member) -> str:
    return member.name or member.address or NAMELESS


@dataclass(frozen=True, slots=True)
class MemberRow:
    """`address` is empty where it is already what stands for the name."""

    name: str
    role: str
    address: str = ""
    url: str = ""


def by_role(members: Iterable[Member]) -> list[Member]:
    """Those who lead first."""
    return sorted(members, key=lambda member: list(Role).index(member.role))


def person_rows(members: Iterable[Member], *, is_association: bool = False) -> tuple[MemberRow, ...]:
    """Names and roles, without addresses: for those who do not run the place."""
    return tuple(
        MemberRow(member.name or NAMELESS, title_of(member.role, is_association=is_association))
        for member in by_role(members)
    )


@dataclass(frozen=True, slots=True)
class RegionListRow:
    name: str
    url: str
    coordinators: str
    kommuner: int
    rounds: int


@dataclass(frozen=True, slots=True)
class NewRegionPage:
    frame: Frame
    typed: NewRegionForm
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RegionPage:
    frame: Frame
    region: Region
    rounds: tuple[Card, ...]
    people: tuple[MemberRow, ...]
    kommuner: int
    association_url: str
    """Of the association as one that answers; empty until a round has asked it, and for those who do not run it."""
    without: int
    areas: tuple[Area, ...]
    """None for those who may not see the region's rounds."""
    may_run: bool
    may_see_rounds: bool
    may_preview: bool
    may_plan: bool
    done: str


@dataclass(frozen=True, slots=True)
class SettingsPage:
    frame: Frame
    url: str
    typed: SettingsForm
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MunicipalityListRow:
    name: str
    code: str
    url: str
    """Empty for those who may not open it."""
    coordinators: str
    assessments: int


@dataclass(frozen=True, slots=True)
class MunicipalitiesPage:
    frame: Frame
    url: str
    rows: tuple[MunicipalityListRow, ...]
    may_run: bool
    done: str

    @property
    def without(self) -> int:
        return sum(not row.coordinators for row in self.rows)


@dataclass(frozen=True, slots=True)
class County:
    name: str
    kommuner: tuple[Kommun, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class AddMunicipalitiesPage:
    frame: Frame
    url: str
    counties: tuple[County, ...]
    present: frozenset[str]
    """Codes of the kommuner that the region has."""
    chosen: frozenset[str] = frozenset()
    pasted: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[LineProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    frame: Frame
    url: str
    name: str
    code: str
    region: str
    areas: tuple[Area, ...]
    people: tuple[MemberRow, ...]
    assessments: tuple[Card, ...]
    may_run: bool
    may_see_assessments: bool
    may_remove: bool
    may_see_log: bool
    may_keep_tokens: bool
    calls: tuple[tuple[str, str, str], ...]
    """Address, title and last day of calls that close soon and are for a capital where the kommun is weak."""
    done: str


@dataclass(frozen=True, slots=True)
class RemoveMunicipalityPage:
    frame: Frame
    url: str
    name: str
    people: int


def region_row(line: RegionLine) -> RegionListRow:
    people = ", ".join(map(who, line.coordinators))
    return RegionListRow(
        name=line.region.name, url=line.region.key.path, coordinators=people, kommuner=line.kommuner, rounds=line.rounds
    )


def region_page(frame: Frame, home: RegionHome, message: str) -> RegionPage:
    return RegionPage(
        frame=frame,
        region=home.region,
        rounds=tuple(map(round_card, home.rounds)),
        people=person_rows(home.members),
        kommuner=home.kommuner,
        without=home.without,
        association_url="" if home.association is None else home.association.path,
        areas=areas_of(home.region.slug) if home.may_see_rounds else (),
        may_run=home.may_run,
        may_see_rounds=home.may_see_rounds,
        may_preview=home.may_preview,
        may_plan=home.may_plan,
        done=message,
    )


def as_typed(region: Region) -> SettingsForm:
    """The settings as they stand in the form's fields."""
    return SettingsForm(
        namn=region.name,
        kontakt=region.contact_name,
        epost=region.contact_email,
        telefon=region.contact_phone,
        ombud=region.data_officer,
        manader=str(region.retention_months),
        beslut=region.retention_decision,
        konton="ja" if region.federated_accounts else "nej",
        timmar=str(region.attention_hours),
    )


def municipalities_page(frame: Frame, municipality_list: MunicipalityList, message: str) -> MunicipalitiesPage:
    rows = tuple(_municipality_row(municipality_list, line) for line in municipality_list.lines)
    return MunicipalitiesPage(
        frame=frame,
        url=f"{municipality_list.region.key.path}/kommuner",
        rows=rows,
        may_run=municipality_list.may_run,
        done=message,
    )


def _municipality_row(municipality_list: MunicipalityList, line: MunicipalityLine) -> MunicipalityListRow:
    kommun = line.municipality
    url = OrganisationKey(municipality_list.region.slug, kommun.slug).path if municipality_list.may_open else ""
    names = who if municipality_list.may_run else lambda member: member.name or NAMELESS
    return MunicipalityListRow(
        name=kommun.name,
        code=kommun.code,
        url=url,
        coordinators=", ".join(map(names, line.coordinators)),
        assessments=line.assessments,
    )


def choosable(municipality_list: MunicipalityList, codes: Iterable[str]) -> tuple[tuple[County, ...], frozenset[str]]:
    """Every county; those are open where something is chosen. And the codes of the kommuner that are there."""
    present = frozenset(line.municipality.code for line in municipality_list.lines)
    code_set = set(codes)
    return tuple(
        County(
            name,
            tuple(sorted(kommuner, key=lambda kommun: swedish(kommun.name))),
            any(kommun.code in code_set for kommun in kommuner),
        )
        for name, kommuner in counties().items()
    ), present


def municipality_page(
    frame: Frame, home: MunicipalityHome, calls: Iterable[StoredCall], message: str
) -> MunicipalityPage:
    return MunicipalityPage(
        frame=frame,
        url=home.organisation.key.path,
        name=home.municipality.name,
        code=home.municipality.code,
        region=home.region.name,
        areas=areas_of_kommun(home.region.slug),
        people=person_rows(home.members, is_association=home.organisation.is_association),
        assessments=tuple(map(assessment_card, home.assessments)),
        may_run=home.may_run,
        may_see_assessments=home.may_see_assessments,
        may_remove=home.may_remove,
        may_see_log=home.may_see_log,
        may_keep_tokens=home.may_keep_tokens,
        calls=tuple(
            (f"{home.region.key.path}/utlysningar/{call.id}", call.call.title, day(call.call.last_day))
            for call in calls
        ),
        done=message,
    )


def municipality_crumbs(home: MunicipalityHome) -> tuple[Crumb, ...]:
    """To the kommun's own page: through the region for those who may open it."""
    if not home.may_see_region:
        return (START,)
    return (*region_crumbs(home.region), Crumb("Kommuner", f"{home.region.key.path}/kommuner"))
