"""What a unit of the demonstration city may plan, drawn from the official list without a database."""

import csv
import re
from types import SimpleNamespace

import pytest

from organizations.demo.units import HERE, DemoUnit
from performance.demo.catalogue import Catalogue, chosen_subs
from performance.models import Nomenclature
from performance.reference.convert import unpack
from performance.reference.nomenclature import FILE

FOREIGN = re.compile(
    r"aceh|papua|\boap\b|yogyakarta|keistimewaan|kasultanan|gampong|\bmukim|qanun|dayah|nagari|subak"
    r"|\badat\b|ulayat|syariat|transmigra|covid|perangkat desa|kepala desa",
    re.IGNORECASE,
)
MAYOR_ONLY = {f"X.XX.01.2.{number}" for number in (11, 12, 13, 14)}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    read, keys = Catalogue(), {}
    fields = ("level", "code", "name", "outcome", "indicator", "unit")
    for key, row in enumerate(unpack(FILE.read_bytes()), start=1):
        keys[row["code"]] = key
        parent = keys.get(row["parent"])
        entry = Nomenclature(pk=key, parent_id=parent, **{name: row[name] for name in fields})
        read.by_code[entry.code] = entry
        if parent:
            read.children[parent].append(entry)
    return read


def units() -> dict[str, DemoUnit]:
    with (HERE / "units.csv").open(encoding="utf-8", newline="") as source:
        return {
            row["short_name"]: DemoUnit(SimpleNamespace(), tuple(row["fields"].split(";")), 1)
            for row in csv.DictReader(source)
        }


@pytest.mark.parametrize("name", units())
def test_a_unit_plans_what_a_city_of_java_may(catalogue, name):
    unit = units()[name]
    subs = chosen_subs(catalogue, unit)
    entries = {entry.pk: entry for entry in catalogue.by_code.values()}
    above = {entries[sub.parent_id] for sub in subs}
    programs = {entries[kegiatan.parent_id] for kegiatan in above}

    assert 40 <= len(subs) <= 60
    assert [e.name for e in (*subs, *above, *programs) if FOREIGN.search(e.name)] == []
    assert {kegiatan.code.split(".")[3] for kegiatan in above} == {"2"}
    if "4.01" not in unit.fields:
        assert not {kegiatan.code for kegiatan in above} & MAYOR_ONLY
