"""The first whole journey: one entry becomes E.81 and LKjIP, in a real browser.

Operator types → head verifies → Bappeda accepts → both documents → the typed figures are in
them → the address beside the QR code → a reasoned unlock → both documents are marked stale.
"""

import re
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from organizations.formatting import format_number
from organizations.models import Organization
from performance.models import BudgetRealization, Indicator, PlanNode
from tests.journeys.people import sign_in, type_figure

OPERATOR, HEAD = "operator.dinkes@contoh.test", "kepala.dinkes@contoh.test"
BAPPEDA = "bappeda@contoh.test"
YEAR, QUARTER = 2026, 3
TYPED_K, PRINTED_K = "87,65", "87,65"
TYPED_RP, PRINTED_RP = "123.456.789", "123.456.789"
CORRECTED_RP = "123.456.790"
Shot = Callable[[Page, str], Path]


def text_of(path: Path) -> str:
    """Text of a PDF in reading order, without the breaks inside figures."""
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return told.stdout


def make_document(page: Page, url: str, slug: str, unit: str, quarter: bool) -> tuple[str, Path]:
    """Ask for a PDF, watch it being made, download it; the address of its page and the file."""
    page.goto(f"{url}/dokumen/baru/{slug}/?opd={unit}&tahun={YEAR}")
    if quarter:
        page.get_by_label("Sampai triwulan").select_option(str(QUARTER))
    page.get_by_role("button", name="Buat dokumen").click()
    expect(page.get_by_role("link", name="Unduh PDF")).to_be_visible(timeout=90_000)
    address = page.url
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh PDF").click()
    path = Path(waiting.value.path())
    assert path.read_bytes().startswith(b"%PDF-")
    return address, path


@pytest.mark.journey
def test_one_entry_becomes_e81_and_lkjip(demo_portal, open_page, screenshot: Shot) -> None:
    url = demo_portal.url
    unit = Organization.objects.get(code="1.02.0.00.0.00.01.0000")
    place = f"{url}/kinerja/pengisian/{unit.code}/{YEAR}/{QUARTER}/"
    iku = Indicator.objects.filter(organization=unit, is_iku=True, node__level="sasaran_pd")
    indicator = iku.order_by("pk").first()
    sub = PlanNode.objects.filter(organization=unit, level="subkegiatan").order_by("code").first()
    k_cell, rp_cell = f"k-{indicator.pk}", f"rp-{sub.pk}"

    # The operator types; each row saves itself and shows its achievement.
    operator = open_page()
    sign_in(operator, url, OPERATOR)
    screenshot(operator, "01-dasbor-operator")
    operator.goto(place)
    type_figure(operator, k_cell, TYPED_K)
    type_figure(operator, rp_cell, TYPED_RP)
    row = operator.locator(f"#baris-i{indicator.pk}")
    expect(row.locator("[data-cell=percent]")).to_contain_text("%")
    screenshot(operator, "02-pengisian")
    operator.get_by_role("link", name="Periksa dan ajukan").click()
    screenshot(operator, "03-periksa")
    operator.get_by_label("Saya sudah memeriksa").check()
    operator.get_by_role("button", name="Ajukan ke kepala").click()
    expect(operator.get_by_text("Kepala perangkat daerah akan memverifikasi")).to_be_visible()
    expect(operator.locator(f"#{k_cell}")).to_have_count(0)  # locked

    # The head verifies, Bappeda accepts.
    for email, button, state in (
        (HEAD, "Verifikasi", "Diverifikasi"),
        (BAPPEDA, "Terima", "Diterima"),
    ):
        judge = open_page()
        sign_in(judge, url, email)
        judge.goto(f"{place}tinjau/")
        expect(judge.locator(f"#baris-n{sub.pk}")).to_contain_text(PRINTED_RP)
        screenshot(judge, f"04-tinjau-{button.lower()}")
        judge.get_by_role("button", name=button, exact=True).first.click()
        expect(judge.get_by_role("main")).to_contain_text(state)

    # Both documents hold the typed figures.
    e81, e81_file = make_document(operator, url, "e81", unit.code, quarter=True)
    screenshot(operator, "05-dokumen-e81")
    lkjip, lkjip_file = make_document(operator, url, "lkjip-opd", unit.code, quarter=False)
    spent = sum(
        amount or 0 for amount in BudgetRealization.objects.get(node=sub, year=YEAR).quarters
    )
    assert PRINTED_RP in text_of(e81_file)
    year_so_far = text_of(lkjip_file)
    assert PRINTED_K in year_so_far
    assert PRINTED_RP in year_so_far
    assert format_number(spent) in year_so_far

    # The address printed beside the QR code leads everybody to the verification page.
    found = re.search(r"/verifikasi/([0-9A-Z-]+)/", text_of(e81_file))
    assert found is not None
    citizen = open_page(width=360, height=740)
    citizen.goto(f"{url}/verifikasi/{found[1]}/")
    expect(citizen.get_by_text("Masih sesuai data.")).to_be_visible()
    screenshot(citizen, "06-verifikasi")

    # A reasoned unlock, a corrected figure: both documents say so.
    operator.goto(place)
    operator.get_by_role("link", name="Minta buka kunci").click()
    operator.get_by_label("Alasan").fill("Salah ketik realisasi rupiah satu sub kegiatan")
    until = timezone.localtime() + timedelta(days=2)
    operator.get_by_label("Dibuka sampai").fill(until.strftime("%Y-%m-%dT%H:%M"))
    operator.get_by_role("button", name="Kirim permintaan").click()
    expect(operator.locator(".alert").first).to_be_visible()
    screenshot(operator, "07-minta-buka-kunci")
    judge.goto(f"{url}/kinerja/buka-kunci/")
    judge.get_by_role("link", name=re.compile("^Setujui")).click()
    note = judge.get_by_label(re.compile("Catatan"))
    note.fill("Disetujui untuk perbaikan satu angka")
    judge.get_by_role("main").get_by_role("button", name=re.compile("^Setujui")).click()
    expect(judge.locator(".alert").first).to_be_visible()
    operator.goto(place)
    type_figure(operator, rp_cell, CORRECTED_RP)
    for number, address in enumerate((e81, lkjip)):
        operator.goto(address)
        expect(operator.get_by_text("Data sudah berubah sejak dokumen ini dibuat.")).to_be_visible()
        changed = operator.get_by_role("region", name="Angka yang berubah")
        expect(changed).to_contain_text(CORRECTED_RP)
        screenshot(operator, f"08-tidak-mutakhir-{number}")
    citizen.reload()
    expect(citizen.get_by_text("Data sudah berubah sejak dokumen ini dibuat.")).to_be_visible()
