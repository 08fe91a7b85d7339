"""What everybody sees of a unit and the city: announced figures, and why there are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from complaints.models import Rating
from organizations.choices import Role
from surveys.choices import CommentState, Extra, FollowUpState, PeriodState
from surveys.public.views.pages import PER_PAGE
from tests.factories.complaints import complaint as make_complaint
from tests.factories.organizations import make_unit, make_user
from tests.factories.surveys import (
    make_comment,
    make_follow_up,
    make_period,
    make_point,
    make_responses,
    make_service,
    make_service_unit,
)

pytestmark = pytest.mark.django_db
GOOD = ["444444444"] * 4 + ["333333333"] * 2


def shown(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def of(unit, query: str = "") -> str:
    return f"/survei/unit/{unit.pk}/{query}"


def test_an_announced_result_stands_on_its_page_in_the_list_and_in_the_city(unit, announce, client):
    announce(unit, *GOOD)

    for path in (of(unit), "/survei/", "/survei/kota/"):
        text = shown(client, path)
        assert "91,67" in text, path
        assert "Sangat baik" in text, path
    assert "Target 80 dari 100 pengguna" in shown(client, of(unit))


def test_nothing_that_was_not_announced_is_shown(unit, client):
    period = make_period(unit)
    make_responses(period, *GOOD)
    make_comment(period, state=CommentState.SHOWN, public_text="Ruang tunggu sempit")

    for path in (of(unit), "/survei/", "/survei/kota/"):
        text = shown(client, path)
        assert "91,67" not in text
        assert "Ruang tunggu" not in text
        assert "Belum ada data" in text
    assert client.get(of(unit, "?periode=2026-S1")).status_code == 404


def test_a_withdrawn_result_leaves_every_page(unit, announce, client):
    period = announce(unit, *GOOD)
    period.state = PeriodState.CLOSED
    period.save()

    for path in (of(unit), "/survei/", "/survei/kota/", of(unit, "lencana/")):
        assert "91,67" not in shown(client, path)


@pytest.mark.parametrize("rows", [["444444444"] * 4, ["444444444"]])
def test_too_few_answers_are_counted_and_their_figures_hidden(unit, announce, client, rows):
    announce(unit, *rows)

    for path in ("/", of(unit), "/survei/", "/survei/kota/", of(unit, "lencana/")):
        text = shown(client, path)
        assert "Sangat baik" not in text, path
        assert "100,00" not in text, path
        assert "isembunyikan" in text, path


def test_a_unit_without_answers_says_so_and_never_zero(unit, announce, client):
    announce(unit)

    text = shown(client, of(unit))

    assert "Belum ada jawaban lengkap" in text
    assert "0,00" not in text


def test_an_earlier_period_is_read_with_nothing_later_beside_it(unit, announce, client):
    announce(unit, *["222222222"] * 6, half=1)
    announce(unit, *GOOD, half=2)

    earlier, newest = shown(client, of(unit, "?periode=2026-S1")), shown(client, of(unit))

    assert "50,00" in earlier
    assert "91,67" not in earlier
    assert "91,67" in newest
    assert "Sem. I 2026" in newest  # the trend
    listed = shown(client, f"/survei/?opd={unit.organization_id}")
    assert "91,67" in listed
    assert "50,00" not in listed
    assert client.get(of(unit, "?periode=2019-S1")).status_code == 404


def test_extra_tables_are_the_choice_of_the_unit(unit, announce, client):
    announce(unit, *GOOD)
    assert "Loket" not in shown(client, of(unit)).split('id="isi-survei"')[0]

    unit.published = [Extra.POINTS, Extra.FLAGS]
    unit.save()
    text = shown(client, of(unit)).split('id="isi-survei"')[0]

    assert "Titik layanan" in text
    assert "Jawaban bertanda" in text


def test_plans_and_comments_of_an_announced_result_are_shown(unit, announce, client):
    period = announce(unit, *GOOD)
    make_follow_up(period, state=FollowUpState.CONFIRMED)
    make_follow_up(period, action="Menambah kursi tunggu")
    make_follow_up(period, action="Batal saja", state=FollowUpState.DROPPED)
    make_comment(period, state=CommentState.SHOWN, public_text="Petugasnya ramah")
    make_comment(period, "Nama saya Budi", public_text="Belum diperiksa")
    make_comment(period, state=CommentState.HIDDEN, public_text="Sudah ditolak")

    text = shown(client, of(unit))

    assert "Loket kedua dibuka" in text
    assert "Menambah kursi tunggu" in text
    assert "Batal saja" not in text
    assert "Petugasnya ramah" in text
    assert not [word for word in ("Budi", "Belum diperiksa", "Sudah ditolak") if word in text]


def test_ratings_of_complaints_stand_beside_the_element_as_another_source(unit, announce, client):
    announce(unit, *GOOD)
    day = datetime(2026, 3, 2, 3, tzinfo=UTC)
    for stars in (4, 3, 3, 2):
        Rating.objects.create(
            complaint=make_complaint(unit=unit.organization, shown=True), stars=stars, given_at=day
        )
    assert "Sumber lain" not in shown(client, of(unit))  # too few

    Rating.objects.create(
        complaint=make_complaint(unit=unit.organization, shown=True), stars=4, given_at=day
    )
    Rating.objects.create(
        complaint=make_complaint(unit=make_unit(), shown=True), stars=1, given_at=day
    )
    Rating.objects.create(
        complaint=make_complaint(unit=unit.organization, shown=True), stars=1,
        given_at=datetime(2026, 7, 1, 3, tzinfo=UTC),
    )  # fmt: skip
    text = " ".join(shown(client, of(unit)).split())

    assert "Sumber lain, bukan survei: 5 pelapor" in text
    assert "nilai rata-rata 3,20 dari 4" in text
    assert "91,67" in text


def test_answering_is_offered_only_where_an_address_takes_an_answer(unit, client):
    assert "isi-survei" not in shown(client, of(unit))
    point, off = make_point(unit), make_point(unit, is_active=False)

    text = shown(client, of(unit))

    assert f"/s/{point.code}/" in text
    assert off.code not in text
    assert client.get(f"/s/{point.code}/").status_code == 200
    point.service = make_service(unit, is_active=False)
    point.save()
    assert "isi-survei" not in shown(client, of(unit))
    assert "isi-survei" not in shown(client, "/survei/isi/")


def test_a_page_of_where_to_answer_is_full_of_units_that_take_answers(unit, client):
    for number in range(PER_PAGE):
        make_service_unit(unit.organization, name=f"Unit {number:02} tanpa alamat")
    for number in range(PER_PAGE + 1):
        make_point(make_service_unit(unit.organization, name=f"Unit {number:02} yang dibuka"))

    first, second = shown(client, "/survei/isi/"), shown(client, "/survei/isi/?halaman=2")

    assert (first.count("yang dibuka"), second.count("yang dibuka")) == (PER_PAGE, 1)
    assert "tanpa alamat" not in first + second
    assert "halaman=3" not in second


def test_where_no_unit_takes_answers_it_is_said(unit, client):
    assert "Belum ada unit yang menerima jawaban" in shown(client, "/survei/isi/")
    assert "Tidak ada yang cocok" in shown(client, f"/survei/isi/?kata={unit.name}")


def test_a_typed_code_opens_its_form_and_a_wrong_one_says_why(unit, client):
    point = make_point(unit, code="KQ7M3DT")

    assert client.get("/survei/isi/?kode=kq7-m3dt").headers["Location"] == f"/s/{point.code}/"
    for typed, said in (
        ("KQ7M3DX", "tidak dikenal"),
        ("", "Tulis kode"),
        ("x" * 99, "tujuh huruf"),
    ):
        answer = client.get("/survei/isi/", {"kode": typed})
        assert answer.status_code == 400
        assert said in answer.content.decode()


def test_units_are_found_by_name_opd_and_service(unit, client):
    make_service(unit, "Paspor hewan")
    make_service(unit, "Telegram", is_active=False)
    other = make_service_unit(make_unit(), name="Unit lain")
    make_service_unit(make_unit(), name="Unit mati", is_active=False)

    assert "Unit mati" not in shown(client, "/survei/")
    found = shown(client, "/survei/?kata=paspor+hewan")
    assert unit.name in found
    assert other.name not in found
    assert other.name in shown(client, f"/survei/?opd={other.organization_id}")
    for word in ("tidakada", "telegram"):  # the latter is given no more
        assert "Tidak ada yang cocok" in shown(client, f"/survei/?kata={word}")
    assert client.get("/survei/?opd=x&kata=" + "a" * 99).status_code == 200


def test_the_city_adds_up_by_both_labelled_methods(unit, announce, client):
    announce(unit, *["444444444"] * 6)
    announce(make_service_unit(unit.organization), *["222222222"] * 18)
    make_service_unit(unit.organization)

    text = " ".join(shown(client, "/survei/kota/?periode=2026-S1").split())

    assert "62,50" in text  # pooled
    assert "75,00" in text  # mean of units
    assert "2 dari 3 unit layanan" in text
    assert "Pilih periode dari daftar" in shown(client, "/survei/kota/?periode=1999-S1")


def test_the_manager_chooses_what_is_shown(unit, client):
    client.force_login(make_user(Role.PENGELOLA_SURVEI, unit.organization))
    page = f"/kerja/survei/unit/{unit.pk}/halaman/"

    assert client.post(page, {"published": ["titik", "tanda"]}).status_code == 302
    unit.refresh_from_db()
    assert unit.published == ["titik", "tanda"]
    wrong = client.post(page, {"published": ["nama"]})
    assert "Pilih angka dari daftar" in wrong.content.decode()
    assert client.post(page, {}).status_code == 302
    unit.refresh_from_db()
    assert unit.published == []


def test_the_front_page_and_the_opd_lead_to_the_survey(unit, announce, client):
    announce(unit, *GOOD)
    make_point(unit)

    front = shown(client, "/")
    opd = shown(client, f"/kinerja/opd/{unit.organization.code}/")

    assert "/survei/isi/" in front
    assert "91,67" in front
    assert unit.name in opd
    assert "91,67" in opd
