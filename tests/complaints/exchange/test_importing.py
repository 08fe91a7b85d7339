"""Reports of before come in whole or not at all, and give the figures they had."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F

from complaints.choices import ComplaintState, Outcome, Publicity
from complaints.exchange.actions.saving import save_now
from complaints.exchange.queries.names import Names
from complaints.models import Area, Category, Complaint, Segment
from complaints.public.queries.cards import cards
from complaints.public.queries.periods import Period
from complaints.public.queries.statistics import breakdowns
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.complaints.exchange.sp4n_files import row as exported
from tests.complaints.exchange.sp4n_files import saved
from tests.factories.complaints import reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
SAMPLES = Path(__file__).parents[2] / "data" / "pengaduan_contoh.csv"


@pytest.fixture(autouse=True)
def city():
    make_city()
    reference_data()


def run(tmp_path, rows, **options):
    names = list(dict.fromkeys(name for row in rows for name in row))
    file = tmp_path / "pengaduan.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names)
        writer.writeheader()
        writer.writerows(rows)
    said = io.StringIO()
    call_command("import_complaints", str(file), stdout=said, **options)
    return said.getvalue()


def test_the_forty_samples_come_in_and_again_change_nothing(tmp_path):
    with SAMPLES.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    for name in {row["opd_penjawab"] for row in rows}:
        make_unit(name=name, short_name=name)
    for number, name in enumerate(sorted({row["kelurahan"] for row in rows})):
        Area.objects.create(code=f"33.75.01.{1000 + number}", name=name)

    first, again = run(tmp_path, rows), run(tmp_path, rows)

    assert "Tersimpan: 39 baru, 0 sudah ada, 1 ditolak." in first
    assert "Tersimpan: 0 baru, 39 sudah ada, 1 ditolak." in again
    assert Complaint.objects.count() == 39
    assert Complaint.objects.filter(is_secret=True).count() == 1
    assert Complaint.objects.filter(is_anonymous=True).count() == 1
    assert not Complaint.objects.filter(category=None).exists()
    secret = Complaint.objects.filter(is_secret=True).values_list("text", flat=True)
    assert not [text for text in secret if text[:40] in first]
    assert "Catat lewat Perlindungan anak" in first
    assert "perundungan" not in first
    assert not Complaint.objects.filter(text__contains="perundungan").exists()


def test_the_counts_of_pontianak_come_out(tmp_path):
    """Seventeen of September 2020, four of them about supporting infrastructure."""
    unit = make_unit(short_name="DPUPR")
    Category.objects.create(code="pendukung", name="Infrastruktur pendukung")
    states = [("selesai", 7), ("sedang proses", 6), ("belum ditindaklanjuti", 2), ("tertunda", 2)]
    rows = [
        {
            "isi": f"Laporan {state} ke-{number}", "opd": "DPUPR",
            "kategori": "infrastruktur pendukung" if number == 1 else "jalan",
            "tanggal": "3/9/2020", "status": state,
            "tanggal_selesai": "10/9/2020" if state == "selesai" else "",
        }
        for state, count in states
        for number in range(count)
    ]  # fmt: skip

    run(tmp_path, rows)

    cases = Complaint.objects.all()
    assert (cases.count(), cases.exclude(routed_at=None).count()) == (17, 15)
    found = dict(cases.values_list("state").annotate(Count("pk")))
    assert found == {S.CLOSED: 7, S.IN_PROGRESS: 6, S.ROUTED: 2, S.INCOMPLETE: 2}
    assert cases.filter(category__code="pendukung").count() == 4
    show()
    card = cards(Period(2020, 9)).city
    assert (card.received, card.solved) == (17, 7)
    closed = cases.filter(state=S.CLOSED, outcome=Outcome.SOLVED, unit=unit)
    assert {(row.received_at.year, row.closed_at.day) for row in closed} == {(2020, 10)}
    assert Segment.objects.filter(ended_at=None).count() == 8
    assert not OutgoingMail.objects.exists()


def test_the_top_ten_of_jambi_come_out(tmp_path):
    for code, name in (("pipa-bocor", "Kebocoran pipa air"), ("air-keruh", "Air keruh")):
        Category.objects.create(code=code, name=name, keywords=name.casefold())
    top = {
        "jalan": 183, "lampu jalan": 119, "drainase": 78, "kebocoran pipa air": 53,
        "kualitas air/air keruh": 36, "banjir": 32, "bantuan sosial": 28, "lingkungan": 26,
        "ketenteraman dan ketertiban umum": 21, "parkir liar": 19, "lainnya (hasil hitung)": 240,
    }  # fmt: skip
    rows = [
        {"isi": f"Laporan {name} {number}", "kategori": name, "tanggal": "1/6/2022"}
        for name, count in top.items()
        for number in range(count)
    ]

    run(tmp_path, rows)

    cases = Complaint.objects.filter(received_at__year=2022)
    found = cases.values_list("category__code").annotate(count=Count("pk")).order_by("-count")
    assert cases.count() == 835
    assert [count for code, count in found if code != "lainnya"][:10] == [
        183, 119, 78, 53, 36, 32, 28, 26, 21, 19,
    ]  # fmt: skip
    show()
    counts, whole = told("kategori", 2022)
    assert (whole, counts["Lainnya"], counts["Lampu jalan"]) == (835, 240, 119)
    assert sorted(counts.values(), reverse=True) == [240, *top_ten(top)]


def top_ten(top: dict[str, int]) -> list[int]:
    return list(top.values())[:-1]


def show() -> None:
    """As if the desk had looked at each of them: figures are those of shown reports."""
    Complaint.objects.update(
        publicity=Publicity.SHOWN, public_subject=F("subject"), public_text=F("text")
    )


def told(name: str, year: int) -> tuple[dict[str, int | None], int | None]:
    """A table of the page of statistics, and its whole."""
    [found] = [one for one in breakdowns(Period(year)) if one.name == name]
    return {group.label: group.count for group in found.groups}, found.whole


def test_the_counts_of_tangerang_selatan_come_out():
    """997 reports of ten months, as an export file of SP4N-LAPOR! tells them."""
    make_unit(short_name="Dinsos", name="Dinas Sosial")
    make_unit(short_name="Dinas lain", name="Dinas Lain")
    pamulang = Area.objects.create(code="36.74.06", name="Pamulang")
    Area.objects.create(code="36.74.06.1001", name="Benda Baru", parent=pamulang)
    desk = make_user(Role.BAGIAN_ORGANISASI)
    topics = [
        *["Pencemaran lingkungan"] * 68,
        *["Ketenteraman dan ketertiban"] * 56,
        *["Bantuan sosial"] * (997 - 68 - 56),
    ]
    rows = [
        exported(
            number,
            Isi_Laporan=f"Laporan {number}",
            Kategori_Utama=topic,
            Sub_Kategori="",
            Tanggal_Laporan=f"1/{number % 10 + 1}/2024",
            Instansi_Terdisposisi="Dinas Sosial" if number > 354 else "Dinas Lain",
            Kelurahan="Benda Baru" if number <= 65 else "",
        )
        for number, topic in enumerate(topics, 1)
    ]

    save_now(saved(desk, rows).pk)

    show()
    topics_told, whole = told("kategori", 2024)
    assert whole == 997
    assert topics_told == {
        "Bantuan sosial": 873, "Pencemaran lingkungan": 68, "Ketenteraman dan ketertiban": 56,
    }  # fmt: skip
    assert told("kecamatan", 2024)[0]["Pamulang"] == 65
    assert {card.name: card.received for card in cards(Period(2024)).units} == {
        "Dinas Sosial": 643, "Dinas Lain": 354,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"isi": ""}, "kolom isi: kosong"),
        ({"isi": "kata " * 20_000}, "lebih dari 10000 huruf. Ringkas isinya"),
        (
            {"kategori": "infrastruktur pendukung"},
            "kolom kategori: “infrastruktur pendukung” tidak",
        ),
        ({"opd": "Dinas Peternakan"}, "kolom opd: “Dinas Peternakan” tidak ada di portal"),
        ({"kelurahan": "Medona"}, "Yang mirip: Medono"),
        ({"klasifikasi": "keluhan"}, "kolom klasifikasi: “keluhan” tidak dikenal"),
        ({"status": "beres"}, "kolom status: “beres” tidak dikenal"),
        ({"tanggal": "31/2/2024"}, "kolom tanggal: “31/2/2024” bukan tanggal"),
        ({"tanggal": "1/1/2090"}, "belum terjadi"),
        ({"tanggal": "5/1/2024", "tanggal_selesai": "4/1/2024"}, "lebih awal dari tanggal"),
        ({"status": "diproses"}, "kolom opd: kosong"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_saved(tmp_path, row, words):
    Area.objects.create(code="33.75.01.1002", name="Medono")
    right = {"isi": "Jalan rusak", "tanggal": "1/1/2024"}

    with pytest.raises(CommandError, match="Baris 3") as error:
        run(tmp_path, [right, {**right, **row}])

    assert words in str(error.value)
    assert not Complaint.objects.exists()


def test_a_dry_run_saves_nothing(tmp_path):
    said = run(tmp_path, [{"isi": "Jalan rusak"}], dry_run=True)

    assert "tidak ada yang disimpan" in said
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Penerangan jalan", "lampu-jalan"), ("persampahan", "sampah"), ("perhubungan", "lalu-lintas"),
        ("pelayanan aparatur", "perilaku-petugas"), ("administrasi kependudukan", "kependudukan"),
        ("PENERANGAN\xa0JALAN", "lampu-jalan"), ("infrastruktur jalan", "jalan-rusak"),
    ],
)  # fmt: skip
def test_categories_are_found_as_people_write_them(written, code):
    assert Names.read().category(written).code == code
