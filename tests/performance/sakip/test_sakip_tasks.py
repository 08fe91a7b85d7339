"""What the dashboard and the mailbox say about running SAKIP evaluations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import OutgoingMail
from performance.sakip.actions.reminders import send_sakip_reminders
from tests.factories.sakip import Case

pytestmark = pytest.mark.django_db
DASHBOARD = reverse("dashboard")


def tasks_of(user) -> list[str]:
    client = Client()
    client.force_login(user)
    return [task.label for task in client.get(DASHBOARD).context["dashboard"].tasks]


def test_each_person_sees_the_step_that_waits_for_them():
    case = Case()
    name = case.unit.short_name
    assert f"Isi LKE SAKIP 2025 – {name}" in tasks_of(case.operator)
    assert f"Periksa dan ajukan LKE SAKIP 2025 – {name}" in tasks_of(case.head)
    case.submitted()
    assert not [label for label in tasks_of(case.operator) if "SAKIP" in label]
    assert "Evaluasi LKE SAKIP 2025" in tasks_of(case.evaluator)
    case.evaluated()
    assert "Jamin mutu evaluasi SAKIP 2025" in tasks_of(case.assurer)
    case.shared()
    assert f"Tanggapi konsep LHE SAKIP 2025 – {name}" in tasks_of(case.head)
    case.replied()
    assert "Tetapkan hasil SAKIP 2025" in tasks_of(case.inspector)


def test_a_closed_schedule_asks_nobody_to_fill():
    case = Case()
    case.edition.closes_on = timezone.localdate() - timedelta(days=1)
    case.edition.save()

    assert not [label for label in tasks_of(case.operator) if "SAKIP" in label]


def remind(case: Case, days: int) -> int:
    day = case.edition.closes_on - timedelta(days=days)
    return send_sakip_reminders(on=day)


def test_units_that_have_not_handed_in_are_reminded_once_a_stage():
    case = Case()
    assert [remind(case, days) for days in (9, 7, 6, 3, 1, 1)] == [0, 2, 0, 2, 2, 0]

    mails = OutgoingMail.objects.filter(to=case.operator.email).order_by("pk")
    assert [m.subject.split(":")[0] for m in mails] == [
        "Ditutup 7 hari lagi",
        "Ditutup 3 hari lagi",
        "Ditutup 1 hari lagi",
    ]


def test_a_unit_that_has_handed_in_is_left_alone():
    case = Case().submitted()
    OutgoingMail.objects.all().delete()

    assert remind(case, 3) == 0
