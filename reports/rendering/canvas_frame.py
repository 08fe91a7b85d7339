"""The paper a form is drawn on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Frame:
    """What stands on every page beside the rows."""

    city: str
    code: str
    printed: str
    verify_url: str
    qr: Any  # a segno symbol, or None
    is_demo: bool = False
