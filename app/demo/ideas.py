"""Ideas, projects and calls of the example region, as texts: an idea in each state. All of it is invented."""

from dataclasses import dataclass

from app.support.projects.idea import Idea, IdeaRole, IdeaState, OwnerMandate
from app.support.projects.project import Project, ProjectState

YES, NO, UNKNOWN = OwnerMandate.YES, OwnerMandate.NO, OwnerMandate.UNKNOWN


@dataclass(frozen=True, slots=True)
class DemoParty:
    """A kommun (its code) that is with an idea."""

    code: str
    role: IdeaRole = IdeaRole.TAKING_PART
    function: str = ""
    mandate: OwnerMandate = UNKNOWN


@dataclass(frozen=True, slots=True)
class DemoIdea:
    """`code` is the kommun that caught it, empty for the region; `decision` is what the region wrote."""

    idea: Idea
    state: IdeaState
    code: str = ""
    parties: tuple[DemoParty, ...] = ()
    decision: str = ""
    project: tuple[Project, ProjectState, str] | None = None
    """With why it was dropped."""


def owner(code: str, function: str, mandate: OwnerMandate = YES) -> DemoParty:
    return DemoParty(code=code, role=IdeaRole.OWNER, function=function, mandate=mandate)


def with_all(*codes: str) -> tuple[DemoParty, ...]:
    return tuple(DemoParty(code) for code in codes)


