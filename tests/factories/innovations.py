"""Innovations, launches and their stewards as tests need them: fixed texts, no chance."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from innovations.choices import (
    Category,
    CheckInState,
    Form,
    Initiator,
    InnovationState,
    Origin,
    Stage,
    Technology,
)  # fmt: skip
from innovations.models import (
    CheckIn,
    Innovation,
    Launch,
    Milestone,
    Steward,
)
from organizations.choices import Role
from organizations.models import Assignment, Organization
from tests.factories.organizations import make_unit, make_user

_numbers = count(1)


def make_innovation(organization: Organization | None = None, **fields: Any) -> Innovation:
    """A whole entry, published unless a state is given."""
    number = next(_numbers)
    is_reference = fields.get("origin") == Origin.REFERENCE
    given = {
        "organization": None if is_reference else organization or make_unit(),
        "name": f"INOVASI {number}",
        "expansion": f"Inovasi Uji Nomor {number}",
        "slug": f"inovasi-{number}",
        "summary": "Warga mendaftar dari rumah.",
        "category": Category.HEALTH,
        "form": Form.SERVICE,
        "technology": Technology.DIGITAL,
        "initiator": Initiator.UNIT,
        "stage": Stage.IMPLEMENTED,
        "affairs": ["1.02"],
        "goals": [3],
        "trial_on": date(2024, 1, 8),
        "implemented_on": date(2024, 6, 3),
        "problem": "Antrean panjang.",
        "idea": "Pendaftaran dari rumah.",
        "purpose": "Antrean pendek.",
        "benefit": "Waktu warga tidak terbuang.",
        "outcome": "Antrean turun separuh.",
        "state": InnovationState.PUBLISHED,
        "created_by": fields.get("created_by") or make_user(),
        **fields,
    }
    if given["state"] == InnovationState.PUBLISHED:
        given.setdefault("published_at", timezone.now())
    return Innovation.objects.create(**given)


def make_steward(innovation: Innovation, assignment: Assignment | None = None) -> Steward:
    if assignment is None:
        person = make_user(Role.OPERATOR_OPD, innovation.organization)
        assignment = person.assignments.get()
    return Steward.objects.create(
        innovation=innovation, assignment=assignment, since=date(2024, 6, 3)
    )


def make_check_in(innovation: Innovation, period: str = "2026-S1", **fields: Any) -> CheckIn:
    given = {
        "asked_on": date(2026, 6, 1),
        "due_on": date(2026, 6, 30),
        "state": CheckInState.ASKED,
        **fields,
    }
    return CheckIn.objects.create(innovation=innovation, period=period, **given)


def make_launch(*innovations: Innovation, **fields: Any) -> Launch:
    number = next(_numbers)
    given = {
        "name": f"Peluncuran {number}",
        "held_on": date(2026, 6, 17),
        "place": "Balai Kota",
        "created_by": fields.get("created_by") or make_user(),
        **fields,
    }
    launch = Launch.objects.create(**given)
    launch.innovations.set(innovations)
    return launch


def make_milestone(innovation: Innovation, **fields: Any) -> Milestone:
    given = {
        "term": "menengah",
        "output": f"Keluaran {next(_numbers)}",
        "due_on": date(2026, 6, 17),
        **fields,
    }
    given.setdefault("first_due_on", given["due_on"])
    return Milestone.objects.create(innovation=innovation, **given)
