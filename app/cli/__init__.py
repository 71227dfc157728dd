"""The command `omstallningskollen`: serve, migrate, and what authors and analysts do with files."""

import argparse
from collections.abc import Sequence

from app.cli import files, mail, operation, personal_data


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 done, 1 told what is wrong, 2 called wrongly."""
    parser = argparse.ArgumentParser(
        prog="omstallningskollen", description="Kommuners självskattning av omställningsförmåga."
    )
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")
    operation.register(commands)
    personal_data.register(commands)
    files.register(commands)
    mail.register(commands)
    parsed = parser.parse_args(arguments)
    status: int = parsed.run(parsed)
    return status
