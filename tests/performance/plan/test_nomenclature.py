"""The shipped nomenclature and the script that makes it."""

from performance import reference
from performance.choices import NomenclatureLevel
from performance.models import Nomenclature, NomenclatureVersion
from performance.reference.convert import combine, pack, unpack

TREE = [
    {"level": "program", "kode": "1.02.02", "nama": "PROGRAM  UPAYA", "kode_induk": "1.02"},
    {"level": "bidang", "kode": "1.02", "nama": "KESEHATAN", "kode_induk": "1"},
    {"level": "urusan", "kode": "1", "nama": "WAJIB", "kode_induk": ""},
    {
        "level": "subkegiatan",
        "kode": "1.02.02.2.01.0001",
        "nama": "RS",
        "kode_induk": "1.02.02.2.01",
    },
    {"level": "kegiatan", "kode": "1.02.02.2.01", "nama": "Fasilitas", "kode_induk": "1.02.02"},
]
DETAILS = [
    {
        "jenis_pemda": "PROV",
        "kode_subkegiatan": "1.02.02.2.01.0001",
        "kinerja": "provinsi",
        "indikator": "provinsi",
        "satuan": "Provinsi",
    },
    {
        "jenis_pemda": "KABKOT",
        "kode_subkegiatan": "1.02.02.2.01.0001",
        "kinerja": "Rumah sakit terbangun",
        "indikator": "Jumlah\nrumah sakit",
        "satuan": "Unit",
    },
]


def test_converter_puts_parents_first_and_joins_the_city_details():
    rows = list(combine(TREE, DETAILS))

    assert [row["level"] for row in rows] == [
        "urusan",
        "bidang",
        "program",
        "kegiatan",
        "subkegiatan",
    ]
    assert rows[2]["name"] == "PROGRAM UPAYA"
    assert rows[4]["outcome"] == "Rumah sakit terbangun"
    assert rows[4]["indicator"] == "Jumlah rumah sakit"
    assert rows[4]["unit"] == "Unit"


def test_converter_writes_the_same_bytes_for_the_same_rows():
    rows = list(combine(TREE, DETAILS))

    assert pack(rows) == pack(rows)
    assert unpack(pack(rows)) == rows


def test_load_gives_the_whole_list_once(db, django_assert_max_num_queries):
    version = reference.load()
    counts = {
        level: version.entries.filter(level=level).count() for level in NomenclatureLevel.values
    }

    assert counts == {
        "urusan": 10,
        "bidang": 45,
        "program": 189,
        "kegiatan": 713,
        "subkegiatan": 3550,
    }
    assert version.code == "2027"
    assert version.title
    assert NomenclatureVersion.objects.filter(is_current=True).count() == 1
    with django_assert_max_num_queries(8):
        reference.nomenclature.load()
    assert version.entries.count() == 4507


def test_load_repairs_a_changed_line_and_keeps_its_key(db):
    version = reference.load()
    entry = version.entries.get(code="X.XX.01.2.01.0001")
    Nomenclature.objects.filter(pk=entry.pk).update(name="diubah")

    reference.load()

    assert version.entries.get(pk=entry.pk).name == entry.name
    assert entry.parent.code == "X.XX.01.2.01"
    assert entry.indicator
    assert entry.unit
