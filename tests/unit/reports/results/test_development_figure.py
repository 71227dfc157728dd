"""The development as a figure: what it says in words, and where it says that years cannot be compared."""

from dataclasses import replace
from decimal import Decimal

from app.assessment.questionnaires.questionnaire import Level
from app.reports.results.development_figure import development_figure, development_notes, development_table
from app.rounds.assessments.plans import Target
from tests.unit.reports.support import samples


def test_the_conclusion_is_of_the_latest_lines_and_names_the_capitals() -> None:
    figure = development_figure(*samples.development(samples.questionnaire()), {})
    assert figure.title == "Utveckling 2023–2026"
    assert figure.conclusion == (
        "Från 2025 till 2026, på gemensamma frågor: politiskt kapital (+0,8) och finansiellt kapital (+0,5) "
        "tydligt upp; relationskapital (\u22120,7) tydligt ned."
    )
    assert figure.years == (2023, 2024, 2025, 2026)


def test_the_table_has_every_year_and_the_reason_where_there_is_no_figure() -> None:
    development, editions = samples.development(samples.questionnaire())
    table = development_table(development, editions, {"politiskt": Target(4, 2028)})
    assert table.header == ("Kapitalslag", "2023", "2025", "2026", "Mål")
    by_name = {row[0]: row[1:] for row in table.rows}
    assert by_name["Politiskt kapital"][0] == "ingick inte"
    assert by_name["Politiskt kapital"][3] == "Etablerat 2028"
    assert by_name["Dynamiskt kapital"][1:] == ("otillräckligt underlag", "otillräckligt underlag", "–")


def test_every_broken_line_and_skipped_year_is_told_once() -> None:
    notes = development_notes(*samples.development(samples.questionnaire()))
    assert notes == (
        "Från 2023 till 2025 jämförs inte politiskt kapital. Kapitalslaget fanns inte med det året.",
        "Från 2023 till 2025 jämförs inte dynamiskt kapital. Det saknas resultat ett av åren.",
        "Från 2025 till 2026 jämförs inte dynamiskt kapital. Det saknas resultat ett av åren.",
        "2024 är inte med. 2025 jämförs med 2023.",
    )


def test_another_scale_is_told() -> None:
    development, editions = samples.development(samples.questionnaire())
    three = tuple(Level(value=Decimal(value), label=str(value)) for value in (1, 2, 3))
    older = (editions[0].model_copy(update={"scale": three}), *editions[1:])
    sentence = "2023 hade en annan skala (1–3). Punkterna är flyttade till den nya skalan."
    assert sentence in development_notes(development, older)
    capitals = tuple(
        replace(capital, points=(replace(capital.points[0], placed=None), *capital.points[1:]))
        for capital in development.capitals
    )
    apart = "2023 hade en annan skala (1–3). Det året går inte att rita bredvid de andra."
    assert apart in development_notes(replace(development, capitals=capitals), older)


def test_a_capital_keeps_its_shape_and_place() -> None:
    questionnaire = samples.questionnaire()
    figure = development_figure(*samples.development(questionnaire), {})
    assert [panel.axis.key for panel in figure.panels] == [capital.id for capital in questionnaire.capitals]
    assert len({panel.axis.marker for panel in figure.panels}) == 8
