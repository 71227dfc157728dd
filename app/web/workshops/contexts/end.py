"""Contexts of what a workshop came to: the list by dots, what each became, how needs and offers begin."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.kernel.wording import clipped, count
from app.rounds.kernel.keys import AssessmentKey
from app.services.workshops.landing import WorkshopEnd
from app.support.needs.need import NeedAudience, RawNeed, Togetherness, Urgency
from app.support.workshops.landing import LandingKind, StoredLanding
from app.support.workshops.names import COLUMNS, LANDINGS, OWN_REGIONAL_END
from app.support.workshops.top_list import TopEntry
from app.support.workshops.workshop import NoteColumn, WorkshopNote
from app.web.shell.contexts.frame import Frame
from app.web.support.contexts.kommun_choice import KommunChoice, Options

BUTTONS = {
    LandingKind.NEED: "Gör till behov",
    LandingKind.ACTION: "Gör till åtgärd",
    LandingKind.OFFER: "Gör till erbjudande",
    LandingKind.EVIDENCE: "Märk som underlag",
}
TITLE_SHOWN = 80
"""Characters of a note in the title of an offer, which then gives all of it."""
TAKE_BACK = "Ta bort märket"
TAKEN_BACK = "inte-underlag"
DONE = {
    LandingKind.NEED: "Behovet är skickat. Regionen ser det nu.",
    LandingKind.ACTION: "Åtgärden står i planen.",
    LandingKind.OFFER: "Erbjudandet är sparat.",
    LandingKind.EVIDENCE: "Lappen är märkt som underlag. Den står i regionens spegel, i protokollet och i filerna.",
    LandingKind.REPORT: "Meningen står i rapporten.",
}

NOT_EVIDENCE = "Märket är borttaget. Lappen står inte längre i spegeln."


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What a note became."""

    label: str
    url: str
    owner: str


@dataclass(frozen=True, slots=True)
class LandingAct:
    """`is_form` is one that opens a form; the others are done at once."""

    label: str
    url: str
    is_form: bool


@dataclass(frozen=True, slots=True)
class EndLine:
    id: int
    heading: str
    texts: tuple[str, ...]
    """Of the notes in a cluster."""
    about: str
    made: tuple[MadeOf, ...]
    acts: tuple[LandingAct, ...]


@dataclass(frozen=True, slots=True)
class EndGroup:
    name: str
    capital_id: str
    lines: tuple[EndLine, ...]


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A group's one-liner."""

    number: int
    group: str
    text: str
    made: tuple[MadeOf, ...]
    act_url: str
    reports: Options
    """The kommuner whose report it can still be taken into."""


@dataclass(frozen=True, slots=True)
class EndPage:
    frame: Frame
    url: str
    title: str
    done: str
    groups: tuple[EndGroup, ...]
    others: tuple[EndLine, ...]
    """Notes without dots."""
    sentences: tuple[SentenceLine, ...]
    may_land: bool
    kommuner: tuple[str, ...]
    """Whose plan and needs the notes can go to."""
    remark: str
    """What becomes of notes that nothing can be done with; empty where there are none."""
    errors: Mapping[str, str]


def end_page(frame: Frame, end: WorkshopEnd, done_word: str = "", errors: Mapping[str, str] | None = None) -> EndPage:
    workshop = end.open_workshop
    with_dots = {note.id for entry in end.entries for note in entry.notes}
    capitals = dict.fromkeys(group.capital_id for group in workshop.groups)
    groups = [
        EndGroup(
            workshop.capital_names.get(capital_id, capital_id),
            capital_id,
            tuple(_line(end, entry) for entry in end.entries if entry.capital_id == capital_id),
        )
        for capital_id in capitals
    ]
    others = [note for note in end.notes if note.id not in with_dots and note.merged_into is None]
    lines = [line for group in groups for line in group.lines]
    has_regional = any(note.column is NoteColumn.REGIONAL for note in end.notes)
    return EndPage(
        frame=frame,
        url=f"{workshop.workshop.path}/avslut",
        title=workshop.workshop.title,
        done=_done(done_word),
        groups=tuple(group for group in groups if group.lines),
        others=tuple(_note_line(end, note, note.text, ()) for note in others),
        sentences=tuple(_sentence(end, group.id) for group in workshop.groups if group.one_liner),
        may_land=any(line.acts for line in lines),
        kommuner=tuple(name for _, name in KommunChoice.among((year.kommun for year in end.years), "").options),
        remark=OWN_REGIONAL_END if workshop.workshop.is_of_kommun and has_regional else "",
        errors=errors or {},
    )


