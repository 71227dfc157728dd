"""What cannot be undone, and what gives documents or rights away, asks for a passkey anew (decision 0081)."""

import re

from app.config import Settings
from app.main import create_app
from app.web.shell.http.step_up import StepUp
from tests.functional.support.serving import methods_of, routes_of
from tests.paths import ROOT

PEOPLE = ("/drift/personer", "/{region}/personer", "/{region}/kommuner/{municipality}/personer")
ASSESSMENT = "/{region}/{questionnaire}/{year}/{municipality}"
ACTS = {
    ("POST", f"{ASSESSMENT}/godkann"): "locks a result",
    ("GET", f"{ASSESSMENT}/lamna-ut/granska"): "shows what is handed out",
    ("POST", f"{ASSESSMENT}/lamna-ut/hamta"): "hands it out",
    ("POST", f"{ASSESSMENT}/lamna-ut/kommentarer"): "deletes what somebody wrote",
    ("POST", f"{ASSESSMENT}/rapport/lankar"): "opens a report to whoever has the link",
    ("POST", f"{ASSESSMENT}/lamna-in-resultat"): "gives a role, when an approver is named",
    ("POST", "/drift/regioner/ny"): "gives a role",
    ("POST", "/drift/ta-bort-person/bekrafta"): "erases a person",
    ("POST", "/{region}/ta-bort-person/bekrafta"): "erases a person",
    ("POST", "/{region}/gallring"): "unlinks whole rounds from people",
    ("POST", "/{region}/kommuner/{municipality}/ta-bort"): "takes a kommun out of a region",
    ("POST", "/{region}/{questionnaire}/{year}/ta-bort"): "deletes a round",
    ("POST", "/{region}/nycklar"): "lets a program read",
    ("POST", "/{region}/kommuner/{municipality}/nycklar"): "lets a program read",
    ("POST", "/mitt/passnycklar"): "adds a way in",
    ("POST", "/mitt/passnycklar/ta-bort"): "takes a protection away",
    ("POST", "/mitt/passnycklar/reservkoder"): "adds ways in",
    **{("POST", base): "gives a role" for base in PEOPLE},
    **{("POST", f"{base}/lamna-over"): "gives a role" for base in PEOPLE},
    **{("POST", f"{base}/{{number}}/avsluta"): "takes somebody's role away, such as an approver's" for base in PEOPLE},
    **{("POST", f"{base}/{{number}}/lossa"): "lets the next one with an address in" for base in PEOPLE},
}
"""Method and route -> why. Whatever is added here or taken away is a decision about what is grave."""


GIVING_OR_ENDING = {
    "app/services/organisations/approver_naming.py": "POST …/lamna-in-resultat",
    "app/services/organisations/memberships.py": "POST …/personer and below; `give` for POST /drift/regioner/ny too",
    "app/services/organisations/operators.py": "the command line",
    "app/services/sign_in/federated_sign_in.py": "coming in by the own organisation: a reader's role, never another's act",
}
"""The modules in which a role is given or ended -> from where they are called."""
CHANGES_ROLES = re.compile(r"\b(add_membership|end_membership)\(")


def test_exactly_the_grave_acts_ask_for_a_passkey_anew() -> None:
    asking = {
        (method, route.path)
        for route in routes_of(create_app(Settings(database_url="sqlite://", log_level="WARNING")))
        for method in methods_of(route)
        if any(isinstance(dependency.call, StepUp) for dependency in route.dependant.dependencies)
    }
    assert asking == set(ACTS)


def test_roles_are_given_and_ended_in_these_modules_alone() -> None:
    """A new one needs a route with step-up, and a line in `whole_site/test_old_confirmation.py`."""
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "app" / "services").rglob("*.py")
        if CHANGES_ROLES.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(GIVING_OR_ENDING)
