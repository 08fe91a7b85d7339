"""A mobile service without a network: nothing lost, nothing twice, nobody thanked for nothing."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from organizations.choices import Role
from organizations.models import Organization
from surveys.choices import Language, Mode, PointKind, QuestionKind
from surveys.instrument.actions.questionnaires import (
    QuestionWords,
    activate_questionnaire,
    copy_questionnaire,
    save_question,
)
from surveys.models import Question, Response, ServicePoint, ServiceUnit
from tests.factories.organizations import make_user
from tests.factories.surveys import make_point, make_service, make_service_unit

pytestmark = pytest.mark.journey
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PIN = "2468"
NO_STORAGE = """
    Object.defineProperty(window, "localStorage", { get() { throw new Error("refused"); } });
    Object.defineProperty(navigator, "serviceWorker", { get() { return undefined; } });
"""


@pytest.fixture
def point(demo_portal) -> ServicePoint:
    unit = make_service_unit(
        Organization.objects.filter(service_units__isnull=False).first(),
        languages=list(Language.values),
        kiosk_pin=make_password(PIN),
    )
    return make_point(unit, service=make_service(unit), kind=PointKind.MOBILE)


def offline_form(page: Page, url: str, point: ServicePoint) -> None:
    page.goto(f"{url}/kios/{point.code}/luring/")
    page.get_by_label("PIN unit").fill(PIN)
    page.get_by_role("button", name="Mulai", exact=True).click()
    expect(page.get_by_role("button", name="Kirim jawaban")).to_be_visible()


def kept_by_worker(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def answer(page: Page, at: int = 2) -> None:
    for question in page.locator("fieldset[data-required]").all():
        question.get_by_role("radio").nth(at).check()
    page.get_by_role("button", name="Kirim jawaban").click()


def thanked(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Terima kasih")
    expect(page.get_by_text(words)).to_be_visible()
    page.get_by_role("button", name="Orang berikutnya").click()
    expect(page.get_by_role("button", name="Kirim jawaban")).to_be_visible()


KEPT = "dikirim begitu ada jaringan"


def test_answers_wait_on_the_device(demo_portal, point, open_page, axe, screenshot) -> None:
    phone = open_page(width=360, height=740)
    offline_form(phone, demo_portal.url, point)
    kept_by_worker(phone)
    assert axe(phone) == []
    assert phone.evaluate(WIDER) == 0
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Kirim jawaban").click()
    expect(phone.get_by_role("alert")).to_contain_text("Belum dijawab")
    answer(phone)
    thanked(phone, KEPT)
    answer(phone)
    thanked(phone, KEPT)
    expect(phone.get_by_text("0 terkirim, 2 menunggu")).to_be_visible()
    screenshot(phone, "survei-luring")
    assert axe(phone) == []

    phone.reload()  # still without a network
    expect(phone.get_by_text("0 terkirim, 2 menunggu")).to_be_visible()
    phone.get_by_role("button", name="English").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Rate our service")
    phone.get_by_role("button", name="Bahasa Indonesia").click()
    answer(phone, 3)
    thanked(phone, KEPT)
    assert not Response.objects.filter(point=point).exists()

    phone.context.set_offline(False)
    expect(phone.get_by_text("3 terkirim, 0 menunggu")).to_be_visible()
    rows = Response.objects.filter(point=point).order_by("pk")
    assert [row.persyaratan for row in rows] == [36, 36, 48]
    assert {row.mode for row in rows} == {Mode.OFFLINE}


def test_a_lost_reply_counts_once(demo_portal, point, open_page) -> None:
    phone = open_page(width=360, height=740)
    offline_form(phone, demo_portal.url, point)

    def lost(route) -> None:
        if route.request.method == "POST":
            route.fetch()  # it arrives, and its answer does not come back
            route.abort()
        else:
            route.continue_()

    phone.route("**/luring/", lost)
    answer(phone)
    expect(phone.get_by_text("Belum terkirim; dicoba lagi sendiri.")).to_be_visible()
    expect(phone.get_by_text("0 terkirim, 1 menunggu")).to_be_visible()
    assert Response.objects.filter(point=point).count() == 1
    phone.unroute("**/luring/")
    phone.get_by_role("button", name="Kirim sekarang").click()
    expect(phone.get_by_text("1 terkirim, 0 menunggu")).to_be_visible()
    assert Response.objects.filter(point=point).count() == 1


def test_storage_refused_is_said_and_nothing_thanked(demo_portal, point, open_page, axe) -> None:
    phone = open_page(width=360, height=740)
    phone.add_init_script(NO_STORAGE)
    offline_form(phone, demo_portal.url, point)
    expect(phone.get_by_text("Peramban ini tidak mau menyimpan jawaban")).to_be_visible()
    assert axe(phone) == []
    phone.context.set_offline(True)
    answer(phone)
    expect(phone.get_by_role("alert")).to_contain_text("belum terkirim dan tetap di layar ini")
    expect(phone.get_by_role("heading", level=1)).not_to_have_text("Terima kasih")
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Kirim jawaban").click()  # what was chosen is still there
    thanked(phone, "Jawaban Anda sudah tersimpan.")
    assert Response.objects.filter(point=point).count() == 1


FULL = """
    const store = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, text) {
        if (text.length > (this.getItem(name) || "").length && window.isFull) throw new Error("quota");
        store.call(this, name, text);
    };
