"""Stöd som passar: the suggestions of the support rule in words, and which edition they come from."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.kernel.wording import in_words, sentence
from app.reports.results.subject import Findings
from app.reports.results.support_content import LaterSupport, SupportLine, SupportPart
from app.support.catalogue.names import FORMS
from app.support.suggestions.by_catalogue import CatalogueSuggestions
from app.support.suggestions.words import later_sentence, reasons, unknown_receiver_sentence

HEADING = "Stöd som passar"
NOTHING_YET = "Ingen insats passar er mottagarförmåga än."
NOT_AN_OFFER = "Att en insats står här betyder inte att den erbjuds just nu."


def support_part(questionnaire: Questionnaire, findings: Findings) -> SupportPart | None:
    """None where nothing is suggested, now or later. Raises KeyError for a capital that nobody knows."""
    support = findings.support
    if support is None or not (support.suggestions.now or support.suggestions.later):
        return None
    names = {capital.id: capital.name for capital in questionnaire.capitals}
    lines = tuple(
        SupportLine(
            item_id=suggestion.item.id,
            title=suggestion.item.title,
            capital_id=suggestion.candidate.capital_id,
            capital=names[suggestion.candidate.capital_id],
            form=FORMS[suggestion.candidate.form],
            gives=suggestion.item.gives,
            reason=reason,
        )
        for suggestion, reason in zip(support.suggestions.now, reasons(support.suggestions, names), strict=True)
    )
    return SupportPart(
        headline=sentence(f"{in_words(len(lines))} förslag som ni klarar nu") if lines else NOTHING_YET,
        source=f"Ur katalogen {support.catalogue.title}. {NOT_AN_OFFER}",
        lines=lines,
        later=tuple(
            LaterSupport(
                item_id=later.item.id,
                title=later.item.title,
                capital_id=later.candidate.capital_id,
                when=later_sentence(later),
            )
            for later in support.suggestions.later
        ),
        note=unknown_receiver_sentence(support.suggestions) or "",
        year=support.catalogue.year,
    )


def edition_facts(support: CatalogueSuggestions | None) -> list[tuple[str, str]]:
    """Which edition the suggestions are from, for the last page."""
    if support is None:
        return []
    catalogue = support.catalogue
    changes = ", med regionens egna ändringar" if support.is_adapted else ""
    return [
        ("Katalog över stöd", f"{catalogue.title} ({catalogue.id}/{catalogue.year}){changes}"),
        ("Katalogens version", catalogue.content_hash[:16]),
    ]
