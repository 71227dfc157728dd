"""How many answer, in words: kommuner are counted, the association is named."""

from collections.abc import Iterable

from app.rounds.kernel.assessment import Assessment


def counted(assessments: Iterable[Assessment]) -> str:
    """As a sentence begins: "En kommun", "12 kommuner", "Göteborgsregionen och 12 kommuner". The association is named
    and never counted as a kommun.
    """
    every = list(assessments)
    names = [item.municipality for item in every if item.is_association]
    kommuner = len(every) - len(names)
    if kommuner or not names:
        names.append("En kommun" if kommuner == 1 and not names else f"{kommuner} kommun{'er' * (kommuner != 1)}")
    return " och ".join(names)
