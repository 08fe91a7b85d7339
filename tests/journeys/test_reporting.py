"""A citizen with a phone reports, is asked, answers, is answered, accepts; light pages throughout."""

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from complaints.models import Complaint
from complaints.staff.actions.answering import ask_reporter, send_answer
from complaints.staff.actions.routing import route_case
from organizations.choices import Role
from organizations.models import Assignment, Organization

LIGHT = 80 * 1024
TEXT = "Air rob masuk ke gang kami setiap sore sejak Senin, setinggi lutut."


class Scale:
    """What a page weighs on the line: styles and scripts packed as production serves them."""

    def __init__(self, page: Page) -> None:
        self.answers: list[Response] = []
        page.on("response", self.note)

    def note(self, answer: Response) -> None:
        self.answers.append(answer)

    def weigh(self) -> int:
        weight = 0
        for answer in self.answers:
            if "/vendor/leaflet/" not in answer.url and answer.status == 200:
                is_packed = answer.url.endswith((".css", ".js", ".svg"))
                body = answer.body()
                weight += len(gzip.compress(body)) if is_packed else len(body)
        return weight


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def officer() -> object:
    rows = Assignment.objects.filter(role=Role.BAGIAN_ORGANISASI)
    return rows.select_related("user").first().user


@pytest.mark.journey
@pytest.mark.parametrize("javascript", [True, False], ids=["js", "tanpa js"])
def test_anonymous_secret_report_to_closing(demo_portal, open_page, screenshot, axe, javascript):
    phone = open_page(width=360, height=740, javascript=javascript)
    url = demo_portal.url

    def accessible() -> None:
        if javascript:  # axe is a script itself
            assert axe(phone) == []

    phone.goto(f"{url}/lapor/")
    press(phone, "Mulai melapor")
    phone.get_by_label("Banjir dan rob").check()
    press(phone, "Lanjut")
    expect(phone.get_by_role("link", name="Telepon 112")).to_be_visible()
    phone.get_by_label("Ceritakan").fill("Banjir")
    press(phone, "Lanjut")
    expect(phone.get_by_role("alert")).to_contain_text("sedikit lebih banyak")
    expect(phone.get_by_label("Ceritakan")).to_have_value("Banjir")
    accessible()
    phone.get_by_label("Ceritakan").fill(TEXT)
    press(phone, "Lanjut")
    phone.get_by_label("Alamat atau patokan").fill("Gang Melati, depan musala")
    press(phone, "Lanjut")
    press(phone, "Lanjut")
    phone.get_by_label("Anonim:").check()
    phone.get_by_label("Rahasia:").check()
    press(phone, "Lanjut")
    press(phone, "Lanjut")
    expect(phone.get_by_role("main")).to_contain_text(TEXT)
    accessible()
    press(phone, "Kirim laporan")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("sudah kami terima")
    accessible()
    screenshot(phone, f"30-bukti-{'js' if javascript else 'tanpa'}")
    rows = phone.get_by_role("main").get_by_role("definition")
    number, secret = rows.nth(0).inner_text(), rows.nth(1).inner_text()
    case = Complaint.objects.get(number=number)
    assert (case.is_anonymous, case.is_secret) == (True, True)
    desk, unit = officer(), Organization.objects.get(code="1.02.0.00.0.00.01.0000")
    route_case(case=case, unit=unit, by=desk)
    ask_reporter(case=case, text="Sampai jam berapa airnya surut?", by=desk)

    phone.goto(f"{url}/lacak/")
    phone.get_by_label("Nomor laporan").fill(number)
    phone.get_by_label("Kode rahasia").fill(secret)
    press(phone, "Buka laporan")
    expect(phone.get_by_role("main")).to_contain_text("Sampai jam berapa airnya surut?")
    accessible()
    phone.get_by_role("link", name="Jawab dan lengkapi").click()
    expect(phone.get_by_label("Tulis pesan")).to_be_visible()
    accessible()
    phone.get_by_label("Tulis pesan").fill("Sekitar jam sembilan malam.")
    press(phone, "Kirim pesan")
    expect(phone.get_by_role("alert")).to_contain_text("Pesan terkirim")

    send_answer(case=case, text="Pompa di muara sudah diperbaiki.", by=desk)
    phone.reload()
    expect(phone.get_by_role("main")).to_contain_text("Pompa di muara sudah diperbaiki.")
    screenshot(phone, f"31-laporan-dijawab-{'js' if javascript else 'tanpa'}")
    accessible()
    phone.get_by_role("link", name="Sudah selesai").click()
    press(phone, "Ya, sudah selesai")
    phone.get_by_role("link", name="Nilai penanganannya").click()
    expect(phone.get_by_label("Sangat baik")).to_be_visible()
    accessible()
    phone.get_by_label("Sangat baik").check()
    press(phone, "Kirim penilaian")
    expect(phone.get_by_role("alert")).to_be_visible()
    case.refresh_from_db()
    assert (case.state, case.outcome, case.rating.stars) == ("ditutup", "selesai", 4)
    phone.get_by_role("link", name="Keluar cepat").click()
    phone.goto(f"{url}/lacak/laporan/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lacak laporan")


@pytest.mark.journey
@pytest.mark.parametrize(
    "path",
    ["", "kategori/", "kejadian/", "lokasi/", "berkas/", "jenis/", "kontak/", "foto/"],
)
def test_every_page_of_the_form_is_light(demo_portal, open_page, axe, path):
    """Seen for the first time, with nothing in the browser's cache, and without the map."""
    phone = open_page(width=360, height=740)
    scale = Scale(phone)

    phone.goto(f"{demo_portal.url}/lapor/{path}")
    phone.wait_for_load_state("networkidle")

    assert scale.weigh() < LIGHT
    assert axe(phone) == []


@pytest.mark.journey
@pytest.mark.parametrize("is_allowed", [True, False], ids=["boleh", "tidak boleh"])
def test_the_position_of_the_phone_becomes_the_pin(demo_portal, open_page, is_allowed):
    """Asked for by the person, never by the page; refused, the list of kelurahan is enough."""
    phone, url = open_page(width=360, height=740), demo_portal.url
    phone.context.set_geolocation({"latitude": -6.891234, "longitude": 109.678912})
    phone.context.grant_permissions(["geolocation"] if is_allowed else [], origin=url)
    phone.goto(f"{url}/lapor/lokasi/")
    expect(phone.locator("#id_latitude")).to_have_value("")

    press(phone, "Pakai posisi saya")

    told = phone.locator("[data-pin-told]")
    if is_allowed:
        expect(told).to_have_text("Posisi Anda dipakai sebagai titik.")
        pin = [phone.locator(f"#id_{name}").input_value() for name in ("latitude", "longitude")]
        assert pin == ["-6.891234", "109.678912"]
        press(phone, "Hapus titik")
    else:
        expect(told).to_contain_text("Posisi tidak didapat")
    expect(phone.locator("#id_latitude")).to_have_value("")
    press(phone, "Lanjut")
    expect(phone.get_by_role("alert")).to_contain_text("Pilih kelurahan, tulis alamat")
