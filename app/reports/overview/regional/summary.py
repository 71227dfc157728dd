"""Page one of a regional report: who takes part, what is strong, what to do together, what changed."""

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import Trend
from app.reports.figures.capital_facts import level_name, name_in_text
from app.reports.kernel.wording import NBSP, count, in_words, listing, lowered, number, quoted, sentence
from app.reports.overview.regional.change_words import countable, difference, verdict, went
from app.reports.overview.regional.content import ReachLine, RegionalSummary
from app.reports.overview.regional.figures import change_conclusion
from app.reports.overview.regional.subject import RegionalFindings, RegionalSubject
from app.rounds.overview.overview import MeanChange
from app.rounds.overview.shared_gaps import MIN_SHARING, STRONG_SHARE, Reach, SharedGap, reaches
from app.rounds.progress.round_board import share_percent

SHOWN = 3
"""So many strengths, gaps and proposals fit on one page."""
MAX_IN_WORDS = f"{in_words(STRONG_SHARE.numerator)} av {in_words(STRONG_SHARE.denominator)}"
TOO_FEW = (
    f"Minst {in_words(MIN_SHARING)} kommuner behöver fastställa och dela sitt resultat för att det ska gå att se något "
    "gemensamt."
)
NOBODY = (
    "Ingen kommun har fastställt sitt resultat och delar det med regionen än. Därför finns det inga resultat att visa."
)


def kommuner(amount: int) -> str:
    return count(amount, "kommun", "kommuner")


def regional_summary(
    questionnaire: Questionnaire, subject: RegionalSubject, findings: RegionalFindings
) -> RegionalSummary:
    """Everything on page one; every list in it is short, so that it stays one page."""
    limit = level_name(questionnaire.prerequisite_position, questionnaire)
    return RegionalSummary(
        participation=participation(findings),
        reaching=_reaching(questionnaire, findings),
        since=f"Medelindex sedan {findings.panel.earlier_year}" if findings.panel else "Medelindex sedan sist",
        lines=_lines(questionnaire, findings) if findings.sharing else (),
        strong=_strong(questionnaire, findings, limit),
        together=_together(questionnaire, findings, limit),
        changed=changed(questionnaire, findings),
        proposals=_proposals(questionnaire, subject, findings),
        decisions=_decisions(questionnaire, findings),
    )


def participation(findings: RegionalFindings) -> tuple[str, ...]:
    """Kommuner and people, counted as on the round's board."""
    everybody = findings.kommuner
    if not everybody:
        return ("Ingen kommun är med i omgången.",)
    with_result = sum(kommun.has_result for kommun in everybody)
    if not with_result:
        return ("Svarstiden är inte avslutad i någon kommun än.", _people(findings))
    approvals = sum(kommun.is_approved for kommun in everybody)
    opening = f"I {number(with_result)} av {kommuner(len(everybody))} är svarstiden avslutad. "
    if not approvals:
        return (f"{opening}Ingen har fastställt sitt resultat än.", _people(findings))
    return (f"{opening}{_so_many(approvals)} har fastställt sitt resultat. {_sharing(findings)}", _people(findings))


def _sharing(findings: RegionalFindings) -> str:
    """How many of those that have approved share, and how many of them have anything to show."""
    sharing, with_scores = len(findings.sharing), sum(kommun.has_scores for kommun in findings.sharing)
    opening = f"{_so_many(sharing)} delar det med regionen"
    if not sharing:
        return f"{opening}."
    if with_scores == sharing:
        return f"{opening}, {'alla ' if sharing > 1 else ''}med resultat i minst ett kapitalslag."
    return f"{opening}; {lowered(_so_many(with_scores))} av dem har resultat i minst ett kapitalslag."


def _so_many(amount: int) -> str:
    """At the start of a sentence about kommuner."""
    return number(amount) if amount else "Ingen"


def _people(findings: RegionalFindings) -> str:
    respondents = sum(kommun.invited for kommun in findings.kommuner)
    ready = sum(kommun.handed_in for kommun in findings.kommuner)
    if not respondents:
        return "Ingen person är tillfrågad än."
    people = count(respondents, "tillfrågad person", "tillfrågade personer")
    return f"{number(ready)} av {people} är klara ({share_percent(ready, respondents)}{NBSP}%)."


def _reaching(questionnaire: Questionnaire, findings: RegionalFindings) -> str:
    """What the table of page one shows, or why there is none."""
    if not findings.sharing:
        return NOBODY
    limit = quoted(level_name(questionnaire.prerequisite_position, questionnaire))
    return f"Tabellen visar hur många kommuner som når minst nivån {limit}, som annat kan bygga på."


def _lines(questionnaire: Questionnaire, findings: RegionalFindings) -> tuple[ReachLine, ...]:
    changes = {change.capital_id: change for change in findings.panel.changes} if findings.panel else {}
    capital_ids = {capital.id for capital in findings.capitals}
    return tuple(
        _line(questionnaire, reach, changes.get(reach.capital_id))
        for reach in reaches(questionnaire, findings.results)
        if reach.capital_id in capital_ids
    )


