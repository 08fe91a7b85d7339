"""axe on the pages of complaints that only a draft or an opened ticket shows, at 360 px.

All others are looked at by tests/pages/test_accessibility.py. Both take the table of pages: a new
page that answers with something else than 200 must be named here.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from complaints.choices import ComplaintState
from complaints.intake.actions.child import file_child_report
from complaints.models import Area, Category, Complaint
from organizations.models import Organization
from tests.complaints.pages import PAGES
from tests.factories.complaint_files import photo
from tests.factories.complaints import SECRET, complaint
from tests.journeys.people import sign_in
from tests.pages.places import OWN

pytestmark = pytest.mark.journey
C = "complaints:"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Who sees a page that others are led away from.
HOLDERS = {
    f"{C}report-step": "draft",
    f"{C}report-similar": "draft",
    f"{C}report-follow": "draft",
    f"{C}report-followed": "follower",
    f"{C}report-receipt": "sender",
    f"{C}public-proof": "sender",
    f"{C}ticket-detail": "holder",
    f"{C}ticket-message": "holder",
    f"{C}ticket-rate": "holder",
    f"{C}ticket-privacy": "holder",
    f"{C}ticket-contact": "holder",
    f"{C}ticket-move": "holder",
}
# Files, feeds and answers for programs.
NO_PAGES = {
    f"{C}report-similar-photo", f"{C}ticket-file", f"{C}public-feed-of",
    f"{C}open311-service", f"{C}open311-service-as", f"{C}open311-request",
    f"{C}open311-request-as", f"{C}open311-token", f"{C}open311-token-as",
}  # fmt: skip
LED_AWAY = [page for page in PAGES if 200 not in page.status and not page.is_file]
# An address somebody pasted: nothing of it may make a page wider than the screen.
LONG = {"subject": "W" * 140, "text": f"https://contoh.test/{'a' * 900}", "address": "J" * 300}
TEXT = "Puskesmas sudah tutup jam sepuluh, banyak yang pulang."


def test_no_page_escapes() -> None:
    assert {page.name for page in LED_AWAY} == {*HOLDERS, *NO_PAGES}


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def written(page: Page, url: str, area: Area) -> None:
    """A draft up to the question whether it is the same as another report."""
    page.goto(f"{url}/lapor/")
    press(page, "Mulai melapor")
    page.get_by_label("Puskesmas dan rumah sakit").check()
    press(page, "Lanjut")
    page.get_by_label("Ceritakan").fill(TEXT)
    press(page, "Lanjut")
    page.get_by_label("Kelurahan").select_option(str(area.pk))
    press(page, "Lanjut")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mungkin sudah ada")


def finished(page: Page) -> None:
    press(page, "Bukan, lanjutkan laporan saya")
    for _ in ("berkas", "jenis", "kontak"):
        press(page, "Lanjut")
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa laporan Anda")


def opened(page: Page, url: str, number: str, secret: str) -> None:
    page.goto(f"{url}/lacak/")
    page.get_by_label("Nomor laporan").fill(number)
    page.get_by_label("Kode rahasia").fill(secret)
    press(page, "Buka laporan")
    expect(page.get_by_role("link", name="Keluar cepat").first).to_be_visible()


@pytest.fixture(scope="module")
def known(demo_portal) -> Complaint:
    """A shown report with everything on it: photo, answer, too late."""
    area = Area.objects.filter(parent__isnull=False, is_active=True).first()
    category = Category.objects.get(code="kesehatan")
    unit = Organization.objects.get(code=OWN.code)
    about = {"area": area, "category": category, "unit": unit, "shown": True, **LONG}
    case = complaint(state=ComplaintState.IN_PROGRESS, **about)
    photo(case, is_public=True)
    return case


@pytest.fixture(scope="module")
def people(demo_portal, browser: Browser, known) -> dict[str, Page]:
    url = demo_portal.url
    context = {"locale": "id-ID", "viewport": {"width": 360, "height": 740}}
    found = {
        name: browser.new_context(reduced_motion="reduce", **context).new_page()
        for name in ("draft", "follower", "sender", "holder", "child")
    }
    written(found["draft"], url, known.area)
    finished(found["draft"])
    written(found["follower"], url, known.area)
    found["follower"].goto(f"{url}/lapor/serupa/{known.number}/")
    press(found["follower"], "Ikuti laporan")
    written(found["sender"], url, known.area)
    finished(found["sender"])
    press(found["sender"], "Kirim laporan")
    answered = {"state": ComplaintState.ANSWERED, "answered_at": timezone.now()}
    case = complaint(unit=known.unit, **answered, **LONG)
    photo(case)
    opened(found["holder"], url, case.number, SECRET)
    yield found
    for page in found.values():
        page.context.close()


def accessible(page: Page, axe) -> None:
    assert axe(page) == [], page.url
    assert page.evaluate(WIDER) <= 0, "the page scrolls sideways at 360 px"


@pytest.mark.parametrize("target", [page for page in LED_AWAY if page.name in HOLDERS], ids=str)
def test_what_only_a_holder_sees(demo_portal, people, known, axe, target) -> None:
    page = people[HOLDERS[target.name]]
    path = target.url(OWN).replace("SK-0000-0000", known.number)
    if target.name == f"{C}public-proof":
        page.goto(f"{demo_portal.url}/lapor/terkirim/")
        path = page.locator("main a[href*='/pengaduan/bukti/']").get_attribute("href")
        path = path[path.index("/pengaduan/bukti/") :]

    answer = page.goto(demo_portal.url + path)

    assert answer.status == 200
    assert page.url == demo_portal.url + path, "led away"
    accessible(page, axe)


def test_report_about_a_child(demo_portal, people, axe) -> None:
    page, url = people["child"], demo_portal.url
    page.goto(f"{url}/lapor/anak/")
    press(page, "Kirim laporan")
    accessible(page, axe)
    page.get_by_label("Apa yang terjadi?").fill("Uji")
    press(page, "Kirim laporan")
    accessible(page, axe)
    filed = file_child_report(text="Uji", now=timezone.now())
    opened(page, url, filed.report.number, filed.secret)
    expect(page.get_by_role("heading", level=1)).to_contain_text(filed.report.number)
    accessible(page, axe)


def test_wrong_secret_says_it_once(demo_portal, people, known, axe) -> None:
    page = people["child"]
    page.goto(f"{demo_portal.url}/lacak/")
    page.get_by_label("Nomor laporan").fill(known.number)
    page.get_by_label("Kode rahasia").fill("AAAA-AAAA-AAAA-AAAA")
    press(page, "Buka laporan")

    expect(page.get_by_text("Nomor dan kode rahasia ini tidak cocok")).to_have_count(1)
    accessible(page, axe)


def test_long_words_stay_on_the_pages_of_a_report(demo_portal, open_page, people, known, axe):
    officer = open_page(width=360, height=740)
    sign_in(officer, demo_portal.url, "organisasi@contoh.test")
    for page, path in (
        (people["child"], f"/pengaduan/{known.number}/"),
        (officer, known.get_absolute_url()),
        (officer, f"{known.get_absolute_url()}tayang/"),
    ):
        page.goto(demo_portal.url + path)
        assert page.evaluate(WIDER) <= 0, f"{path} scrolls sideways at 360 px"
        assert axe(page) == [], path
