"""What is said of an item at a school: by one person, judged by another, never rewritten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from innovations.adoption.actions.marks import move_mark
from innovations.adoption.queries.board import MISSING, board
from innovations.choices import Ending
from innovations.choices.adoption import MarkState
from innovations.models import AdoptionMark
from innovations.states import adoption as states
from organizations.files import MAX_BYTES
from tests.factories.adoption import make_mark, make_school
from tests.factories.hostile import picture

FILLED = {"fulfilled_on": "2 Februari 2026", "link": "https://contoh.go.id/sk", "note": "SK kepala"}


def fill_url(found, at: int = 0) -> str:
    key = found.schools[0].pk
    return reverse("innovations:adoption-mark-create", args=[key, found.items[at].pk])


def act_url(mark: AdoptionMark, act: str) -> str:
    return reverse("innovations:adoption-mark-transition", args=[mark.pk, act])


def test_one_fills_and_another_verifies(client, school_list):
    client.post(fill_url(school_list), FILLED)
    mark = AdoptionMark.objects.get()

    assert client.post(act_url(mark, "verify")).status_code == 403
    client.force_login(school_list.head)
    client.post(act_url(mark, "verify"))

    mark.refresh_from_db()
    assert (mark.state, mark.filled_by, mark.checked_by) == (
        MarkState.VERIFIED, school_list.operator, school_list.head,
    )  # fmt: skip
    assert mark.counted_from == mark.fulfilled_on


def test_a_head_who_filled_leaves_the_check_to_somebody_else(school_list):
    mark = make_mark(school_list.schools[0], school_list.items[0], school_list.head)

    with pytest.raises(PermissionDenied, match="orang lain yang memeriksanya"):
        move_mark(mark=mark, transition=states.VERIFY_MARK, by=school_list.head)


def test_refused_with_a_reason_stays_and_is_filled_again(client, school_list):
    mark = make_mark(school_list.schools[0], school_list.items[0], school_list.operator)
    client.force_login(school_list.head)
    answer = client.post(act_url(mark, "refuse"), {"note": ""})
    assert answer.status_code == 400
    client.post(act_url(mark, "refuse"), {"note": "SK belum ditandatangani."})
    client.force_login(school_list.operator)
    client.post(fill_url(school_list), FILLED)

    states_now = list(AdoptionMark.objects.order_by("pk").values_list("state", "remark"))
    assert states_now == [(MarkState.REFUSED, "SK belum ditandatangani."), (MarkState.FILLED, "")]


def test_two_who_fill_at_once_the_second_is_told(client, school_list):
    make_mark(school_list.schools[0], school_list.items[0], school_list.head)

    answer = client.post(fill_url(school_list), FILLED)

    assert answer.status_code == 409
    assert "Butir ini sudah diisi: terpenuhi sejak 2 Februari 2026" in answer.content.decode()
    assert "SK kepala" in answer.content.decode()
    assert AdoptionMark.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"fulfilled_on": "1/1/2090"}, "Tanggalnya belum tiba"),
        ({"fulfilled_on": "31/12/2019"}, "Satuan ini baru aktif sejak 1 Januari 2020"),
        ({"fulfilled_on": ""}, "Isi sejak kapan terpenuhi"),
        ({"link": "javascript:alert(1)"}, "Tulis tautan lengkap"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(client, school_list, given, said):
    answer = client.post(fill_url(school_list), {**FILLED, **given})

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not AdoptionMark.objects.exists()


def test_a_closed_school_is_not_filled(client, school_list):
    closed = make_school(school_list.checklist, until=timezone.localdate() - timedelta(days=300))
    url = reverse("innovations:adoption-mark-create", args=[closed.pk, school_list.items[0].pk])

    day = (timezone.localdate() - timedelta(days=9)).strftime("%d/%m/%Y")
    answer = client.post(url, {**FILLED, "fulfilled_on": day})

    assert answer.status_code == 400
    assert "Satuan ini hanya aktif sampai" in answer.content.decode()


def test_evidence_over_the_limit_is_refused_and_nothing_is_saved(client, school_list):
    large = SimpleUploadedFile("sk.pdf", b"%PDF-" + b"0" * MAX_BYTES)

    answer = client.post(fill_url(school_list), {**FILLED, "file": large})

    assert answer.status_code == 400
    assert "maksimal 10 MB" in answer.content.decode()
    assert not AdoptionMark.objects.exists()


def test_evidence_is_read_by_those_who_work_on_it_only(client, school_list):
    client.post(
        fill_url(school_list), {**FILLED, "file": SimpleUploadedFile("sk.png", picture("PNG"))}
    )
    mark = AdoptionMark.objects.get()
    url = reverse("innovations:adoption-mark-file", args=[mark.pk])

    assert b"".join(client.get(url).streaming_content).startswith(b"\x89PNG\r")
    client.logout()
    assert client.get(url).status_code == 302


def test_what_is_revoked_counted_until_yesterday(school_list):
    mark = make_mark(school_list.schools[0], school_list.items[0], state=MarkState.VERIFIED)

    move_mark(mark=mark, transition=states.REVOKE_MARK, by=school_list.head, note="Bubar.")

    mark.refresh_from_db()
    assert mark.counted_until == timezone.localdate() - timedelta(days=1)


def test_an_innovation_that_ended_keeps_its_list_as_it_was(client, school_list):
    school_list.innovation.ending = Ending.RETIRED
    school_list.innovation.ended_on = timezone.localdate()
    school_list.innovation.save()

    assert client.post(fill_url(school_list), FILLED).status_code == 403


def test_the_board_is_found_by_district_kind_word_and_what_is_missing(school_list):
    one, two = school_list.schools
    other = make_school(school_list.checklist, name="SMP Contoh", kind="SMP")
    make_mark(one, school_list.items[0], state=MarkState.VERIFIED)
    make_mark(two, school_list.items[0])
    first = school_list.items[0]
    today = timezone.localdate()

    def found(**asked) -> list:
        return [line.unit for line in board(school_list.checklist, asked, None, today).lines]

    assert found(kecamatan=school_list.district) == [one, two]
    assert found(jenis="SMP") == found(kata="smp") == found(kata=other.code) == [other]
    assert found(butir=first, keadaan=MISSING) == [two, other]
    assert found(butir=first, keadaan="menunggu") == [two]
    assert found(butir=first, keadaan="terpenuhi") == [one]
    assert found(keadaan=MISSING) == [one, two, other]


def test_the_board_goes_on_after_its_last_line(school_list):
    for number in range(40):
        make_school(school_list.checklist, name=f"SD Kembar {number % 2}")
    today = timezone.localdate()

    first = board(school_list.checklist, {}, None, today)
    second = board(school_list.checklist, {}, first.following, today)

    seen = [line.unit.pk for line in (*first.lines, *second.lines)]
    assert len(seen) == len(set(seen)) == first.total == 42
    assert second.following is None


def test_what_was_withdrawn_is_not_verified(school_list):
    mark = make_mark(school_list.schools[0], school_list.items[0], school_list.operator)
    move_mark(mark=mark, transition=states.WITHDRAW_MARK, by=school_list.operator)

    with pytest.raises(ValidationError, match="Status sudah berubah"):
        move_mark(mark=mark, transition=states.VERIFY_MARK, by=school_list.head)
