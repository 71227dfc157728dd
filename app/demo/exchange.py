"""Exchange in the example region: examples with their reuse, a network, questions that it was asked, a challenge."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app.accounts.kernel.roles import Role
from app.rounds.kernel.days import day_of
from app.storage.exchange import challenges, networks, questions
from app.storage.exchange import examples as stored
from app.storage.tables import MembershipRow, MunicipalityRow
from app.support.exchange.challenge import Challenge
from app.support.exchange.example import Evidence, Example, ExampleState, review_day
from app.support.exchange.network import Network, Topic, TopicKind
from app.support.exchange.question import AskedQuestion, QuestionState
from app.support.exchange.reuse import Reuse, ReuseState

HARRYDA, LERUM, KUNGALV, TJORN, STENUNGSUND = "1401", "1441", "1482", "1419", "1415"
BUDGET = Example(
    title="En rad om omställning i varje budgetanvisning",
    capital_id="finansiellt",
    situation="Målen stod i en plan för sig. Nämnderna fick sin budget utan ett ord om dem, och ingen frågade efteråt.",
    did="Ekonomichefen och strategen skrev in en rad i budgetanvisningarna: varje nämnd säger vad den gör i år för "
    "omställningen, och vad det får kosta. Vi tog upp svaren på ett ekonommöte i juni.",
    result="Sju av nio nämnder svarade. Tre avsatte pengar första året.",
    evidence=Evidence.MEASURED,
    not_worked="Första året kom raden för sent. Nämnderna hade redan räknat klart, och svaren blev en bilaga som ingen "
    "läste. Den måste in före mars.",
    contact="Ekonomichefen, ekonomi@harryda.example",
    takes="En ekonomichef som ställer frågan själv.",
    hours=60,
    kronor=0,
    level_from=1,
    level_to=2,
    documents=("https://harryda.example/budgetanvisningar-2026.pdf",),
    item_id="omstallning-i-budgeten",
)
FORUM = Example(
    title="Frukost i stället för styrgrupp",
    capital_id="organisatoriskt",
    situation="Styrgruppen för omställning ställdes in varannan gång. Cheferna hade annat.",
    did="Vi strök styrgruppen. I stället äter fyra förvaltningschefer frukost en gång i månaden, med en fråga.",
    result="De kommer. Fyra frågor har fått en ägare som de inte hade förut.",
    evidence=Evidence.SEEN,
    not_worked="Det vi kommer överens om står ingenstans. När en chef slutade föll två frågor bort.",
    contact="Kommundirektörens stab, kansliet@lerum.example",
    takes="Att kommundirektören bjuder in.",
    hours=40,
    level_from=2,
)
COURSE = Example(
    title="Grundkurs för nya förtroendevalda",
    capital_id="politiskt",
    situation="Efter valet var två av tre nya i sina nämnder.",
    did="En halvdag i januari, med de mål som redan är beslutade.",
    result="Frågorna i nämnderna blev fler.",
    evidence=Evidence.BELIEVED,
    not_worked="De som hade varit med förut kom inte.",
    contact="Kansliet, kansliet@kungalv.example",
    hours=25,
)
NETWORK = Network(
    title="Miljöstrateger",
    purpose="Vi löser det som alla strateger möter, och säger till regionen vad som saknas.",
    target_group="Den som samordnar omställningen i kommunen",
    mandate="Får föreslå gemensamma insatser för regionens styrgrupp. Beslutat av styrgruppen 12 februari 2025.",
    leader="Utvecklingsledaren för omställning, Göteborgsregionen",
    sisters="Klimatstrategerna i Sjuhärad",
    documents=("https://goteborgsregionen.example/miljostrateger/uppdrag.pdf",),
)
VACANT = ("1440", "1407")
"""The codes of kommuner whose seat is vacant."""
BUDGET_QUESTION = "Hur har ni fått in omställningen i budgeten, så att nämnderna faktiskt svarar?"
BUDGET_ANSWER = (
    "Sju svarade. Fyra skriver en rad i budgetanvisningarna.\n"
    "Det viktiga är att ekonomichefen frågar, inte strategen.\n"
    "Raden måste in före mars."
)
PURCHASE_QUESTION = "Har någon en text med krav på byggmaterial som leverantörerna har accepterat?"
APRIL = Example(
    title="Tio minuter om omställning på varje nämndmöte i april",
    capital_id="politiskt",
    situation="De förtroendevalda hörde om omställningen en gång om året, när planen skulle antas.",
    did="Varje nämnd fick tio minuter i april: ett mål, en bild och en fråga att svara på i protokollet.",
    result="Alla nämnder hade frågan uppe. Två tog egna beslut samma vår.",
    evidence=Evidence.MEASURED,
    not_worked="Bilden var densamma för alla. Nämnden för omsorg förstod inte vad den hade med saken att göra.",
    contact="Kansliet, kansliet@stenungsund.example",
    takes="Att kommunstyrelsens ordförande ber om det.",
    hours=30,
    kronor=0,
    level_from=1,
    level_to=2,
)


@dataclass(frozen=True, slots=True)
class _Told:
    code: str
    example: Example
    days_ago: int
    """Since it was published; 0 of one that waits."""


TOLD = (_Told(HARRYDA, BUDGET, 130), _Told(LERUM, FORUM, 48), _Told(KUNGALV, COURSE, 0), _Told(STENUNGSUND, APRIL, 70))


def add_exchange(session: Session, region_id: int, now: datetime) -> None:
    """After the actions: an example tells of one of those that are done, where the kommun has any in the capital."""
    kommuner = {
        row.code: row.id or 0 for row in session.exec(select(MunicipalityRow).order_by(col(MunicipalityRow.id)))
    }
    today = day_of(now)
    ids = []
    for entry in TOLD:
        kommun, published_on = kommuner[entry.code], today - timedelta(days=entry.days_ago)
        actions = [action for _, action in stored.actions_to_tell(session, kommun)]
        action_id = next(
            (each.id for each in actions if each.action.capital_id == entry.example.capital_id),
            actions[0].id if actions else None,
        )
        example_id = stored.add_example(session, region_id, kommun, action_id, entry.example, now)
        state = ExampleState.PUBLISHED if entry.days_ago else ExampleState.SENT
        stored.set_example_state(session, example_id, state)
        if entry.days_ago:
            stored.set_published(session, example_id, published_on, review_day(published_on))
        ids.append(example_id)
    session.flush()
    budget, forum, *_ = ids
    _add_network(session, region_id, now, kommuner, budget)
    _add_challenges(session, region_id, now, kommuner)
    for example_id, code, reuse, days_ago in (
        (budget, TJORN, Reuse(ReuseState.ADOPTED, "Vi tog raden rakt av, men skickade den redan i januari."), 20),
        (budget, LERUM, Reuse(ReuseState.TRIES), 12),
        (
            forum,
            HARRYDA,
            Reuse(ReuseState.GAVE_UP, "Vi är för få. Det blev samma fyra som i ledningsgruppen."),
            8,
        ),
    ):
        stored.store_reuse(session, example_id, kommuner[code], reuse, today - timedelta(days=days_ago))
    session.flush()


def _add_network(session: Session, region_id: int, now: datetime, kommuner: dict[str, int], example_id: int) -> None:
    """Every kommun has a seat; two are vacant. One question is answered, one is a few days old."""
    network_id = networks.store_network(session, region_id, NETWORK, now)
    members = {
        row.municipality_id: row.id
        for row in session.exec(select(MembershipRow).where(MembershipRow.role == Role.KOMMUN_COORDINATOR))
    }
    networks.set_kommuner(session, network_id, kommuner.values())
    for seat in networks.networks_in(session, region_id)[0].seats:
        if seat.municipality_id not in {kommuner[code] for code in VACANT}:
            holder = replace(seat, role="Miljöstrateg", membership_id=members[seat.municipality_id])
            networks.store_seat(session, holder)
    meeting_id = networks.add_meeting(session, network_id, day_of(now) - timedelta(days=34), "Göteborgsregionen")
    for topic in (
        Topic(
            text="Budgetanvisningar",
            leads_to=TopicKind.EXAMPLE,
            target_id=example_id,
            outcome="Tre kommuner provar.",
            review_on=day_of(now) + timedelta(days=80),
        ),
        Topic(text="Vad vi behöver av regionen nästa år", leads_to=TopicKind.NEED, outcome="Regionen sammanställer."),
    ):
        networks.store_topic(session, meeting_id, topic)
    for text, code, days_ago in ((BUDGET_QUESTION, TJORN, 90), (PURCHASE_QUESTION, HARRYDA, 3)):
        question = AskedQuestion(
            id=0,
            network_id=network_id,
            network=NETWORK.title,
            municipality_id=kommuner[code],
            municipality="",
            membership_id=members[kommuner[code]],
            text=text,
            asked_at=now - timedelta(days=days_ago),
            receivers=10,
        )
        number = questions.add_question(session, region_id, question)
        if code == TJORN:
            day = day_of(now) - timedelta(days=80)
            questions.set_answer(session, number, QuestionState.ANSWERED, BUDGET_ANSWER, day, (example_id,))


def _add_challenges(session: Session, region_id: int, now: datetime, kommuner: dict[str, int]) -> None:
    text = "Ingen äger frågan om var laddplatser för tunga transporter ska ligga. Varje kommun planerar för sig."
    number = challenges.add_challenge(session, region_id, kommuner[LERUM], Challenge(text, "realt"), now)
    for code in (KUNGALV, HARRYDA, TJORN):
        challenges.set_shared(session, number, kommuner[code], has_it=True)
