"""Does what an edition claims about the edition before hold? Every question says same, reworded, changed or new."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from app.assessment.questionnaires.definition.nodes import Node
from app.assessment.questionnaires.definition.rules import questions, scale_values
from app.assessment.questionnaires.problems import Report, SourcePosition, difference, listed, suggestion
from app.assessment.questionnaires.questionnaire import Capital, Question, Questionnaire

KEEPS_ID = ("same", "reworded")


def check_first(edition: Node, report: Report) -> None:
    """The rules of an edition that has none before it: every question is new."""
    if "previous_scale" in edition.inner:
        report.add("previous-scale-alone", edition.at("previous_scale"))
    for _, question in questions(edition):
        previous = question.text("previous")
        if previous not in (None, "new"):
            report.add("first-edition-not-new", question.at("previous"), previous=previous)
        elif "predecessor" in question.inner:
            report.add("unexpected-predecessor", question.at("predecessor"), previous="new")


def check(edition: Node, before: Questionnaire, report: Report) -> None:
    """Holds an edition against the one before it."""
    if not _follows(edition, before):
        this = f"{edition.text('id')} {edition.whole('year')}"
        report.add("wrong-previous-edition", edition.at("year"), name=f"{before.id} {before.year}", this=this)
        return
    _previous_scale(edition, before, report)
    still_asked = {question_id: question for _, question in questions(edition) if (question_id := question.text("id"))}
    for home, question in questions(edition):
        previous = question.text("previous")
        if previous in KEEPS_ID:
            _kept(question, home, before, edition, report)
        elif previous is not None:
            _new_id(question, before, report)
        if previous is not None:
            _predecessor(question, before, still_asked, report)


def _follows(edition: Node, before: Questionnaire) -> bool:
    name, year = edition.text("id"), edition.whole("year")
    return (name is None or name == before.id) and (year is None or year > before.year)


def _kept(question: Node, home: str, before: Questionnaire, edition: Node, report: Report) -> None:
    """Same and reworded: the id was there, at the same place; with same, the words too."""
    name, previous = question.text("id"), question.text("previous")
    if name is None:
        return
    old = before.questions.get(name)
    if old is None:
        facts = {"edition": before.year, "suggestion": suggestion(name, before.questions)}
        report.add("unknown-previous", question.at("id"), question=name, previous=previous, **facts)
        return
    old_home = _home(before, name)
    if old_home != home and "?" not in home:
        report.add("moved-question", question.at("id"), question=name, edition=before.year, old=old_home, new=home)
    if previous == "same":
        for field, place, old_text, text in _changed_words(question, old, before, edition):
            old_excerpt, new_excerpt = difference(old_text, text)
            report.add("same-differs", place, field=field, edition=before.year, old=old_excerpt, new=new_excerpt)


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


def _new_id(question: Node, before: Questionnaire, report: Report) -> None:
    name, previous = question.text("id"), question.text("previous")
    if name in before.questions:
        report.add("id-reused", question.at("id"), question=name, previous=previous, edition=before.year)


def _predecessor(question: Node, before: Questionnaire, still_asked: dict[str, Node], report: Report) -> None:
    previous, predecessor = question.text("previous"), question.text("predecessor")
    if previous != "changed":
        if "predecessor" in question.inner:
            report.add("unexpected-predecessor", question.at("predecessor"), previous=previous)
    elif "predecessor" not in question.inner:
        report.add("missing-predecessor", question.at("previous"))
    elif predecessor is not None and predecessor not in before.questions:
        facts = {"edition": before.year, "suggestion": suggestion(predecessor, before.questions)}
        report.add("unknown-predecessor", question.at("predecessor"), predecessor=predecessor, **facts)
    elif predecessor in still_asked and predecessor != question.text("id"):
        line = still_asked[predecessor].at("id").line
        report.add("predecessor-kept", question.at("predecessor"), predecessor=predecessor, first_line=line)


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
