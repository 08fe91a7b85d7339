"""Forms of the rows of a year's rules."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from innovations.models import IndexRow, IndexSet
from organizations.forms.figures import NumberField
from organizations.forms.marked import MarkedForm, marked
from organizations.forms.words import choice, text

WRITTEN = ("name", "weight", "is_mandatory", "first", "second", "third")
FACTS = (*WRITTEN, "edges", "bases")
MOST_WEIGHT, DECIMALS = 100, 2
EDGES = ("edge_first", "edge_second", "edge_third")
BOTH = "Isi batas parameter 2 dan 3, atau kosongkan keduanya"
ALONE = "Batas parameter 1 hanya berlaku bersama batas 2 dan 3"
ORDER = "Batas harus berurutan dari parameter 1 ke parameter 3"
BASIS = "Tulis setiap dasar seperti: a | Nama dasar | parameter 1 | parameter 2 | parameter 3"
TWICE = "Kode dasar “{code}” tertulis dua kali"
PARTS, LONGEST_CODE, LONGEST_NAME = 5, 2, 160


def _edge(label: str) -> NumberField:
    return NumberField(label=label, decimals=DECIMALS)


class RowForm(MarkedForm):
    name = text("Indikator", 160)
    weight = NumberField(
        label="Bobot", required=True, decimals=DECIMALS, allow_negative=False,
        error_messages={"required": "Isi bobot"},
    )  # fmt: skip
    is_mandatory = forms.BooleanField(label="Wajib diisi", required=False)
    first = text("Parameter 1", 160, required=False)
    second = text("Parameter 2", 160, required=False)
    third = text("Parameter 3", 160, required=False)
    edge_first = _edge("Batas parameter 1")
    edge_second = _edge("Batas parameter 2")
    edge_third = _edge("Batas parameter 3")
    is_falling = forms.BooleanField(label="Makin kecil makin baik", required=False)
    bases = text(
        "Dasar pengukuran", 4_000, required=False, rows=6,
        hint="Hanya bila boleh memilih dasar, satu setiap baris: kode | nama | tiga parameternya",
    )  # fmt: skip

    def __init__(self, *args: Any, row: IndexRow, **kwargs: Any) -> None:
        self.row = row
        at = [Decimal(one) if one else None for one in row.edges.get("at", [])]
        initial = {
            **{name: getattr(row, name) for name in WRITTEN},
            **dict(zip(EDGES, at, strict=False)),
            "is_falling": row.edges.get("falling", False),
            "bases": "\n".join(" | ".join(_parts(one)) for one in row.bases),
            **marked(row, FACTS),
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean_weight(self) -> Decimal:
        weight: Decimal = self.cleaned_data["weight"]
        if not 0 < weight < MOST_WEIGHT:
            raise ValidationError(f"Bobot lebih dari 0 dan kurang dari {MOST_WEIGHT}")
        return weight

    def clean_bases(self) -> list[dict[str, Any]]:
        lines = [line for line in self.cleaned_data["bases"].splitlines() if line.strip()]
        found = [_basis(line) for line in lines]
        codes = [one["code"] for one in found]
        for code in codes:
            if codes.count(code) > 1:
                raise ValidationError(TWICE.format(code=code))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, second, third = (given.get(name) for name in EDGES)
        if (second is None) != (third is None):
            self.add_error("edge_third", BOTH)
        elif first is not None and second is None:
            self.add_error("edge_first", ALONE)
        else:
            known = [edge for edge in (first, second, third) if edge is not None]
            if known != sorted(known, reverse=bool(given.get("is_falling"))):
                self.add_error("edge_third", ORDER)
        return given

    def values(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in WRITTEN}
        return {**given, "edges": self._edges(), "bases": self.cleaned_data["bases"]}

    def _edges(self) -> dict[str, Any]:
        """As they are stored; the stored ones where nothing is another number."""
        at: list[Decimal | None] = [self.cleaned_data[name] for name in EDGES]
        if at[1] is None:
            return {}
        falling, held = self.cleaned_data["is_falling"], self.row.edges
        before = [Decimal(one) if one else None for one in held.get("at", [])]
        if before == at and held.get("falling") == falling:
            return held
        decimals = max(_scale(one) for one in at if one is not None)
        told = [format(one.normalize(), "f") if one is not None else None for one in at]
        return {
            "at": told,
            "falling": falling,
            "decimals": max(decimals, held.get("decimals", 0)),
        }


def _scale(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -int(exponent))


def _parts(basis: dict[str, Any]) -> Sequence[str]:
    return (basis["code"], basis["name"], *basis["words"])


def _basis(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    is_whole = len(parts) == PARTS and all(parts)
    if not is_whole or len(parts[0]) > LONGEST_CODE or max(map(len, parts)) > LONGEST_NAME:
        raise ValidationError(BASIS)
    return {"code": parts[0], "name": parts[1], "words": parts[2:]}


class CopyRowsForm(forms.Form):
    source = choice(
        "Salin dari", [], hint="Sesudah disalin, cocokkan setiap baris dengan surat tahun ini"
    )

    def __init__(self, *args: Any, index_set: IndexSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = IndexSet.objects.exclude(pk=index_set.pk).exclude(rows=None).distinct()
        self.sets = {str(one.year): one for one in others.order_by("-year")}
        field: Any = self.fields["source"]
        field.choices = [(year, str(one)) for year, one in self.sets.items()]

    def clean_source(self) -> IndexSet:
        return self.sets[self.cleaned_data["source"]]
