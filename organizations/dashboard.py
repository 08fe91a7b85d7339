"""What a dashboard is made of: things to do now, and numbers with their lists behind them."""

from __future__ import annotations

from dataclasses import dataclass

from organizations.formatting import format_number


@dataclass(frozen=True)
class Task:
    """One thing to do now, and where."""

    label: str
    text: str
    url: str
    action: str
    tone: str = "info"


@dataclass(frozen=True)
class Tile:
    """A number (or a word) with its list behind it."""

    label: str
    value: int | str
    note: str
    url: str

    @property
    def shown(self) -> str:
        return format_number(self.value) if isinstance(self.value, int) else self.value
