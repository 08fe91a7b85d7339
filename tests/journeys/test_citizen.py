"""A citizen with a phone: from the front page to an indicator, a remark, and its answer."""

import re

import pytest
from playwright.sync_api import expect

from performance.models import PublicComment
from tests.journeys.people import sign_in

WORDS = "Mengapa waktu tunggu di puskesmas masih lama?"


@pytest.mark.journey
def test_a_citizen_asks_and_is_answered(demo_portal, phone, open_page, screenshot):
    url = demo_portal.url
    phone.goto(url)
    screenshot(phone, "11-beranda-ponsel")
    phone.get_by_role("link", name="Dinas Kesehatan", exact=True).first.click()
    phone.get_by_role("link", name=re.compile("waktu tunggu")).first.click()
    expect(phone.get_by_role("img", name=re.compile("Target dan realisasi"))).to_be_visible()
    screenshot(phone, "12-indikator-ponsel")
    address = phone.url
    phone.get_by_role("textbox", name=re.compile("^Komentar")).fill(WORDS)
    phone.get_by_role("button", name="Kirim komentar").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_text(WORDS)).to_have_count(0)

    comment = PublicComment.objects.get(text=WORDS)
    moderator = open_page()
    sign_in(moderator, url, "organisasi@contoh.test")
    moderator.goto(f"{url}/kinerja/komentar/")
    card = moderator.get_by_role("article").filter(has_text=WORDS)
    card.get_by_role("link", name=re.compile("Tayangkan")).click()
    moderator.get_by_role("main").get_by_role("button", name=re.compile("Tayangkan")).click()
    expect(moderator.locator(".alert").first).to_be_visible()

    unit = open_page()
    sign_in(unit, url, "operator.dinkes@contoh.test")
    unit.goto(f"{url}/kinerja/komentar/{comment.pk}/jawab/")
    unit.get_by_role("textbox", name=re.compile("^Jawaban")).fill(
        "Loket kedua dibuka mulai bulan depan."
    )
    unit.get_by_role("main").get_by_role("button").last.click()
    expect(unit.locator(".alert").first).to_be_visible()

    phone.goto(address)
    expect(phone.get_by_text(WORDS)).to_be_visible()
    expect(phone.get_by_text("Loket kedua dibuka mulai bulan depan.")).to_be_visible()
    screenshot(phone, "13-komentar-terjawab")
