"""Acts on many cases say what they will touch, touch that, and say what they left."""

import pytest
from django.urls import reverse

from complaints.choices import ComplaintState
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
