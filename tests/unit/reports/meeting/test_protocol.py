"""The protocol of a joint meeting: how people answered as far as it may be shown, and what was settled."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.assessment.answering.answers import Answer
from app.assessment.meeting.outcomes import Outcome
from app.assessment.meeting.spread import question_spread
from app.assessment.questionnaires.questionnaire import Form
from app.reports.meeting.protocol import TOO_FEW, Protocol, answers_in_words, build_protocol
from app.reports.paper.rendering import protocol_page
from app.reports.results.subject import Approval, Subject
from tests.unit.builders import a_capital, a_question, a_questionnaire, answered, to_one

ROLES = ("fortroendevald", "strateg")
QUESTIONNAIRE = a_questionnaire(a_capital("politiskt", [a_question("q1", core=True), a_question("q2")]), roles=ROLES)
SUBJECT = Subject("Ale", "1440", Form.LONG, dt.date(2026, 11, 23))


def words(**by_role: Sequence[int | str]) -> str:
    spread = question_spread(a_question("q1"), QUESTIONNAIRE, to_one("q1", **by_role), 5)
    return answers_in_words(QUESTIONNAIRE, spread).replace("\u00a0", " ")


def protocol(outcomes: Mapping[str, Outcome], subject: Subject = SUBJECT, people: int = 5) -> Protocol:
    answers = answered(*[("strateg", {"q1": 2, "q2": 3})] * people)
    capitals = list(QUESTIONNAIRE.capitals)
    spreads = {
        question.id: question_spread(question, QUESTIONNAIRE, answers, 5)
        for capital in capitals
        for question in capital.asked(Form.LONG)
    }
    return build_protocol(QUESTIONNAIRE, subject, capitals, spreads, outcomes, people)


def test_answers_are_counted_per_level() -> None:
    assert words(strateg=[1, 1, 2, 4, 4, "?"]) == "2 nivå 0, 1 nivå 1 och 2 nivå 3. 1 vet ej."


def test_roles_are_told_apart_where_both_are_large_enough() -> None:
    assert words(fortroendevald=[4] * 5, strateg=[2] * 5).endswith("Medel per grupp: fortroendevald 3,0; strateg 1,0.")
    assert "grupp" not in words(fortroendevald=[4] * 4, strateg=[2] * 5)


def test_too_few_answers_are_not_told() -> None:
    assert words(strateg=[1, 2, 3, 4]) == TOO_FEW
    assert words(strateg=[1, 2, 3, 4, "?"]) == f"{TOO_FEW} 1 vet ej."


def test_what_was_settled_stands_beside_each_question() -> None:
    content = protocol(
        {
            "q1": Outcome(Answer.level(4), reason="Beslut i juni", evidence_url="https://ale.se/x"),
            "q2": Outcome(not_united=True, reason="Två bilder"),
        }
    )
    first, second = content.parts[0].lines
    assert (first.settled, first.reason, first.core) == ("Nivå 3", "Beslut i juni", True)
    assert (second.settled, second.reason) == ("Enades inte", "Två bilder")
    assert [line.replace("\u00a0", " ") for line in content.summary] == [
        "5 personer hade svarat före mötet.",
        "Ni enades om 1 av 2 frågor.",
        "På 1 fråga enades ni inte. Där räknas de enskilda svaren.",
    ]


def test_what_is_left_is_told() -> None:
    content = protocol({"q1": Outcome(parked=True)})
    assert [line.settled for line in content.parts[0].lines] == ["Parkerad", "Inte avgjord"]
    assert content.summary[-1].replace("\u00a0", " ") == "2 frågor är inte avgjorda."


def test_a_locked_result_is_dated_and_trial_and_example_are_marked() -> None:
    approval = Approval(dt.date(2026, 11, 20), "KS")
    content = protocol({}, replace(SUBJECT, approval=approval, is_example_data=True, is_trial=True))
    assert content.status == "Resultatet fastställdes 20\u00a0november\u00a02026."
    assert content.marks == ("Provomgång", "Exempeldata")
    assert "Exempeldata" in protocol_page(content)


def test_another_reason_is_another_protocol() -> None:
    first, other = (protocol({"q1": Outcome(Answer.level(4), reason=reason)}) for reason in ("a", "b"))
    assert first.fingerprint() != other.fingerprint()


def test_a_reason_cannot_carry_markup() -> None:
    page = protocol_page(protocol({"q1": Outcome(Answer.level(4), reason="<img src=x onerror=alert(1)>")}))
    assert "<img" not in page
