"""A change between two years in words: the difference with its sign, the verdict, and what it is counted on.

A change is counted on what both years share (method 11), so it is never told as two indices: each year's index is that
year's own result, and stands where results do.
"""

from collections import Counter

from app.assessment.questionnaire import Questionnaire
from app.assessment.results import CapitalChange, Trend, YearComparison
from app.reports.capital_facts import signed_text
from app.reports.wording import NBSP, NOT_COMPARED, TRENDS, count, in_words, listing, sentence


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


CHANGE_NOTE = (
    "Förändringen räknas på de frågor som båda åren har, med samma indelning i rollgrupper. "
    "Därför kan den skilja sig från skillnaden mellan årens index."
)


def change_note(comparison: YearComparison) -> str:
    """What stands beside a change figure: what it is counted on, and why it is not the difference of the indices."""
    compared = [change for change in comparison.capitals if change.not_compared is None]
    if not compared:
        return ""
    shared = sum(change.shared_questions for change in compared)
    questions = sum(change.questions for change in compared)
    counted = f"på de {shared} av {count(questions, 'fråga', 'frågor')} som båda åren har"
    return CHANGE_NOTE.replace("på de frågor som båda åren har", counted)


def change_conclusion(comparison: YearComparison) -> str:
    """One sentence: how many capitals have clearly risen and fallen."""
    counts = Counter(change.trend for change in comparison.capitals if change.not_compared is None)
    year = comparison.earlier_year
    clear = [(trend, counts[trend]) for trend in (Trend.UP, Trend.DOWN) if counts[trend]]
    if clear:
        told = [f"{in_words(amount)} {TRENDS[trend]}" for trend, amount in clear]
        told[0] = told[0].replace(" ", " kapitalslag har gått ", 1)
        return sentence(f"{listing(told)} sedan {year}")
    if counts[Trend.UNTESTED] and counts[Trend.UNTESTED] == counts.total():
        return f"Förändringen sedan {year} är inte prövad mot osäkerhet."
    if counts.total():
        return f"Inget kapitalslag har förändrats tydligt sedan {year}."
    return f"Inget kapitalslag går att jämföra med {year}."


def lower_start(text: str) -> str:
    """A sentence as part of another: first letter lowered, no full stop."""
    return text[:1].lower() + text[1:].rstrip(".")
