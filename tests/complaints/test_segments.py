"""Who holds a report, and who hears of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.clock.actions.segments import end_segment, open_segment
from complaints.clock.queries.officers import responsible
from organizations.actions.mail import remind
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


def test_passing_on_closes_one_span_and_opens_the_next():
    reference_data()
    case, first, second = complaint(), make_unit(), make_unit()
    now = timezone.now()

    open_segment(case=case, unit=first, now=now)
    open_segment(case=case, unit=second, now=now + timedelta(hours=2), reason="Salah alamat")
    end_segment(case=case, now=now + timedelta(hours=3))

    spans = list(case.segments.values_list("unit", "began_at", "ended_at"))
    assert spans == [
        (first.pk, now, now + timedelta(hours=2)),
        (second.pk, now + timedelta(hours=2), now + timedelta(hours=3)),
    ]
    assert all(row.hand_back_due_at > row.began_at for row in case.segments.all())


def test_responsible_is_the_desk_then_the_unit():
    unit = make_unit()
    desk = make_user(Role.BAGIAN_ORGANISASI)
    penghubung, operator = (
        make_user(role, unit) for role in (Role.ADMIN_PENGHUBUNG, Role.OPERATOR_OPD)
    )

    assert responsible(complaint()) == [desk]
    assert responsible(complaint(unit=unit)) == [penghubung]
    assert responsible(complaint(unit=unit, officer=operator)) == [operator, penghubung]


def test_a_secret_case_tells_only_who_is_cleared():
    unit = make_unit()
    head, penghubung = (make_user(role, unit) for role in (Role.KEPALA_OPD, Role.ADMIN_PENGHUBUNG))

    assert responsible(complaint(unit=unit)) == [head, penghubung]
    assert responsible(complaint(unit=unit, is_secret=True)) == [penghubung]


def test_who_switched_reminders_off_gets_none():
    asleep = make_user(wants_reminders=False)

    assert remind([asleep, make_user()], "Uji", "Uji", "/", key="uji") == 1
    assert OutgoingMail.objects.filter(to=asleep.email).count() == 0
