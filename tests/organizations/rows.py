"""Rows of organizations, for the tests that compare a page of few rows with one of many."""

from __future__ import annotations

from datetime import date, timedelta

from organizations import activity
from organizations.choices import HolidayKind, Role, SuccessionKind
from organizations.models import Holiday, Organization, OutgoingMail, Succession, User, UserSession
from tests.factories.organizations import make_unit, make_user
from tests.pages.places import EMAILS


def add_rows(unit: Organization) -> None:
    """One more person, holiday, predecessor, mail and line of history; every reader a device more."""
    person = make_user(Role.OPERATOR_OPD, unit)
    older = make_unit(valid_to=date(2022, 12, 31))
    Succession.objects.create(
        predecessor=older,
        successor=unit,
        kind=SuccessionKind.values[0],
        effective_on=date(2023, 1, 1),
    )
    day = date(2026, 1, 5) + timedelta(days=Holiday.objects.count())
    Holiday.objects.create(date=day, name="Libur uji", kind=HolidayKind.values[0])
    OutgoingMail.objects.create(to=person.email, subject="Uji", body="Uji")
    for told in (unit, User.objects.earliest("pk")):
        activity.record(by=person, verb="test.row", obj=told, summary="Uji", organization=unit)
    for user in User.objects.filter(email__in=EMAILS.values()):
        UserSession.objects.create(user=user, session_key=f"uji-{UserSession.objects.count()}")
