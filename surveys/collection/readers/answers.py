"""What the cells of a file of answers mean; every error names row, column, value and what is expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from organizations.formatting import format_date
from organizations.spreadsheets.columns import day_of, wrong_cell
from organizations.spreadsheets.table import ImportProblem
from organizations.texts import clean_text
from surveys.choices import (
    AgeGroup,
    Disability,
    Education,
    Element,
    ElementOrder,
    Occupation,
    Sex,
)  # fmt: skip

NUMBERED = tuple(f"u{number}" for number in range(1, 10))
CODED = tuple(element.value for element in Element)
NO_ORDER = (
    "Berkas ini memakai U1 sampai U9. Sebutkan urutan unsurnya: “kuesioner” (U8 sarana dan "
    "prasarana, U9 penanganan pengaduan) atau “peraturan” (U8 penanganan pengaduan, U9 sarana dan "
    "prasarana)."
)
NO_COLUMNS = (
    "Kolom {} tidak ada. Berkas memuat sembilan kolom nilai: u1 sampai u9, atau kode unsur "
    f"({', '.join(CODED)})."
)
OTHER_ORDER = "U8 dibaca sebagai {}, sesuai urutan yang Anda sebut; kuesioner periode ini memakai urutan lain."
SERVICE, POINT, UNIT, DAY = ("layanan", "pelayanan"), ("titik", "loket"), ("kode_unit",), "tanggal"
ABOUT: dict[str, tuple[str, ...]] = {
    "sex": ("jk", "jenis_kelamin", "sex"),
    "age": ("usia", "umur", "age"),
    "education": ("pendidikan", "education"),
    "occupation": ("pekerjaan", "occupation"),
    "disability": ("disabilitas", "disability"),
}
_EDUCATION = {
    "sd": "sd", "sdkebawah": "sd", "sdsederajat": "sd", "tidaksekolah": "sd",
    "smp": "sltp", "sltp": "sltp", "smpsederajat": "sltp",
    "sma": "slta", "smk": "slta", "smasmk": "slta", "slta": "slta", "smasederajat": "slta",
    "d1": "d3", "d2": "d3", "d3": "d3", "diii": "d3", "d1d3": "d3", "diploma": "d3",
    "d4": "s1", "s1": "s1", "d4s1": "s1", "div": "s1", "sarjana": "s1",
    "d1d3d4": "",  # holds two of ours, so that it tells neither
    "s2": "s2", "s2keatas": "s2", "s3": "s3",
}  # fmt: skip
_SEX = {"lakilaki": "L", "l": "L", "pria": "L", "perempuan": "P", "p": "P", "wanita": "P"}
_OCCUPATION = {
    "asn": "pns",
    "pegawaiswasta": "swasta",
    "mahasiswa": "pelajar",
    "pelajar": "pelajar",
}
_CHOICES: dict[str, tuple] = {
    "sex": (Sex, _SEX),
    "age": (AgeGroup, {}),
    "education": (Education, _EDUCATION),
    "occupation": (Occupation, _OCCUPATION),
    "disability": (Disability, {}),
}


@dataclass(frozen=True)
class Answer:
    number: int
    scores: tuple[int, ...]  # in the order of Element, 1 to 4
    day: date | None
    service: int | None
    point: int | None
    about: Mapping[str, str]


@dataclass
class Reader:
    """The columns of one file, and the unit and period they are read for."""

    titles: list[str]
    order: ElementOrder | None
    unit_code: str
    starts_on: date
    ends_on: date
    today: date
    services: Mapping[str, int]  # folded name or code → row
    points: Mapping[str, int]
    period_order: str = ""
    warnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = self._columns()  # element → title
        self.named = {
            name: next((title for title in titles if title in self.titles), "")
            for name, titles in {"service": SERVICE, "point": POINT, "unit": UNIT, **ABOUT}.items()
        }
        used = {*self.columns.values(), *self.named.values(), DAY}
        if unused := [title for title in self.titles if title and title not in used]:
            self.warnings.append(f"Kolom tidak dipakai: {', '.join(unused)}.")

    def _columns(self) -> dict[str, str]:
        there = set(self.titles)
        if there.issuperset(CODED):
            return {code: code for code in CODED}
        is_numbered = bool(there & set(NUMBERED))
        missing = [name for name in (NUMBERED if is_numbered else CODED) if name not in there]
        if missing:
            raise ImportProblem(NO_COLUMNS.format(", ".join(missing)))
        if self.order is None:
            raise ImportProblem(NO_ORDER)
        elements = self.order.elements()
        if self.period_order and self.order != self.period_order:
            self.warnings.append(OTHER_ORDER.format(elements[7].label.lower()))
        return {element.value: name for element, name in zip(elements, NUMBERED, strict=True)}

    def read(self, number: int, cells: Mapping[str, str], errors: list[str]) -> Answer:
        """One row; what is wrong with it is added to the errors."""

        def tried(column: str, read: Callable[[str], object], empty: object = None) -> object:
            text = cells.get(column, "") if column else ""
            if not text.strip():
                return empty
            try:
                return read(text)
            except ValueError as error:
                errors.append(wrong_cell(number, column, text, str(error)))
                return empty

        scores = tuple(self._score(number, self.columns[code], cells, errors) for code in CODED)
        tried(self.named["unit"], self._unit)
        return Answer(
            number=number,
            scores=scores,
            day=tried(DAY, self._day),  # type: ignore[arg-type]
            service=tried(self.named["service"], self._service),  # type: ignore[arg-type]
            point=tried(self.named["point"], self._point),  # type: ignore[arg-type]
            about={
                name: tried(self.named[name], lambda text, name=name: told(name, text), "")
                for name in ABOUT
            },  # type: ignore[misc]
        )

    def _score(self, number: int, column: str, cells: Mapping[str, str], errors: list[str]) -> int:
        text = cells.get(column, "").strip()
        if text in ("1", "2", "3", "4"):
            return int(text)
        wanted = "harus 1, 2, 3, atau 4" if text else "kosong. Isi 1, 2, 3, atau 4"
        errors.append(wrong_cell(number, column, text, wanted))
        return 0

    def _unit(self, text: str) -> None:
        if text != self.unit_code:
            has_gap = text.strip() == self.unit_code
            more = "; ada spasi di depan atau di belakangnya" if has_gap else ""
            raise ValueError(f"bukan kode unit ini ({self.unit_code}){more}")

    def _day(self, text: str) -> date:
        found = day_of(text)
        if found is None:
            raise ValueError("bukan tanggal. Isi seperti 27/3/2026 atau 27 Maret 2026")
        if not self.starts_on <= found <= self.ends_on:
            span = f"{format_date(self.starts_on)} sampai {format_date(self.ends_on)}"
            raise ValueError(f"di luar periode ini ({span})")
        if found > self.today:
            raise ValueError("belum terjadi. Periksa tanggalnya")
        return found

    def _service(self, text: str) -> int:
        found = self.services.get(folded(text))
        if found is None:
            raise ValueError("bukan layanan unit ini. Tambahkan layanannya atau perbaiki namanya")
        return found

    def _point(self, text: str) -> int:
        found = self.points.get(folded(text))
        if found is None:
            raise ValueError("bukan titik layanan unit ini")
        return found


def told(name: str, text: str) -> str:
    """Coarse data of a respondent by value, label or a usual spelling; a number is an age."""
    choices, others = _CHOICES[name]
    if name == "age" and text.strip().isdecimal():
        return _age(int(text.strip()[:20]))  # a longer one is no age either
    plain = folded(text)
    found = _known(name).get(plain) or others.get(plain)
    if found is None:
        wanted = ", ".join(str(label) for label in choices.labels)
        raise ValueError(f"tidak dikenal. Isi salah satu: {wanted}")
    return found


@cache
def _known(name: str) -> dict[str, str]:
    """Values and labels, folded → value."""
    pairs = _CHOICES[name][0].choices
    return {folded(str(word)): value for value, label in pairs for word in (value, label)}


def _age(years: int) -> str:
    if not 5 <= years <= 120:
        raise ValueError("bukan usia yang mungkin")
    if years < 20:
        return AgeGroup.UNDER_20.value
    return AgeGroup.OVER_60.value if years >= 60 else f"{years // 10}0-{years // 10}9"


def folded(text: str) -> str:
    return "".join(ch for ch in clean_text(text).casefold() if ch.isalnum())
