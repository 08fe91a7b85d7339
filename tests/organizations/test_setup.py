"""An empty database becomes a city: by the command, or on the guided page with a code."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from organizations.models import Activity, Assignment, City, Organization, OutgoingMail, User
from organizations.queries.signers import head_of_city
from organizations.setup import door
from organizations.setup.registry import setup_steps
from organizations.setup.run import field_name
from organizations.setup.terminal import Answers
from performance.models import PlanningPeriod, ReportingWindow
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db

COMMAND = {
    "city_name": "Kota Baru",
    "city_time_zone": "Asia/Makassar",
    "unit_code": "4.01.0.00.0.00.01.0000",
    "unit_name": "Sekretariat Daerah",
    "unit_short_name": "Setda",
    "unit_kind": "sekretariat",
    "mayor_full_name": "Wali Kota Uji, S.E.",
    "mayor_email": "wali@baru.go.id",
    "admin_email": "Admin@Baru.go.id",
    "admin_full_name": "Admin Uji",
    "period_name": "RPJMD 2025–2029",
    "period_start_year": "2025",
    "period_end_year": "2029",
}


def set_up(**changes) -> str:
    said = io.StringIO()
    options = {name.replace("_", "-", 1): value for name, value in {**COMMAND, **changes}.items()}
    call_command("setup_city", no_input=True, stdout=said, **options)
    return said.getvalue()


def counts() -> list[int]:
    models = (City, Organization, User, Assignment, PlanningPeriod, ReportingWindow, Activity)
    return [model.objects.count() for model in models]


def test_the_command_makes_a_city_with_everything_it_needs():
    said = set_up(windows_year="2030")

    city, admin = City.objects.get(), User.objects.get(email="admin@baru.go.id")
    assert (city.name, city.time_zone, city.is_demo) == ("Kota Baru", "Asia/Makassar", False)
    assert head_of_city(timezone.localdate()).name == "Wali Kota Uji, S.E."
    assert PlanningPeriod.objects.get().versions.count() == 2
    windows = ReportingWindow.objects.order_by("quarter")
    assert [window.quarter for window in windows] == [1, 2, 3, 4]
    assert windows[0].opens_at.isoformat() == "2030-03-31T16:00:00+00:00"  # 1 April in WITA
    assert not admin.has_usable_password()
    assert f"{admin.email} membuat kata sandinya" in said
    assert "/sandi/" in said


def test_the_link_of_the_command_sets_the_password(client):
    link = set_up().split()[-1]

    answer = client.get(link.removeprefix("http://localhost:8000"), follow=True)

    assert "Buat kata sandi" in answer.text


def test_a_second_run_says_what_exists_and_changes_nothing():
    set_up(windows_year="2030")
    before = counts()

    said = set_up(windows_year="2031", city_name="Kota Lain")

    assert counts() == before
    assert City.objects.get().name == "Kota Baru"
    assert "Kota: sudah ada (Kota Baru); tidak diubah." in said
    assert "Tidak ada yang diubah." in said


def test_force_changes_what_is_written_out_and_nothing_else():
    set_up()

    said = io.StringIO()
    call_command("setup_city", "--force", "--no-input", "--city-name", "Kota Lain", stdout=said)

    assert City.objects.get().name == "Kota Lain"
    assert Organization.objects.count() == 1
    assert "Unit pertama: sudah ada (1 unit); tidak diubah." in said.getvalue()


def test_wrong_options_are_all_named_and_nothing_is_saved():
    with pytest.raises(CommandError) as refused:
        set_up(city_name="", unit_kind="istana", admin_email="bukan surel", period_end_year="1999")

    said = str(refused.value)
    assert "--city-name: Isi nama kota" in said
    assert "--unit-kind: " in said
    assert "--admin-email: Tulis surel lengkap" in said
    assert "--period-end-year: " in said
    assert "/pengaturan-awal/?kode=" in said
    assert counts() == [0] * 7


def test_what_an_action_refuses_undoes_every_step():
    with pytest.raises(CommandError, match="Surel ini sudah dipakai"):
        set_up(mayor_email="admin@baru.go.id")

    assert counts() == [0] * 7


# --- The guided page ------------------------------------------------------------------------------

CODE, PAGE = "/pengaturan-awal/", "/pengaturan-awal/kota/"


def page_data(**changes) -> dict:
    data = {name.replace("_", "-", 1): value for name, value in COMMAND.items()}
    days = {
        "windows-year": "2030",
        "windows-opens_1": "1 April 2030",
        "windows-closes_1": "30 April 2030",
    }
    more = {
        "unit-valid_from": "1 Januari 2020",
        "admin-position": "Admin sistem",
        "city-mayor_title": "Wali Kota",
    }
    return {**data, **days, **more, **{k.replace("_", "-", 1): v for k, v in changes.items()}}


@pytest.fixture
def visitor(client):
    """Somebody who came with the code that the server printed."""
    answer = client.get(CODE, {"kode": door.new_code()})
    assert answer.status_code == 302
    return client


def test_without_the_code_nobody_gets_in(client):
    assert client.get(PAGE).url == CODE
    assert client.post(PAGE, page_data()).url == CODE
    assert client.post(CODE, {"kode": "tebakan"}).status_code == 400
    assert client.get(CODE, {"kode": "a:b:c"}).status_code == 400
    assert counts() == [0] * 7


def test_the_page_makes_the_city_and_leads_to_the_password(visitor):
    answer = visitor.post(PAGE, page_data())

    assert answer.status_code == 302, answer.text
    assert answer.url.startswith("/sandi/")
    assert City.objects.get().time_zone == "Asia/Makassar"
    assert ReportingWindow.objects.count() == 1
    assert OutgoingMail.objects.get().to == "admin@baru.go.id"
    assert visitor.get(PAGE).status_code == 404
    assert visitor.get(CODE).status_code == 404


def test_a_wrong_field_keeps_what_was_typed_and_saves_nothing(visitor):
    answer = visitor.post(PAGE, page_data(admin_email="bukan surel", windows_closes_1=""))

    assert answer.status_code == 400
    assert "Kota Baru" in answer.text
    assert 'href="#id_admin-email"' in answer.text
    assert "Isi kedua tanggal Triwulan I" in answer.text
    assert counts() == [0] * 7


def test_what_an_action_refuses_is_said_at_its_field(visitor):
    answer = visitor.post(PAGE, page_data(mayor_email="admin@baru.go.id"))

    assert answer.status_code == 400
    assert "Surel ini sudah dipakai" in answer.text
    assert counts() == [0] * 7


def test_steps_that_may_wait_can_be_left_for_later(visitor):
    data = page_data(period_nanti="on", windows_nanti="on", period_name="", windows_year="kapan")

    assert visitor.post(PAGE, data).status_code == 302
    assert PlanningPeriod.objects.count() == ReportingWindow.objects.count() == 0


def test_a_code_is_void_when_its_time_is_over(monkeypatch):
    code = door.new_code()
    assert door.fits(code)

    monkeypatch.setattr(door, "HOURS", -1)
    assert not door.fits(code)


def test_a_code_is_void_once_there_was_an_administrator():
    code = door.new_code()

    admin = make_user("admin_sistem", make_unit())
    admin.is_active = False
    admin.save()
    assert door.is_open()
    assert not door.fits(code)


def test_the_door_is_shut_while_somebody_administers(client):
    code = door.new_code()
    make_city()
    make_user("admin_sistem", make_unit())

    assert client.get(CODE, {"kode": code}).status_code == 404
    assert client.post(PAGE, page_data()).status_code == 404
    with pytest.raises(CommandError, match="sudah punya admin"):
        call_command("setup_city", link=True)


def test_next_steps_name_the_page_and_the_command_until_there_is_an_admin(capsys):
    call_command("next_steps")
    said = capsys.readouterr().out
    assert "/pengaturan-awal/?kode=" in said
    assert "manage.py setup_city" in said

    make_city()
    make_user("admin_sistem", make_unit())
    call_command("next_steps")
    assert capsys.readouterr().out == ""


def test_an_empty_portal_says_on_its_sign_in_page_how_to_begin(client):
    assert CODE in client.get("/masuk/").text

    make_user("admin_sistem", make_unit())
    assert CODE not in client.get("/masuk/").text


def test_the_terminal_asks_again_what_was_answered_wrongly(monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    step, said = setup_steps()[0], []
    options = dict.fromkeys(field_name(step, name) for name in step.form.base_fields)
    answers = iter(["", "", "", "", "Asia/Makassar", "", "Kota Baru"])

    data = Answers(step, options, said.append).ask()

    assert data["name"] == "Kota Baru"
    assert data["mayor_title"] == "Wali Kota"
    assert data["time_zone"] == "Asia/Makassar"
    assert "✗ --city-name: Isi nama kota" in said
