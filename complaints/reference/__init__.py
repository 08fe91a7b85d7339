"""Reference data that ships with the project: categories, terms with their basis, words of search.

Loading adds what is missing; rows a city has changed stay as they are.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from complaints.models import Category, Remedy, RetentionRule, SearchWord, Sp4nCategory, Term
from organizations.models import Organization

HERE = Path(__file__).parent
SINCE = date(2019, 1, 1)
FLAGS = ("needs_result_photo", "is_sensitive")


def load() -> None:
    """Everything; running it again changes nothing."""
    load_terms()
    load_periods()
    load_categories()
    load_words()


def load_terms() -> None:
    """Terms and remedies, each unless its kind is there already."""
    for row in _rows("terms"):
        known = {"kind": row["kind"], "step": row["step"]}
        if not Term.objects.filter(**known).exists():
            Term.objects.create(**row, valid_from=SINCE)
    if not Remedy.objects.exists():
        Remedy.objects.bulk_create(Remedy(**row, valid_from=SINCE) for row in _rows("remedies"))


def load_periods() -> None:
    """Proposals of how long reports are kept: in effect only when the city says so."""
    if not RetentionRule.objects.exists():
        RetentionRule.objects.bulk_create(RetentionRule(**row) for row in _rows("periods"))


def load_categories() -> None:
    """SP4N-LAPOR!'s tree and the city's own list, each with the unit of its bidang urusan."""
    Sp4nCategory.objects.bulk_create(
        (Sp4nCategory(**row) for row in _rows("sp4n")), ignore_conflicts=True
    )
    national = {(row.main, row.name): row for row in Sp4nCategory.objects.all()}
    units = _units_by_field()
    Category.objects.bulk_create(
        (
            _category(row, place, national[row["sp4n_main"], row["sp4n_name"]], units)
            for place, row in enumerate(_rows("categories"), 1)
        ),
        ignore_conflicts=True,
    )
    _fill(units)


def fill_units(unit: Organization) -> None:
    """The categories of the bidang urusan of a new unit, where none has been named yet.

    With its first unit a city that began without `manage.py load_reference` gets everything.
    """
    if not Category.objects.exists():
        load()
    elif unit.is_reporting and unit.valid_to is None:
        _fill(dict.fromkeys(_fields_of(unit), unit))


def _fill(units: dict[str, Organization]) -> None:
    """Give the units of their bidang urusan to categories that have none."""
    waiting = set(Category.objects.filter(unit=None).values_list("code", flat=True))
    codes: dict[str, list[str]] = {}
    for row in _rows("categories") if waiting else []:
        if row["code"] in waiting and row["urusan"] in units:
            codes.setdefault(row["urusan"], []).append(row["code"])
    for field, found in codes.items():
        Category.objects.filter(code__in=found).update(unit=units[field])


def load_words() -> None:
    SearchWord.objects.bulk_create(
        (SearchWord(**row) for row in _rows("words")), ignore_conflicts=True
    )


def _category(
    row: dict[str, str], place: int, sp4n: Sp4nCategory, units: dict[str, Organization]
) -> Category:
    return Category(
        code=row["code"],
        name=row["name"],
        position=place * 10,
        sp4n=sp4n,
        unit=units.get(row["urusan"]),
        default_class=row["class"] or Category._meta.get_field("default_class").default,
        keywords=row["keywords"],
        stop_message=row["stop_message"],
        nearby_metres=int(row["nearby_metres"]),
        **{name: row[name] == "1" for name in FLAGS},
    )


def _units_by_field() -> dict[str, Organization]:
    """The first reporting unit of every bidang urusan its code names ("1.06.2.14…": two)."""
    found: dict[str, Organization] = {}
    for unit in Organization.objects.filter(is_reporting=True, valid_to=None).order_by("code"):
        for field in _fields_of(unit):
            found.setdefault(field, unit)
    return found


def _fields_of(unit: Organization) -> list[str]:
    parts = unit.code.split(".")
    return [".".join(parts[at : at + 2]) for at in (0, 2, 4)]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))
