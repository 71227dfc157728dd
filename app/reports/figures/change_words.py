"""A change between two years in words: the difference with its sign, the verdict, and what it is counted on.

A change is counted on what both years share (method 11), so it is never told as two indices: each year's index is that
year's own result, and stands where results do.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.assessment.questionnaires.questionnaire import Questionnaire
from app.assessment.results.results import CapitalChange, Trend, YearComparison
from app.reports.figures.capital_facts import name_in_text, signed_text
from app.reports.kernel.wording import NBSP, NOT_COMPARED, TRENDS, count, definite, in_words, listing, lowered, sentence


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One capital's change as readers see it, made once."""

    change: CapitalChange
    name: str
    difference: str
    """With sign on the later edition's scale, or a dash."""
    verdict: str
    """In words, or why there is none."""
    shared: str
    """On how many of the questions it is counted: "5 av 6"."""

    @property
    def in_text(self) -> str:
        """The capital's name inside a sentence, with the difference."""
        return f"{lowered(self.name)} ({self.difference})"

    @property
    def since(self) -> str:
        """The verdict as part of another sentence."""
        return lower_start(self.verdict)


@dataclass(frozen=True, slots=True)
class ComparisonText:
    """Every capital's change since an earlier year. `questionnaire` is the later year's."""

    questionnaire: Questionnaire
    comparison: YearComparison
    changes: tuple[ChangeText, ...]
    conclusion: str
    """How many capitals have clearly risen and fallen."""

    @property
    def earlier_year(self) -> int:
        return self.comparison.earlier_year

    def change(self, capital_id: str) -> ChangeText | None:
        """None where the comparison does not have the capital."""
        return next((text for text in self.changes if text.change.capital_id == capital_id), None)


def comparison_text(questionnaire: Questionnaire, comparison: YearComparison) -> ComparisonText:
    """The texts of a comparison, in its order."""
    return ComparisonText(
        questionnaire=questionnaire,
        comparison=comparison,
        changes=tuple(
            ChangeText(
                change=change,
                name=questionnaire.capital(change.capital_id).name,
                difference=difference_text(change, questionnaire),
                verdict=change_text(change),
                shared=shared_text(change),
            )
            for change in comparison.capitals
        ),
        conclusion=change_conclusion(comparison, questionnaire),
    )


def difference_text(change: CapitalChange, questionnaire: Questionnaire) -> str:
    """The difference with sign on the later edition's scale, or a dash."""
    return "–" if change.difference is None else signed_text(change.difference, questionnaire.scale)


def change_text(change: CapitalChange) -> str:
    """The change in words, or why there is none."""
    if change.not_compared is not None:
        return NOT_COMPARED[change.not_compared]
    return TRENDS[change.trend] if change.trend else "–"


def shared_text(change: CapitalChange) -> str:
    """On how many of the questions the change is counted: "5 av 6"."""
    return f"{change.shared_questions}{NBSP}av{NBSP}{change.questions}"


def counted_on(change: CapitalChange) -> str:
    """The same inside a sentence: "på 5 av 6 frågor"."""
    return f"på {change.shared_questions} av {count(change.questions, 'fråga', 'frågor')}"


NO_PROOF = "Det är inget bevis: en förändring kan ha andra orsaker än åtgärden."
"""Wherever what was done stands beside what became of a level."""
CHANGE_NOTE = (
    "Förändringen räknas på de frågor som båda åren har, med samma indelning i rollgrupper. "
    "Därför kan den skilja sig från skillnaden mellan årens index."
)


def _subjects(changes: Sequence[CapitalChange], questionnaire: Questionnaire, noun: str = " kapitalslag") -> str:
    """The seven are counted as capitals; a cross-cutting dimension is none and stands by its name."""
    capitals = [questionnaire.capital(change.capital_id) for change in changes]
    across = [definite(capital.name) for capital in capitals if capital.cross_cutting]
    own = len(capitals) - len(across)
    return listing([*([f"{in_words(own)}{' kapitalslag' if across else noun}"] if own else []), *across])


def change_note(comparison: YearComparison, questionnaire: Questionnaire) -> str:
    """What stands beside a change figure: what it is counted on, and why it is not the difference of the indices."""
    changes = [change for change in comparison.capitals if change.not_compared is None]
    if not changes:
        return ""
    shared = sum(change.shared_questions for change in changes)
    questions = sum(change.questions for change in changes)
    where = _subjects(changes, questionnaire)
    basis = f"på de {shared} av {count(questions, 'fråga', 'frågor')} i {where} som båda åren har"
    return CHANGE_NOTE.replace("på de frågor som båda åren har", basis)


def change_conclusion(comparison: YearComparison, questionnaire: Questionnaire) -> str:
    """One sentence: how many capitals have clearly risen and fallen."""
    counts = Counter(change.trend for change in comparison.capitals if change.not_compared is None)
    year = comparison.earlier_year
    clear = list(_clear(comparison))
    if clear:
        trend, first = clear[0]
        parts = [f"{_subjects(first, questionnaire)} har gått {TRENDS[trend]}"]
        is_counted = any(not questionnaire.capital(change.capital_id).cross_cutting for change in first)
        noun = "" if is_counted else " kapitalslag"
        parts += [f"{_subjects(changes, questionnaire, noun)} {TRENDS[trend]}" for trend, changes in clear[1:]]
        return sentence(f"{listing(parts)} sedan {year}")
    if counts[Trend.UNTESTED] and counts[Trend.UNTESTED] == counts.total():
        return f"Förändringen sedan {year} är inte prövad mot osäkerhet."
    if counts.total():
        return f"Inget kapitalslag har förändrats tydligt sedan {year}."
    return f"Inget kapitalslag går att jämföra med {year}."


def _clear(comparison: YearComparison) -> Iterator[tuple[Trend, list[CapitalChange]]]:
    for trend in (Trend.UP, Trend.DOWN):
        changes = [change for change in comparison.capitals if change.trend is trend and change.not_compared is None]
        if changes:
            yield trend, changes


def named_changes(comparison: YearComparison, questionnaire: Questionnaire, later_year: int) -> str:
    """One sentence that names the capitals with a clear change: "Från 2024 till 2026, på gemensamma frågor: …"."""
    parts = []
    for trend, changes in _clear(comparison):
        names = [
            f"{name_in_text(change.capital_id, questionnaire)} ({difference_text(change, questionnaire)})"
            for change in changes
        ]
        parts.append(f"{listing(names)} {TRENDS[trend]}")
    if not parts:
        return change_conclusion(comparison, questionnaire)
    return f"Från {comparison.earlier_year} till {later_year}, på gemensamma frågor: {'; '.join(parts)}."


def lower_start(text: str) -> str:
    """A sentence as part of another: first letter lowered, no full stop."""
    return text[:1].lower() + text[1:].rstrip(".")
