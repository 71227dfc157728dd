"""Words about what is wrong with a goal or a decision as it was typed."""

from app.messages import Message, MessageTemplate

CAPITAL_MISSING = Message("goal-capital-missing", "Välj vilket kapitalslag målet gäller.")
LEVEL_MISSING = Message("goal-level-missing", "Välj vilken nivå kommunerna ska nå.")
KOMMUNER_WRONG = MessageTemplate("goal-kommuner-wrong", "Skriv hur många kommuner, ett tal från 1 till {kommuner}.")
YEAR_WRONG = MessageTemplate("goal-year-wrong", "Skriv ett årtal från {first} till {last}, till exempel {example}.")
DECIDED_MISSING = Message("decision-day-missing", "Skriv vilken dag beslutet togs, till exempel 15 mars 2026.")
DECIDED_LATER = Message("decision-day-later", "Dagen ligger i framtiden. Skriv den dag då beslutet togs.")
DIARY_MISSING = Message("decision-diary-missing", "Skriv beslutets diarienummer.")
DIARY_TOO_LONG = MessageTemplate("decision-diary-too-long", "Skriv diarienumret med högst {limit} tecken.")
REASON_MISSING = Message("goal-reason-missing", "Skriv varför målet avslutas.")
REASON_TOO_LONG = MessageTemplate(
    "goal-reason-too-long", "Texten är {over} tecken för lång. Korta till {limit} tecken."
)
NOT_TEXT = Message("goal-not-text", "Texten innehåller ett tecken som inte går att spara. Skriv om den.")
STEP_MISSING = Message("ambition-step-missing", "Välj vilken nivå ni har beslutat om.")
WHY_MISSING = Message("ambition-reason-missing", "Skriv varför ni har beslutat så.")
REVIEW_MISSING = Message("ambition-review-missing", "Skriv vilken dag ni ska pröva beslutet igen.")
REVIEW_TOO_EARLY = Message("ambition-review-too-early", "Välj en dag efter den dag då beslutet togs.")
REVIEW_TOO_FAR = MessageTemplate("ambition-review-too-far", "Välj en dag senast år {last}.")
