"""Which commands there are, and in which module of `app.cli` each lives: only that of the command at hand is loaded.

A module's `register` takes every command's parser by its name and says there which arguments its own commands take.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from app.cli.output import write

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

Parsers = Mapping[str, argparse.ArgumentParser]
Run = Callable[[argparse.Namespace], int]
"""Does what a command is for, and returns its exit status."""


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    module: str
    help: str


COMMANDS = (
    Command("serve", "app.cli.serving.operation", "starta tjänsten"),
    Command("migrate", "app.cli.serving.operation", "för databasen till den här versionens schema"),
    Command("health", "app.cli.serving.health", "fråga en körande tjänst om den mår bra (för HEALTHCHECK)"),
    Command(
        "doctor", "app.cli.serving.doctor", "se efter allt som tjänsten behöver: vad som är fel och vad man gör åt det"
    ),
    Command("publish", "app.cli.serving.operation", "publicera ett frågeformulär"),
    Command("correct", "app.cli.serving.operation", "rätta formuleringar i ett publicerat frågeformulär, med logg"),
    Command("backup", "app.cli.data.backup", "säkerhetskopia av databasen"),
    Command("transfer", "app.cli.data.transfer", "flytta en hel region eller kommun till en annan installation"),
    Command("person", "app.cli.data.personal_data", "uppgifter om en person"),
    Command("retention", "app.cli.data.personal_data", "gallring"),
    Command(
        "disclose",
        "app.cli.data.personal_data",
        "lämna ut en självskattnings handlingar med enskilda svar, efter ett beslut",
    ),
    Command("check", "app.cli.scoring.commands", "granska frågeformulär: alla problem, med rad och åtgärd"),
    Command("catalogue", "app.cli.content.catalogues", "kataloger över stöd: granska, visa, jämför utgåvor"),
    Command("score", "app.cli.scoring.commands", "räkna ut mognad och samsyn ur en svarsfil, utan databas"),
    Command("mail", "app.cli.accounts.mail", "utgående mejl: studsar, läge och prov"),
    Command(
        "federation", "app.cli.accounts.federation", "pröva organisationernas egna inloggningar (OIDC_PROVIDERS_FILE)"
    ),
    Command("passkeys", "app.cli.accounts.passkeys", "passnycklar åt den som har blivit av med sina"),
    Command("operator", "app.cli.accounts.operators", "driftansvariga"),
    Command("sessions", "app.cli.accounts.sessions", "avsluta inloggningar: någons eller allas"),
    Command("scores", "app.cli.data.scores", "sparade resultat: kontrollera och räkna om"),
    Command("log", "app.cli.data.log", "händelseloggen: kontrollera och ta ut"),
    Command("utlysningar", "app.cli.content.calls", "utlysningar ur öppna data, som utkast åt en region"),
    Command("token", "app.cli.accounts.api_tokens", "programs nycklar"),
)


class _Parser(argparse.ArgumentParser):
    """Says what it has to say as commands do: safe for any terminal, whatever was typed."""

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        asked_for = file is sys.stdout
        if message:
            write(message.removesuffix("\n"), sys.stdout if asked_for else sys.stderr)


def parser_for(words: list[str]) -> argparse.ArgumentParser:
    """A parser that names every command, and knows the arguments of the one that the words call."""
    parser = _Parser(prog="omstallningskollen", description="Kommuners självskattning av omställningsförmåga.")
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")
    parsers = {command.name: commands.add_parser(command.name, help=command.help) for command in COMMANDS}
    name = next((word for word in words if not word.startswith("-")), None)
    for command in COMMANDS:
        if command.name == name:
            import_module(command.module).register(parsers)
    return parser


def deferred(module: str, function: str) -> Run:
    """A function of another module of `app.cli`, which is loaded when it is called."""

    def run(arguments: argparse.Namespace) -> int:
        status: int = getattr(import_module(module), function)(arguments)
        return status

    return run
