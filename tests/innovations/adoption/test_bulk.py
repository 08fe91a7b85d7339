"""One item at many schools: counted first, then exactly those."""

from __future__ import annotations

from django.urls import reverse

from innovations.choices.adoption import MarkState
from innovations.models import AdoptionMark
from tests.factories.adoption import make_mark, make_school


def bulk_url(found, act: str, *schools, every: bool = False) -> str:
    base = reverse("innovations:adoption-bulk", args=[found.checklist.pk])
    chosen = "".join(f"&pilih={school.pk}" for school in schools)
    return f"{base}?aksi={act}&untuk={found.items[0].pk}{chosen}{'&semua=ya' if every else ''}"


def keys(*schools) -> str:
    return ",".join(str(school.pk) for school in schools)


def test_what_it_will_touch_is_listed_and_counted(client, school_list):
    one, two = school_list.schools
    make_mark(one, school_list.items[0])

    page = client.get(bulk_url(school_list, "isi", one, two)).content.decode()

    assert "1 sekolah akan berubah" in page
    assert f"{one.name}: sudah diisi" in page


def test_all_that_the_filters_find_are_filled(client, school_list):
    other = make_school(school_list.checklist, kind="SMP")
    url = bulk_url(school_list, "isi", every=True) + "&jenis=SD"
    sent = {"satuan": keys(*school_list.schools), "fulfilled_on": "2/2/2026", "note": "SK bersama"}

    client.post(url, sent)

    assert set(AdoptionMark.objects.values_list("unit", flat=True)) == {
        school.pk for school in school_list.schools
    }
    assert not other.marks.exists()
    assert {mark.state for mark in AdoptionMark.objects.all()} == {MarkState.FILLED}


def test_when_one_was_filled_meanwhile_nothing_happens_and_it_is_counted_anew(client, school_list):
    one, two = school_list.schools
    make_mark(one, school_list.items[0])
    sent = {"satuan": keys(one, two), "fulfilled_on": "2/2/2026"}

    answer = client.post(bulk_url(school_list, "isi", one, two), sent)

    assert answer.status_code == 409
    assert "Sebagian satuan berubah" in answer.content.decode()
    assert f'name="satuan" value="{two.pk}"' in answer.content.decode()
    assert AdoptionMark.objects.count() == 1


def test_a_day_that_does_not_fit_one_school_saves_none(client, school_list):
    young = make_school(school_list.checklist, since="2026-07-01", counted_from="2026-07-01")
    schools = (*school_list.schools, young)
    sent = {"satuan": keys(*schools), "fulfilled_on": "2/2/2026"}

    answer = client.post(bulk_url(school_list, "isi", *schools), sent)

    assert answer.status_code == 400
    assert f"{young.name}: satuan ini baru aktif sejak 1 Juli 2026" in answer.content.decode()
    assert not AdoptionMark.objects.exists()


def test_the_head_verifies_what_others_filled(client, school_list):
    one, two = school_list.schools
    theirs = make_mark(one, school_list.items[0], school_list.operator)
    own = make_mark(two, school_list.items[0], school_list.head)
    client.force_login(school_list.head)

    page = client.get(bulk_url(school_list, "verifikasi", one, two)).content.decode()
    client.post(bulk_url(school_list, "verifikasi", one, two), {"satuan": keys(one)})

    assert f"{two.name}: Anda yang mengisinya" in page
    theirs.refresh_from_db()
    own.refresh_from_db()
    assert (theirs.state, theirs.checked_by) == (MarkState.VERIFIED, school_list.head)
    assert theirs.counted_from == theirs.fulfilled_on
    assert own.state == MarkState.FILLED
