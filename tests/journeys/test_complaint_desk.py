"""The desk on a phone, with and without JavaScript: counter, wrong unit, right unit, answer, end."""

import re

import pytest
from playwright.sync_api import Page, expect

from complaints.choices import ComplaintState, Outcome
from complaints.models import Complaint
from complaints.reference import load
from organizations.models import Organization
from tests.journeys.people import sign_in

PHONE = {"width": 360, "height": 740}
TEXT = "Lampu di gang dua padam sejak Senin malam."


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("main").locator(".alert").first).to_contain_text(words)


@pytest.mark.journey
@pytest.mark.parametrize("javascript", [True, False], ids=["js", "tanpa-js"])
def test_from_the_counter_to_the_end(demo_portal, open_page, axe, javascript: bool) -> None:
    load()
    url = demo_portal.url
    right = Organization.objects.get(code="1.02.0.00.0.00.01.0000")
    wrong = Organization.objects.get(code="1.01.0.00.0.00.01.0000")
    desk, operator, head = (open_page(javascript=javascript, **PHONE) for _ in range(3))
    for page, who in ((desk, "organisasi"), (operator, "operator.dinkes"), (head, "kepala.dinkes")):
        sign_in(page, url, f"{who}@contoh.test")

    # A citizen at the counter: taken in, receipt, back to the part of the inbox one came from.
    desk.goto(f"{url}/kerja/pengaduan/?tab=terlambat")
    desk.get_by_role("link", name="Catat laporan").click()
    desk.get_by_label("Saluran").select_option("loket")
    desk.get_by_label("Yang dilaporkan").fill(TEXT)
    desk.get_by_label("Nama pelapor").fill("Budi Santoso")
    press(desk, "Simpan laporan")
    number = desk.locator("dl.summary dd strong").first.inner_text()
    expect(desk.get_by_text("Kode rahasia", exact=True)).to_be_visible()
    desk.get_by_role("link", name="Kembali ke kotak masuk").click()
    expect(desk).to_have_url(re.compile(r"\?tab=terlambat$"))

    # To the wrong unit, then to the right one; the term to finish stays where it was.
    case = Complaint.objects.get(number=number)
    here = f"{url}{case.get_absolute_url()}"
    desk.goto(here)
    desk.get_by_role("link", name="Teruskan ke perangkat daerah").click()
    desk.get_by_label("Perangkat daerah").select_option(str(wrong.pk))
    press(desk, "Teruskan")
    desk.get_by_text("Tindakan lain").click()
    desk.get_by_role("link", name="Pindahkan ke unit lain").click()
    desk.get_by_label("Perangkat daerah").select_option(str(right.pk))
    press(desk, "Teruskan")
    expect(desk.get_by_text("Tulis mengapa laporan dipindahkan").first).to_be_visible()
    desk.get_by_label("Alasan").fill("Salah alamat")
    press(desk, "Teruskan")
    told(desk, right.name)
    due, case = case.resolve_due_at, Complaint.objects.get(number=number)
    assert (case.unit, case.resolve_due_at) == (right, due)

    # The operator drafts, the head sends and closes.
    operator.goto(here)
    press(operator, "Mulai tangani")
    operator.get_by_role("link", name="Tulis jawaban").click()
    operator.get_by_label("Jawaban untuk pelapor").fill("Lampu sedang kami pesan.")
    expect(operator.get_by_role("button", name="Kirim jawaban")).to_have_count(0)
    press(operator, "Simpan konsep")
    head.goto(f"{here}jawab/")
    expect(head.get_by_label("Jawaban untuk pelapor")).to_have_value("Lampu sedang kami pesan.")
    press(head, "Kirim jawaban")
    head.get_by_role("link", name="Tutup laporan").click()
    head.get_by_label("Ditutup, tidak terselesaikan").check()
    head.get_by_label("Penjelasan penutupan untuk pelapor").fill("Menunggu suku cadang.")
    press(head, "Tutup laporan")
    told(head, "tidak terselesaikan")
    if javascript:
        assert axe(head) == []
    case.refresh_from_db()
    assert (case.state, case.outcome) == (ComplaintState.CLOSED, Outcome.UNSOLVED)
