"""Pages and tasks speak the city's own time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone

from config.celery import app
from organizations import clock
from organizations.actions.city import save_city
from organizations.models import Activity
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_time():
    clock.forget()
    yield
    clock.forget()
    timezone.deactivate()


def current() -> str:
    return timezone.get_current_timezone_name()


def test_a_page_shows_hours_of_the_city(client):
    make_city(time_zone="Asia/Jayapura")
    admin = make_user("kepala_opd", make_unit())
    Activity.objects.create(
        actor_label="Uji",
        verb="uji",
        summary="Kegiatan uji",
        object_type="organizations.city",
        object_id=1,
        organization=admin.assignments.get().organization,
        at="2026-03-01T20:30:00Z",
    )
    client.force_login(admin)

    assert "2 Maret 2026 pukul 05.30" in client.get("/riwayat/").text


def test_a_task_runs_in_the_time_of_the_city():
    make_city(time_zone="Asia/Makassar")
    told = app.task(current, name="tests.current")

    assert told() == "Asia/Makassar"


def test_before_there_is_a_city_the_environment_holds(client):
    client.get("/masuk/")

    assert current() == settings.TIME_ZONE


def test_a_change_of_the_zone_holds_at_once(django_capture_on_commit_callbacks):
    make_city(time_zone="Asia/Jakarta")
    clock.use_city_time()
    assert current() == "Asia/Jakarta"

    with django_capture_on_commit_callbacks(execute=True):
        save_city(by=None, time_zone="Asia/Jayapura")
    clock.use_city_time()
    assert current() == "Asia/Jayapura"


def test_probes_read_no_setting(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/hidup/")


@pytest.mark.parametrize(
    ("hours", "days"), [(0.4, 0), (0.6, 1), (24.4, 1), (24.6, 2)], ids=["23.54", "00.06", "", ""]
)
def test_days_are_counted_from_midnight_to_midnight(hours, days):
    now = datetime(2026, 3, 1, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))

    assert clock.days_until(now + timedelta(hours=hours), now) == days
