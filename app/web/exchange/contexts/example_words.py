"""What pages say of an example: where it stands, what it gave and took, and how others have used it."""

from app.reports.kernel.wording import count, level_title, number
from app.services.exchange.places import ExchangePlace
from app.support.exchange.example import ExampleState
from app.support.exchange.reuse import ReuseState, StoredReuse

Options = tuple[tuple[str, str], ...]
TAGS = {
    ExampleState.DRAFT: "coming",
    ExampleState.SENT: "waiting",
    ExampleState.PUBLISHED: "done",
    ExampleState.STALE: "waiting",
    ExampleState.ARCHIVED: "coming",
}
REUSE_TAGS = {
    ReuseState.WANTS: "coming",
    ReuseState.TRIES: "ongoing",
    ReuseState.ADOPTED: "done",
    ReuseState.GAVE_UP: "waiting",
}
"""The shape beside a state's word: shell/html/_state.html."""
REUSE_WORDS = {
    ReuseState.ADOPTED: "har infört det",
    ReuseState.TRIES: "provar",
    ReuseState.WANTS: "vill prova",
    ReuseState.GAVE_UP: "lade ner det",
}
DONE = {
    "sparat": "Utkastet är sparat. Bara ni ser det.",
    "skickat": "Exemplet är skickat. Regionen läser det innan andra ser det.",
    "publicerat": "Exemplet är publicerat. Alla kommuner i regionen kan läsa det.",
    "tillbaka": "Exemplet är skickat tillbaka till kommunen.",
    "fornyat": "Exemplet gäller i två år till.",
    "utkast": "Exemplet är ett utkast igen. Skicka det när det är ändrat.",
    "arkiverat": "Exemplet är arkiverat. Andra ser det inte längre.",
    "noterat": "Noterat. De andra kommunerna ser hur långt ni har kommit.",
    "borttaget": "Utkastet är borttaget.",
}


def move_words(place: ExchangePlace, level_from: int | None, level_to: int | None) -> str:
    """Från nivå 1 till 2; only the beginning where no more is told; empty where nothing is."""
    names = [number(level.value) for level in place.scale]
    if level_from is None or level_from >= len(names):
        return ""
    if level_to is None or level_to >= len(names):
        return f"Började på nivå {names[level_from]}"
    if level_to == level_from:
        return f"På nivå {names[level_from]} före och efter"
    return f"Från nivå {names[level_from]} till {names[level_to]}"


def cost_words(hours: int | None, kronor: int | None) -> str:
    money = "" if kronor is None else f"{number(kronor)} kronor" if kronor else "inga pengar därutöver"
    return " och ".join(filter(None, ("" if hours is None else count(hours, "timme", "timmar"), money)))


def used_words(reuses: tuple[StoredReuse, ...]) -> str:
    """2 kommuner har infört det, 1 provar."""
    counts = {state: sum(reuse.reuse.state is state for reuse in reuses) for state in REUSE_WORDS}
    parts = [f"{number} {REUSE_WORDS[state]}" for state, number in counts.items() if number]
    if not parts:
        return ""
    first = next(number for number in counts.values() if number)
    head, _, tail = parts[0].partition(" ")
    return ", ".join((f"{head} {'kommun' if first == 1 else 'kommuner'} {tail}", *parts[1:]))


def level_options(place: ExchangePlace) -> Options:
    return (
        ("", "Vi berättar inte"),
        *((str(position), level_title(level)) for position, level in enumerate(place.scale)),
    )
