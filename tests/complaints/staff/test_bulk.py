"""Acts on many cases say what they will touch, touch that, and say what they left."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.models import Category
from organizations.choices import Role
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
URL = reverse("complaints:case-bulk")


@pytest.fixture
def unit():
    make_city()
    reference_data()
    return make_unit()


def test_what_will_be_touched_is_listed_and_counted_first(client, unit):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    fresh, ended = [complaint(), complaint()], complaint(state=S.CLOSED)
    chosen = [case.pk for case in (*fresh, ended)]

    asked = client.post(URL, {"act": "route", "pilih": chosen})

    page = asked.content.decode()
    assert "Teruskan 2 laporan" in page
    assert f"{ended.number}: Statusnya ditutup." in page
    assert all(case.state == S.RECEIVED for case in fresh)
    able = [case.pk for case in asked.context["plan"].able]
    bare = client.post(URL, {"act": "route", "pilih": able, "sure": "ya"})
    assert bare.status_code == 400
    done = client.post(
        URL, {"act": "route", "pilih": able, "sure": "ya", "unit": unit.pk}, follow=True
    )
    assert "Teruskan: 2 laporan." in done.content.decode()
    for case in (*fresh, ended):
        case.refresh_from_db()
    assert [case.unit for case in (*fresh, ended)] == [unit, unit, None]


def test_what_changed_meanwhile_is_left_and_said(client, unit):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    first, second = complaint(), complaint(accused=unit)

    done = client.post(
        URL,
        {"act": "route", "pilih": [first.pk, second.pk], "sure": "ya", "unit": unit.pk},
        follow=True,
    )

    page = done.content.decode()
    assert "Teruskan: 1 laporan." in page
    assert f"{second.number} tidak diubah." in page


def test_a_unit_gives_its_own_cases_to_one_of_its_people(client, unit):
    operator = make_user(Role.OPERATOR_OPD, unit)
    client.force_login(operator)
    mine, other = complaint(state=S.ROUTED, unit=unit), complaint(state=S.ROUTED, unit=make_unit())

    data = {"act": "delegate", "pilih": [mine.pk, other.pk], "sure": "ya", "officer": operator.pk}
    client.post(URL, data)

    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.officer, other.officer) == (operator, None)
    route = client.post(URL, {"act": "route", "pilih": [mine.pk], "sure": "ya", "unit": unit.pk})
    assert "Ini tugas petugas pengaduan kota." in route.content.decode()


def test_nothing_chosen_leads_back_with_a_sentence(client, unit):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))

    answer = client.post(URL, {"act": "route"}, follow=True)

    assert "Pilih sedikitnya satu laporan" in answer.content.decode()
    assert client.post(URL, {"act": "hapus"}).status_code == 404


def test_many_get_a_category_and_keep_the_rest(client, unit):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    cases = [complaint(kind="informasi"), complaint(state=S.ROUTED, unit=unit)]
    chosen = [case.pk for case in cases]

    asked = client.post(URL, {"act": "classify", "pilih": chosen})
    lamp = Category.objects.get(code="lampu-jalan")
    client.post(URL, {"act": "classify", "pilih": chosen, "sure": "ya", "category": lamp.pk})

    assert "Golongkan 2 laporan" in asked.content.decode()
    for case, kind in zip(cases, ("informasi", "non_pengawasan"), strict=True):
        case.refresh_from_db()
        assert (case.category, case.kind) == (lamp, kind)


def test_many_become_one_report_the_first_received_is_proposed(client, unit):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    first, second, third = (
        complaint(received_at=timezone.now() - timedelta(days=day)) for day in (3, 2, 1)
    )
    chosen = {"act": "merge", "pilih": [third.pk, second.pk, first.pk]}

    asked = client.post(URL, chosen)
    wrong = client.post(URL, {**chosen, "sure": "ya", "number": "SK-XXXX-XXXX"})
    alone = client.post(
        URL, {"act": "merge", "pilih": [first.pk], "sure": "ya", "number": first.number}
    )
    done = client.post(URL, {**chosen, "sure": "ya", "number": first.number}, follow=True)

    assert asked.context["form"]["number"].value() == first.number
    assert (wrong.status_code, alone.status_code) == (400, 400)
    assert "Gabungkan: 2 laporan." in done.content.decode()
    for case in (first, second, third):
        case.refresh_from_db()
    assert [case.merged_into for case in (first, second, third)] == [None, first, first]


def test_many_reporters_read_the_same_news(client, unit):
    client.force_login(make_user(Role.OPERATOR_OPD, unit))
    mine = [complaint(state=S.IN_PROGRESS, unit=unit) for _ in range(2)]
    other = complaint(state=S.IN_PROGRESS, unit=make_unit())
    chosen = {"act": "progress", "pilih": [case.pk for case in (*mine, other)], "sure": "ya"}

    bare = client.post(URL, chosen)
    client.post(URL, {**chosen, "text": "Pompa di muara diperbaiki malam ini."})

    assert bare.status_code == 400
    assert [case.messages.count() for case in (*mine, other)] == [1, 1, 0]
