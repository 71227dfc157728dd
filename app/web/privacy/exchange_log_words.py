"""Sentences of the audit log about exchange between kommuner."""

EXCHANGE_SENTENCES = {
    "asked_question.answered": "Svaret på fråga {asked_question_id} skrevs in: {state}.",
    "asked_question.asked": "Fråga {asked_question_id} ställdes till nätverk {network_id}, {receivers} fick den.",
    "asked_question.asked_again": "Regionen ställde fråga {asked_question_id} en gång till, {receivers} fick den.",
    "challenge.closed": "Utmaning {challenge_id} avslutades.",
    "challenge.noted": "Utmaning {challenge_id} skrevs in eller ändrades.",
    "challenge.shared": "Kommunen sade om den har utmaning {challenge_id}.",
    "example.archived": "Exempel {example_id} arkiverades.",
    "example.published": "Exempel {example_id} granskades och publicerades.",
    "example.removed": "Utkastet till exempel {example_id} togs bort.",
    "example.renewed": "Exempel {example_id} förnyades.",
    "example.returned": "Exempel {example_id} skickades tillbaka till kommunen.",
    "example.saved": "Utkastet till exempel {example_id} sparades.",
    "example.sent": "Exempel {example_id} skickades till regionen för granskning.",
    "example.taken_back": "Exempel {example_id} togs tillbaka för att ändras.",
    "network.meeting_noted": "Ett möte i nätverk {network_id} skrevs in.",
    "network.saved": "Nätverk {network_id} skapades eller ändrades.",
    "network.seat_noted": "Kommunens plats i nätverk {network_id} ändrades.",
    "network.topic_noted": "En punkt på ett möte i nätverk {network_id} skrevs in eller ändrades.",
    "reuse.noted": "Kommunen noterade hur långt den har kommit med exempel {example_id}: {state}.",
    "reuse.removed": "Kommunen tog bort sin notering om exempel {example_id}.",
}
