"""Paper forms: bundles typed by keyboard, a sample typed again by another person."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Activity
from surveys.choices import BatchState, Flag, Mode, PeriodState, Settled
from surveys.collection.actions.paper import open_batch
from surveys.collection.queries.second import sample_of
from surveys.formulas import cycle_period
from surveys.models import Comment, PaperBatch, Response, SecondEntry
from tests.factories.organizations import make_user
from tests.factories.surveys import make_period, make_point, make_service, make_service_unit
from tests.surveys.collection.respondent import answers
from tests.surveys.objects import add_forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    return make_service_unit()


@pytest.fixture
def period(unit):
    today = cycle_period(timezone.localdate(), "semester")
    return make_period(unit, code=today.code, starts_on=today.starts_on, ends_on=today.ends_on)


@pytest.fixture
def clerk(unit):
    return make_user(Role.PENGELOLA_SURVEI, unit.organization)


@pytest.fixture
def other(unit):
    return make_user(Role.PENGELOLA_SURVEI, unit.organization)


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def batch(desk, period):
    made = desk.post(
        f"/kerja/survei/unit/{period.unit_id}/bundel/baru/",
        {"period": period.pk, "filled_on": timezone.localdate().strftime("%d %m %Y")},
    )
    found = PaperBatch.objects.get()
    assert made.url == f"/kerja/survei/bundel/{found.pk}/entri/"
    return found


def typed(client, batch, row="333343334", **more):
    form = {"key": str(uuid4()), **answers(row), **more}
    return client.post(f"/kerja/survei/bundel/{batch.pk}/entri/", form)


def remove(client, batch, row):
    return client.post(reverse("surveys:batch-row-remove", args=[batch.pk, row]))


def act(client, batch, what, **data):
    return client.post(f"/kerja/survei/bundel/{batch.pk}/{what}/", data)


def test_a_form_is_a_row_of_the_bundle_and_nobody_stands_at_it(desk, batch, clerk):
    reply = typed(desk, batch, sex="P", comment="Antre lama")

    assert reply.url == f"/kerja/survei/bundel/{batch.pk}/entri/"
    row = Response.objects.get()
    assert (row.batch, row.row, row.mode, row.sex) == (batch, 1, Mode.PAPER, "P")
    assert row.received_on == batch.filled_on
    assert Comment.objects.get().text == "Antre lama"
    assert (batch.number, batch.entered_by) == (1, clerk)
    page = desk.get(f"/kerja/survei/bundel/{batch.pk}/entri/").content.decode()
    assert "<strong>baris 2</strong>" in page
    assert "autofocus" in page


def test_pressed_twice_is_one_row(desk, batch):
    key = str(uuid4())
    for _ in range(2):
        typed(desk, batch, key=key)

    assert Response.objects.count() == 1


def test_the_key_of_a_form_in_another_bundle_is_no_row_of_this_one(desk, batch, period):
    key = str(uuid4())
    typed(desk, batch, key=key)
    other = PaperBatch.objects.create(
        period=period, number=2, filled_on=batch.filled_on, entered_by=batch.entered_by
    )

    assert typed(desk, other, key=key).status_code == 409
    assert Response.objects.get().batch == batch


@pytest.mark.parametrize("wrong", ["", "0", "5", "x", "33"])
def test_a_wrong_digit_is_named_and_the_others_stay(desk, batch, wrong):
    page = typed(desk, batch, q_waktu=wrong, comment="Tetap ada")

    text = page.content.decode()
    assert page.status_code == 400
    assert "Tetap ada" in text
    assert re.search(r'name="q_produk" value="4"', text)
    assert "Nomor 3: isi 1, 2, 3, atau 4" in text or "Nomor 3: belum diisi" in text
    assert not Response.objects.exists()


def test_services_are_asked_where_the_bundle_has_none(desk, batch, unit):
    own, foreign = make_service(unit), make_service(make_service_unit())

    assert "Pilih layanan pada kuesioner ini" in typed(desk, batch).content.decode()
    assert "tidak ada di unit ini" in typed(desk, batch, service=foreign.pk).content.decode()
    typed(desk, batch, service=own.pk)
    assert Response.objects.get().service == own


def test_a_row_is_taken_out_while_the_period_is_open(desk, batch, period):
    typed(desk, batch)
    typed(desk, batch, "111111111")
    remove(desk, batch, 1)

    assert [row.row for row in Response.objects.all()] == [2]
    assert Response.objects.get().flags == Flag.STRAIGHT
    assert Activity.objects.filter(verb="surveys.paperbatch.remove-row").count() == 1
    period.state = PeriodState.CLOSED
    period.save()
    remove(desk, batch, 2)
    assert Response.objects.count() == 1
    assert "sudah ditutup" in typed(desk, batch).content.decode()


def test_only_who_began_a_bundle_types_in_it(desk, batch, client, other, clerk):
    client.force_login(other)
    refused = typed(client, batch)

    assert refused.status_code == 403
    assert clerk.full_name in refused.content.decode()
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("day", "words"),
    [("00 00 0000", "Tanggal"), ("1 1 1999", "dalam periode ini"), ("besok", "Tanggal")],
)
def test_a_day_outside_the_period_makes_no_bundle(desk, period, day, words):
    page = desk.post(
        f"/kerja/survei/unit/{period.unit_id}/bundel/baru/",
        {"period": period.pk, "filled_on": day},
    )

    assert page.status_code == 400
    assert words in page.content.decode()
    assert not PaperBatch.objects.exists()


def test_a_service_of_another_unit_makes_no_bundle(period, clerk):
    foreign = make_service(make_service_unit())
    with pytest.raises(ValidationError) as refused:
        open_batch(period=period, filled_on=timezone.localdate(), by=clerk, service=foreign)
    assert list(refused.value.message_dict) == ["service"]
    assert not PaperBatch.objects.exists()


def test_a_day_to_come_makes_no_bundle(desk, period):
    later = min(period.ends_on, timezone.localdate() + timedelta(days=1))
    page = desk.post(
        f"/kerja/survei/unit/{period.unit_id}/bundel/baru/",
        {"period": period.pk, "filled_on": later.isoformat()},
    )
    assert page.status_code == 400


# --- Typed again ----------------------------------------------------------------------------------


@pytest.fixture
def finished(desk, batch):
    for number in range(1, 31):
        add_forms(batch, number)
    act(desk, batch, "finish-typing")
    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKING
    return batch


@pytest.fixture
def second(client, finished, other):
    client.force_login(other)
    return client


def again(client, batch, row, digits="333343334"):
    return client.post(f"/kerja/survei/bundel/{batch.pk}/baris/{row}/ulang/", answers(digits))


def test_what_was_typed_first_is_covered_until_it_is_typed_again(second, finished):
    def covered():
        page = second.get(f"/kerja/survei/bundel/{finished.pk}/").content.decode()
        return page.count("Terlihat sesudah dientri ulang"), page

    assert covered()[0] == 3
    again(second, finished, sample_of(finished)[0], "333343331")
    left, page = covered()
    assert left == 2
    assert "9. Bagaimana penanganan pengaduan" in page  # what differs, as on the paper


def test_a_tenth_is_typed_again_by_another_person(second, finished, clerk):
    sample = sample_of(finished)
    assert len(sample) == 3
    for row in sample:
        again(second, finished, row)
    act(second, finished, "accept")

    finished.refresh_from_db()
    assert finished.state == BatchState.DONE
    assert {entry.settled for entry in SecondEntry.objects.all()} == {""}


def test_who_typed_neither_types_again_nor_accepts(desk, finished):
    row = sample_of(finished)[0]

    assert again(desk, finished, row).status_code == 403
    assert act(desk, finished, "accept").status_code == 403
    page = desk.get(f"/kerja/survei/bundel/{finished.pk}/").content.decode()
    assert "orang lain yang menerimanya" in page
    assert "Terima bundel" not in page
    finished.refresh_from_db()
    assert finished.state == BatchState.CHECKING


def test_an_unchecked_bundle_is_not_accepted(second, finished):
    page = act(second, finished, "accept")

    assert "3 kuesioner yang harus dientri ulang" in page.content.decode()


@pytest.mark.parametrize(("right", "score"), [(Settled.FIRST, 36), (Settled.SECOND, 12)])
def test_differences_are_shown_and_settled(second, finished, right, score):
    first, *rest = sample_of(finished)
    again(second, finished, first, "133343334")
    for row in rest:
        again(second, finished, row)
    assert "belum diputuskan" in act(second, finished, "accept").content.decode()
    page = second.get(f"/kerja/survei/bundel/{finished.pk}/").content.decode()
    assert f"Perbedaan baris {first}" in page
    assert "1 dari 27 isian berbeda" in re.sub(r"\s+", " ", page)

    second.post(reverse("surveys:batch-settle", args=[finished.pk, first]), {"right": right})
    act(second, finished, "accept")

    finished.refresh_from_db()
    assert finished.state == BatchState.DONE
    assert Response.objects.get(row=first).persyaratan == score
    assert Response.objects.filter(batch=finished).count() == 30


def test_a_row_that_was_not_drawn_is_not_typed_again(second, finished):
    free = next(row for row in range(1, 31) if row not in sample_of(finished))

    assert "tidak terpilih" in again(second, finished, free).content.decode()
    assert again(second, finished, free, "533343334").status_code == 400


def test_the_printed_form_asks_what_the_point_asks(desk, unit, period):
    point = make_point(unit)

    page = desk.get(f"/kerja/survei/titik/{point.pk}/kuesioner/")
    with pikepdf.open(BytesIO(page.content)) as document:
        assert len(document.pages) == 1  # nine questions, who answered, and room for a remark
    point.is_active = False
    point.save()
    assert desk.get(f"/kerja/survei/titik/{point.pk}/kuesioner/").status_code == 404


def test_others_open_no_bundle(client, batch):
    client.force_login(make_user(Role.PENGELOLA_SURVEI))

    assert client.get(f"/kerja/survei/bundel/{batch.pk}/").status_code == 404
    assert typed(client, batch).status_code == 404


def test_the_keyboard_starts_at_what_is_filled_first_and_nothing_needed_is_optional(
    desk, batch, unit
):
    place = f"/kerja/survei/bundel/{batch.pk}/entri/"
    page = desk.get(place).content.decode()
    digits = re.findall(r"<input[^>]*data-digit[^>]*>", page)
    assert ["autofocus" in one for one in digits] == [True, *[False] * 8]
    first = page.index("data-digit")
    assert "(opsional)" not in page[page.index("<form", 0, first) : page.rindex("data-digit")]

    make_service(unit)
    page = desk.get(place).content.decode()
    assert re.search(r"<select[^>]*name=\"service\"[^>]*autofocus", page)
    assert page.index('name="service"') < page.index("data-digit")
