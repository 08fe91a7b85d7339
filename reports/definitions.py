"""What a report is. A domain subclasses `Report` in its own `reports` module.

The machine knows no report: it asks a definition for its form, its rule, its context,
its figures and its tables, and writes HTML, PDF, XLSX, CSV and DOCX from that one context.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, ClassVar

from organizations.access import Decision
from reports.choices import Format

Cell = str | int | Decimal | None
ABOVE = "_above"  # of a row: columns, by name, that paper leaves blank under the row above


class ReportError(Exception):
    """The report cannot be made; the message is an Indonesian sentence for the user."""


RULE = "rule:"  # begins the key of a rule, which documents of before did not keep


@dataclass(frozen=True)
class Figure:
    """A number of the document that can be traced and compared later.

    `key` is stable over time (for example "realization:41:2025:k1"); `value` is the plain
    decimal as text, "" for an empty cell, words themselves or their `mark_of_words`; `url`
    leads to the row for those who may see it.
    """

    key: str
    label: str
    value: str
    url: str = ""


WORDS = "naskah:"


def mark_of_words(text: str) -> str:
    """The value of a figure that stands for long words: short, and equal for equal words."""
    return f"{WORDS}{hashlib.sha256(text.encode()).hexdigest()[:16]}" if text else ""


@dataclass(frozen=True)
class Column:
    """A column by its role. `name` heads the CSV; `title` is what people read."""

    name: str
    title: str
    kind: str = "text"  # text | quantity | rupiah | percent | integer | date (a day in words)
    decimals: int = 2
    width: int = 12  # relative width in XLSX characters
    group: str = ""  # a spanning header above neighbouring columns
    number: str = ""  # the column number of the official form, printed under the header
    share: float = 0  # relative width in print; 0 leaves the column to XLSX and CSV alone
    part: int = 0  # of a form too wide for a page: the part that prints it; 0 stands in all
    words: Sequence[tuple[str, str]] = ()  # a short name → what people read, in spreadsheets


@dataclass(frozen=True)
class Table:
    """A table of a document: the XLSX and CSV writers need nothing else."""

    name: str
    title: str
    columns: Sequence[Column]
    # Column name → value. Names that begin with "_" are no columns: "_style" is one of STYLES,
    # "_nama" what paper shows in the column "nama" where that is not the value itself.
    rows: Iterable[Mapping[str, Cell]]
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Rows are read by the writer and again by the snapshot: a generator would be spent."""
        object.__setattr__(self, "rows", list(self.rows))


def said_once(tables: Iterable[Table]) -> list[Table]:
    """Tables of one document in their order, each note at the first of them that has it."""
    said: set[str] = set()
    found = []
    for table in tables:
        found.append(replace(table, notes=[note for note in table.notes if note not in said]))
        said.update(table.notes)
    return found


# A row's look: a heading over others, a strong row, one whose label is strong, a closing row, a
# label with a long text.
STYLES = ("heading", "strong", "named", "total", "story", "")


@dataclass(frozen=True)
class Signer:
    """One signature block: heading ("Disusun oleh"), position, name, rank and number.

    Who stands first signs first; a higher `turn` signs after lower ones, wherever it stands.
    """

    heading: str
    position: str
    name: str
    rank: str = ""
    employee_number: str = ""
    turn: int = 0


@dataclass(frozen=True)
class ReportData:
    """Everything a document needs, read once.

    `values` is the template context; `tables` feed XLSX and CSV (the first table is the CSV);
    `figures` are the traceable numbers; `stamp` names the state of the data it was read from.
    """

    title: str
    values: Mapping[str, Any]
    tables: Sequence[Table]
    figures: Sequence[Figure]
    stamp: str
    file_stem: str
    organization_id: int | None = None
    year: int | None = None
    signers: Sequence[Signer] = ()
    is_draft: bool = False
    subtitle: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)  # plan document → its version
    place_date: str = ""
    letterhead: Any = None  # the unit whose letterhead the document carries
    figures_mark: str = ""  # fingerprint of the figures, when a snapshot stands for them


@dataclass(frozen=True)
class ReportGroup:
    """A heading of the catalogue: the domain, what these documents are, and its place."""

    domain: str
    label: str
    order: int


FORMATS = (Format.PDF, Format.XLSX, Format.CSV, Format.HTML)  # of official forms and posters
WITH_COPY = (*FORMATS, Format.DOCX)  # documents of words can be had to edit them


class Report:
    """Base of every report, filed by `@REPORTS.file`; an incomplete one is refused at import."""

    slug: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[ReportGroup]  # where it stands in the catalogue
    description: ClassVar[str] = ""
    regulation: ClassVar[str]
    template_name: ClassVar[str]  # the whole document for print
    body_template: ClassVar[str]  # its content, shown inside the portal as a preview
    form_class: ClassVar[type]
    formats: ClassVar[tuple[Format, ...]] = WITH_COPY
    landscape: ClassVar[bool] = False
    # Nothing but title, tables and signatures: drawn by the writer of PDF, not laid out.
    is_form: ClassVar[bool] = False
    csv_table: ClassVar[str] = ""  # the table the CSV holds; empty: the first
    per_unit: ClassVar[bool] = False  # can be asked for many units at once
    many_of: ClassVar[str] = "opd"  # the field of the form of which a batch takes many
    many_label: ClassVar[str] = "perangkat daerah"
    reads: ClassVar[str] = ""  # the right to read what it is made of, needed to be offered it
    # What a PDF does not carry as data because its pages do not show it: tables and columns that
    # XLSX and CSV hold alone ("lembar", "peringkat.nomor"), keys of figures it is only compared by
    # ("budget:*").
    aside: ClassVar[tuple[str, ...]] = ()
    unseen: ClassVar[tuple[str, ...]] = ()
    # Who may read it changes with its subject: each person sees only what they asked for.
    is_personal: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        missing = [
            name
            for name in (
                "slug",
                "title",
                "group",
                "regulation",
                "template_name",
                "body_template",
                "form_class",
            )
            if not hasattr(cls, name)
        ]
        if missing:
            raise TypeError(f"{cls.__name__} lacks {', '.join(missing)}")

    def resolve(self, natural: Mapping[str, str]) -> dict[str, Any]:
        """Natural keys (`opd=<code>`, `tahun=2025`) → JSON parameters with primary keys.

        Raises ReportError with a sentence that names the parameter and what is expected.
        """
        raise TypeError(f"{type(self).__name__} does not say this")

    def title_for(self, params: Mapping[str, Any]) -> str:
        """What the document is called in lists; of a batch that takes many of one unit, its own."""
        return self.title

    def can_request(self, user: Any, params: Mapping[str, Any]) -> Decision:
        """May this person ask for this document? Deny by default."""
        raise TypeError(f"{type(self).__name__} does not say this")

    def why_not_public(self, params: Mapping[str, Any]) -> str:
        """Why a finished document is not for everybody, without a full stop; empty where it is."""
        return ""

    def stamp(self, params: Mapping[str, Any]) -> str:
        """A short text that changes whenever figures of these parameters may have changed."""
        raise TypeError(f"{type(self).__name__} does not say this")

    def data(self, params: Mapping[str, Any]) -> ReportData:
        """Read everything (queries → formulas → dataclasses). Never writes."""
        raise TypeError(f"{type(self).__name__} does not say this")
