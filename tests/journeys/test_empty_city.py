"""From an empty database to the first accepted quarter, in a real browser.

Set-up page → password → units and people by file → invitations → plan by file → entry →
submitted → verified → accepted.
"""

from __future__ import annotations

import contextlib
import email
import re
import time
from collections.abc import Iterator
from email.message import Message
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from organizations.setup import door
from performance.choices import SubmissionState
from performance.models import Indicator, PlanNode, Submission
from tests.journeys.people import type_figure

PASSWORD = "Kota-Kita-Mulai-2026"
ADMIN, OPERATOR = "admin@kota.example", "operator@kota.example"
HEAD, BAPPEDA = "kepala@kota.example", "bappeda@kota.example"
UNIT = "1.02.0.00.0.00.01.0000"
QUARTER = 1
UNITS = [
    ["kode", "nama", "singkatan", "jenis", "mengisi_evaluasi", "berlaku_sejak"],
    [UNIT, "Dinas Kesehatan", "Dinkes", "Dinas", "ya", "1/1/2021"],
]
PEOPLE = [
    ["surel", "nama", "unit", "peran", "jabatan", "berlaku_sejak"],
    [OPERATOR, "Operator Uji", "Dinkes", "Operator OPD", "Operator", "1/1/2026"],
    [HEAD, "Kepala Uji", "Dinkes", "Kepala OPD", "Kepala Dinas", "1/1/2026"],
    [BAPPEDA, "Bappeda Uji", "Setda", "Bappeda", "Kepala Bidang", "1/1/2026"],
]
PLAN = """level,kode,nama,indikator,satuan,polaritas,akumulasi,target_k,pagu_rp
program,1.02.02,,Indeks layanan,Nilai,positif,terakhir,80,
kegiatan,1.02.02.2.01,,Fasilitas memadai,Unit,positif,jumlah,4,
subkegiatan,1.02.02.2.01.0001,,Rumah sakit dibangun,Unit,positif,jumlah,4,1000000
"""


def sheet(path: Path, rows: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def written(folder: Path) -> Iterator[bytes]:
    """Every message; a file that is being put in its place comes with the next look."""
    for file in folder.glob("*"):
        with contextlib.suppress(FileNotFoundError):
            yield from file.read_bytes().split(b"-" * 79 + b"\n")


def mailed_link(folder: Path, address: str) -> str:
    """The password link in the invitation to the address, waited for."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        for part in written(folder):
            message: Message = email.message_from_bytes(part, policy=default)
            if message["To"] == address:
                found = re.search(r"http\S+/sandi/\S+", message.get_content())
                if found:
                    return found.group()
        time.sleep(0.5)
    pytest.fail(f"no invitation to {address}")


def make_password(page: Page) -> None:
    fields = page.locator("input[type=password]")
    fields.nth(0).fill(PASSWORD)
    fields.nth(1).fill(PASSWORD)
    page.get_by_role("button", name="Simpan kata sandi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")


def sign_in(page: Page, url: str, address: str) -> None:
    page.goto(f"{url}/masuk/")
    page.get_by_label("Surel").fill(address)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dasbor")


def set_up(page: Page, url: str) -> None:
    page.goto(f"{url}/pengaturan-awal/?kode={door.new_code()}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Siapkan kota")
    for name, text in {
        "city-name": "Kota Uji",
        "unit-code": "4.01.0.00.0.00.01.0000",
        "unit-name": "Sekretariat Daerah",
        "unit-short_name": "Setda",
        "mayor-full_name": "Wali Kota Uji",
        "mayor-email": "wali@kota.example",
        "admin-email": ADMIN,
        "admin-full_name": "Admin Uji",
        "period-name": "RPJMD Uji",
        "period-start_year": str(timezone.localdate().year - 1),
        "period-end_year": str(timezone.localdate().year + 3),
    }.items():
        page.locator(f"#id_{name}").fill(text)


def import_file(page: Page, address: str, path: Path, button: str) -> None:
    page.goto(address)
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("main")).to_contain_text("tersimpan")


@pytest.mark.journey
def test_an_empty_city_comes_to_its_first_accepted_quarter(
    live_portal, open_page, axe, screenshot, tmp_path
) -> None:
    url, year = live_portal.url, timezone.localdate().year

    # The first admin sets the city up and chooses a password.
    admin = open_page()
    set_up(admin, url)
    axe(admin)
    screenshot(admin, "kota-kosong-01-siapkan")
    admin.get_by_role("button", name="Simpan dan buat kata sandi").click()
    make_password(admin)
    sign_in(admin, url, ADMIN)
    expect(admin.get_by_role("main")).to_contain_text("Daftar periksa kota")
    axe(admin)
    screenshot(admin, "kota-kosong-02-dasbor-admin")

    # Units and people come in by file; the invited choose their passwords.
    import_file(admin, f"{url}/unit/impor/", sheet(tmp_path / "unit.xlsx", UNITS), "Simpan")
    people = sheet(tmp_path / "orang.xlsx", PEOPLE)
    import_file(admin, f"{url}/pengguna/impor/", people, "Simpan dan kirim undangan")
    pages = {}
    for address in (OPERATOR, HEAD, BAPPEDA):
        pages[address] = open_page()
        pages[address].goto(mailed_link(live_portal.mail, address))
        make_password(pages[address])
        sign_in(pages[address], url, address)

    # The operator imports the plan, types the quarter and hands it in.
    operator = pages[OPERATOR]
    plan = tmp_path / "rencana.csv"
    plan.write_text(PLAN, encoding="utf-8")
    operator.goto(f"{url}/kinerja/impor/?opd={UNIT}")
    operator.get_by_label("Tahun", exact=True).select_option(str(year))
    operator.locator("input[type=file]").set_input_files(plan)
    operator.get_by_role("button", name="Periksa berkas").click()
    operator.get_by_role("button", name="Simpan semua perubahan").click()
    expect(operator.get_by_role("main")).to_contain_text("tersimpan")
    place = f"{url}/kinerja/pengisian/{UNIT}/{year}/{QUARTER}/"
    operator.goto(place)
    for indicator in Indicator.objects.order_by("pk"):
        type_figure(operator, f"k-{indicator.pk}", "1")
    type_figure(operator, f"rp-{PlanNode.objects.get(level='subkegiatan').pk}", "250.000")
    operator.get_by_role("link", name="Periksa dan ajukan").click()
    operator.get_by_label("Saya sudah memeriksa").check()
    operator.get_by_role("button", name="Ajukan ke kepala").click()
    expect(operator.get_by_text("Kepala perangkat daerah akan memverifikasi")).to_be_visible()

    # The head verifies, Bappeda accepts.
    for address, button, state in (
        (HEAD, "Verifikasi", "Diverifikasi"),
        (BAPPEDA, "Terima", "Diterima"),
    ):
        judge = pages[address]
        judge.goto(f"{place}tinjau/")
        judge.get_by_role("button", name=button, exact=True).first.click()
        expect(judge.get_by_role("main")).to_contain_text(state)
    assert Submission.objects.get(quarter=QUARTER).state == SubmissionState.ACCEPTED
