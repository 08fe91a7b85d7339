"""Everything also works with JavaScript switched off."""

import time

import pytest
from playwright.sync_api import expect

from organizations.models import Organization
from performance.models import Indicator, Realization
from tests.journeys.people import sign_in

CODE, YEAR, QUARTER = "5.01.5.05.0.00.01.0000", 2026, 3


@pytest.mark.journey
def test_typing_and_documents_without_javascript(demo_portal, open_page):
    page, url = open_page(javascript=False), demo_portal.url
    sign_in(page, url, "operator.bappeda@contoh.test")
    unit = Organization.objects.get(code=CODE)
    indicator = Indicator.objects.filter(organization=unit, node__level="sasaran_pd").first()
    name = f"k-{indicator.pk}"
    page.goto(f"{url}/kinerja/pengisian/{CODE}/{YEAR}/{QUARTER}/")
    page.locator(f"#{name}").fill("tujuh")
    page.get_by_role("button", name="Simpan semua").click()
    expect(page.get_by_role("alert")).to_contain_text("Belum ada yang disimpan")
    expect(page.locator(f"#{name}")).to_have_value("tujuh")
    page.locator(f"#{name}").fill("77,5")
    page.get_by_role("button", name="Simpan semua").click()
    expect(page.get_by_role("main")).to_contain_text("tersimpan")
    assert str(Realization.objects.get(indicator=indicator, year=YEAR).k3) == "77.500000"

    page.goto(f"{url}/dokumen/baru/e81/?opd={CODE}&tahun={YEAR}")
    page.get_by_label("Sampai triwulan").select_option(str(QUARTER))
    page.get_by_role("button", name="Buat dokumen").click()
    deadline = time.monotonic() + 60
    while not page.get_by_role("link", name="Unduh PDF").count():
        assert time.monotonic() < deadline
        time.sleep(0.5)
        page.get_by_role("link", name="Muat ulang halaman ini").click()
    expect(page.get_by_text("Masih sesuai data.")).to_have_count(1)


@pytest.mark.journey
@pytest.mark.parametrize("width", [1366, 360])
def test_the_menu_without_javascript(demo_portal, open_page, width):
    page, url = open_page(width=width, javascript=False), demo_portal.url
    sign_in(page, url, "operator.bappeda@contoh.test")
    page.goto(f"{url}/kinerja/rencana/")
    menu = page.get_by_role("navigation", name="Menu utama")
    if width == 360:
        expect(menu.get_by_role("link", name="Pengisian")).to_be_hidden()
        menu.get_by_text("Menu", exact=True).click()
    expect(menu.get_by_role("link", name="Pengisian")).to_be_visible()
    menu.locator("summary", has_text="Dokumen").click()
    menu.get_by_role("link", name="Buat dokumen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Buat dokumen")
