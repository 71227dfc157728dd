"""A kommun's result as tables: everything that its result page and report show, hidden where they hide it."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import QuestionResult
from app.assessment.results.rounding import LEVEL_DECIMALS
from app.assessment.results.scale import position_at, scale_values
from app.reports.figures.capital_facts import level_name
from app.reports.kernel.tables import (
    Cell,
    Column,
    ColumnKind,
    Export,
    ExportTable,
    Mark,
    Source,
    index_measure,
    measure,
)
from app.reports.kernel.wording import SOURCES, ZONES, date
from app.reports.results.action_columns import DETAILS, FOLLOW_UP, TEXT, in_order
from app.reports.results.content import ReportContent
from app.reports.results.parts.reasons import reasoned
from app.reports.results.subject import Subject
from app.reports.tables.capital_table import capital_table
from app.reports.tables.kolada import kolada_row, kolada_table, kpi_id
from app.reports.tables.marking import CAPITAL, Basis, as_shown, facts_table, index_of, missing, yes
from app.reports.tables.support_table import support_table
from app.reports.tables.years_table import years_table


def assessment_export(basis: Basis, content: ReportContent, stem: str) -> Export:
    """All tables of one assessment, in the order of the report. `stem` begins the files' names."""
    source = source_of(basis.questionnaire, basis.subject)
    gathering = ((f"Underlag {place}", text) for place, text in enumerate(content.gathering, 1))
    facts = ((name, source.status if name == "Status" else text) for name, text in content.facts)
    tables = (
        capital_table(basis),
        *years_table(basis),
        _questions(basis),
        *_agreement(basis),
        *_directions(basis),
        *support_table(basis, content.support),
        _actions(basis),
        *_reasons(basis),
        facts_table((*facts, *gathering)),
    )
    title = f"{basis.subject.municipality_name} {basis.questionnaire.year}"
    return Export(
        title=title,
        stem=f"{stem}{file_ending(is_example_data=source.is_example_data, is_final=source.is_final)}",
        source=source,
        tables=tables,
    )


def source_of(questionnaire: Questionnaire, subject: Subject) -> Source:
    """Where a kommun's figures come from. It names nobody: files of figures travel further than reports."""
    approval = subject.approval
    return Source(
        owner=subject.municipality_name,
        code=subject.municipality_code,
        year=questionnaire.year,
        title=questionnaire.title,
        questionnaire=f"{questionnaire.id}/{questionnaire.year}",
        version=questionnaire.content_hash[:16],
        method=subject.method,
        status="Utkast" if approval is None else f"Fastställd {date(approval.day)}",
        is_final=approval is not None,
        is_example_data=subject.is_example_data,
        is_trial=subject.is_trial,
        made=subject.generated,
    )


def file_ending(*, is_example_data: bool, is_final: bool) -> str:
    """A file that is passed on alone says by its name what must be known of it. A trial's address says it already."""
    endings = (("-exempeldata", is_example_data), ("-utkast", not is_final))
    return "".join(words for words, applies in endings if applies)


def kolada_of(basis: Basis) -> ExportTable:
    """The indices in Kolada's shape, which is by kommun: the association has no rows."""
    questionnaire, code = basis.questionnaire, basis.subject.municipality_code
    if not code:
        return kolada_table(())
    return kolada_table(
        kolada_row(
            kpi_id(questionnaire.id, result.capital_id),
            code,
            questionnaire.year,
            index_of(result, questionnaire, is_small=basis.is_small),
        )
        for result in basis.findings.profile.capitals
    )


def _questions(basis: Basis) -> ExportTable:
    columns = (
        *CAPITAL,
        Column("question_id", "Frågans id", "Kort namn för maskiner. Samma id betyder samma fråga flera år."),
        Column("question", "Fråga", "Frågans text."),
        Column("core", "Kärnfråga", "Ja om frågan håller tillbaka nivån när den är svag."),
        Column(
            "result", "Resultat", "Enat svar, eller medel av svaren, på frågeformulärets skala.", ColumnKind.DECIMAL
        ),
        Column("level_position", "Nivå, nummer", "Den nivå som resultatet når upp till; 1 är lägst.", ColumnKind.WHOLE),
        Column("level", "Nivå", "Samma nivå i ord."),
        Column("source", "Resultatet kommer från", "Enat svar, medel av rollerna eller medel av svaren."),
        Column("not_united", "Enades inte", "Ja om mötet pratade om frågan utan att enas."),
    )
    rows = tuple(
        _question(basis, result.capital_id, question)
        for result in basis.findings.profile.capitals
        for question in result.questions
    )
    return ExportTable("questions", "fragor", "Frågor", "En rad per fråga.", columns, rows)


