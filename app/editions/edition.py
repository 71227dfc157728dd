"""What every edition is: a frozen value of a name and a year, whole and checked, that its content's hash names."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Edition(Value):
    """One year's edition of something that is written as a file and frozen when it is published."""

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 (hex) that names the edition: the stored one if it is published, otherwise made of the content.

        Comments, order of keys and layout of the file do not enter, nor what is as it would be if left out, so that
        a field which the model gets later changes nothing. Tell editions apart by `==`, never by this: older ones
        have a hash made in another way.
        """
        content = self.model_dump(mode="json", exclude_defaults=True)
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def published_as(self, content_hash: str) -> Self:
        """The same edition under the hash that was stored when it was published."""
        edition = self.model_copy()
        edition.__dict__["content_hash"] = content_hash  # where the cached property looks first
        return edition

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy that works out its own hash and look-ups: those of the original may not hold for what is changed."""
        duplicate = super().model_copy(update=update, deep=deep)
        for name in duplicate.__dict__.keys() - type(self).model_fields.keys():
            del duplicate.__dict__[name]
        return duplicate
