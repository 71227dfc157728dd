"""A few lines to begin an idea from, for kommuner with few hands: told as examples to change, never as proposals.

They are our own words on what the pre-study tells of: 4.3 (shared competence, small kommuner), 5.2 (idéberedning,
learning from each other), Bilaga 2 (applications together, one training for all).
"""

from collections.abc import Mapping

from app.support.projects.idea import RawIdea

TEMPLATES: Mapping[str, RawIdea] = {
    "delad-kompetens": RawIdea(
        title="Dela en kompetens som ingen av oss har råd med ensam",
        problem="Vi behöver någon som kan … några timmar i veckan. Ingen av kommunerna kan anställa på heltid.",
        capital="organisatoriskt",
        receiver="Den chef i varje kommun som leder arbetet i dag",
        follow_up="Hur många timmar kommunerna använder, och vad som blev gjort. Efter ett halvår och ett år.",
    ),
    "gemensam-ansokan": RawIdea(
        title="Söka pengar tillsammans i stället för var för sig",
        problem="Vi hinner inte skriva ansökningar och redovisa dem. Därför söker vi inte.",
        capital="finansiellt",
        receiver="Ekonomichefen i den kommun som söker",
        follow_up="Hur mycket kommunerna fått, och hur många timmar det tog.",
    ),
    "gor-som-grannen": RawIdea(
        title="Göra som en annan kommun redan gör",
        problem="En grannkommun har löst … Vi vill göra samma sak utan att börja från början.",
        capital="dynamiskt",
        receiver="Den verksamhet hos oss som ska arbeta så",
        follow_up="Om vi arbetar på det nya sättet ett år efter att vi började.",
    ),
}
"""By the key that an address has."""
