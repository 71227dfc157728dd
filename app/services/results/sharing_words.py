"""What a kommun shares, in the words of pages and files."""

from app.rounds.kernel.assessment import Sharing

SHARING = {
    Sharing.NOTHING: "delar inte",
    Sharing.REGION: "med regionen",
    Sharing.NAMED: "med namn till regionens kommuner",
    Sharing.PUBLIC: "offentligt",
}
