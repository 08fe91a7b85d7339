"""An entry nobody touched for long on its way to the public page says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from innovations.choices import InnovationState
from innovations.registry.queries.stale import STALE_AFTER, stale_since
from organizations.choices import Role
from organizations.formatting import format_date
from organizations.models import Activity
from tests.factories.innovations import make_innovation
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - STALE_AFTER - timedelta(days=3)


@pytest.mark.parametrize(
    ("state", "is_told"),
    [("konsep", True), ("diajukan", True), ("terverifikasi", True), ("tayang", False),
     ("disembunyikan", False)],
)  # fmt: skip
def test_it_is_marked_in_the_list_and_on_its_page(client, state, is_told):
    make_city()
    row = make_innovation(make_unit(), state=state, changed_at=LONG_AGO)
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    said = f"Tidak disentuh sejak {format_date(timezone.localdate(LONG_AGO))}"

    for name, args in (("innovation-list", []), ("innovation-detail", [row.pk])):
        page = client.get(reverse(f"innovations:{name}", args=args)).content.decode()
        assert (said in page) is is_told


def test_whatever_is_done_with_it_touches_it():
    row = make_innovation(state=InnovationState.SUBMITTED, changed_at=LONG_AGO)
    now = timezone.now()
    assert stale_since([row], now) == {row.pk: timezone.localdate(LONG_AGO)}
    Activity.objects.create(
        actor_label="Sistem", verb="innovations.note", summary="Diajukan",
        object_type="innovations.innovation", object_id=row.pk,
        at=now - STALE_AFTER + timedelta(minutes=1),
    )  # fmt: skip

    assert stale_since([row], now + timedelta(hours=1)) != {}
    assert stale_since([row], now) == {}
