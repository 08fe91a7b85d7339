"""The administrator's dashboard: what is to be set up, what needs a look, and the city's history."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organizations import activity
from organizations.access import access_of
from organizations.actions.mail import MOST_ATTEMPTS, queue_mail
from organizations.models import City, Organization, OutgoingMail
from organizations.queries.administration import board_of
from performance.models import ReportingWindow
from tests.factories.organizations import make_assignment, make_city, make_unit, make_user
from tests.factories.performance import make_branch, make_indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    make_city()
    user = make_user("admin_sistem", make_unit(is_reporting=False))
    client.force_login(user)
    return user


def undone(user) -> set[str]:
    return {check.label for check in board_of(access_of(user)).checks if not check.is_done}


def tiles(user) -> dict[str, int]:
    return {tile.label: tile.value for tile in board_of(access_of(user)).tiles}


def test_each_line_of_the_checklist_goes_when_it_is_done(admin):
    assert undone(admin) == {
        "Unggah lambang kota",
        "Catat kepala daerah",
        "Isi perangkat daerah",
        "Beri orang kepada setiap perangkat daerah",
        "Tetapkan periode perencanaan",
        "Buat jadwal pengisian tahun ini",
        "Impor rencana pertama",
    }

    City.objects.update(logo="city/lambang.png")
    unit = make_unit()
    make_indicator(make_branch(unit)["program"], unit)
    make_assignment(make_user(), "operator_opd", unit)
    make_assignment(make_user(), "pimpinan", unit, position="Wali Kota")
    now = timezone.now()
    ReportingWindow.objects.create(
        year=now.year, quarter=1, opens_at=now, closes_at=now + timedelta(days=9)
    )

    assert undone(admin) == set()


def test_the_page_links_to_where_a_line_is_done_or_names_who_does_it(client, admin):
    text = client.get("/dasbor/").text

    assert "Daftar periksa kota: 0 dari 7 selesai" in text
    assert 'href="/unit/impor/"' in text
    assert "oleh Bappeda" in text
    assert "Bagian Anda sedang disiapkan" not in text


def test_tiles_count_what_their_lists_show(client, admin):
    Organization.objects.filter(pk=make_unit().pk).update(is_reporting=True)
    invited = make_user("bappeda", make_unit(is_reporting=False))
    invited.set_unusable_password()
    invited.save()

    assert tiles(admin)["Unit tanpa orang"] == 1
    assert tiles(admin)["Belum membuat kata sandi"] == 1
    assert tiles(admin)["Tanpa verifikasi dua langkah"] == 1
    text = client.get("/pengguna/", {"status": "diundang"}).text
    assert invited.full_name in text
    assert "1 akun" in text


def test_a_message_that_did_not_go_out_is_counted_until_it_does(admin, client):
    """Also when it is tried no more."""
    queue_mail(to="a@contoh.test", subject="Uji", body="Isi")
    assert tiles(admin)["Surel gagal terkirim"] == 0
    OutgoingMail.objects.update(error="ConnectionRefusedError", attempts=MOST_ATTEMPTS)

    assert tiles(admin)["Surel gagal terkirim"] == 1
    assert "masih dicoba lagi" not in client.get("/dasbor/").text
    OutgoingMail.objects.update(sent_at=timezone.now())
    assert tiles(admin)["Surel gagal terkirim"] == 0


def test_others_have_no_board(admin):
    assert board_of(access_of(make_user("bappeda", make_unit()))) is None


def test_the_admin_reads_and_filters_the_history_of_the_whole_city(client, admin):
    unit = make_unit()
    activity.record(obj=unit, verb="x.y", summary="Unit disentuh", by=admin, organization=unit)
    activity.record(obj=City.current(), verb="x.y", summary="Kota disentuh", by=None)

    everything = client.get("/riwayat/").text
    assert "Unit disentuh" in everything
    assert "Kota disentuh" in everything
    only_city = client.get("/riwayat/", {"jenis": "organizations.city"}).text
    assert "Unit disentuh" not in only_city
    assert "Kota disentuh" in only_city
    by_person = client.get("/riwayat/", {"orang": admin.full_name}).text
    assert "Unit disentuh" in by_person
    assert "Kota disentuh" not in by_person


def test_a_finished_checklist_is_not_shown(client, admin, monkeypatch):
    monkeypatch.setattr("organizations.queries.administration.Board.is_complete", True)

    text = client.get("/dasbor/").text
    assert "Daftar periksa kota" not in text
    assert "Kegiatan terakhir" in text
