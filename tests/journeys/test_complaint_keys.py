"""An officer works through the inbox by keyboard: open, next, note, back; the keys switched off."""

import re

import pytest
from playwright.sync_api import expect

from complaints.choices import ComplaintState
from complaints.models import Category
from complaints.reference import load
from organizations.models import Organization
from tests.factories.complaints import complaint
from tests.journeys.people import sign_in


@pytest.mark.journey
def test_keys(demo_portal, open_page, axe) -> None:
    load()
    unit = Organization.objects.get(code="1.02.0.00.0.00.01.0000")
    category = Category.objects.get(code="kesehatan")
    for place in ("Satu", "Dua", "Tiga"):
        complaint(
            unit=unit,
            category=category,
            state=ComplaintState.IN_PROGRESS,
            subject=f"Antrean {place}",
            text=f"Antrean loket kacapiring {place}",
        )
    page = open_page(width=1366, height=768)
    sign_in(page, demo_portal.url, "kepala.dinkes@contoh.test")
    listed = f"{demo_portal.url}/kerja/pengaduan/?tab=semua&kata=kacapiring"
    page.goto(listed)
    titles = page.locator(".case-line-title").all_inner_texts()
    assert len(titles) == 3

    # The list: one down, one more, one up; opened; then the neighbours of the list.
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".case-line-title").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[0])
    expect(page.locator("[data-place]")).to_have_text("1 dari 3")
    expect(page.get_by_role("link", name="‹ Sebelumnya")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[1])
    assert axe(page) == []

    # Letters of a note are letters; the list one came from is one key away.
    page.keyboard.press("c")
    page.keyboard.type("juga pukul jam kerja")
    expect(page.locator("#catatan textarea")).to_have_value("juga pukul jam kerja")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[1])
    page.locator("#catatan textarea").fill("")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile(r"tab=semua&kata=kacapiring$"))

    # "?" tells the keys; there they are switched off, and stay off.
    page.keyboard.press("?")
    assert axe(page) == []
    page.get_by_label("Pintasan aktif di peramban ini").uncheck()
    page.get_by_role("button", name="Tutup").click()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".case-line-title").first).not_to_be_focused()
