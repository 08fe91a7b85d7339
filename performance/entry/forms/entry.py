"""The boundary of the entry page: a flat parser for the grid, small forms for the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms

from organizations.values import NumberError, read_number
from performance.entry.actions.cell_tables import QUANTITY
from performance.entry.actions.entry import Cell
from performance.formulas import FormulaError, value_of
from performance.models import RowNote, Submission
from performance.words import OVER

_NAME = re.compile(r"^(k|n|rp)-(\d{1,18})$")
NUMERATOR, DENOMINATOR = "n", "d"  # the two inputs of a ratio, one cell
_DAY = re.compile(r"^\d{1,2}[\s/.-]\d{1,2}[\s/.-]\d{4}$")
KEEP_THEIRS = "dia"
AGREED = (
    "setuju-{}"  # the tick beside a cell that was asked about; it holds the figure it speaks of
)
NO_PERCENT = "pembilang dan penyebut diisi banyaknya, bukan persennya"
LABELS, NOTE = Submission.narratives(), RowNote.narratives()
ScaleOf = Callable[[int], str]


@dataclass(frozen=True)
class ParsedGrid:
    """The cells a person changed, everything typed, and what is not a number."""

    cells: list[Cell]
    values: dict[str, str]
    errors: dict[str, str]


def parse_grid(data: Mapping[str, str], scale_of: ScaleOf = lambda _: "") -> ParsedGrid:
    """`k-<indicator>` and `rp-<node>` with `v-<name>` = "version|what stood there"; of a ratio
    `n-<indicator>` and `d-<indicator>`, which are the one cell `k-<indicator>` "n / d".

    A cell that still holds what stood there is nobody's change and is left alone; so is one
    whose person chose the other's figure.
    """
    cells, values, errors = [], {}, {}
    for kind, pk, text, parts in _inputs(data):
        name = f"{kind}-{pk}"
        version, _, seen = data.get(f"v-{name}", "0|").partition("|")
        if text.strip() == seen or data.get(f"pilih-{name}") == KEEP_THEIRS:
            continue
        values[name] = text
        agreed = data.get(AGREED.format(name), "").strip() == text.strip()
        try:
            if parts and text:
                both = _read_parts(*parts)
                cells.append(Cell(kind, pk, None, int(version or 0), parts=both, is_agreed=agreed))
            else:
                value, mark = _read(text, kind, pk, scale_of)
                cells.append(Cell(kind, pk, value, int(version or 0), mark, is_agreed=agreed))
        except (NumberError, FormulaError) as error:
            errors[name] = str(error)[0].upper() + str(error)[1:]
        except ValueError:
            errors[name] = "Muat ulang halaman, lalu ketik lagi angka ini."
    return ParsedGrid(cells, values, errors)


def _inputs(data: Mapping[str, str]) -> Iterator[tuple[str, int, str, tuple[str, str] | None]]:
    """Kind, row and text of every cell; of a ratio also what stands in its two inputs."""
    for name, text in data.items():
        if found := _NAME.match(name):
            kind, pk = found[1], int(found[2])
            if kind == NUMERATOR:
                parts = (text, data.get(f"{DENOMINATOR}-{pk}", ""))
                yield QUANTITY, pk, _joined(*parts), parts
            else:
                yield kind, pk, text, None


def _joined(numerator: str, denominator: str) -> str:
    """Both parts as the cell holds them; nothing where both are empty."""
    parts = numerator.strip(), denominator.strip()
    return OVER.join(parts) if any(parts) else ""


def _read_parts(*texts: str) -> tuple[Decimal | None, Decimal | None]:
    numerator, denominator = (read_number(text) if text.strip() else None for text in texts)
    for found in (numerator, denominator):
        if found and found.mark == "%":
            raise NumberError(NO_PERCENT)
    return (numerator.value if numerator else None, denominator.value if denominator else None)


def _read(text: str, kind: str, pk: int, scale_of: ScaleOf) -> tuple[Decimal | None, str]:
    """A number and its mark; what is none, or looks like a day, may be on the indicator's scale:
    asked only then. Whether a number is on its scale is looked at where the row is locked."""
    if not text.strip():
        return None, ""
    looks_like_a_day = _DAY.match(text.strip())
    scale = scale_of(pk) if kind == "k" and looks_like_a_day else ""
    if scale:
        return value_of(text, scale), ""
    try:
        found = read_number(text)
    except NumberError:
        scale = scale_of(pk) if kind == "k" else ""
        if not scale:
            raise
        return value_of(text, scale), ""
    return found.value, found.mark


def _words(label: str, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=4000,
        error_messages={"max_length": f"{label} paling panjang 4.000 huruf"},
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class NarrativeForm(forms.Form):
    """The four narratives of E.81."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    driving_factors = _words(LABELS["driving_factors"], "Apa yang membantu tercapainya target")
    inhibiting_factors = _words(LABELS["inhibiting_factors"], "Apa yang menghambat")
    follow_up_quarter = _words(
        LABELS["follow_up_quarter"], "Apa yang dilakukan triwulan berikutnya"
    )
    follow_up_plan = _words(LABELS["follow_up_plan"], "Apa yang diubah pada Renja berikutnya")

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LABELS}


class NoteForm(forms.Form):
    """The clerk's words on one indicator; the LKjIP quotes them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    driving = _words(NOTE["driving"], "Apa yang membantu capaian ini")
    inhibiting = _words(NOTE["inhibiting"], "Apa yang menghambat capaian ini")
    follow_up = _words(NOTE["follow_up"], "Apa yang akan dilakukan")

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in NOTE}


class ConfirmForm(forms.Form):
    """The tick before handing in with open findings."""

    confirmed = forms.BooleanField(
        label="Saya sudah memeriksa catatan di atas dan angkanya benar",
        required=False,
    )


def initial_texts(row: Any, names: Mapping[str, Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names} | {"version": row.row_version}


def shown(value: Decimal | int | str | None) -> str:
    """Another person's value as it is told on the page."""
    return "(kosong)" if value in (None, "") else str(value)
