"""From a round's results to a regional report: every sentence, figure and table made once, in the report's order."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.reports.figures.capital_facts import level_name
from app.reports.goals.ambition_words import OURS
from app.reports.goals.goal_words import HOW_COUNTED
from app.reports.kernel.wording import FORMS, date, in_words, listing, number, quoted, sentence
from app.reports.overview.regional.change_words import STRICTER, how_judged
from app.reports.overview.regional.content import GapLine, GoalLine, Profiles, RegionalContent
from app.reports.overview.regional.data import data_rows
from app.reports.overview.regional.figures import (
    MIN_AXES,
    change_figure,
    key_figure,
    kommun_radar,
    levels_figure,
    without_result,
)
from app.reports.overview.regional.method_text import method
from app.reports.overview.regional.subject import RegionalFindings, RegionalSubject
from app.reports.overview.regional.summary import TOO_FEW, changed, kommuner, regional_summary
from app.reports.overview.regional.tables import goals_table, participation_table, result_rows
from app.rounds.overview.overview import Showing
from app.rounds.overview.shared_gaps import MIN_SHARING

LEAD = "Kommunernas egna bilder av sin förmåga att ställa om, sedda tillsammans."


def build_regional_report(
    questionnaire: Questionnaire, subject: RegionalSubject, findings: RegionalFindings
) -> RegionalContent:
    """The report of one round. Raises KeyError where the findings name a capital that nobody knows."""
    limit = level_name(questionnaire.prerequisite_position, questionnaire)
    shared = bool(findings.sharing)
    levels = levels_figure(questionnaire, findings.capitals, findings.distributions) if shared else None
    panel = findings.panel
    change = None if panel is None else change_figure(questionnaire, findings.capitals, panel)
    return RegionalContent(
        region_name=subject.region_name,
        region_slug=subject.region_slug,
        year=questionnaire.year,
        title=questionnaire.title,
        status=status_text(subject),
        is_over=subject.closed_on is not None,
        is_example_data=subject.is_example_data,
        generated=date(subject.generated),
        generated_iso=subject.generated.isoformat(),
        lead=LEAD,
        spreading=_spreading(findings),
        summary=regional_summary(questionnaire, subject, findings),
        limit=limit,
        participation_notes=_participation_notes(subject, findings),
        participation=participation_table(findings),
        levels=levels,
        missing=without_result(questionnaire, findings.distributions) if shared else (),
        gaps_intro=_gaps_intro(findings, limit),
        gaps=_gaps(questionnaire, findings),
        goals=tuple(
            GoalLine(goal.title, goal.status, f"{goal.progress} {goal.same}".strip()) for goal in findings.goals
        ),
        goals_note=HOW_COUNTED if findings.goals else "",
        goals_table=goals_table(findings.goals),
        ambition=findings.ambition,
        ambition_note=OURS if findings.ambition else "",
        profiles=_profiles(questionnaire, findings) if shared else None,
        change=change,
        change_notes=_change_notes(questionnaire, findings),
        change_verdict=STRICTER if change else "",
        method=method(questionnaire),
        facts=_facts(questionnaire, subject, findings),
        data=data_rows(questionnaire, findings),
    )


def status_text(subject: RegionalSubject) -> str:
    """Whether the round goes on, and until when."""
    if subject.closed_on is None:
        return f"Omgången pågår, sista dag att svara {date(subject.closes_on)}"
    return f"Omgången avslutades {date(subject.closed_on)}"


def _spreading(findings: RegionalFindings) -> str:
    """Whom kommuner have said yes to; the report names them."""
    amount = sum(kommun.shares_with_region_only for kommun in findings.sharing)
    if not amount:
        return ""
    return (
        f"Rapporten namnger {kommuner(amount)} som bara delar sitt resultat med regionen. "
        f"Fråga {'den' if amount == 1 else 'dem'} innan rapporten lämnas vidare utanför regionen."
    )


def _participation_notes(subject: RegionalSubject, findings: RegionalFindings) -> tuple[str, ...]:
    """What the words in the table mean, of those that stand there."""
    is_over = subject.closed_on is not None
    meanings = {
        Showing.NOT_SHARED: "resultatet är fastställt men kommunen har valt att inte dela med regionen",
        Showing.NOT_READY: "kommunen har inte fastställt något resultat än",
        Showing.NOT_ANSWERED: "kommunen fick inget resultat" if is_over else "ingen har svarat än",
    }
    showings = {kommun.showing for kommun in findings.kommuner}
    return tuple(f"{quoted(word.value)}: {meaning}." for word, meaning in meanings.items() if word in showings)


def _gaps_intro(findings: RegionalFindings, limit: str) -> str:
    several = in_words(MIN_SHARING)
    if len(findings.sharing) < MIN_SHARING:
        return TOO_FEW
    if not findings.gaps:
        return f"I inget kapitalslag ligger minst {several} kommuner under nivån {quoted(limit)}."
    return f"Här ligger minst {several} kommuner under nivån {quoted(limit)}. Det kan vara värt att göra något ihop."


def _gaps(questionnaire: Questionnaire, findings: RegionalFindings) -> tuple[GapLine, ...]:
    return tuple(
        GapLine(
            questionnaire.capital(gap.capital_id).name,
            f"{number(len(gap.below))} av {kommuner(gap.scored)} med index",
            listing(findings.names(gap.below)),
        )
        for gap in findings.gaps
    )


def _profiles(questionnaire: Questionnaire, findings: RegionalFindings) -> Profiles:
    capitals = findings.capitals
    kommuner = findings.sharing if len(capitals) >= MIN_AXES else ()
    return Profiles(
        capitals=tuple(capital.short_name for capital in capitals),
        rows=result_rows(questionnaire, findings),
        without=_without(findings),
        key=key_figure(questionnaire, capitals),
        radars=tuple(kommun_radar(questionnaire, capitals, kommun) for kommun in kommuner),
    )


def _without(findings: RegionalFindings) -> str:
    parts = [f"{kommun.name} ({kommun.showing.value})" for kommun in findings.kommuner if kommun.profile is None]
    return f"Utan resultat här: {listing(parts)}." if parts else ""


def _change_notes(questionnaire: Questionnaire, findings: RegionalFindings) -> tuple[str, ...]:
    panel = findings.panel
    if panel is None or not any(change.kommuner for change in panel.changes):
        return changed(questionnaire, findings)
    notes = [
        changed(questionnaire, findings)[0],
        f"Resultatet från {panel.earlier_year} är fastställt.",
        how_judged()[0],
    ]
    if panel.earlier_year < questionnaire.year - 1:
        notes.append(f"Omgången {panel.earlier_year} är den närmast före.")
    return tuple(notes)


def _facts(
    questionnaire: Questionnaire, subject: RegionalSubject, findings: RegionalFindings
) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Region", subject.region_name),
        ("Status", status_text(subject)),
        (
            "Kommuner",
            (
                f"{number(len(findings.kommuner))} med i omgången, "
                f"{number(len(findings.sharing))} har fastställt och delar resultat"
            ),
        ),
        ("Frågeformulär", f"{questionnaire.title} ({questionnaire.id}/{questionnaire.year})"),
        ("Formulärets version", questionnaire.content_hash[:16]),
        ("Metodens utgåva", str(subject.method.value)),
        ("Omfattning", sentence(f"det {FORMS[subject.form]}")[:-1]),
        ("Rapporten skapad", date(subject.generated)),
    ]
    facts += [("Rättelse i formuläret", correction) for correction in subject.corrections]
    if spreading := _spreading(findings):
        facts.append(("Spridning", spreading))
    if subject.is_example_data:
        facts.append(("Exempeldata", "Uppgifterna är påhittade. De säger inget om kommunerna."))
    return tuple(facts)