"""


def test_what_waits_is_sent_though_the_device_is_full(demo_portal, point, open_page) -> None:
    phone = open_page(width=360, height=740)
    phone.add_init_script(FULL)
    offline_form(phone, demo_portal.url, point)
    kept_by_worker(phone)
    phone.context.set_offline(True)
    answer(phone)
    thanked(phone, KEPT)
    phone.evaluate("window.isFull = true")
    answer(phone)
    expect(phone.get_by_role("alert")).to_contain_text("belum terkirim dan tetap di layar ini")
    expect(phone.get_by_text("0 terkirim, 1 menunggu")).to_be_visible()

    phone.context.set_offline(False)
    expect(phone.get_by_text("1 terkirim, 0 menunggu")).to_be_visible()
    phone.get_by_role("button", name="Kirim jawaban").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Terima kasih")
    assert Response.objects.filter(point=point).count() == 2


def test_words_that_must_be_written_are_asked_for_before_the_answer_is_kept(
    demo_portal, point, open_page
) -> None:
    by = make_user(Role.BAGIAN_ORGANISASI)
    copy = copy_questionnaire(
        questionnaire=point.unit.questionnaire, owner=point.unit.organization, by=by
    )
    words = QuestionWords("", QuestionKind.TEXT, True, {"id": "Apa yang paling membantu?"})
    save_question(question=Question(questionnaire=copy), words=words, by=by)
    ServiceUnit.objects.filter(pk=point.unit_id).update(
        questionnaire=activate_questionnaire(questionnaire=copy, by=by), languages=["id"]
    )
    phone = open_page(width=360, height=740)
    offline_form(phone, demo_portal.url, point)
    answer(phone)

    expect(phone.get_by_role("alert")).to_contain_text("Apa yang paling membantu? Belum dijawab")
    phone.get_by_label("Apa yang paling membantu?").fill("Petugasnya")
    phone.get_by_role("button", name="Kirim jawaban").click()
    expect(phone.get_by_text("1 terkirim, 0 menunggu")).to_be_visible()
    assert Response.objects.filter(point=point).count() == 1


WRONG = """name => {
    const found = Object.keys(localStorage).find(key => key.startsWith("survei-luring"));
    const state = JSON.parse(localStorage.getItem(found));
    state.waiting[0].fields = state.waiting[0].fields.map(
        pair => pair[0] === "q_waktu" ? ["q_waktu", "9"] : pair);
    localStorage.setItem(found, JSON.stringify(state));
}"""


def test_what_the_server_refuses_is_taken_along_and_discarded(
    demo_portal, point, open_page, axe, screenshot
) -> None:
    phone = open_page(width=360, height=740)
    offline_form(phone, demo_portal.url, point)
    kept_by_worker(phone)
    phone.context.set_offline(True)
    answer(phone)
    thanked(phone, KEPT)
    phone.evaluate(WRONG)
    phone.context.set_offline(False)
    expect(phone.get_by_text("1 jawaban ditolak server")).to_be_visible()
    expect(phone.get_by_text("0 terkirim, 1 menunggu")).to_be_visible()
    assert axe(phone) == []
    assert phone.evaluate(WIDER) == 0
    screenshot(phone, "survei-luring-ditolak")

    with phone.expect_download() as saved:
        phone.get_by_role("button", name="Unduh yang ditolak").click()
    text = saved.value.path().read_text(encoding="utf-8-sig")
    assert "q_waktu" in text
    assert '"9"' in text
    assert "tidak ada di antara pilihannya" in text

    phone.get_by_role("button", name="Buang yang ditolak").click()
    phone.get_by_role("button", name="Ya, buang 1 jawaban").click()
    expect(phone.get_by_text("0 terkirim, 0 menunggu, 1 dibuang")).to_be_visible()
    expect(phone.get_by_text("1 jawaban ditolak server")).to_be_hidden()
    phone.reload()
    expect(phone.get_by_text("0 terkirim, 0 menunggu, 1 dibuang")).to_be_visible()
    assert not Response.objects.filter(point=point).exists()


def test_a_form_left_alone_begins_anew_one_that_could_not_be_sent_stays(
    demo_portal, point, open_page
) -> None:
    phone = open_page(width=360, height=740)
    phone.add_init_script(NO_STORAGE)
    phone.clock.install()
    offline_form(phone, demo_portal.url, point)
    phone.get_by_role("radio").first.check()
    phone.clock.run_for(121_000)
    expect(phone.locator("input:checked")).to_have_count(0)

    phone.context.set_offline(True)
    answer(phone)
    expect(phone.get_by_role("alert")).to_contain_text("belum terkirim")
    phone.clock.run_for(121_000)
    expect(phone.locator("input:checked")).to_have_count(9)
