"""A table as a file gives it, before anybody knows what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field


class ImportProblem(Exception):
    """The file cannot be taken; `messages` are complete Indonesian sentences."""

    def __init__(self, messages: list[str] | str) -> None:
        self.messages = [messages] if isinstance(messages, str) else messages
        super().__init__(self.messages[0])


@dataclass(frozen=True)
class Cell:
    """A cell as read: its text, and whether the file itself typed it as a number."""

    text: str
    is_numeric: bool = False
    trouble: str = ""  # why the cell cannot be read at all (formula, date, error value)
    is_day: bool = False  # a date of the spreadsheet; `text` is then an ISO day


@dataclass(frozen=True)
class Table:
    """What a file reader hands over: the header, the rows with their line numbers."""

    titles: list[str]
    rows: list[tuple[int, list[Cell]]]
    meta: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    has_merged: bool = False  # only the first of merged cells holds anything
