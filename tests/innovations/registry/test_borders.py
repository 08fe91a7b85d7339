"""The last day, the last row and the last word that still fit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from innovations import states
from innovations.choices import InnovationState, LaunchState, Origin
from innovations.models import FormerAddress
from innovations.registry.actions.moving import move_entry
from innovations.registry.actions.writing import write
from innovations.registry.queries.completeness import needed
from innovations.registry.queries.similar import similar_to
from innovations.registry.queries.stale import stale_since
from innovations.urls import urlpatterns
from organizations.choices import Role
from tests.factories.innovations import make_innovation, make_launch
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db


def test_tried_used_and_launched_on_one_day_which_is_today():
    today = timezone.localdate()
    row = make_innovation()
    make_launch(row, held_on=today)
    make_launch(row, held_on=date(2020, 1, 1), state=LaunchState.CANCELLED)

    write(row, {"trial_on": today.isoformat(), "implemented_on": today.isoformat()})

    row.refresh_from_db()
    assert row.trial_on == row.implemented_on == today


def test_a_draft_that_was_never_public_leaves_no_address_behind():
    row = make_innovation(state=InnovationState.DRAFT)

    write(row, {"name": "NAMA BARU"})

    assert row.slug == "nama-baru"
    assert not FormerAddress.objects.exists()


def test_five_that_are_alike_are_told():
    rows = [make_innovation(name=f"KLINIK SORE {number}") for number in range(7)]

    assert len(similar_to(rows[0], make_user(Role.BAGIAN_ORGANISASI))) == 5


def test_stale_after_sixty_days_not_on_the_sixtieth():
    now = timezone.now()
    for age, is_stale in ((timedelta(days=60), False), (timedelta(days=60, seconds=1), True)):
        row = make_innovation(state=InnovationState.DRAFT, changed_at=now - age)
        assert (row.pk in stale_since([row], now)) is is_stale


def test_a_replication_names_where_it_comes_from_in_either_way():
    given = {"origin": Origin.REPLICATION, "state": InnovationState.DRAFT}
    for fields, lacks in (
        ({}, ["original"]),
        ({"source": "Kota Batu"}, []),
        ({"original": make_innovation()}, []),
    ):
        assert [lack.field for lack in needed(make_innovation(**given, **fields))] == lacks


def test_what_is_sent_back_was_verified_by_nobody():
    row = make_innovation(state=InnovationState.VERIFIED, verified_by=make_user())

    move_entry(
        innovation=row, transition=states.SEND_BACK, by=make_user(Role.BAGIAN_ORGANISASI),
        note="Lengkapi",
    )  # fmt: skip

    row.refresh_from_db()
    assert (row.state, row.verified_by, row.remark) == (InnovationState.DRAFT, None, "Lengkapi")


def test_no_address_takes_a_whole_entry_away():
    """A draft of the same name cannot take the published one with it."""
    taking = {entry.name for entry in urlpatterns if "hapus" in str(entry.pattern)}

    assert "comparison-delete" in taking
    assert not {name for name in taking if name.startswith(("innovation", "reference", "entry"))}
