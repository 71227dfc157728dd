"""A round's results side by side as tables: approved ones of kommuner that share with the region, of others why not.

Rows are in the order of the kommuner's names, and nothing is ordered by level.
"""

from collections.abc import Sequence

from app.assessment.comparison import regional_change
from app.assessment.questionnaires.questionnaire import Capital
from app.assessment.results.rounding import mean_decimals
from app.reports.figures.capital_facts import level_name
from app.reports.goals.goal_table import goals_of_round
from app.reports.kernel.tables import Cell, Column, ColumnKind, Export, ExportTable, Mark, Source, measure
from app.reports.kernel.wording import STATUSES, in_words, listing, percent
from app.reports.overview.regional.change_words import verdict
from app.reports.overview.round_basis import KommunInRound, PanelOfYears, RoundBasis
from app.reports.tables.capital_table import HELD, INTERVAL, figures_of, interval_of
from app.reports.tables.kolada import kolada_row, kolada_table, kpi_id
from app.reports.tables.marking import CAPITAL, facts_table, index_of
from app.rounds.overview.overview import Showing
from app.rounds.overview.shared_gaps import MIN_SHARING

KOMMUN = (
    Column("municipality_code", "Kommunkod", "SCB:s fyrsiffriga kod, som text."),
    Column("municipality", "Kommun", "Kommunens namn."),
)
SHOWS = Column("result_shown", "Resultat", "Resultat, delar inte, pågår eller har inte svarat.")


def round_export(basis: RoundBasis, source: Source, stem: str, facts: Sequence[tuple[str, str]]) -> Export:
    """All tables of one round. `stem` begins the files' names."""
    tables = [_indices(basis), _results(basis), _participation(basis), _distribution(basis), _gaps(basis)]
    if basis.panel is not None:
        tables.append(_panel(basis, basis.panel))
    if basis.goals:
        tables.append(goals_of_round(basis.goals))
    return Export(
        title=f"{source.owner} {source.year}",
        stem=f"{stem}{source.example_ending}",
        source=source,
        tables=(*tables, facts_table(facts)),
    )


def kolada_of_round(basis: RoundBasis) -> ExportTable:
    """Every kommun's indices in Kolada's shape; of those that do not share, that they are protected."""
    questionnaire = basis.questionnaire
    return kolada_table(
        kolada_row(
            kpi_id(questionnaire.id, capital.id), kommun.code, questionnaire.year, _index(basis, kommun, capital)
        )
        for kommun in basis.kommuner
        for capital in basis.capitals
    )


def _not_shown(kommun: KommunInRound) -> Mark:
    return Mark.PROTECTED if kommun.showing is Showing.NOT_SHARED else Mark.MISSING


def _index(basis: RoundBasis, kommun: KommunInRound, capital: Capital) -> Cell:
    if kommun.profile is None:
        return _not_shown(kommun)
    result = kommun.profile.capital(capital.id)
    if result is None:
        return Mark.NOT_APPLICABLE
    return index_of(result, basis.questionnaire, is_small=kommun.is_small)


def _indices(basis: RoundBasis) -> ExportTable:
    columns = (
        *KOMMUN,
        Column("size_group", "Storleksgrupp", "Som regionen har delat in kommunerna."),
        Column("stage", "Läge", "Hur långt kommunen har kommit."),
        SHOWS,
        *(
            Column(capital.id, capital.name, f"Index i {capital.name}.", ColumnKind.DECIMAL)
            for capital in basis.capitals
        ),
    )
    rows = tuple(
        (
            kommun.code,
            kommun.name,
            kommun.size_group or None,
            kommun.state.value,
            kommun.showing.value,
            *(_index(basis, kommun, capital) for capital in basis.capitals),
        )
        for kommun in basis.kommuner
    )
    explanation = "En kommun per rad och ett kapitalslag per kolumn."
    return ExportTable("indices", "kommuner", "Kommuner och kapitalslag", explanation, columns, rows)


