"""An innovation from its first words to a healthy life with another steward; one that is merged."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from innovations.demo.endings import DOUBLE, HEIR
from innovations.models import CheckIn, Innovation
from innovations.stewardship.actions.asking import run_check_ins
from organizations.models import Assignment, OutgoingMail
from tests.journeys.people import sign_in

pytestmark = pytest.mark.journey
OPERATOR, HEAD, DESK = (
    f"{who}@contoh.test" for who in ("operator.dinkes", "kepala.dinkes", "organisasi")
)
NAME = "LOKET SEHAT"
TEXTS = {
    "name": NAME, "summary": "Warga mendaftar dari rumah.", "implemented_on": "5 Januari 2026",
    "idea": "Pendaftaran lewat telepon.", "purpose": "Antrean pendek.",
}  # fmt: skip
CHOICES = {
    "category": "kesehatan", "form": "pelayanan", "technology": "digital", "initiator": "opd",
    "stage": "penerapan",
}  # fmt: skip


def at(month: int, day: int) -> datetime:
    return timezone.make_aware(datetime(2026, month, day, 9))


def press(page: Page, button: str, done: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(done).first).to_be_visible()


def register(page: Page, url: str) -> Innovation:
    page.goto(f"{url}/kerja/inovasi/baru/")
    page.get_by_label("Perangkat daerah pemilik").select_option(label="Dinas Kesehatan")
    for name, text in TEXTS.items():
        page.locator(f"[name={name}]").fill(text)
    for name, value in CHOICES.items():
        page.locator(f"[name={name}]").select_option(value)
    page.get_by_role("checkbox", name="Kesehatan", exact=True).check()
    press(page, "Simpan konsep", "Konsep inovasi tersimpan")
    press(page, "Ajukan ke kepala", "Inovasi diajukan")
    return Innovation.objects.get(name=NAME)


def launch(page: Page, url: str) -> None:
    page.goto(f"{url}/kerja/inovasi/peluncuran/baru/")
    for name, text in (
        ("name", "Peluncuran loket"), ("held_on", "1 Oktober 2026"), ("place", "Balai Kota"),
        ("innovations", NAME),
    ):  # fmt: skip
        page.locator(f"[name={name}]").fill(text)
    press(page, "Simpan", "Peluncuran tersimpan")
    press(page, "Catat sebagai terlaksana", "Peluncuran terlaksana")


def told(address: str) -> bool:
    return OutgoingMail.objects.filter(to=address, subject__contains=NAME).exists()


def test_from_its_first_words_to_a_life_with_another_steward(demo_portal, open_page):
    url = demo_portal.url
    operator, head, desk, citizen = (open_page() for _ in range(4))
    for page, person in ((operator, OPERATOR), (head, HEAD), (desk, DESK)):
        sign_in(page, url, person)

    row = register(operator, url)
    page_of = f"{url}/kerja/inovasi/{row.pk}"
    head.goto(f"{page_of}/")
    press(head, "Verifikasi", "Inovasi diverifikasi")
    desk.goto(f"{page_of}/")
    press(desk, "Tayangkan", "Inovasi ditayangkan")
    launch(desk, url)
    citizen.goto(f"{url}/inovasi/peluncuran/")
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Peluncuran inovasi")
    expect(citizen.get_by_role("main")).to_contain_text(NAME)

    # Half a year in which nobody answers: the head hears of it, then Bagian Organisasi.
    Innovation.objects.filter(pk=row.pk).update(published_at=at(1, 5))
    for now in (at(6, 1), at(7, 1), at(7, 16)):
        run_check_ins(now=now)
    assert told(HEAD)
    assert told(DESK)
    public = f"{url}{row.get_absolute_url()}"
    citizen.goto(public)
    expect(citizen.get_by_text("Perlu perhatian").first).to_be_visible()

    taker = Assignment.objects.get(user__email=OPERATOR)
    head.goto(f"{page_of}/serah-terima/")
    head.locator("[name=taker]").select_option(str(taker.pk))
    press(head, "Kirim tawaran", "Tawaran terkirim")
    operator.goto(f"{page_of}/penanggung-jawab/")
    press(operator, "Saya menerima inovasi ini", "Serah terima selesai")
    check_in = CheckIn.objects.get(innovation=row)
    operator.goto(f"{url}/kerja/inovasi/kabar/{check_in.pk}/")
    operator.get_by_role("radio", name="Berjalan", exact=True).check()
    press(operator, "Kirim kabar", "Kabar tersimpan")
    citizen.goto(public)
    expect(citizen.locator(".badge", has_text="Berjalan").first).to_be_visible()


def test_what_overlaps_is_merged_and_its_address_leads_on(demo_portal, open_page):
    url, double = demo_portal.url, Innovation.objects.get(name=DOUBLE)
    desk, citizen = open_page(), open_page()
    sign_in(desk, url, DESK)
    desk.goto(f"{url}/kerja/inovasi/penyederhanaan/")
    expect(desk.get_by_role("main")).to_contain_text(DOUBLE)

    desk.goto(f"{url}/kerja/inovasi/{double.pk}/sederhanakan/")
    desk.get_by_role("radio", name="Gabung ke inovasi lain").check()
    for name, text in (
        ("successor", HEIR), ("on", "1 Oktober 2026"), ("reason", "Isinya sama."),
    ):  # fmt: skip
        desk.locator(f"[name={name}]").fill(text)
    press(desk, "Simpan keputusan", "Keputusan tersimpan")

    citizen.goto(f"{url}{double.get_absolute_url()}")
    expect(citizen.get_by_role("heading", level=1)).to_have_text(HEIR)
    assert citizen.url.endswith(f"/inovasi/{Innovation.objects.get(name=HEIR).slug}/")
