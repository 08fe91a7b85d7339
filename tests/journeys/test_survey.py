"""Answering at 360 px, with and without JavaScript, and the kiosk that forgets every person."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from complaints.models import Draft
from organizations.models import Organization
from surveys.choices import Element, Language, Layout, Mode
from surveys.instrument.queries.points import sign_point
from surveys.models import Comment, Response, ServicePoint
from tests.factories.surveys import make_point, make_service, make_service_unit

pytestmark = pytest.mark.journey
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LIGHT = 60_000
PIN = "2468"


@dataclass(frozen=True)
class Place:
    url: str
    point: ServicePoint

    @property
    def scanned(self) -> str:
        return f"{self.url}/s/{self.point.code}/{sign_point(self.point)}/"

    @property
    def kiosk(self) -> str:
        return f"{self.url}/kios/{self.point.code}/"

    def answers(self) -> list[Response]:
        return list(Response.objects.filter(point=self.point).order_by("pk"))


@pytest.fixture
def place(demo_portal) -> Place:
    unit = make_service_unit(
        Organization.objects.filter(service_units__isnull=False).first(),
        layout=Layout.STEPS,
        languages=list(Language.values),
        kiosk_pin=make_password(PIN),
    )
    return Place(demo_portal.url, make_point(unit, service=make_service(unit)))


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def choose(page: Page, at: int, words: str) -> None:
    """Answer the question that stands there, and go on."""
    expect(page.locator("fieldset")).to_contain_text(f"Pertanyaan {at} dari 9")
    page.get_by_label(words, exact=True).check()
    press(page, "Lanjut")


GOOD = (
    "Sesuai", "Mudah", "Cepat", "Murah", "Sesuai", "Mampu", "Sopan dan ramah", "Baik",
    "Dikelola dengan baik",
)  # fmt: skip


def answer_all(page: Page, first: int = 1) -> None:
    for at, words in list(enumerate(GOOD, 1))[first - 1 :]:
        choose(page, at, words)
    title(page, "Tentang Anda")


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_qr_to_a_complaint(place, open_page, axe, screenshot, javascript: bool) -> None:
    phone = open_page(width=360, height=740, javascript=javascript)

    def look(name: str) -> None:
        if javascript:
            assert axe(phone) == []
            assert phone.evaluate(WIDER) == 0
            screenshot(phone, f"survei-{name}")

    phone.goto(place.scanned)
    look("mulai")
    choose(phone, 1, "Sesuai")
    press(phone, "English")
    expect(phone.get_by_text("Question 2 of 9")).to_be_visible()
    press(phone, "Bahasa Indonesia")
    expect(phone.get_by_text("Pertanyaan 2 dari 9")).to_be_visible()
    press(phone, "Lanjut")
    expect(phone.get_by_role("alert")).to_contain_text("Belum dijawab")
    look("belum")
    answer_all(phone, 2)
    phone.get_by_label("Saran atau keluhan (opsional)").fill("Petugas meminta uang tambahan")
    look("tentang")
    press(phone, "Lanjut")
    title(phone, "Periksa jawaban Anda")
    look("periksa")
    assert place.answers() == []
    press(phone, "Kirim jawaban")
    title(phone, "Terima kasih")
    look("terima-kasih")
    (row,) = place.answers()
    assert (row.mode, row.language, row.persyaratan) == (Mode.OWN, "id", 36)
    comment = Comment.objects.latest("pk")
    assert comment.text == "Petugas meminta uang tambahan"

    press(phone, "Jadikan pengaduan")
    expect(phone).to_have_url(f"{place.url}/lapor/kategori/")
    assert "Petugas meminta uang" in str(Draft.objects.latest("pk").answers)


def test_reloading_the_thanks_counts_once(place, open_page) -> None:
    place.point.unit.layout = Layout.SHEET
    place.point.unit.save()
    phone = open_page(width=360, height=740, javascript=False)
    phone.goto(place.scanned)
    for code in range(9):
        phone.get_by_role("group").nth(code + 1).get_by_role("radio").nth(2).check()
    press(phone, "Kirim jawaban")
    title(phone, "Terima kasih")
    phone.reload()
    title(phone, "Terima kasih")
    assert len(place.answers()) == 1


def test_without_a_network_nothing_is_thanked_and_nothing_lost(place, open_page) -> None:
    place.point.unit.layout = Layout.SHEET
    place.point.unit.save()
    phone = open_page(width=360, height=740)
    phone.goto(place.scanned)
    for question in phone.locator("fieldset[data-required]").all():
        question.get_by_role("radio").nth(2).check()
    phone.context.set_offline(True)
    press(phone, "Kirim jawaban")
    expect(phone.get_by_role("alert")).to_contain_text("Tidak ada jaringan")
    assert place.answers() == []

    phone.context.set_offline(False)
    slow = phone.context.new_cdp_session(phone)  # as a weak 3G is
    slow.send("Network.enable")
    slow.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 400,
            "downloadThroughput": 50_000,
            "uploadThroughput": 25_000,
        },
    )
    phone.get_by_role("button", name="Kirim jawaban").dblclick()
    title(phone, "Terima kasih")
    (row,) = place.answers()
    assert None not in [getattr(row, element) for element in Element.values]


def test_two_people_in_the_same_second_are_two(place, open_page) -> None:
    place.point.unit.layout = Layout.SHEET
    place.point.unit.save()
    phones = [open_page(width=360, height=740) for _ in range(2)]
    for phone in phones:
        phone.goto(place.scanned)
        for question in phone.locator("fieldset[data-required]").all():
            question.get_by_role("radio").nth(3).check()
    for phone in phones:
        phone.get_by_role("button", name="Kirim jawaban").click(no_wait_after=True)
    for phone in phones:
        title(phone, "Terima kasih")
    assert len(place.answers()) == 2


def test_the_page_is_light(place, open_page) -> None:
    phone = open_page(width=360, height=740)
    sizes: list[int] = []
    phone.on("requestfinished", lambda one: sizes.append(len(one.response().body())))
    phone.goto(place.scanned)
    phone.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < LIGHT


def begin(page: Page, place: Place) -> None:
    page.goto(place.kiosk)
    page.get_by_label("PIN unit").fill(PIN)
    press(page, "Mulai")
    expect(page.get_by_text("Pertanyaan 1 dari 9")).to_be_visible()


def test_a_kiosk_forgets_every_person(place, open_page, axe, screenshot) -> None:
    tablet = open_page(width=1024, height=768)
    tablet.clock.install()
    begin(tablet, place)
    assert axe(tablet) == []
    screenshot(tablet, "survei-kios")
    answer_all(tablet)
    tablet.get_by_label("Saran atau keluhan (opsional)").fill("Rahasia saya")
    press(tablet, "Lanjut")
    title(tablet, "Periksa jawaban Anda")
    press(tablet, "Kirim jawaban")
    title(tablet, "Terima kasih")
    assert [row.mode for row in place.answers()] == [Mode.KIOSK]
    tablet.clock.run_for(9_000)  # nobody touches it
    expect(tablet.get_by_text("Pertanyaan 1 dari 9")).to_be_visible()

    tablet.go_back()
    expect(tablet.get_by_text("Pertanyaan 1 dari 9")).to_be_visible()
    assert "Rahasia" not in tablet.content()
    assert not tablet.locator("input:checked").count()


def test_a_kiosk_left_alone_begins_anew(place, open_page) -> None:
    tablet = open_page(width=1024, height=768)
    tablet.clock.install()
    begin(tablet, place)
    choose(tablet, 1, "Tidak sesuai")
    expect(tablet.get_by_text("Pertanyaan 2 dari 9")).to_be_visible()
    tablet.clock.run_for(30_000)
    expect(tablet.get_by_text("Pertanyaan 2 dari 9")).to_be_visible()
    tablet.clock.run_for(31_000)
    expect(tablet.get_by_text("Pertanyaan 1 dari 9")).to_be_visible()
    assert not tablet.locator("input:checked").count()
    assert place.answers() == []


def test_a_kiosk_without_a_network_says_so_once_and_begins_anew(place, open_page) -> None:
    tablet = open_page(width=1024, height=768)
    tablet.clock.install()
    begin(tablet, place)
    press(tablet, "English")
    title(tablet, "Rate our service")
    tablet.get_by_role("radio").first.check()
    tablet.context.set_offline(True)
    for _ in range(2):
        press(tablet, "Next")
        tablet.clock.run_for(4_000)
        expect(tablet.get_by_role("alert")).to_have_text(re.compile("There is no network"))
    tablet.clock.run_for(61_000)  # it cannot begin anew, and shows nothing of the person before
    expect(tablet.get_by_text("Formulir untuk orang berikutnya muncul")).to_be_visible()
    expect(tablet.locator("input:checked")).to_have_count(0)
    tablet.context.set_offline(False)
    tablet.clock.run_for(61_000)

    expect(tablet.get_by_text("Pertanyaan 1 dari 9")).to_be_visible()
    expect(tablet.locator("input:checked")).to_have_count(0)


VOICES = """
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => ["id-ID", "en-GB"].map((lang) => ({ lang })), addEventListener() {}, cancel() {},
  speak(words) { window.heard = words.lang; },
} });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def test_a_question_is_read_aloud_in_the_language_of_the_page(place, open_page) -> None:
    tablet = open_page(width=1024, height=768)
    tablet.add_init_script(VOICES)
    begin(tablet, place)
    press(tablet, "English")
    title(tablet, "Rate our service")
    tablet.get_by_role("button", name="Listen").click()

    assert tablet.evaluate("window.heard") == "en"


def test_leaving_a_kiosk_asks_for_the_pin(place, open_page) -> None:
    tablet = open_page(width=1024, height=768)
    begin(tablet, place)
    tablet.get_by_role("link", name="Petugas: keluar").click()
    title(tablet, "Keluar dari mode kios")
    tablet.get_by_label("PIN unit").fill("1111")
    press(tablet, "Keluar")
    expect(tablet.get_by_text("PIN tidak cocok")).to_be_visible()
    tablet.get_by_label("PIN unit").fill(PIN)
    press(tablet, "Keluar")
    expect(tablet).to_have_url(f"{place.url}/")
    tablet.goto(f"{place.kiosk}isi/")
    title(tablet, "Mulai mode kios")


def test_a_kiosk_without_javascript(place, open_page) -> None:
    tablet = open_page(width=1024, height=768, javascript=False)
    begin(tablet, place)
    answer_all(tablet)
    press(tablet, "Lanjut")
    title(tablet, "Periksa jawaban Anda")
    press(tablet, "Kirim jawaban")
    title(tablet, "Terima kasih")
    expect(tablet.get_by_text("Pertanyaan 1 dari 9")).to_be_visible(timeout=20_000)  # by itself
    assert len(place.answers()) == 1