TRAINING = DemoIdea(
    idea=Idea(
        title="En utbildning för alla upphandlare",
        problem="Upphandlare i åtta kommuner lär sig klimatkrav var för sig, och ingen hinner.",
        capital_id="human",
        receiver="Inköpschefen i varje kommun",
        follow_up="Andel upphandlingar med klimatkrav, ett och två år efter utbildningen.",
    ),
    state=IdeaState.PRIORITISED,
    parties=(owner("1480", "inköpschefen"), owner("1441", "inköpschefen"), *with_all("1401", "1482", "1481", "1402")),
    decision="Vi börjar med upphandlarna, eftersom det når flest beslut med minst tid. (Påhittat.)",
    project=(
        Project(
            title="Klimatkrav i varje upphandling",
            parties="Göteborg, Lerum, Härryda, Kungälv, Mölndal och Partille",
            receiver="inköpscheferna i de sex kommunerna",
            goes_over="Utbildningen ges varje höst till dem som är nya. Checklistan är en del av inköpsprocessen.",
            result="48 upphandlare gick utbildningen. Klimatkrav ställs i 6 av 10 upphandlingar, mot 2 av 10 före.",
            replication="Två dagar per upphandlare, en jurist i tre veckor, och ett beslut av inköpschefen.",
        ),
        ProjectState.EVERYDAY,
        "",
    ),
)
BIKES = DemoIdea(
    idea=Idea(
        title="Lånecyklar för hemtjänsten",
        problem="Hemtjänsten kör korta sträckor med bil, och bilarna räcker inte.",
        capital_id="realt",
        receiver="Hemtjänstchefen i varje kommun",
        follow_up="Antal resor med cykel i stället för bil.",
    ),
    state=IdeaState.PRIORITISED,
    code="1407",
    parties=(owner("1407", "hemtjänstchefen"), owner("1419", "fordonschefen", NO), *with_all("1415")),
    decision="Vi prövar i tre kustkommuner under ett år. (Påhittat.)",
    project=(
        Project(
            title="Lånecyklar för hemtjänsten",
            parties="Öckerö, Tjörn och Stenungsund",
            receiver="hemtjänstchefen i varje kommun",
            result="Cyklarna användes i fyra månader.",
        ),
        ProjectState.DROPPED,
        "Ingen hade tid att sköta cyklarna. Nästa gång behöver fordonsenheten vara med från början. (Påhittat.)",
    ),
)
COAST = DemoIdea(
    idea=Idea(
        title="En gemensam ansökan om kustens klimatanpassning",
        problem="Fyra kommuner har samma kust, men söker pengar var för sig och får nej.",
        capital_id="finansiellt",
        receiver="Samhällsbyggnadschefen i varje kommun",
        follow_up="Hur mycket pengar som kom in, och vad som byggdes, efter tre år.",
        obligation="Plan- och bygglagen, om risker i översiktsplanen",
    ),
    state=IdeaState.PRIORITISED,
    parties=(
        owner("1419", "samhällsbyggnadschefen"),
        owner("1415", "samhällsbyggnadschefen"),
        *with_all("1384", "1407"),
        DemoParty("1482", IdeaRole.INTERESTED),
    ),
    decision="Kommunerna söker tillsammans, med Stenungsund som värd. (Påhittat.)",
    project=(
        Project(
            title="Kusten tillsammans",
            parties="Stenungsund, Tjörn, Kungsbacka och Öckerö",
            receiver="samhällsbyggnadschefen i varje kommun",
        ),
        ProjectState.APPLYING,
        "",
    ),
)
CONTROLLER = DemoIdea(
    idea=Idea(
        title="En delad energicontroller",
        problem="Små kommuner kan inte anställa någon som bara följer energianvändningen. Då gör ingen det.",
        capital_id="organisatoriskt",
        receiver="Fastighetschefen i varje kommun",
        follow_up="Köpt energi per kvadratmeter, varje kvartal. Timmar per kommun.",
    ),
    state=IdeaState.PREPARING,
    code="1401",
    parties=(owner("1401", "fastighetschefen"), owner("1440", "fastighetschefen", UNKNOWN), *with_all("1441", "1402")),
)
BUDGET = DemoIdea(
    idea=Idea(
        title="Klimatbudget efter samma mall",
        problem="Varje kommun gör en egen klimatbudget, och ingen går att jämföra.",
        capital_id="finansiellt",
        follow_up="Hur många kommuner som har beslutat en klimatbudget efter mallen.",
    ),
    state=IdeaState.PREPARING,
    parties=(owner("1480", "ekonomidirektören"), owner("1441", "ekonomichefen"), *with_all("1481", "1482")),
)
FURNITURE = DemoIdea(
    idea=Idea(
        title="Återbruk av möbler mellan kommuner",
        problem="Vi köper nytt medan grannkommunen slänger. Vi vet inte vad andra har.",
        capital_id="relations",
        receiver="Lokalenheten i varje kommun",
    ),
    state=IdeaState.DESCRIBED,
    code="1482",
    parties=(owner("1482", "lokalchefen"), *with_all("1480"), DemoParty("1401", IdeaRole.INTERESTED)),
)
CARGO = DemoIdea(
    idea=Idea(
        title="Testa leveranser med elbåt",
        problem="Öarna får varor med lastbil och färja. Kan en båt göra det?",
        capital_id="dynamiskt",
    ),
    state=IdeaState.CAUGHT,
    code="1419",
)
SCHOOL = DemoIdea(
    idea=Idea(
        title="Klimatutbildning för nya förtroendevalda",
        problem="Efter valet är hälften nya, och börjar från noll.",
        capital_id="politiskt",
        receiver="Kommunsekretariatet i varje kommun",
        follow_up="Hur många förtroendevalda som har gått utbildningen.",
    ),
    state=IdeaState.RESTING,
    parties=with_all("1440", "1462"),
    decision="Det är för tidigt. Vi tar upp den inför nästa mandatperiod. (Påhittat.)",
)
APP = DemoIdea(
    idea=Idea(
        title="En app för invånarnas klimatavtryck",
        problem="Invånarna frågar vad de kan göra.",
        capital_id="relations",
    ),
    state=IdeaState.ENDED,
    code="1481",
    decision="Det finns redan flera sådana tjänster. Vi länkar till dem i stället. (Påhittat.)",
)
IDEAS = (TRAINING, BIKES, APP, COAST, SCHOOL, FURNITURE, BUDGET, CONTROLLER, CARGO)
"""In the order in which they were caught."""
