"""Answering without an account and without JavaScript."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Draft
from organizations.models import City
from surveys.choices import Flag, Layout, Mode, PeriodState
from surveys.collection.queries.words import day_in
from surveys.collection.views.answer import ANSWERED
from surveys.instrument.queries.points import sign_point
from surveys.models import Comment, Response
from tests.factories.surveys import make_period, make_point, make_service, make_service_unit
from tests.surveys.collection.respondent import CODES, answers, held, path, sent

pytestmark = pytest.mark.django_db
SIZE = 60_000


@pytest.fixture
def point(db):
    unit = make_service_unit(layout=Layout.STEPS, languages=["id", "jv", "en"])
    return make_point(unit, service=make_service(unit))


def go(client, point, page, act="next", **fields):
    return client.post(path(point), {**held(page), "act": act, **fields})


def test_one_question_a_page_to_thanks(client, point):
    page = client.get(path(point))
    for at, code in enumerate(CODES, 1):
        assert f"Pertanyaan {at} dari 9" in page.content.decode()
        page = go(client, point, page, **{f"q_{code}": "3"})
    assert "Tentang Anda" in page.content.decode()
    page = go(client, point, page, sex="P", comment="Antre lama")
    assert "Periksa jawaban Anda" in page.content.decode()
    assert not Response.objects.exists()

    page = go(client, point, page, act="send")

    assert "sudah tersimpan" in page.content.decode()
    assert f"– SELARAS {City.current().name}</title>" in page.content.decode()
    row = Response.objects.get()
    assert (row.sex, row.point, row.mode) == ("P", point, Mode.OWN)
    assert row.seconds < 60
    assert Comment.objects.get().text == "Antre lama"


def test_back_keeps_what_was_given_and_reload_is_the_same_page(client, point):
    first = go(client, point, client.get(path(point)), q_persyaratan="4")
    again = go(client, point, first, act="back")

    assert 'name="q_persyaratan" value="4" id="id_q_persyaratan"' not in again.content.decode()
    assert 'value="4"  checked' in again.content.decode().replace('id="id_q_persyaratan"', "")
    kept = held(first)
    assert held(go(client, point, again, q_persyaratan="4")) == kept  # sent once more


def test_language_is_changed_in_the_middle(client, point):
    page = go(client, point, client.get(path(point)), q_persyaratan="2")
    page = go(client, point, page, act="language:en")

    assert 'lang="en"' in page.content.decode()
    assert "How easy is the procedure here?" in page.content.decode()
    assert held(page)["q_persyaratan"] == "2"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("jv", ("9 pitakenan", "Jaler", "Boten wonten", "Wangsulan punika boten wonten")),
        ("en", ("9 questions", "Male", "Self-employed", "This answer is not among the choices.")),
    ],
)
def test_all_of_a_page_is_in_its_language(client, point, language, words):
    point.unit.layout = Layout.SHEET
    point.unit.save()

    page = sent(client, point, language=language, q_waktu="5").content.decode()

    assert [word for word in words if word not in page] == []
    ours = ("Laki-laki", "Lainnya", "Langsung ke isi", "Pilih lagi")
    assert [word for word in ours if word in page] == []


def test_the_last_page_tells_all_that_will_be_sent(client, point):
    page = sent(
        client, point, act="change:periksa", sex="P", education="slta", assisted="1", age="7"
    ).content.decode()

    told = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page)
    assert told[9:] == [
        ("Jenis kelamin", "Perempuan"),
        ("Pendidikan terakhir", "SLTA"),
        ("Petugas membantu saya mengisi", "Ya"),
    ]


def test_a_question_left_out_is_asked_before_going_on(client, point):
    page = go(client, point, client.get(path(point)))

    assert page.status_code == 400
    assert 'href="#id_q_persyaratan"' in page.content.decode()


@pytest.mark.parametrize("wrong", ["", "5", "0", "satu", "4,4"])
def test_a_wrong_answer_keeps_the_others_and_is_named(client, point, wrong):
    page = sent(client, point, q_waktu=wrong, comment="Tetap ada")

    text = page.content.decode()
    assert page.status_code == 400
    assert 'href="#id_q_waktu"' in text
    assert "Bagaimana kecepatan waktu" in text
    assert held(page)["comment"] == "Tetap ada"
    assert held(page)["q_sarpras"] == "3"
    assert not Response.objects.exists()


def test_a_question_answered_twice_is_refused(client, point):
    form = {**held(client.get(path(point))), **answers(), "q_waktu": ["1", "4"], "act": "send"}

    assert client.post(path(point), form).status_code == 400
    assert not Response.objects.exists()


def test_the_same_form_twice_is_thanked_twice_and_counted_once(client, point):
    form = {**held(client.get(path(point))), **answers(), "act": "send"}

    for _ in range(2):
        assert "sudah tersimpan" in client.post(path(point), form).content.decode()
    assert Response.objects.count() == 1


def test_a_form_without_a_key_begins_anew(client, point):
    page = client.post(path(point), {**answers(), "act": "send"})

    assert page.status_code == 400
    assert "Mulai lagi" in page.content.decode()
    assert not Response.objects.exists()


def test_one_browser_that_answers_again_is_flagged_not_stopped(client, point):
    """Also after it was closed and opened again: the mark outlives the session."""
    thanked = sent(client, point)
    assert thanked.cookies[ANSWERED]["max-age"] >= 3600
    sent(client, point, "444344434")

    first, second = Response.objects.order_by("pk")
    assert not first.flags & Flag.SERIES
    assert second.flags & Flag.SERIES


def test_all_on_one_page(client, point):
    point.unit.layout = Layout.SHEET
    point.unit.save()

    page = client.get(path(point))
    assert page.content.decode().count("<fieldset") == 9
    assert "sudah tersimpan" in sent(client, point).content.decode()
    wrong = sent(client, point, q_biaya="")
    assert wrong.status_code == 400
    assert wrong.content.decode().count(" checked") == 8


def test_services_are_chosen_where_the_point_has_none(client, point):
    point.service = None
    point.save()
    other = make_service(point.unit, "Akta kelahiran")

    page = client.get(path(point))
    assert "Layanan apa yang Anda terima?" in page.content.decode()
    assert sent(client, point).status_code == 400
    sent(client, point, service=other.pk)
    assert Response.objects.get().service == other


def test_the_signed_address_opens_the_form_and_a_forged_one_none(client, point):
    mark = sign_point(point)

    assert client.get(path(point, mark)).status_code == 200
    for wrong in (mark[:-1] + ("c" if mark[-1] != "c" else "d"), "cccccccccc"):
        page = client.get(path(point, wrong))
        assert page.status_code == 404
        assert "<form" not in page.content.decode()
    assert client.post(path(point, "cccccccccc"), answers()).status_code == 404


def test_a_point_that_is_off_says_so(client, point):
    point.is_active = False
    point.save()

    page = client.get(path(point))
    assert page.status_code == 410
    assert "sedang tidak dibuka" in page.content.decode()
    assert "<form" not in page.content.decode()


def test_an_unknown_code_is_no_page_in_the_language_asked_for(client):
    for language, said in (
        ("", "tidak dikenal"), ("jv", "boten dipuntepangi"), ("en", "is not known"),
        ("xx", "tidak dikenal"),
    ):  # fmt: skip
        page = client.get("/s/TIDAKADA/", {"bahasa": language})
        sent = client.post("/s/TIDAKADA/", {"language": language})
        assert (page.status_code, sent.status_code) == (404, 404)
        for answer in (page, sent):
            assert said in answer.content.decode()
            assert f'<html lang="{language if language in ("jv", "en") else "id"}">' in (
                answer.content.decode()
            )


def test_after_closing_the_page_says_which_period_takes_the_answer(client, point, clock_day):
    make_period(
        point.unit, starts_on=clock_day.replace(day=1), ends_on=clock_day,
        state=PeriodState.CLOSED,
    )  # fmt: skip
    sent(client, point)

    assert "Periode survei yang lalu sudah ditutup" in client.get(path(point)).content.decode()
    page = client.get(path(point), {"bahasa": "en"}).content.decode()
    begins = clock_day + timedelta(days=1)
    assert f"the period that begins on {day_in('en', begins)}." in page


@pytest.fixture
def clock_day():
    return timezone.localdate()


def test_the_page_with_all_it_loads_is_small(client, point, settings):
    point.unit.layout = Layout.SHEET
    point.unit.save()

    page = client.get(path(point))
    loaded = ("css/tokens.css", "css/survey.css", "js/survey.js", "img/mark.svg", "img/faces.svg")
    own = sum((settings.BASE_DIR / "static" / name).stat().st_size for name in loaded)
    assert len(page.content) + own < SIZE
    assert page.content.decode().count("<script") == 1  # which it does without


def test_with_consent_the_comment_begins_a_complaint_that_knows_no_answer(client, point):
    page = sent(client, point, comment="Petugas meminta uang tambahan")
    assert "/lapor/tulisan/" in page.content.decode()

    response = client.post("/lapor/tulisan/", {"text": "Petugas meminta uang tambahan"})

    assert response.url == "/lapor/kategori/"
    assert "Petugas meminta uang" in Draft.objects.get().answers
    assert "Petugas meminta uang" in client.get("/lapor/kejadian/").content.decode()


def test_nothing_that_leads_to_the_answer_goes_into_the_complaint(client, point):
    page = sent(client, point, comment="Petugas meminta uang").content.decode()
    offer = page.partition('action="/lapor/tulisan/"')[2].partition("</form>")[0]
    more = {"key": Response.objects.get().client_key, "point": point.code, "q_waktu": "1"}

    client.post("/lapor/tulisan/", {"text": "Petugas meminta uang", **more})

    assert set(re.findall(r'name="(\w+)"', offer)) == {"csrfmiddlewaretoken", "text"}
    assert json.loads(Draft.objects.get().answers) == {"text": "Petugas meminta uang"}


def test_no_comment_no_offer_of_a_complaint(client, point):
    assert "/lapor/tulisan/" not in sent(client, point).content.decode()


def test_pages_are_kept_by_no_cache(client, point):
    for page in (client.get(path(point)), sent(client, point)):
        assert "no-store" in page["Cache-Control"]
