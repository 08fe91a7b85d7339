"""Units, the city, holidays, the history that cannot be rewritten, the table of rights."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from organizations import activity
from organizations.actions.city import delete_holiday, save_city, save_holiday
from organizations.actions.sealing import broken_seal, seal_history
from organizations.choices import Role
from organizations.models import Activity, ActivitySeal, City, Holiday, Organization, Succession
from organizations.permissions import ROLE_RIGHTS
from organizations.rights import RIGHTS
from tests.factories.organizations import make_city, make_unit, make_user

NOW = timedelta(0)


@pytest.fixture
def admin(db, settings, tmp_path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    make_city()
    client = Client()
    client.force_login(make_user(Role.ADMIN_SISTEM))
    return client


def unit_data(**more: object) -> dict[str, object]:
    base = {
        "code": "9.01.0.00.0.00.01.0000",
        "name": "Dinas Baru",
        "short_name": "Disbar",
        "kind": "dinas",
        "parent": "",
        "address": "",
        "phone": "",
        "email": "",
        "website": "",
        "duties": "",
        "valid_from": "1/1/2026",
        "valid_to": "",
    }
    return {**base, **more}


def test_a_unit_is_added_and_changed_with_history(admin):
    admin.post(reverse("organizations:unit-create"), unit_data(is_reporting="on"))
    unit = Organization.objects.get(name="Dinas Baru")
    url = reverse("organizations:unit-edit", args=[unit.pk])
    admin.post(url, unit_data(name="Dinas Lebih Baru"))
    line = activity.history_of(unit)[0]
    assert line.changes["name"]["after"] == "Dinas Lebih Baru"
    assert line.changes["is_reporting"] == {
        "label": "Mengisi evaluasi kinerja",
        "before": "ya",
        "after": "tidak",
    }


def test_units_do_not_hang_below_themselves_nor_share_a_code(admin):
    above = make_unit("9.02", name="Atas")
    below = make_unit("9.03", name="Bawah", parent=above)
    url = reverse("organizations:unit-edit", args=[above.pk])
    answer = admin.post(url, unit_data(code="9.02", parent=below.pk))
    assert answer.status_code == 400
    assert "bawahannya" in answer.content.decode()
    answer = admin.post(reverse("organizations:unit-create"), unit_data(code="9.02"))
    assert answer.status_code == 400
    assert "sudah dipakai Atas" in answer.content.decode()


def test_history_follows_the_function_to_its_successors(admin):
    old, first, second = make_unit(), make_unit(), make_unit()
    url = reverse("organizations:unit-succession", args=[old.pk])
    data = {
        "kind": "split",
        "successors": [first.pk, second.pk],
        "effective_on": "1/1/2026",
        "note": "Perda 1/2025",
    }
    assert admin.post(url, data).status_code == 302
    old.refresh_from_db()
    assert old.valid_to == date(2025, 12, 31)
    assert Succession.objects.filter(predecessor=old).count() == 2
    page = admin.get(reverse("organizations:unit-detail", args=[first.pk])).content.decode()
    assert "Pemisahan dari" in page
    assert old.name in page


def logo(size: int = 600) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (size, size), "navy").save(target, format="JPEG")
    return target.getvalue()


def city_data(**more: object) -> dict[str, object]:
    names = ("province", "seat", "address", "phone", "email", "website", "help_contact")
    return {
        "name": "Kota Uji",
        "mayor_title": "Wali Kota",
        "time_zone": "Asia/Jakarta",
        **dict.fromkeys(names, ""),
        **more,
    }


def test_the_emblem_is_drawn_anew(admin):
    file = SimpleUploadedFile("a.jpg", logo())
    assert admin.post(reverse("organizations:city"), city_data(logo=file)).status_code == 302
    answer = Client().get(reverse("organizations:city-logo"))
    picture = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert (picture.format, picture.width) == ("PNG", 512)


@pytest.mark.parametrize("content", [b"<svg/>", b"MZ\x90", b"x" * 1_000_001])
def test_other_emblems_are_refused(admin, content):
    file = SimpleUploadedFile("a.png", content)
    answer = admin.post(reverse("organizations:city"), city_data(name="Lain", logo=file))
    assert answer.status_code == 400
    assert City.current().name == "Kota Uji"


def test_settings_and_holidays_are_changed_by_their_keepers_alone(admin):
    day = Holiday.objects.create(date=date(2026, 5, 13), name="Uji", kind="libur_daerah")
    other = make_user(Role.OPERATOR_OPD)
    for act in (
        lambda: save_city(by=other, name="Lain"),
        lambda: save_holiday(holiday=day, by=other, name="Lain"),
        lambda: delete_holiday(holiday=day, by=other),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Holiday.objects.get(pk=day.pk).name == "Uji"
    assert City.current().name == "Kota Uji"
    assert save_city(by=None, name="Kota Lain").name == "Kota Lain"  # the command line


def test_holidays_move_the_deadline(admin):
    def deadline() -> str:
        query = {"tahun": 2026, "diterima": "11/5/2026", "hari": 3}
        page = admin.get(reverse("organizations:holiday-list"), query).content.decode()
        return page.split("Batas akhirnya <strong>")[1].split("<")[0]

    before = deadline()
    data = {"date": "13 Mei 2026", "name": "Hari jadi", "kind": "libur_daerah", "source": ""}
    url = reverse("organizations:holiday-create")
    assert admin.post(url, data).status_code == 302
    assert deadline() != before
    assert admin.post(url, data).status_code == 400  # once
    day = Holiday.objects.get(name="Hari jadi")
    assert admin.post(reverse("organizations:holiday-delete", args=[day.pk])).status_code == 302
    assert deadline() == before
    verbs = Activity.objects.filter(object_type="organizations.holiday")
    assert verbs.count() == 2


@pytest.fixture
def lines(db) -> list[Activity]:
    unit = make_unit()
    user = make_user(Role.KEPALA_OPD, unit)
    return [
        activity.record(
            obj=unit, verb="uji.baris", summary=f"Baris {word}", by=user, organization=unit
        )
        for word in ("alfa", "beta", "gama", "delta", "zeta")
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organizations_activity SET summary = 'lain'",
        "DELETE FROM organizations_activity",
        "UPDATE organizations_activityseal SET count = 0",
        "DELETE FROM organizations_activityseal",
    ],
)
def test_the_database_itself_refuses_to_rewrite_history(lines, statement):
    seal_history(settle=NOW)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Activity.objects.filter(verb="uji.baris").count() == 5


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE organizations_activity SET reason = 'x' WHERE id = %s", "tidak cocok"),
        ("DELETE FROM organizations_activity WHERE id = %s", "baris riwayat"),
    ],
)
def test_the_chain_shows_what_the_owner_of_the_database_did(lines, statement, words):
    seal_history(settle=NOW)
    assert broken_seal() == ""
    call_command("verify_audit")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, [lines[2].pk])
    assert words in broken_seal()
    with pytest.raises(CommandError, match=words):
        call_command("verify_audit")


def test_the_chain_goes_on_where_it_stopped(lines):
    first = seal_history(settle=NOW)
    activity.record(obj=lines[0].organization, verb="uji.lagi", summary="Lagi", by=None)
    assert seal_history(settle=NOW) == 1
    assert seal_history(settle=NOW) == 0
    assert [seal.count for seal in ActivitySeal.objects.order_by("pk")] == [first, 1]
    assert broken_seal() == ""


def test_heads_read_the_history_of_their_own_unit_only(lines, client):
    client.force_login(make_user(Role.KEPALA_OPD))
    url = reverse("organizations:history")
    assert "Baris beta" not in client.get(url).content.decode()
    client.force_login(make_user(Role.INSPEKTORAT))
    page = client.get(url, {"q": "Baris beta"}).content.decode()
    assert "Baris beta" in page
    assert "Baris gama" not in page


def test_every_right_of_the_table_has_words_and_a_holder():
    granted = {right for rights in ROLE_RIGHTS.values() for right in rights}
    assert granted == set(RIGHTS)
    assert set(ROLE_RIGHTS) == set(Role.values)


def test_history_needs_the_same_queries_for_one_and_many(
    lines, client, django_assert_max_num_queries
):
    client.force_login(make_user(Role.INSPEKTORAT))

    def queries() -> int:
        with django_assert_max_num_queries(99) as captured:
            client.get(reverse("organizations:history"))
        return len(captured)

    queries()
    one = queries()
    for n in range(20):
        activity.record(obj=lines[0].organization, verb="uji", summary=f"L {n}", by=None)
    assert queries() == one
