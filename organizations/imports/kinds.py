"""What can be imported here: each kind with its columns, its right, and how one row is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from organizations.access import ALLOWED, Decision, access_of, denied
from organizations.models import Organization, User
from organizations.spreadsheets.columns import Column, FileRow, wrong_cell
from organizations.spreadsheets.table import Layout

NEW, THERE, REFUSED = "baru", "sudah ada", "ditolak"


class WrongRow(Exception):
    """A row that cannot be saved; the message is the whole sentence."""

    @classmethod
    def cell(cls, row: FileRow, column: str, wanted: str) -> WrongRow:
        return cls(wrong_cell(row.number, column, row[column], wanted))


@dataclass(frozen=True)
class Line:
    """What becomes of one row; somebody or something that exists already is never changed.

    A row that is `REFUSED` does not come in by a file at all; the others do.
    """

    number: int
    action: str
    name: str
    text: str
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        return dict(self.__dict__)


@dataclass(frozen=True)
class Kind:
    """`ordered` leaves out rows with a wrong cell or below one, refuses doubles of the file, and
    puts the rest so that each row finds what it needs. All rows are saved `inside` what is read
    once for them. A domain's kind is made for its `subject` (say, one list) with a rule of its own
    in place of a right.
    """

    name: str
    title: str
    right: str
    columns: tuple[Column, ...]
    key: str  # the column that may hold a value once in a file
    guide: tuple[str, ...]
    ordered: Callable[[Sequence[FileRow], list[str]], list[FileRow]]
    save: Callable[[FileRow, User | None], Line]
    inside: Callable[[], AbstractContextManager[Any]] = nullcontext
    subject: str = ""
    rule: Callable[[User], Decision] | None = None
    organization: Organization | None = None  # whose history tells of the import

    def may(self, user: User) -> Decision:
        if self.rule is not None:
            return self.rule(user)
        if access_of(user).has(self.right):
            return ALLOWED
        return denied("Hanya admin sistem yang mengimpor unit dan pengguna.")

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """By its key the row of titles is found below other rows."""
        return ((f"^{self.key}$",),)


def refuse_doubles(rows: Sequence[FileRow], column: str, errors: list[str]) -> list[FileRow]:
    """The rows that hold a value first; every other one is an error that names both."""
    seen: dict[str, int] = {}
    kept = []
    for row in rows:
        if not row[column]:
            continue  # said already
        first = seen.setdefault(row[column].casefold(), row.number)
        if first == row.number:
            kept.append(row)
        else:
            wanted = f"sudah tertulis di baris {first}. Hapus salah satunya"
            errors.append(wrong_cell(row.number, column, row[column], wanted))
    return kept
