"""SAKIP in a browser: the unit fills and hands in, two evaluators, the reply, the result."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import sign_in

SHEET = "/kinerja/sakip/1.02.0.00.0.00.01.0000/2025/"
pytestmark = pytest.mark.journey


def fill(page: Page, url: str, codes: list[str]) -> None:
    """Every criterion met, BB, and on to the next sub-component."""
    for code in codes:
        page.goto(f"{url}{SHEET}isi/{code}/")
        for choice in page.get_by_role("radio", name="Ya, terpenuhi").all():
            choice.check()
        page.locator("select[name=value]").select_option("BB")
        page.get_by_role("button", name=re.compile("^Simpan( dan lanjut ke .*)?$")).click()


def press(page: Page, url: str, button: str, done: str) -> None:
    page.goto(f"{url}{SHEET}")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text(done).first).to_be_visible()


def test_from_the_units_sheet_to_the_announced_result(demo_portal, open_page):
    url = demo_portal.url
    codes = [f"{component}{part}" for component in "1234" for part in "abc"]
    operator, head, evaluator, second = (open_page() for _ in range(4))
    sign_in(operator, url, "operator.dinkes@contoh.test")
    sign_in(head, url, "kepala.dinkes@contoh.test")
    sign_in(evaluator, url, "inspektorat@contoh.test")
    sign_in(second, url, "mutu@contoh.test")

    head.goto(f"{url}{SHEET}")
    head.get_by_role("button", name="Ajukan ke Inspektorat").click()
    expect(head.get_by_text("Masih ada yang belum diisi").first).to_be_visible()
    fill(operator, url, codes)
    press(head, url, "Ajukan ke Inspektorat", "Penilaian mandiri diajukan")

    fill(evaluator, url, codes)
    evaluator.goto(f"{url}{SHEET}rekomendasi/baru/")
    evaluator.get_by_label("Komponen").select_option(index=1)
    evaluator.get_by_label("Rekomendasi").fill("Tetapkan pedoman teknis perencanaan kinerja.")
    evaluator.get_by_role("button", name="Simpan").click()
    press(evaluator, url, "Serahkan ke penjaminan mutu", "diserahkan ke penjaminan mutu")
    expect(evaluator.get_by_role("button", name="Kirim konsep LHE")).to_have_count(0)
    press(second, url, "Kirim konsep LHE", "Konsep LHE dikirim")

    operator.goto(f"{url}{SHEET}tanggapan/")
    operator.get_by_label("Tanggapan").fill("Kami menerima hasilnya.")
    operator.get_by_role("button", name="Simpan tanggapan").click()
    press(head, url, "Kirim tanggapan", "Tanggapan dikirim")
    press(second, url, "Tetapkan hasil", "Hasil evaluasi ditetapkan")

    operator.goto(f"{url}{SHEET}")
    expect(operator.get_by_text("Hasil akhir").first).to_be_visible()
    expect(operator.get_by_text("80,00").first).to_be_visible()
    operator.get_by_role("link", name=re.compile("^Laporkan tindak lanjut")).first.click()
    operator.get_by_label("Tuntas").check()
    operator.locator("[name=follow_up]").fill("Pedoman ditetapkan.")
    operator.get_by_role("button", name="Simpan").click()
    expect(operator.locator(".alert").first).to_be_visible()
    second.goto(f"{url}{SHEET}")
    second.get_by_role("button", name="Konfirmasi tuntas").click()
    expect(second.get_by_text("Dikonfirmasi").first).to_be_visible()
