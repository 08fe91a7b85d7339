"""The first page after signing in tells everybody who works on reports what waits, or that nothing does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.intake.actions.child import file_child_report
from complaints.models import Escalation
from organizations.choices import Role
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city():
    make_city()
    reference_data()


def seen(client, user) -> str:
    client.force_login(user)
    return client.get("/dasbor/").content.decode()


def test_whom_the_ladder_named_sees_what_is_late(client):
    late = complaint(
        unit=make_unit(),
        state=ComplaintState.IN_PROGRESS,
        received_at=timezone.now() - timedelta(days=90),
    )
    mayor = make_user(Role.PIMPINAN)

    before = seen(client, mayor)
    Escalation.objects.create(complaint=late, level=3, title="Wali Kota", officer=mayor)

    assert "Laporan terlambat" not in before
    assert "1 laporan melewati tenggat." in seen(client, mayor)


@pytest.mark.parametrize(
    ("role", "action"),
    [
        (Role.PENJAGA_IDENTITAS, "Buka permintaan identitas"),
        (Role.TIM_PPA, "Buka perlindungan anak"),
        (Role.ADMIN_PENGHUBUNG, "Buka kotak masuk"),
    ],
)
def test_who_has_nothing_to_do_is_led_to_their_page(client, role, action):
    page = seen(client, make_user(role, make_unit()))

    assert "Tidak ada yang menunggu Anda" in page
    assert action in page
    assert "sedang disiapkan" not in page


def test_the_team_is_told_of_a_child_without_a_number_or_a_word(client):
    filed = file_child_report(text="Rahasia sekali", now=timezone.now())

    team = seen(client, make_user(Role.TIM_PPA, make_unit()))

    assert "Ada laporan yang belum diambil siapa pun." in team
    assert filed.report.number not in team
    assert "belum diambil" not in seen(client, make_user(Role.BAGIAN_ORGANISASI))