def _question(basis: Basis, capital_id: str, result: QuestionResult) -> tuple[Cell, ...]:
    questionnaire = basis.questionnaire
    question = questionnaire.questions[result.question_id]
    values: tuple[Cell, Cell, Cell]
    if result.value is None:
        mark = Mark.NOT_APPLICABLE if result.settled_not_applicable else missing(is_small=basis.is_small)
        values = (mark, mark, mark)
    else:
        position = position_at(result.value, scale_values(questionnaire))
        figure = index_measure(result.value, questionnaire.scale)
        values = (figure, position, level_name(position, questionnaire))
    return (
        *basis.named(capital_id),
        question.id,
        question.text,
        yes(question.core),
        *values,
        "ej tillämpligt" if result.settled_not_applicable else SOURCES[result.source],
        yes(result.not_united),
    )


def _agreement(basis: Basis) -> list[ExportTable]:
    """With as many decimals as the report has: more would tell of single answers."""
    if not basis.findings.samsyn:
        return []
    columns = (
        *CAPITAL,
        Column("ad_m", "Svaren skiljer sig i snitt", "Antal nivåer (AD_M). Lågt är enigt.", ColumnKind.DECIMAL),
        Column("agrees", "Samsyn", "Ja om skillnaden är högst en sjättedel av antalet nivåer."),
        Column("a_wg", "a_wg", "Mått på enighet, högst 1 (Brown och Hauenstein 2005).", ColumnKind.DECIMAL),
        Column("r_wg_j", "r_wg(j)", "Mått på enighet, 0 till 1 (James, Demaree och Wolf 1984).", ColumnKind.DECIMAL),
        Column("questions", "Frågor", "Hur många frågor måtten bygger på.", ColumnKind.WHOLE),
    )
    rows = []
    for samsyn in basis.findings.samsyn:
        without: Cell = Mark.PROTECTED if samsyn.ad_m is None else Mark.MISSING
        rows.append(
            (
                *basis.named(samsyn.capital_id),
                without if samsyn.ad_m is None else measure(as_shown(samsyn.ad_m, LEVEL_DECIMALS), LEVEL_DECIMALS),
                without if samsyn.agrees is None else yes(samsyn.agrees),
                without if samsyn.a_wg is None else measure(as_shown(samsyn.a_wg, 2), 2),
                without if samsyn.r_wg_j is None else measure(as_shown(samsyn.r_wg_j, 2), 2),
                samsyn.questions,
            )
        )
    explanation = "Hur lika de som svarade ser på saken, ett kapitalslag per rad."
    return [ExportTable("agreement", "samsyn", "Samsyn", explanation, columns, tuple(rows))]


def _directions(basis: Basis) -> list[ExportTable]:
    if not basis.findings.profile.directions:
        return []
    columns = (
        *CAPITAL,
        Column("unity", "Enighet om riktningen", "Andel av skalan, 0 till 1.", ColumnKind.SHARE),
        Column("predictability", "Känd väg", "Hur väl man vet vägen. Andel av skalan, 0 till 1.", ColumnKind.SHARE),
        Column("zone", "Arbetssätt", "Vilket sätt att arbeta som de två talar för."),
    )
    rows = tuple(
        (
            *basis.named(direction.capital_id),
            *(
                Mark.MISSING if value is None else measure(as_shown(value, 2), 2)
                for value in (direction.unity, direction.predictability)
            ),
            Mark.MISSING if direction.zone is None else ZONES[direction.zone],
        )
        for direction in basis.findings.profile.directions
    )
    return [
        ExportTable(
            "directions",
            "vagval",
            "Enighet och väg",
            "Enighet om riktningen och känd väg per kapitalslag.",
            columns,
            rows,
        )
    ]


def _actions(basis: Basis) -> ExportTable:
    columns = (TEXT, *DETAILS, *FOLLOW_UP)
    capital_ids = (capital.id for capital in basis.questionnaire.capitals)
    rows = tuple(
        (*basis.named(action.capital_id), *(column.cell(action) for column in columns))
        for action in in_order(basis.findings.actions, capital_ids)
    )
    explanation = "En rad per åtgärd som är beslutad."
    return ExportTable(
        "actions", "atgarder", "Åtgärder", explanation, (*CAPITAL, *(detail.column for detail in columns)), rows
    )


def _reasons(basis: Basis) -> list[ExportTable]:
    """As the report's appendix has them: only where the kommun's coordinator has chosen to show them."""
    if not basis.findings.reasons_shown:
        return []
    columns = (
        *CAPITAL,
        Column("question_id", "Frågans id", "Samma som i tabellen Frågor, eller en av frågorna om riktningen."),
        Column("question", "Fråga", "Frågans text."),
        Column("reason", "Skäl", "Varför mötet kom fram till svaret."),
        Column("evidence_url", "Underlag", "Länk till det som visar det."),
    )
    rows = tuple(
        (
            *basis.named(result.capital_id),
            question.id,
            question.text,
            outcome.reason,
            outcome.evidence_url or None,
        )
        for result in basis.findings.profile.capitals
        for question, outcome in reasoned(basis.questionnaire.capital(result.capital_id), basis.findings)
    )
    return [ExportTable("reasons", "skal", "Skäl", "Skälen till de enade svaren.", columns, rows)]
