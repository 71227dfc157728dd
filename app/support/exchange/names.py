"""What the choices of exchange are called."""

from app.support.exchange.challenge import ChallengeState
from app.support.exchange.example import Evidence, ExampleState
from app.support.exchange.question import QuestionState
from app.support.exchange.reuse import ReuseState

EVIDENCE = {
    Evidence.MEASURED: "Vi har mätt det",
    Evidence.SEEN: "Vi har sett det",
    Evidence.BELIEVED: "Vi tror det",
}
EXAMPLE_STATES = {
    ExampleState.DRAFT: "Utkast",
    ExampleState.SENT: "Väntar på regionen",
    ExampleState.PUBLISHED: "Publicerat",
    ExampleState.STALE: "Behöver ses över",
    ExampleState.ARCHIVED: "Arkiverat",
}
REUSE_STATES = {
    ReuseState.WANTS: "Vill prova",
    ReuseState.TRIES: "Provar",
    ReuseState.ADOPTED: "Har infört",
    ReuseState.GAVE_UP: "Lade ner",
}
QUESTION_STATES = {
    QuestionState.ASKED: "Ställd",
    QuestionState.ANSWERED: "Besvarad",
    QuestionState.UNANSWERED: "Utan svar",
}
CHALLENGE_STATES = {ChallengeState.OPEN: "Öppen", ChallengeState.CLOSED: "Avslutad"}
