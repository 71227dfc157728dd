"""The files of docs/deploy, which people copy as they stand, name settings and commands that there are."""

import re
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from ruamel.yaml import YAML

from app.cli.commands import parser_for
from app.config import Settings
from tests.paths import ROOT

DEPLOY = ROOT / "docs" / "deploy"
SETTINGS = set(Settings.model_fields)


@pytest.fixture(scope="module")
def unit() -> str:
    return (DEPLOY / "omstallningskollen.service").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    whole: dict[str, Any] = YAML(typ="safe").load(DEPLOY / "compose.yaml")
    for name in ("service", "database"):
        assert set(whole["services"][name]["secrets"]) <= set(whole["secrets"])
    return whole


@pytest.fixture(scope="module")
def service(compose: dict[str, Any]) -> dict[str, Any]:
    part: dict[str, Any] = compose["services"]["service"]
    return part


def test_the_unit_of_systemd_sets_what_there_is_to_set(unit: str) -> None:
    variables = re.findall(r"^Environment=(\w+)=", unit, re.MULTILINE)
    secrets = re.findall(r"^LoadCredential=(\w+):", unit, re.MULTILINE)
    assert variables
    assert secrets
    assert {name.lower() for name in variables} | set(secrets) <= SETTINGS


def test_the_unit_of_systemd_runs_commands_that_there_are(unit: str) -> None:
    commands = re.findall(r"^ExecStart(?:Pre)?=\S+/bin/omstallningskollen (.+)$", unit, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["migrate", "serve"]
    for command in commands:
        parser_for(command.split()).parse_args(command.split())


def test_the_unit_of_systemd_lets_thousands_of_connections_be_open(unit: str) -> None:
    limits = re.findall(r"^LimitNOFILE=(\d+)$", unit, re.MULTILINE)
    assert [int(limit) for limit in limits] == [65536]


def test_the_compose_file_sets_and_runs_what_there_is(service: dict[str, Any]) -> None:
    assert {name.lower() for name in service["environment"]} | set(service["secrets"]) <= SETTINGS
    program, *words = service["command"]
    assert program.endswith("/bin/omstallningskollen")
    assert f'CMD ["{program}", "serve"' in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    parser_for(words).parse_args(words)


def test_the_compose_file_believes_the_proxy_on_the_machine_and_nobody_else(
    compose: dict[str, Any], service: dict[str, Any]
) -> None:
    """To a container what comes through a published port comes from the gateway of its network."""
    assert "--behind-proxy" in service["command"]
    (network,) = compose["networks"]["default"]["ipam"]["config"]
    assert ip_address(network["gateway"]) in ip_network(network["subnet"])
    assert Settings(trusted_proxies=service["environment"]["TRUSTED_PROXIES"]).proxies == (network["gateway"],)
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_the_image_can_back_up_the_server_of_the_compose_file(compose: dict[str, Any]) -> None:
    """`pg_dump` reads servers of its own version and older ones, and refuses newer."""
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    client = re.search(r"^RUN apt-get.*?\bpostgresql-client-(\d+)\b", image, re.MULTILINE | re.DOTALL)
    server = re.fullmatch(r"postgres:(\d+)", compose["services"]["database"]["image"])
    assert client is not None
    assert server is not None
    assert int(server[1]) <= int(client[1])
    assert re.search(r"^FROM debian:trixie", image, re.MULTILINE), "another release has another client"