def _results(basis: RoundBasis) -> ExportTable:
    columns = (
        *KOMMUN,
        *CAPITAL,
        Column("status", "Underlag", "Om det finns ett resultat, och annars varför inte."),
        Column("index", "Index", "Vägt medel av frågornas resultat.", ColumnKind.DECIMAL),
        Column("level_position", "Nivå, nummer", "Nivåns plats på skalan; 1 är lägst.", ColumnKind.WHOLE),
        Column("level", "Nivå", "Nivån i ord."),
        *HELD,
        Column("coverage", "Täckning", "Andel av frågorna, räknat efter vikt, som har ett resultat.", ColumnKind.SHARE),
        *INTERVAL,
    )
    rows = tuple(
        (kommun.code, kommun.name, capital.id, capital.name, *_result(basis, kommun, capital))
        for kommun in basis.kommuner
        for capital in basis.capitals
    )
    explanation = "En rad per kommun och kapitalslag, för den som vill räkna vidare."
    return ExportTable("results", "resultat", "Resultat på längden", explanation, columns, rows)


def _result(basis: RoundBasis, kommun: KommunInRound, capital: Capital) -> tuple[Cell, ...]:
    if kommun.profile is None:
        return (kommun.showing.value, *(_not_shown(kommun),) * 8)
    result = kommun.profile.capital(capital.id)
    if result is None:
        return ("ej tillämpligt", *(Mark.NOT_APPLICABLE,) * 8)
    small = kommun.is_small
    figures = figures_of(result, basis.questionnaire, is_small=small)
    return (STATUSES[result.status], *figures, *interval_of(result, basis.questionnaire, is_small=small))


def _participation(basis: RoundBasis) -> ExportTable:
    columns = (
        *KOMMUN,
        Column("stage", "Läge", "Hur långt kommunen har kommit."),
        Column("invited", "Tillfrågade", "Antal personer.", ColumnKind.WHOLE),
        Column("started", "Har börjat", "Antal personer; .. där få är tillfrågade.", ColumnKind.WHOLE),
        Column("handed_in", "Klara", "Antal personer som har lämnat in sina svar.", ColumnKind.WHOLE),
        Column(
            "answered", "Besvarat", "Andel av frågorna, alla tillsammans; .. där få är tillfrågade.", ColumnKind.SHARE
        ),
        Column("agreed", "Enats om", "Andel av frågorna som har ett enat svar.", ColumnKind.SHARE),
        Column("handed_in_on", "Inlämnat", "Dagen då kommunen lämnade in; tom före dess.", ColumnKind.DATE),
        Column("sharing", "Delning", "Vad kommunen delar."),
    )
    rows = tuple(
        (
            kommun.code,
            kommun.name,
            kommun.state.value,
            kommun.invited,
            _few(kommun) if kommun.started is None else kommun.started,
            kommun.handed_in,
            _few(kommun) if kommun.answered_percent is None else _percent(kommun.answered_percent),
            _percent(kommun.agreed_percent),
            kommun.handed_in_on,
            kommun.sharing,
        )
        for kommun in basis.kommuner
    )
    explanation = "Hur långt varje kommun har kommit, som omgångens sida visar det."
    return ExportTable("participation", "deltagande", "Deltagande", explanation, columns, rows)


def _few(kommun: KommunInRound) -> Mark:
    return Mark.PROTECTED if kommun.invited else Mark.NOT_APPLICABLE


def _percent(whole: int) -> Cell:
    return measure(whole / 100, 2)


def _distribution(basis: RoundBasis) -> ExportTable:
    levels = tuple(
        Column(f"level_{position}", level.label, f"Antal kommuner på nivå {position}.", ColumnKind.WHOLE)
        for position, level in enumerate(basis.questionnaire.scale, start=1)
    )
    columns = (
        *CAPITAL,
        *levels,
        Column(
            "no_level",
            "Nivå kan inte anges",
            "Antal kommuner med index där en kärnfråga saknar resultat.",
            ColumnKind.WHOLE,
        ),
        Column("insufficient", "Otillräckligt underlag", "Antal kommuner.", ColumnKind.WHOLE),
        Column("not_applicable", "Ej tillämpligt", "Antal kommuner.", ColumnKind.WHOLE),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            *_named(basis, distribution.capital_id),
            *distribution.on_level,
            distribution.without_level,
            distribution.insufficient,
            distribution.not_applicable,
        )
        for distribution in basis.distributions
    )
    explanation = "Hur många av de kommuner som har fastställt och delar sitt resultat som ligger på varje nivå."
    return ExportTable("distribution", "fordelning", "Fördelning", explanation, columns, rows)


