"""Stöd som passar: what the report says of it, and which edition it says that it is from."""

from dataclasses import replace

from app.reports.results.subject import Findings
from app.support.suggestions.by_catalogue import CatalogueSuggestions
from app.support.suggestions.rule import Suggestions
from tests.unit.reports.results.test_content import FINDINGS, content
from tests.unit.reports.support import samples
from tests.unit.support.builders import a_catalogue


def with_support(support: CatalogueSuggestions | None) -> Findings:
    return replace(FINDINGS, support=support)


def test_three_suggestions_have_title_form_what_one_gets_and_the_reason_with_its_time() -> None:
    part = content().support
    assert part is not None
    assert part.headline == "Tre förslag som ni klarar nu."
    assert [(line.title, line.form, line.capital) for line in part.lines] == [
        ("Grundkurs", "Kunskapsbas", "Politiskt kapital"),
        ("Budgetguide: räkna, äska, finansiera", "Resursbas", "Politiskt kapital"),
        ("Nätverk", "Handlingsutrymme", "Humankapital"),
    ]
    assert part.lines[0].gives == "Ni får en kurs."
    assert part.lines[0].reason == (
        "Ni är på nivå 1 i politiskt kapital, och där föreslår vi att ni börjar. Därför kunskap först; insatsen tar ungefär "
        "en halv dag för en chef och passar er mottagarförmåga."
    )


def test_what_comes_later_is_one_line_each() -> None:
    part = content().support
    assert part is not None
    assert [(later.title, later.when) for later in part.later] == [
        ("Policylabb", "Senare, när er mottagarförmåga är på nivå 3.")
    ]


def test_the_part_says_that_a_catalogue_is_no_offer() -> None:
    part = content().support
    assert part is not None
    assert part.source == "Ur katalogen Exempelstöd. Att en insats står här betyder inte att den erbjuds just nu."


def test_page_one_keeps_titles_with_commas_apart() -> None:
    part = content().support
    assert part is not None
    assert part.brief == "Grundkurs · Budgetguide: räkna, äska, finansiera · Nätverk"


def test_an_unknown_receiver_is_said_once() -> None:
    part = content(findings=with_support(samples.support(receiver=None))).support
    assert part is not None
    assert part.note == "Er mottagarförmåga är inte känd. Förslagen räknar med nivå 1."
    assert all("passar er mottagarförmåga" not in line.reason for line in part.lines)


def test_the_proposal_to_decide_on_names_no_support() -> None:
    proposal = content().summary.proposal
    assert proposal == content(findings=with_support(None)).summary.proposal


def test_where_all_is_too_heavy_what_comes_later_is_still_told() -> None:
    support = samples.support()
    later = replace(support, suggestions=Suggestions((), support.suggestions.later))
    part = content(findings=with_support(later)).support
    assert part is not None
    assert (part.headline, part.lines) == ("Ingen insats passar er mottagarförmåga än.", ())
    assert part.brief == ""


def test_without_suggestions_or_catalogue_there_is_no_part() -> None:
    nothing = CatalogueSuggestions(a_catalogue(), False, Suggestions((), ()))
    assert content(findings=with_support(nothing)).support is None
    report = content(findings=with_support(None))
    assert report.support is None
    assert "Katalog över stöd" not in dict(report.facts)


def test_the_edition_stands_after_those_of_questionnaire_and_method() -> None:
    facts = content().facts
    names = [name for name, _ in facts]
    assert names.index("Katalog över stöd") == names.index("Metodens utgåva") + 1
    assert dict(facts)["Katalog över stöd"] == "Exempelstöd (exempelstod/2026)"
    assert dict(facts)["Katalogens version"] == "0123456789abcdef"


def test_a_region_that_has_changed_items_is_said_to_have() -> None:
    facts = dict(content(findings=with_support(samples.support(is_adapted=True))).facts)
    assert facts["Katalog över stöd"] == "Exempelstöd (exempelstod/2026), med regionens egna ändringar"
