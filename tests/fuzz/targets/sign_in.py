"""What an organisation's own sign-in answers."""

import contextlib
import json
from datetime import UTC, datetime

from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OctKey

from app.federation.errors import FederationError
from app.federation.id_token import UnknownKeyError, verified_claims
from app.federation.metadata import Metadata
from app.federation.providers import Provider

NOW = datetime(2026, 11, 30, tzinfo=UTC)
PROVIDER = Provider(
    id="prov",
    name="Prov",
    issuer="https://prov.example",
    client_id="prov",
    client_secret_env="PROV",
    email_domains=("prov.example",),
)
KEYS = KeySet([OctKey.import_key("a secret of this target that is long enough for any hash")])


def id_token(content: bytes) -> None:
    with contextlib.suppress(FederationError, UnknownKeyError):
        verified_claims(PROVIDER, KEYS, {"id_token": content.decode("latin-1")}, "nonce", NOW)


def discovery(content: bytes) -> None:
    """What a provider publishes, read as `ProviderMetadataCache` does."""
    try:
        document = json.loads(content)
        Metadata.model_validate(document)
        KeySet.import_key_set(document)
    except (ValueError, KeyError, TypeError, JoseError) as error:
        str(error)
