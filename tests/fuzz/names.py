"""Which targets there are, and in which module of `targets` each is: only that is loaded."""

from collections.abc import Callable
from importlib import import_module

Target = Callable[[bytes], None]

MODULES = {
    "questionnaire": "definitions",
    "catalogue": "definitions",
    "invitations": "lists",
    "submission": "lists",
    "transfer": "files",
    "manifest": "files",
    "id_token": "sign_in",
    "discovery": "sign_in",
    "addresses": "mails",
    "bounces": "mails",
}


def target(name: str) -> Target:
    function: Target = getattr(import_module(f"tests.fuzz.targets.{MODULES[name]}"), name)
    return function
