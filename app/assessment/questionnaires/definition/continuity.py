"""Does what an edition claims about the edition before hold? Every question says same, reworded, changed or new."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from app.assessment.questionnaires.definition.rules import questions, scale_values
from app.assessment.questionnaires.questionnaire import Capital, Question, Questionnaire
from app.editions.continuity import (
    KEEPS_ID,
    EditionBefore,
    check_entries,
    check_first_entries,
    check_follows,
    check_same,
)
from app.editions.nodes import Node
from app.editions.problems import Report, SourcePosition, listed


def check_first(edition: Node, report: Report) -> None:
    """The rules of an edition that has none before it: every question is new."""
    if "previous_scale" in edition.inner:
        report.add("previous-scale-alone", edition.at("previous_scale"))
    check_first_entries((question for _, question in questions(edition)), report)


def check(edition: Node, before: Questionnaire, report: Report) -> None:
    """Holds an edition against the one before it."""
    known = EditionBefore(before.id, before.year, before.questions)
    if not check_follows(edition, known, report):
        return
    _previous_scale(edition, before, report)
    check_entries((question for _, question in questions(edition)), known, report)
    for home, question in questions(edition):
        name = question.text("id")
        if question.text("previous") in KEEPS_ID and name in before.questions:
            _kept(question, home, before, edition, report)


def _kept(question: Node, home: str, before: Questionnaire, edition: Node, report: Report) -> None:
    """Same and reworded: at the same place; with same, the words too."""
    name = question.text("id") or ""
    old_home = _home(before, name)
    if old_home != home and "?" not in home:
        report.add("moved-question", question.at("id"), question=name, edition=before.year, old=old_home, new=home)
    if question.text("previous") == "same":
        for field, place, old, new in _changed_words(question, before.questions[name], before, edition):
            check_same(place, field, old, new, before.year, report)


def _changed_words(
    question: Node, old: Question, before: Questionnaire, edition: Node
) -> Iterator[tuple[str, SourcePosition, str, str]]:
    """What "same" keeps to the letter and is not: name of the field, place, old and new words."""
    text = question.text("text")
    if text is not None and text != old.text:
        yield "text", question.at("text"), old.text, text
    known_as = _equal_levels(edition, before)
    anchors = {level.value: anchor for level, anchor in zip(before.scale, old.anchors, strict=True)}
    for anchor in question.levels("anchors"):
        old_texts = [anchors[level] for level in known_as.get(anchor.level, ()) if level in anchors]
        if anchor.text is not None and old_texts and anchor.text not in old_texts:
            yield f"nivåbeskrivning {anchor.level}", anchor.key_place, old_texts[0], anchor.text


def _equal_levels(edition: Node, before: Questionnaire) -> dict[Decimal, list[Decimal]]:
    """Level of this edition -> the old levels that equal it: as `previous_scale` says, or those of the same value."""
    pairs = edition.levels("previous_scale")
    if not pairs:
        return {level.value: [level.value] for level in before.scale}
    equal: dict[Decimal, list[Decimal]] = {}
    for pair in pairs:
        if pair.number is not None:
            equal.setdefault(pair.number, []).append(pair.level)
    return equal


def _previous_scale(edition: Node, before: Questionnaire, report: Report) -> None:
    """When stated: every old level, and only those, each with a level of this scale, never turning the order around."""
    pairs, values = edition.levels("previous_scale"), scale_values(edition)
    if not pairs or values is None:
        return
    old_values = [level.value for level in before.scale]
    for pair in pairs:
        if pair.level not in old_values:
            facts = {"edition": before.year, "levels": listed(old_values)}
            report.add("previous-scale-level", pair.key_place, value=pair.level, **facts)
        if pair.number is not None and pair.number not in values:
            facts = {"edition": edition.whole("year") or "nu", "levels": listed(values)}
            report.add("previous-scale-level", pair.place, value=pair.number, **facts)
    for level in old_values:
        if level not in {pair.level for pair in pairs}:
            place = edition.at("previous_scale")
            report.add("previous-scale-missing", place, level=level, edition=before.year)
    lowest_first = sorted((pair.level, pair.number, pair.place) for pair in pairs if pair.number is not None)
    for (_, lower, _), (old, new, place) in pairwise(lowest_first):
        if new < lower:
            report.add("previous-scale-order", place, old=old, new=new)


def _home(before: Questionnaire, question_id: str) -> str:
    """Where a question belongs, in the words of `rules.questions`."""
    capital = before.capital_of(question_id)
    return capital.id + _direction_kind(capital, question_id)


def _direction_kind(capital: Capital, question_id: str) -> str:
    if capital.direction and capital.direction.unity.id == question_id:
        return ", unity"
    if capital.direction and capital.direction.predictability.id == question_id:
        return ", predictability"
    return ""