def _line(questionnaire: Questionnaire, reach: Reach, change: MeanChange | None) -> ReachLine:
    successes, name = len(reach.reached), questionnaire.capital(reach.capital_id).name
    missing = "nivå kan inte anges" if reach.open else "ingen har resultat"
    text = f"{number(successes)} av {number(reach.told)}" if reach.told else missing
    return ReachLine(
        name=name, reached=successes, scored=reach.told, shown=text, change=change_words(questionnaire, change)
    )


def change_words(questionnaire: Questionnaire, change: MeanChange | None) -> str:
    """How the mean has moved, in words; clear changes with their size and how many kommuner went that way."""
    if change is None or change.difference is None:
        return "–"
    clear = change.trend in (Trend.UP, Trend.DOWN)
    amount = difference(change, questionnaire.scale)
    return f"{verdict(change)} ({amount}; {went(change)})" if clear else verdict(change)


def _strong(questionnaire: Questionnaire, findings: RegionalFindings, limit: str) -> tuple[str, ...]:
    if len(findings.sharing) < MIN_SHARING:
        return (TOO_FEW,)
    lines = [
        f"{questionnaire.capital(strength.capital_id).name}: {number(strength.reached)} av {number(strength.scored)}."
        for strength in findings.strengths[:SHOWN]
    ]
    if not lines:
        return (f"I inget kapitalslag når minst {MAX_IN_WORDS} kommuner nivån {quoted(limit)}.",)
    return (f"Minst {MAX_IN_WORDS} kommuner når nivån {quoted(limit)}:", *lines)


def _together(questionnaire: Questionnaire, findings: RegionalFindings, limit: str) -> tuple[str, ...]:
    if len(findings.sharing) < MIN_SHARING:
        return (TOO_FEW,)
    lines = [
        f"{questionnaire.capital(gap.capital_id).name}: {number(len(gap.below))} av {number(gap.scored)}."
        for gap in findings.gaps[:SHOWN]
    ]
    if not lines:
        return (f"I inget kapitalslag ligger minst {in_words(MIN_SHARING)} kommuner under nivån {quoted(limit)}.",)
    return (f"Minst {in_words(MIN_SHARING)} kommuner ligger under nivån {quoted(limit)}:", *lines)


def changed(questionnaire: Questionnaire, findings: RegionalFindings) -> tuple[str, ...]:
    """What has changed among those present in both years, with how many they are."""
    panel = findings.panel
    if panel is None:
        return ("Det finns ingen tidigare omgång att jämföra med.",)
    if not panel.kommuner:
        years = f"både {panel.earlier_year} och {questionnaire.year}"
        return (f"Ingen kommun har fastställt och delar sitt resultat {years}.",)
    if not any(change.kommuner for change in panel.changes):
        return (f"Inget kapitalslag går att jämföra med {panel.earlier_year}.",)
    years = f"både {panel.earlier_year} och {questionnaire.year}"
    of_all = f"{kommuner(panel.kommuner)} av {number(panel.invited)} i omgången"
    sharing = f"{of_all} har fastställt och delar sitt resultat {years}."
    return (
        f"{sharing} {countable(questionnaire, panel.changes, panel.kommuner)}".rstrip(),
        change_conclusion(questionnaire, panel),
    )


def _proposals(questionnaire: Questionnaire, subject: RegionalSubject, findings: RegionalFindings) -> tuple[str, ...]:
    """What the association can do next: support what is common, help on those that are not done, and tell why."""
    proposals = [_joint(questionnaire, findings, gap) for gap in findings.gaps[: SHOWN - 1]]
    waiting = sum(not kommun.is_done for kommun in findings.kommuner)
    if waiting and subject.closed_on is None:
        who = "den kommun" if waiting == 1 else f"de {kommuner(waiting)}"
        proposals.append(f"Hjälp {who} som inte är klar{'' if waiting == 1 else 'a'} än, så att bilden blir hel.")
    not_sharing = sum(kommun.is_approved for kommun in findings.kommuner) - len(findings.sharing)
    if not_sharing:
        proposals.append("Berätta för kommunerna vad bilden används till. Om de delar sitt resultat väljer de själva.")
    return tuple(proposals) or ("Fråga kommunerna vilket stöd de har mest nytta av.",)


def _joint(questionnaire: Questionnaire, findings: RegionalFindings, gap: SharedGap) -> str:
    names = findings.names(gap.below)
    who = listing(names) if len(names) <= MAX_NAMES else kommuner(len(names))
    return f"Ta fram ett gemensamt stöd i {name_in_text(gap.capital_id, questionnaire)} för {who}."


MAX_NAMES = 6


def _decisions(questionnaire: Questionnaire, findings: RegionalFindings) -> tuple[str, ...]:
    """What is asked of the board."""
    if not findings.sharing:
        return ("Ta del av läget. Det finns inget resultat att ta ställning till än.",)
    requests = ["Ställ er bakom lägesbilden."]
    if findings.gaps:
        names = [name_in_text(gap.capital_id, questionnaire) for gap in findings.gaps[: SHOWN - 1]]
        requests.append(f"Besluta att kommunerna får gemensamt stöd i {listing(names)}.")
        requests.append("Utse en ansvarig och bestäm när stödet ska vara på plats.")
    requests.append("Bestäm när styrelsen följer upp bilden nästa gång.")
    return tuple(sentence(text) for text in requests)
