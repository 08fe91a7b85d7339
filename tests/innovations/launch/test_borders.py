"""The first and the last day on which a launch or a milestone fits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from innovations import states
from innovations.choices import LaunchState
from innovations.launch.actions import milestones
from innovations.launch.actions.launches import move_launch, save_launch
from innovations.launch.queries.milestones import SOON, board
from innovations.models import Launch, Milestone
from organizations.choices import Role
from tests.factories.innovations import make_innovation, make_launch, make_milestone
from tests.factories.organizations import make_user

pytestmark = pytest.mark.django_db


def test_launched_on_the_day_it_began_and_held_on_that_day():
    today = timezone.localdate()
    city = make_user(Role.BAGIAN_ORGANISASI)
    row = make_innovation(trial_on=today, implemented_on=None)
    values = {"name": "Peluncuran", "held_on": today, "place": "Balai Kota"}

    launch = save_launch(launch=Launch(), values=values, innovations=[row], by=city)
    move_launch(launch=launch, transition=states.HOLD, by=city)

    launch.refresh_from_db()
    assert launch.state == LaunchState.HELD
    later = make_launch(row, held_on=today + timedelta(days=1))
    with pytest.raises(ValidationError, match="belum tiba"):
        move_launch(launch=later, transition=states.HOLD, by=city)


def test_one_innovation_has_at_most_so_many_milestones(monkeypatch):
    monkeypatch.setattr(milestones, "MOST", 1)
    row, city = make_innovation(), make_user(Role.BAGIAN_ORGANISASI)
    values = {"term": "menengah", "output": "Jadwal", "due_on": timezone.localdate()}
    milestones.save_milestone(milestone=Milestone(innovation=row), values=values, by=city)

    with pytest.raises(ValidationError, match="sudah memiliki"):
        milestones.save_milestone(milestone=Milestone(innovation=row), values=values, by=city)


def test_due_soon_ends_after_ninety_days():
    today, row = timezone.localdate(), make_innovation()
    soon = make_milestone(row, due_on=today + SOON)
    make_milestone(row, due_on=today + SOON + timedelta(days=1))

    assert list(board(make_user(Role.BAGIAN_ORGANISASI), today).parts["segera"]) == [soon]
    assert timedelta(days=90) == SOON  # as the tab says
