"""SP4N-LAPOR! on a phone: a file with wrong rows, the mended one, the next month's, the list to work off."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from complaints.choices import ComplaintState
from complaints.models import Complaint, Sp4nBatch
from complaints.reference import load
from tests.journeys.people import sign_in

PHONE = {"width": 360, "height": 740}
HEAD = (
    "Tracking ID", "Tanggal Laporan", "Isi Laporan", "Kategori Utama", "Sub Kategori", "Instansi",
    "Keadaan", "Rahasia",
)  # fmt: skip


def row(number: int, state: str, unit: str = "Dinkes", day: str = "3/9/2026 10:15") -> list[str]:
    return [
        f"97{number:05d}", day, f"Lampu di gang {number} padam.", "PEKERJAAN UMUM DAN\xa0PENATAAN RUANG",
        "PENERANGAN JALAN", unit, state, "Tidak",
    ]  # fmt: skip


def send(page: Page, url: str, name: str, rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEAD, *rows])
    page.goto(f"{url}/kerja/pengaduan/sp4n/")
    file = {"name": name, "mimeType": "text/csv", "buffer": out.getvalue().encode()}
    page.get_by_label("Berkas ekspor SP4N-LAPOR!").set_input_files(file)
    press(page, "Periksa berkas")


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.journey
@pytest.mark.parametrize("javascript", [True, False], ids=["js", "tanpa-js"])
def test_a_file_comes_in_and_the_two_sides_are_reconciled(
    demo_portal, open_page, axe, javascript: bool
) -> None:
    load()
    Sp4nBatch.objects.all().delete()  # the tests of this module share a city: no column is known yet
    start = 100 if javascript else 200
    one, two, three = (f"97{start + number:05d}" for number in (1, 2, 3))
    url = demo_portal.url
    desk = open_page(javascript=javascript, **PHONE)
    sign_in(desk, url, "organisasi@contoh.test")

    # The state has an odd title: chosen by hand. A wrong day and a wrong unit: nothing can be saved.
    wrong = [
        row(start + 1, "Sedang proses"),
        row(start + 2, "Selesai", "Dinas Bulan"),
        row(start + 3, "Selesai", day="31/2/2026"),
    ]
    send(desk, url, "salah.csv", wrong)
    press(desk, "Periksa isi berkas")
    expect(desk.get_by_text("Pilih kolom untuk status").first).to_be_visible()
    desk.get_by_label("Status", exact=True).select_option("Keadaan")
    press(desk, "Periksa isi berkas")
    expect(desk.get_by_text("Ada 2 yang perlu diperbaiki")).to_be_visible()
    expect(desk.get_by_role("button", name="Simpan semua")).to_have_count(0)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Unduh daftar kesalahan (CSV)").click()
    assert "Dinas Bulan" in download.value.path().read_text(encoding="utf-8-sig")
    assert fits(desk)

    # The mended file: the choice is remembered, all of it comes in.
    send(
        desk,
        url,
        "september.csv",
        [row(start + 1, "Sedang proses"), row(start + 2, "Selesai"), row(start + 3, "Selesai")],
    )
    expect(desk.get_by_label("Status", exact=True)).to_have_value("Keadaan")
    press(desk, "Periksa isi berkas")
    if javascript:
        assert axe(desk) == []
    press(desk, "Simpan semua")
    expect(desk.get_by_text("september.csv tersimpan: 3 baru.")).to_be_visible()
    case = Complaint.objects.get(sp4n_id=one)
    assert (case.state, case.unit.short_name) == (ComplaintState.IN_PROGRESS, "Dinkes")

    # The same again: nothing is counted twice. Then what has changed there.
    send(
        desk,
        url,
        "september.csv",
        [row(start + 1, "Sedang proses"), row(start + 2, "Selesai"), row(start + 3, "Selesai")],
    )
    press(desk, "Periksa isi berkas")
    expect(desk.get_by_text("Berkas yang sama sudah disimpan")).to_be_visible()
    press(desk, "Simpan semua")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Daftar cocokan dengan SP4N-LAPOR!")
    assert Complaint.objects.filter(sp4n_id__in=(one, two, three)).count() == 3
    send(desk, url, "oktober.csv", [row(start + 1, "Selesai"), row(start + 2, "Selesai")])
    press(desk, "Periksa isi berkas")
    expect(desk.get_by_text("Sebelumnya Sedang proses")).to_be_visible()
    press(desk, "Simpan semua")

    # The list: closed there and open here, and one the file does not name; worked off from there.
    expect(desk.get_by_role("heading", level=1)).to_have_text("Daftar cocokan dengan SP4N-LAPOR!")
    listed = desk.get_by_role("listitem").filter(has_text=one).filter(has_text="Selesai di")
    expect(listed).to_contain_text("Di sini: Diproses.")
    expect(desk.get_by_role("listitem").filter(has_text=three)).to_contain_text(
        "tidak ada di berkas"
    )
    assert fits(desk)
    if javascript:
        assert axe(desk) == []
    back = desk.url
    listed.get_by_role("link", name="Baca jawabannya di SP4N-LAPOR!").click()
    desk.get_by_role("link", name="Tutup laporan").click()
    desk.get_by_label("Ditutup, tidak terselesaikan").check()
    desk.get_by_label("Penjelasan penutupan untuk pelapor").fill("Lampu sudah menyala lagi.")
    press(desk, "Tutup laporan")
    desk.goto(back)
    expect(listed).to_contain_text("Sudah sama")


@pytest.mark.journey
def test_a_long_file_is_saved_by_a_worker(demo_portal, open_page) -> None:
    load()
    url = demo_portal.url
    desk = open_page(**PHONE)
    sign_in(desk, url, "organisasi@contoh.test")
    rows = [row(number, "Selesai") for number in range(300, 420)]
    send(desk, url, "panjang.csv", rows)
    desk.get_by_label("Status", exact=True).select_option("Keadaan")
    press(desk, "Periksa isi berkas")

    press(desk, "Simpan semua")

    expect(desk.get_by_text("halaman ini boleh ditutup")).to_be_visible()
    expect(desk.get_by_role("link", name="Buka daftar cocokan")).to_be_visible(timeout=90_000)
    assert Complaint.objects.filter(sp4n_id__range=("9700300", "9700419")).count() == 120