def _done(word: str) -> str:
    return NOT_EVIDENCE if word == TAKEN_BACK else next((each for kind, each in DONE.items() if kind == word), "")


def _line(end: WorkshopEnd, entry: TopEntry) -> EndLine:
    texts = tuple(note.text for note in entry.notes) if entry.cluster else tuple(each.text for each in entry.notes[1:])
    dots = count(entry.dots, "prick", "prickar")
    groups = "" if entry.groups == 1 else f" · {entry.groups} grupper"
    return _note_line(end, entry.notes[0], entry.heading, texts, f"{dots}{groups} · ")


def _note_line(end: WorkshopEnd, note: WorkshopNote, heading: str, texts: tuple[str, ...], about: str = "") -> EndLine:
    url = f"{end.open_workshop.workshop.path}/avslut/{note.id}"
    kinds = end.acts_for(note)
    is_marked = LandingKind.EVIDENCE in end.kinds_for(note) and LandingKind.EVIDENCE not in kinds
    return EndLine(
        id=note.id,
        heading=heading,
        texts=texts,
        about=f"{about}{COLUMNS[note.column]}",
        made=tuple(map(_made, end.landings_of(note.id))),
        acts=(
            *(LandingAct(BUTTONS[kind], f"{url}/{kind}", kind is not LandingKind.EVIDENCE) for kind in kinds),
            *((LandingAct(TAKE_BACK, f"{url}/{LandingKind.EVIDENCE}/ta-bort", False),) if is_marked else ()),
        ),
    )


def _made(landing: StoredLanding) -> MadeOf:
    return MadeOf(LANDINGS[landing.kind], landing.target, landing.owner)


def _sentence(end: WorkshopEnd, group_id: int) -> SentenceLine:
    workshop = end.open_workshop
    group = next(each for each in workshop.groups if each.id == group_id)
    landings = [each for each in end.landings if each.group_id == group.id and each.kind is LandingKind.REPORT]
    return SentenceLine(
        number=group.number,
        group=workshop.name_of(group),
        text=group.one_liner,
        made=tuple(map(_made, landings)),
        act_url=f"{workshop.workshop.path}/avslut/rad/{group.number}",
        reports=KommunChoice.among((year.kommun for year in end.years_to_report(group)), "").options,
    )


def choice_of(end: WorkshopEnd, note: WorkshopNote, kind: LandingKind, kommun: str) -> KommunChoice:
    """Among the kommuner that have not let the note become that, and the one that was chosen."""
    remaining_years = end.years_for(note, kind)
    years = [year for year in end.years if year in remaining_years or year.kommun.slug == kommun]
    return KommunChoice.among((year.kommun for year in years or end.years), kommun)


def year_asking(end: WorkshopEnd, choice: KommunChoice) -> AssessmentKey:
    """The year whose questions the form of a need asks from: of the kommun that was chosen, or of the first."""
    slug = choice.slug or choice.options[0][0]
    return next((year.key for year in end.years if year.kommun.slug == slug), end.years[0].key)


def need_of(end: WorkshopEnd, note: WorkshopNote) -> RawNeed:
    """A new need as its form begins from a note."""
    return RawNeed(
        capital=end.group_of(note).capital_id,
        form=note.column.form or "",
        text=text_of(end, note),
        urgency=Urgency.THIS_YEAR,
        together=Togetherness.GLADLY,
        audience=NeedAudience.REGION,
    )


def offer_of(end: WorkshopEnd, note: WorkshopNote) -> dict[str, str]:
    """A new offer's fields as they begin from a note."""
    form = {} if note.column.form is None else {f"forms.{note.column.form}": "ja"}
    return {
        "title": note.cluster or clipped(note.text, TITLE_SHOWN),
        "gives": text_of(end, note),
        f"capitals.{end.group_of(note).capital_id}": "ja",
        **form,
    }


def text_of(end: WorkshopEnd, note: WorkshopNote) -> str:
    """The note; of a cluster its heading and every note in it."""
    entry = next((each for each in end.entries if each.notes[0].id == note.id), None)
    if entry is None or len(entry.notes) == 1:
        return note.text
    texts = " · ".join(each.text for each in entry.notes)
    return f"{entry.cluster}: {texts}" if entry.cluster else texts
