"""What a signing service is: it gets a file with an empty field and gives it back signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from reports.signing.block import Fonts, Words


class Secret:
    """A text that no log, traceback or page ever shows."""

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True)
class Signatory:
    """Who signs: `key` names the person to a service; `typed` is what they typed for it."""

    name: str
    position: str
    key: str
    typed: Secret = field(default_factory=lambda: Secret(""))
    passphrase: Secret = field(default_factory=lambda: Secret(""))


@dataclass(frozen=True)
class Order:
    """One signature: into which field, by whom, when, why, and what people see of it."""

    field_name: str
    signatory: Signatory
    moment: datetime
    reason: str
    words: Words
    fonts: Fonts
    place: Mapping[str, str] = field(default_factory=dict)  # where the field is, in points
    location: str = ""


class Service(Protocol):
    """`title` names it to people; `identity_label` is what the signatory types, "" for nothing."""

    @property
    def title(self) -> str: ...

    @property
    def asks_passphrase(self) -> bool: ...

    @property
    def identity_label(self) -> str: ...

    def sign(self, content: bytes, order: Order) -> bytes:
        """The file with the signature appended. Raises SigningTrouble; then nothing was signed."""
