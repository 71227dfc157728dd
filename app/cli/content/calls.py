"""The command that fetches calls for funding from open data into a region's drafts. Off until it is turned on."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from time import monotonic

import httpx2

from app.cli.commands import Parsers
from app.cli.output import print_message, show
from app.config import Settings
from app.errors import NotFoundError
from app.rounds.kernel.days import day_of
from app.services.projects.call_fetching import draft_calls
from app.storage.engine.database import Database
from app.support.projects import eu_portal, vinnova
from app.support.projects.funding_call import CallSource, is_https
from app.support.projects.names import FETCHED
from app.support.projects.source_call import SourceCall, UnreadableAnswerError

MAX_BYTES = 20_000_000
MAX_SECONDS = 90.0
"""For the whole answer, however slowly it comes."""
CONNECT_SECONDS = 20.0
DAYS_BACK = 60


class FetchError(Exception):
    """The source did not answer as it should. The text is Swedish, for whoever runs the command."""


def register(parsers: Parsers) -> None:
    kinds = parsers["utlysningar"].add_subparsers(required=True, metavar="VAD")
    fetching = kinds.add_parser("hamta", help="hämta utlysningar ur öppna data, som utkast åt regionens samordnare")
    fetching.add_argument("--region", required=True, metavar="REGION", help="regionens adress, till exempel gr")
    fetching.add_argument(
        "--source", choices=sorted(FETCHED), default=CallSource.VINNOVA.value, help="varifrån, annars vinnova"
    )
    fetching.add_argument(
        "--since", type=date.fromisoformat, metavar="DAG", help=f"vinnova: annars {DAYS_BACK} dagar bakåt"
    )
    fetching.add_argument("--text", default="", metavar="ORD", help="eu: ord på engelska som utlysningen ska handla om")
    fetching.set_defaults(run=fetch)


def fetch(arguments: argparse.Namespace) -> int:
    """0 when the source has answered, also with nothing new; 1 when it is off, does not answer, or has no region."""
    settings, now, source = Settings(), datetime.now(UTC), CallSource(arguments.source)
    if source not in settings.call_sources:
        print_message(
            f"Källan är inte påslagen. Sätt CALL_SOURCES_ENABLED={source} för att hämta ur {FETCHED[source]}."
        )
        return 1
    if source is CallSource.EU and not arguments.text.strip():
        print_message("EU har hundratals utlysningar. Säg med --text vilka ord de ska handla om, på engelska.")
        return 1
    try:
        with httpx2.Client(timeout=CONNECT_SECONDS, follow_redirects=False) as client:
            calls = tuple(_calls(client, arguments, day_of(now)))
        with closing(Database(settings.database_url)) as database:
            count = draft_calls(database, arguments.region, source, calls, now)
    except FetchError as error:
        print_message(str(error))
        return 1
    except UnreadableAnswerError:
        print_message(f"Svaret från {FETCHED[source]} går inte att läsa. Inget har ändrats.")
        return 1
    except NotFoundError:
        print_message(f"Regionen {arguments.region} finns inte.")
        return 1
    show(f"Nya utkast: {count}. Regionens samordnare ser dem bland utlysningarna och väljer vad som ska visas.")
    return 0


def _calls(client: httpx2.Client, arguments: argparse.Namespace, today: date) -> Iterator[SourceCall]:
    if arguments.source == CallSource.VINNOVA:
        since = arguments.since or today - timedelta(days=DAYS_BACK)
        yield from vinnova.read_rounds(download(client, vinnova.address(since)), today)
        return
    for number in range(1, eu_portal.MAX_PAGES + 1):
        answer = download(client, eu_portal.address(arguments.text.strip(), number), eu_portal.parts())
        page = eu_portal.read_page(answer, number, today)
        yield from page.calls
        if page.is_last:
            return


def download(client: httpx2.Client, url: str, parts: Mapping[str, tuple[str, bytes, str]] | None = None) -> bytes:
    """The whole answer, within limits of size and time; asked by POST where there are parts. Raises FetchError."""
    if not is_https(url):
        raise FetchError("Adressen börjar inte med https://.")
    content, end = bytearray(), monotonic() + MAX_SECONDS
    try:
        method = "GET" if parts is None else "POST"
        with client.stream(method, url, files=parts, headers={"Accept": "application/json"}) as response:
            if response.status_code != httpx2.codes.OK:
                raise FetchError(f"Källan svarade med {response.status_code}. Inget har ändrats.")
            for piece in response.iter_bytes():
                content += piece
                if len(content) > MAX_BYTES:
                    raise FetchError("Svaret är större än vad som läses. Inget har ändrats.")
                if monotonic() > end:
                    raise FetchError("Svaret tog för lång tid. Inget har ändrats.")
    except httpx2.HTTPError as error:
        raise FetchError(f"Källan går inte att nå ({type(error).__name__}). Inget har ändrats.") from error
    return bytes(content)
