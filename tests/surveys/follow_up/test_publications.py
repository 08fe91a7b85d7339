"""Where a result was shown, and what PEKPPP reads of it from levels that are data."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.choices import Role
from surveys import reference
from surveys.choices import FollowUpState, Medium, PeriodState, ReviewItem
from surveys.follow_up.queries.plans import plan_page
from surveys.follow_up.queries.review import items
from surveys.models import Period, Publication, ReviewLevel
from tests.factories.organizations import make_user
from tests.factories.surveys import make_follow_up, make_period

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
BOARD = {"medium": "papan", "published_on": "1 Agustus 2026", "url": "", "note": "Pintu masuk"}


def url(name: str, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=args)


def announce(period: Period, *day: int) -> Period:
    period.state = PeriodState.PUBLISHED
    period.published_at = datetime(*day, 9, tzinfo=WIB)
    period.save()
    return period


def measured(period: Period) -> dict[str, tuple[Any, int | None]]:
    return {one.item.item: (one.value, one.level) for one in plan_page(period).measures}


def test_a_medium_is_noted_changed_and_taken_back(client, manager, period):
    client.post(url("publication-create", period.pk), BOARD)
    row = Publication.objects.get()
    client.post(url("publication-edit", row.pk), {**BOARD, "note": "Pintu timur"})

    page = client.get(url("plan-period", period.pk)).content.decode()
    assert "Papan pengumuman" in page
    assert "Pintu timur" in page
    client.post(url("publication-delete", row.pk))
    assert not Publication.objects.exists()
    lines = activity.shared().filter(object_type="surveys.publication")
    assert [line.verb.rsplit(".", 1)[-1] for line in lines.order_by("pk")] == [
        "create", "change", "delete",
    ]  # fmt: skip


def test_the_last_day_of_the_period_and_today_are_days_to_publish(client, manager, period):
    for day in (period.ends_on, timezone.localdate()):
        client.post(
            url("publication-create", period.pk), {**BOARD, "published_on": f"{day:%d/%m/%Y}"}
        )
        assert Publication.objects.filter(published_on=day).exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"medium": "portal"}, "Pilih media dari daftar"),
        ({"medium": "situs"}, "Isi alamat halamannya"),
        ({"medium": "situs", "url": "javascript:alert(1)"}, "Tulis alamat lengkap"),
        ({"published_on": "1 Januari 2099"}, "tidak boleh sesudah hari ini"),
        ({"published_on": "1 Januari 2026"}, "sebelum periodenya berakhir"),
        ({"published_on": "0000-00-00"}, "Tulis tanggal lengkap"),
    ],
)
def test_bad_input(client, manager, period, changes, said):
    answer = client.post(url("publication-create", period.pk), {**BOARD, **changes})

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "Pintu masuk" in answer.content.decode()
    assert not Publication.objects.exists()


def test_a_running_period_has_nothing_to_show(client, manager, unit):
    answer = client.post(url("publication-create", make_period(unit).pk), BOARD)

    assert answer.status_code == 400
    assert "belum ditutup" in answer.content.decode()


def test_levels_of_media_share_and_speed(period):
    reference.load_levels()
    assert measured(period) == {"media": (0, 0), "selesai": (None, 0), "kecepatan": (None, 0)}

    announce(period, 2026, 7, 15)
    for medium in (Medium.BOARD, Medium.BOARD, Medium.SCREEN):
        Publication.objects.create(period=period, medium=medium, published_on=date(2026, 8, 1))
    plan = make_follow_up(period)
    assert measured(period) == {
        "media": (3, 3),  # the portal's own page is one
        "selesai": (Decimal(0), 1),
        "kecepatan": (None, 0),
    }
    make_follow_up(period, state=FollowUpState.CONFIRMED, done_on=date(2026, 8, 15))
    assert measured(period)["selesai"] == (Decimal("50.00"), 3)
    assert measured(period)["kecepatan"] == (None, 0)
    plan.delete()
    assert measured(period)["selesai"] == (Decimal("100.00"), 5)
    assert measured(period)["kecepatan"] == (1, 5)


def test_without_a_table_there_is_no_level(period):
    ReviewLevel.objects.all().delete()

    assert {level for _, level in measured(period).values()} == {None}


def test_nothing_is_checked_until_somebody_compared_it(client, manager, period):
    reference.load_levels()

    assert not any(item.is_checked for item in items())
    assert "Belum diperiksa" in client.get(url("plan-period", period.pk)).content.decode()
    assert client.get(url("level-edit", "media")).status_code == 403
    assert "Belum diperiksa" in client.get(url("level-list")).content.decode()


def test_the_city_fills_and_checks_the_levels(client, unit):
    reference.load_levels()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    page = url("level-edit", "selesai")
    data = {f"label{n}": f"Uraian {n}" for n in range(6)}
    data |= {"bound0": "", "bound1": "0", "bound2": "10", "bound3": "50,5", "bound4": "75",
             "bound5": "100", "basis": "Pedoman yang dibaca"}  # fmt: skip

    wrong = client.post(page, {**data, "bound2": "banyak"})
    assert wrong.status_code == 400
    assert "Tulis batasnya dengan angka" in wrong.content.decode()
    assert client.post(page, {**data, "bound2": "-1"}).status_code == 400
    for bound in ("50,5", "9"):  # as much as the level below it, or less
        fallen = client.post(page, {**data, "bound4": bound}).content.decode()
        assert "Batas tingkat 4 harus lebih dari batas tingkat di bawahnya" in fallen
    assert ReviewLevel.objects.filter(label="Uraian 2").count() == 0

    client.post(page, {**data, "is_checked": "on"})

    share = next(item for item in items() if item.item == ReviewItem.SHARE)
    assert share.is_checked
    assert [row.bound for row in share.levels][2:4] == [Decimal(10), Decimal("50.50")]
    assert not next(item for item in items() if item.item == ReviewItem.MEDIA).is_checked
    client.post(page, data)
    assert not next(item for item in items() if item.item == ReviewItem.SHARE).is_checked
    assert client.get(url("level-edit", "lain")).status_code == 404


def test_the_page_of_levels_warns_until_all_were_compared(client, unit):
    reference.load_levels()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    assert "Periksa dengan naskahnya" in client.get(url("level-list")).content.decode()
    ReviewLevel.objects.update(checked_on=date(2026, 11, 1))

    told = client.get(url("level-list")).content.decode()

    assert "Periksa dengan naskahnya" not in told
    assert "Sudah diperiksa" in told
