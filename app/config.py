"""Settings of an installation, read from files of secrets and the environment (docs/operations.md lists them all)."""

import os
from email.headerregistry import Address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SecretsSettingsSource, SettingsConfigDict

from app.accounts.kernel.host_names import ascii_host
from app.accounts.kernel.proxies import read_proxies
from app.accounts.kernel.second_factor import SecondFactor
from app.federation.providers import Provider, read_providers
from app.mail.server import MailServer, read_mail_server, read_sender
from app.support.projects.funding_call import CallSource
from app.support.projects.names import FETCHED

DEMO_SENDER = "Omställningskollen <noreply@omstallningskollen.example>"
"""Where no mail server is set, and so no mail is sent."""
PROJECT = Path(__file__).parent.parent
MIN_TOKEN_LENGTH = 32
"""Of a secret that somebody makes for a program."""
SECRETS_FOLDER = Path("/run/secrets")
"""Where Docker and Podman put secrets. systemd says in `CREDENTIALS_DIRECTORY` where it has put its own."""


class Settings(BaseSettings):
    """One field per environment variable, upper case, or file of a secret, lower case. A file goes before a variable,
    since an image may have variables of its own. Unknown names are ignored, wrong values stop the start.
    """

    model_config = SettingsConfigDict(env_file=None, frozen=True, hide_input_in_errors=True)

    database_url: str = "sqlite:///var/omstallningskollen.db"
    """SQLite file or `postgresql+psycopg://user@host/name`."""
    demo: bool = False
    """Example region with invented answers and a sign-in without proof. Never on a real installation."""
    public_url: str = "http://127.0.0.1:8000"
    """The address people reach the service at, as it stands in mails."""
    trusted_proxies: str = "127.0.0.1"
    """Proxies whose X-Forwarded-For is believed with `serve --behind-proxy`, as `read_proxies` reads them."""
    questionnaires_dir: Path = PROJECT / "questionnaires"
    """Where `<name>/<year>.yaml` files are read from."""
    learning_dir: Path = PROJECT / "learning"
    """Where learning texts (`<id>.md`) are read from."""
    catalogues_dir: Path = PROJECT / "catalogues"
    """Where `<name>/<year>.yaml` files of catalogues of support are read from."""
    cache_dir: Path = Path("var/cache")
    """Where rendered reports are kept; may be emptied at any time."""
    secure_cookies: bool = True
    """Cookies only over HTTPS. Turn off only for a trial over plain HTTP on your own machine."""
    session_hours: int = Field(default=12, ge=1, le=720)
    """How long somebody stays signed in, however much the session is used."""
    session_idle_minutes: int = Field(default=120, ge=10, le=43_200)
    """How long somebody stays signed in without doing anything."""
    second_factor: SecondFactor = SecondFactor.OFFERED
    """Whether passkeys are asked for: `off`, `offered` to whoever wants, or `required` of operators and region
    coordinators."""
    render_processes: int = Field(default=2, ge=1, le=32)
    """How many reports are rendered at the same time, each in a process of its own."""
    render_timeout_seconds: int = Field(default=120, ge=5)
    """How long a report may take before the page says that it failed."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    call_sources_enabled: str = ""
    """Sources that the command `utlysningar hamta` may fetch calls from: `vinnova`, `eu` or both. Empty: none."""
    oidc_providers_file: str = ""
    """JSON file with the providers of OpenID Connect that people may sign in through, as `read_providers` reads it."""
    smtp_url: str = Field(default="", repr=False)
    """The mail server, as `read_mail_server` reads it. Empty: no mail is sent."""
    mail_from: str = Field(default="", validate_default=True)
    """Who mails are from: an address, or a name and an address. Needed with `smtp_url`."""
    mail_bounces_to: str = ""
    """Where mail servers send back what they cannot deliver. Empty: to the address of `mail_from`."""

    audit_seal_file: str = ""
    """File that the audit log's last hash is added to once a day. Empty: none."""
    audit_seal_mail_to: str = ""
    """Address that the audit log's last hash is mailed to once a day. Empty: none."""
    metrics_token: str = Field(default="", repr=False)
    """What a program must send to read metrics. Empty: there are none."""
    otel_exporter_otlp_endpoint: str = ""
    """The OpenTelemetry collector that traces are sent to over HTTP. Empty: there are none."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings  # which folders there are is known when the settings are read
        folders = _secret_folders()
        files = (SecretsSettingsSource(settings_cls, secrets_dir=folders),) if folders else ()
        return (init_settings, *files, env_settings)

    @field_validator("database_url")
    @classmethod
    def _with_driver(cls, url: str) -> str:
        """Hosting platforms hand out `postgres://…`; psycopg 3 is the driver we ship."""
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        if not url.startswith(("sqlite://", "postgresql+psycopg://")):
            raise ValueError("write sqlite:///FILE or postgresql://user:password@host/name")
        urlsplit(url).port  # noqa: B018  raises ValueError for what is no number
        return url

    @field_validator("public_url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("write the whole address, such as https://omstallning.example.se")
        ascii_host(parts.hostname)
        return url

    @property
    def proxies(self) -> tuple[str, ...]:
        return read_proxies(self.trusted_proxies)

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses_of_proxies(cls, text: str) -> str:
        read_proxies(text)
        return text

    @field_validator("second_factor")
    @classmethod
    def _where_browsers_have_passkeys(cls, policy: SecondFactor, settings: ValidationInfo) -> SecondFactor:
        """Else the operators would be locked out."""
        url = settings.data.get("public_url")
        if policy is SecondFactor.REQUIRED and url and not takes_passkeys(url):
            raise ValueError(
                "PUBLIC_URL must be https with a host name, not a number: only there browsers have passkeys"
            )
        return policy

    @property
    def mail_server(self) -> MailServer | None:
        return read_mail_server(self.smtp_url) if self.smtp_url else None

    @property
    def sender(self) -> Address:
        return read_sender(self.mail_from or DEMO_SENDER)

    @property
    def bounce_address(self) -> str:
        return read_sender(self.mail_bounces_to).addr_spec if self.mail_bounces_to else self.sender.addr_spec

    @property
    def providers(self) -> tuple[Provider, ...]:
        return read_providers(Path(self.oidc_providers_file), secret) if self.oidc_providers_file else ()

    @field_validator("oidc_providers_file")
    @classmethod
    def _a_list_of_providers(cls, path: str) -> str:
        if path:
            read_providers(Path(path), secret)
        return path

    @property
    def call_sources(self) -> tuple[CallSource, ...]:
        return tuple(CallSource(name) for name in self.call_sources_enabled.replace(",", " ").split())

    @field_validator("call_sources_enabled")
    @classmethod
    def _sources_that_there_are(cls, text: str) -> str:
        if not {*text.replace(",", " ").split()} <= set(FETCHED):
            raise ValueError(f"write {', '.join(sorted(FETCHED))} or several of them, or nothing")
        return text

    @field_validator("smtp_url")
    @classmethod
    def _a_mail_server(cls, url: str) -> str:
        if url:
            read_mail_server(url)
        return url

    @field_validator("mail_from", "mail_bounces_to", "audit_seal_mail_to")
    @classmethod
    def _a_sender(cls, text: str) -> str:
        if text:
            read_sender(text)
        return text

    @field_validator("mail_from")
    @classmethod
    def _a_sender_for_the_mail_server(cls, text: str, settings: ValidationInfo) -> str:
        """Of the field, not of the whole: that would be told only when nothing else is wrong."""
        if settings.data.get("smtp_url") and not text:
            raise ValueError("SMTP_URL is set, so MAIL_FROM must say whom the mails are from")
        return text

    @field_validator("otel_exporter_otlp_endpoint")
    @classmethod
    def _a_collector(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError("write the collector's address, such as http://127.0.0.1:4318")
        return url

    @field_validator("metrics_token")
    @classmethod
    def _a_token_that_cannot_be_guessed(cls, token: str) -> str:
        if token and (len(token) < MIN_TOKEN_LENGTH or not token.isascii() or not token.isprintable() or " " in token):
            raise ValueError(
                f"write {MIN_TOKEN_LENGTH} letters and digits or more, such as `openssl rand -hex 32` makes"
            )
        return token

    @field_validator("audit_seal_mail_to")
    @classmethod
    def _a_mail_server_for_the_seals(cls, text: str, settings: ValidationInfo) -> str:
        if text and not settings.data.get("smtp_url"):
            raise ValueError("AUDIT_SEAL_MAIL_TO is set, so SMTP_URL must say how the mails are sent")
        return text


def secret(name: str) -> str:
    """What is no field here but named by one, found as the fields are: a file goes before a variable. Empty: not there.

    A file that cannot be read counts as not there, rather than that another secret takes its place.
    """
    for folder in reversed(_secret_folders()):  # the last one goes first, as for the fields
        for path in folder.iterdir():
            if path.name.lower() == name.lower():
                try:
                    return path.read_text(encoding="utf-8").strip()
                except (OSError, UnicodeDecodeError):
                    return ""
    return os.environ.get(name, "")


def _secret_folders() -> list[Path]:
    own = os.environ.get("CREDENTIALS_DIRECTORY")
    return [folder for folder in (*([Path(own)] if own else []), SECRETS_FOLDER) if folder.is_dir()]


def takes_passkeys(public_url: str) -> bool:
    """Whether browsers have passkeys at this address: over HTTPS, or on one's own machine, and by a host's name."""
    parts = urlsplit(public_url)
    host = parts.hostname or ""
    is_own_machine = host == "localhost" or host.endswith(".localhost")
    is_number = ":" in host or host.rpartition(".")[2].isdigit()
    return not is_number and (parts.scheme == "https" or is_own_machine)
