"""A report that takes a turn, on a phone with and without JavaScript: late and escalated, opened
again by the reporter, met by a second citizen who follows it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from complaints.choices import ComplaintState
from complaints.clock.actions.ladder import escalate_overdue
from complaints.models import Area, Category, Complaint, LadderStep
from complaints.reference import load
from complaints.staff.actions.answering import send_answer
from organizations.models import Assignment, Organization, User
from tests.factories.complaints import SECRET, complaint
from tests.factories.hostile import picture
from tests.journeys.people import sign_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("javascript", [True, False], ids=["js", "tanpa-js"]),
]
PHONE = {"width": 360, "height": 740}
MAYOR, HEAD = "pimpinan@contoh.test", "penghubung.dinkes@contoh.test"


@pytest.fixture
def unit(demo_portal) -> Organization:
    load()
    return Organization.objects.get(code="1.02.0.00.0.00.01.0000")


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def at_work(unit: Organization, **fields) -> Complaint:
    """A report the unit has; every parallel test has one of its own."""
    category = Category.objects.get(code="kesehatan")
    return complaint(unit=unit, category=category, state=ComplaintState.IN_PROGRESS, **fields)


def open_ticket(page: Page, url: str, number: str, secret: str = SECRET) -> None:
    page.goto(f"{url}/lacak/")
    page.get_by_label("Nomor laporan").fill(number)
    page.get_by_label("Kode rahasia").fill(secret)
    press(page, "Buka laporan")


def test_overdue_and_escalated(demo_portal, open_page, unit, javascript: bool) -> None:
    url = demo_portal.url
    mayor = User.objects.get(email=MAYOR)
    LadderStep.objects.get_or_create(level=3, unit=None, defaults={"title": "Wali Kota"})
    LadderStep.objects.filter(level=3, unit=None).update(officer=mayor, after_days=10)
    case = at_work(unit, received_at=timezone.now() - timedelta(days=90))
    escalate_overdue(now=timezone.now())

    # The unit finds it behind one press on its first page, and who was told stands on it.
    officer = open_page(javascript=javascript, **PHONE)
    sign_in(officer, url, HEAD)
    officer.get_by_role("link", name="Lihat Laporan terlambat").click()
    officer.get_by_text("Saring dan cari").click()
    officer.get_by_label("Kata").fill(case.number)
    press(officer, "Saring")
    officer.get_by_role("link", name=case.subject).click()
    expect(officer.get_by_role("main")).to_contain_text(f"Wali Kota, {mayor.full_name}")

    # So does the officer at the top of the ladder, who may open it for that reason.
    leader = open_page(javascript=javascript, **PHONE)
    sign_in(leader, url, MAYOR)
    leader.get_by_role("link", name="Lihat Laporan terlambat").click()
    leader.goto(f"{url}{case.get_absolute_url()}")
    expect(leader.get_by_role("main")).to_contain_text("terlambat")

    # The citizen reads that the city is late, and what may be done about it.
    citizen = open_page(javascript=javascript, **PHONE)
    open_ticket(citizen, url, case.number)
    expect(citizen.get_by_role("main")).to_contain_text("Kota terlambat menangani laporan ini")
    expect(citizen.get_by_role("main")).to_contain_text("Ombudsman")


def test_reopened(demo_portal, open_page, axe, unit, javascript: bool) -> None:
    url = demo_portal.url
    head = Assignment.objects.filter(user__email=HEAD).select_related("user").get().user
    case = at_work(unit)
    due = case.resolve_due_at
    send_answer(case=case, text="Antrean sudah ditata.", by=head)

    citizen = open_page(javascript=javascript, **PHONE)
    open_ticket(citizen, url, case.number)
    citizen.get_by_role("link", name="Sudah selesai").click()
    press(citizen, "Ya, sudah selesai")
    citizen.get_by_role("link", name="dibuka kembali").click()
    press(citizen, "Buka kembali")
    expect(citizen.get_by_role("alert")).to_contain_text("Tulis apa yang belum selesai")
    citizen.get_by_label("Apa yang belum selesai?").fill("Hari ini antre lagi sampai siang.")
    press(citizen, "Buka kembali")
    expect(citizen.get_by_role("alert")).to_contain_text("Laporan dibuka kembali")

    # In the field: read on the phone, answered with a photo taken there.
    officer = open_page(javascript=javascript, **PHONE)
    sign_in(officer, url, HEAD)
    officer.get_by_role("link", name="Lihat Pesan dari pelapor").click()
    officer.goto(f"{url}{case.get_absolute_url()}")
    expect(officer.get_by_role("main")).to_contain_text("antre lagi sampai siang")
    officer.get_by_role("link", name="Tulis jawaban").click()
    officer.get_by_label("Jawaban untuk pelapor").fill("Loket kedua dibuka mulai besok.")
    taken = {"name": "IMG_2026.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    officer.get_by_label("Foto hasil pekerjaan").set_input_files(taken)
    if javascript:
        assert axe(officer) == []
    press(officer, "Kirim jawaban")
    expect(officer.get_by_role("alert")).to_contain_text("Jawaban terkirim")

    citizen.reload()
    expect(citizen.get_by_role("main")).to_contain_text("Loket kedua dibuka mulai besok.")
    expect(citizen.get_by_role("link", name="foto-hasil.jpg")).to_be_visible()
    citizen.get_by_role("link", name="Nilai penanganannya").click()
    citizen.get_by_label("Sangat baik").check()
    press(citizen, "Kirim penilaian")
    expect(citizen.get_by_role("alert")).to_be_visible()
    case.refresh_from_db()
    assert (case.state, case.resolve_due_at) == (ComplaintState.ANSWERED, due)
    assert case.rating.stars == 4


def test_a_duplicate_is_followed(demo_portal, open_page, axe, unit, javascript: bool) -> None:
    url = demo_portal.url
    area = Area.objects.filter(parent__isnull=False, is_active=True).first()
    subject = f"Puskesmas tutup lebih awal {javascript}"
    case = at_work(unit, shown=True, area=area, subject=subject)
    due, filed = case.resolve_due_at, Complaint.objects.count()

    second = open_page(javascript=javascript, **PHONE)
    second.goto(f"{url}/lapor/")
    press(second, "Mulai melapor")
    second.get_by_label("Puskesmas dan rumah sakit").check()
    press(second, "Lanjut")
    second.get_by_label("Ceritakan").fill("Puskesmas sudah tutup jam sepuluh, banyak yang pulang.")
    press(second, "Lanjut")
    second.get_by_label("Kelurahan").select_option(str(area.pk))
    press(second, "Lanjut")
    expect(second.get_by_role("heading", level=1)).to_contain_text("Mungkin sudah ada")
    if javascript:
        assert axe(second) == []
    second.get_by_role("link", name=f"Saya juga, ikuti laporan {subject}").click()
    press(second, "Ikuti laporan")
    expect(second.get_by_role("main")).to_contain_text(case.number)
    rows = second.get_by_role("main").get_by_role("definition")
    number, secret = rows.nth(0).inner_text(), rows.nth(1).inner_text()
    assert (number, Complaint.objects.count()) == (case.number, filed)

    open_ticket(second, url, number, secret)
    expect(second.get_by_role("main")).to_contain_text("Anda mengikuti laporan warga lain")
    second.get_by_role("link", name="Tulis pesan atau tambah berkas").click()
    second.get_by_label("Tulis pesan").fill("Hari Jumat juga tutup.")
    press(second, "Kirim pesan")

    officer = open_page(javascript=javascript, **PHONE)
    sign_in(officer, url, HEAD)
    officer.goto(f"{url}{case.get_absolute_url()}")
    said = officer.get_by_role("listitem").filter(has_text="Hari Jumat juga tutup.")
    expect(said).to_contain_text("Warga yang mengikuti")
    case.refresh_from_db()
    assert (case.supporters, case.resolve_due_at) == (1, due)