def _gaps(basis: RoundBasis) -> ExportTable:
    target = level_name(basis.questionnaire.prerequisite_position, basis.questionnaire)
    columns = (
        *CAPITAL,
        Column(
            "below",
            "Kommuner under nivån",
            f"Antal under nivån {target}. Kan nivån inte anges avgör index.",
            ColumnKind.WHOLE,
        ),
        Column("scored", "Kommuner med index", "Antal, också de vars nivå inte kan anges.", ColumnKind.WHOLE),
        Column("municipalities", "Vilka", "Kommunernas namn."),
    )
    rows = tuple(
        (
            *_named(basis, gap.capital_id),
            len(gap.below),
            gap.scored,
            listing([kommun.name for kommun in basis.kommuner if kommun.key in gap.below]),
        )
        for gap in basis.gaps
    )
    explanation = f"Kapitalslag där minst {in_words(MIN_SHARING)} kommuner ligger under nivån {target}."
    return ExportTable("gaps", "tillsammans", "Stärk tillsammans", explanation, columns, rows)


def _panel(basis: RoundBasis, panel: PanelOfYears) -> ExportTable:
    columns = (
        *CAPITAL,
        Column("earlier_year", "Jämförs med år", "Den tidigare omgångens år.", ColumnKind.WHOLE),
        Column(
            "municipalities",
            "Kommuner",
            "Antal som har fastställt och delar båda åren och går att jämföra.",
            ColumnKind.WHOLE,
        ),
        Column(
            "change_on_shared_questions",
            "Förändring av medelindex",
            "Medel av kommunernas förändringar, räknade på de frågor som båda åren har.",
            ColumnKind.CHANGE,
        ),
        Column("interval_low", "Intervall, lägst", _interval_words(), ColumnKind.CHANGE),
        Column("interval_high", "Intervall, högst", "Intervallets övre gräns.", ColumnKind.CHANGE),
        Column("trend", "Bedömning", "Om medlet har förändrats tydligt, prövat för alla kapitalslag tillsammans."),
        Column("rose", "Upp", "Antal kommuner med högre index, hur lite det än är.", ColumnKind.WHOLE),
        Column("fell", "Ned", "Antal kommuner med lägre index, hur lite det än är.", ColumnKind.WHOLE),
        Column("up", "Tydligt upp", "Antal kommuner, var för sig.", ColumnKind.WHOLE),
        Column("down", "Tydligt ned", "Antal kommuner, var för sig.", ColumnKind.WHOLE),
        Column("unclear", "Ingen tydlig förändring", "Antal kommuner, var för sig.", ColumnKind.WHOLE),
        Column("untested", "Inte prövade", "Antal kommuner vars förändring inte gick att pröva.", ColumnKind.WHOLE),
    )
    decimals = mean_decimals(basis.questionnaire.scale)
    rows = tuple(
        (
            *_named(basis, change.capital_id),
            panel.earlier_year,
            change.kommuner,
            *(
                Mark.NOT_APPLICABLE if value is None else measure(value, decimals)
                for value in (change.difference, change.low, change.high)
            ),
            Mark.NOT_APPLICABLE if change.difference is None else verdict(change),
            change.rose,
            change.fell,
            change.up,
            change.down,
            change.unclear,
            change.untested,
        )
        for change in panel.capitals
    )
    explanation = "Hur medelindex har ändrats i de kommuner som har fastställt och delar sitt resultat båda åren."
    return ExportTable("years", "ar", "Jämfört med året före", explanation, columns, rows)


def _interval_words() -> str:
    return f"{percent(regional_change.CONFIDENCE)} intervall för förändringen, för ett kapitalslag i taget."


def _named(basis: RoundBasis, capital_id: str) -> tuple[str, str]:
    return capital_id, basis.questionnaire.capital(capital_id).name
