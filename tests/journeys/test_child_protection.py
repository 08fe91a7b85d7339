"""A child reports from a phone, with and without JavaScript; the team answers; the child reads it."""

import re

import pytest
from playwright.sync_api import Page, expect

from complaints.models import ChildReport, SecretRead
from tests.journeys.people import sign_in

TEXT, ANSWER = "Teman saya dipukul setiap malam.", "Kami akan menemuinya di sekolah besok."


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


@pytest.mark.journey
@pytest.mark.parametrize("javascript", [True, False])
def test_from_report_to_answer(demo_portal, open_page, javascript):
    url, phone = demo_portal.url, open_page(width=360, javascript=javascript)
    phone.goto(f"{url}/lapor/")
    phone.get_by_role("link", name="Laporkan kekerasan terhadap anak").click()
    expect(phone.get_by_role("link", name="129 SAPA")).to_be_in_viewport()
    phone.get_by_label("Apa yang terjadi?").fill(TEXT)
    phone.get_by_label("Kapan dan bagaimana aman dihubungi?").fill("Sesudah pukul 13")
    press(phone, "Kirim laporan")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Laporan sudah kami terima")
    shown = phone.get_by_role("main").inner_text()
    number = re.search(r"PA-\w{4}-\w{4}", shown)[0]
    secret = re.search(r"\w{4}-\w{4}-\w{4}-\w{4}", shown)[0]

    team = open_page(javascript=javascript)
    sign_in(team, url, "ppa@contoh.test")
    team.goto(f"{url}/kerja/perlindungan-anak/")
    team.get_by_role("link", name=number).click()
    expect(team.get_by_role("main")).to_contain_text(TEXT)
    team.get_by_role("link", name="Tangani").click()
    press(team, "Tangani")
    team.get_by_role("link", name="Tulis pesan kepada pelapor").click()
    team.get_by_label("Isi").fill(ANSWER)
    press(team, "Kirim pesan")
    expect(team.get_by_role("main")).to_contain_text(ANSWER)

    phone.goto(f"{url}/lacak/")
    phone.get_by_label("Nomor laporan").fill(number.lower())
    phone.get_by_label("Kode rahasia").fill(secret)
    press(phone, "Buka laporan")
    expect(phone.get_by_role("main")).to_contain_text(ANSWER)
    assert TEXT not in phone.content()
    phone.get_by_role("link", name="Keluar cepat").click()
    phone.goto(f"{url}/lacak/laporan/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lacak laporan")
    report = ChildReport.objects.get(number=number)
    assert SecretRead.objects.filter(object_id=report.pk, what="anak").count() >= 3
