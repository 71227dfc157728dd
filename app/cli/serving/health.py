"""The command that asks a running service whether it can be used: by default what a load balancer asks, so that no
container is restarted because of a full disk. It is called often, so it loads nothing of the service.
"""

import argparse
import sys
import urllib.error
import urllib.request

from app.cli.commands import Parsers


def register(parsers: Parsers) -> None:
    parsers["health"].add_argument("--url", default="http://127.0.0.1:8000/halsa")
    parsers["health"].set_defaults(run=health)


def health(arguments: argparse.Namespace) -> int:
    try:
        with urllib.request.urlopen(arguments.url, timeout=4) as answer:
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, OSError) as error:
        print(f"Tjänsten svarar inte: {error}", file=sys.stderr)
        return 1
