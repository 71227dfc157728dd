"""Sentences of the audit log about support: the catalogue, needs, offers and who signs up."""

SUPPORT_SENTENCES: dict[str, str] = {
    "need.closed": "Ett behov avslutades: {state}.",
    "need.noted": "Ett behov skrevs in eller ändrades.",
    "need.reopened": "Ett avslutat behov öppnades igen.",
    "offer.attendance_noted": "Närvaron på erbjudande {offer_id} noterades: {attended} kom, {absent} uteblev.",
    "offer.cancelled": "Erbjudande {offer_id} ställdes in.",
    "offer.draft_removed": "Utkastet till erbjudande {offer_id} togs bort.",
    "offer.changed": "Erbjudande {offer_id} ändrades.",
    "offer.closed": "Anmälan till erbjudande {offer_id} stängdes.",
    "offer.drafted": "Ett utkast till erbjudande sparades, nummer {offer_id}.",
    "offer.published": "Erbjudande {offer_id} publicerades.",
    "offer.reopened": "Anmälan till erbjudande {offer_id} öppnades igen.",
    "sign_up.ended": "Kommunen avanmälde sig från erbjudande {offer_id}.",
    "sign_up.noted": "Kommunen anmälde {people} till erbjudande {offer_id}, eller ändrade anmälan.",
    "support_catalogue.published": "Katalogen över stöd {catalogue} {year} publicerades.",
    "support_item.drafted": "Ett utkast till insatsen {item_id} sparades, version {number}.",
    "support_item.published": "Insatsen {item_id} publicerades, version {number}.",
    "support_item.retired": "Insatsen {item_id} drogs in, version {number}.",
}
