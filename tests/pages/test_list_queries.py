"""Lists cost the same number of statements for one row and for many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from performance.choices import SubmissionState, UnlockState
from performance.models import ImportBatch, ReportingWindow, Submission, UnlockRequest
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.performance import (
    YEAR,
    make_branch,
    make_indicator,
    make_pagu,
    make_realization,
    make_spending,
    make_target,
    make_window,
)

STAFF = [
    "dashboard",
    "performance:submission-list",
    "performance:window-list",
    "performance:window-completeness",
    "performance:unlock-list",
    "performance:plan-list",
    "performance:import-upload",
    "performance:period-list",
    "performance:comment-list",
]
ADMIN = ["organizations:unit-list", "organizations:user-list"]
PUBLIC = ["home"]


def add_unit(number: int) -> None:
    """A unit with a plan, figures, quarters on their way, a request and an import."""
    unit = make_unit()
    branch = make_branch(unit)
    goal = make_indicator(branch["sasaran"], is_iku=True)
    make_target(goal, 10)
    make_realization(goal, 1, 2)
    make_pagu(branch["subs"][0], 1000)
    make_spending(branch["subs"][0], 100)
    states = (SubmissionState.ACCEPTED, SubmissionState.VERIFIED)
    for quarter, state in enumerate(states, start=1):
        if not ReportingWindow.objects.filter(year=YEAR, quarter=quarter).exists():
            make_window(quarter)
        entry = Submission.objects.create(
            organization=unit, year=YEAR, quarter=quarter, state=state
        )
    now = timezone.now()
    UnlockRequest.objects.create(
        submission=entry,
        reason="Uji",
        until=now,
        state=UnlockState.REQUESTED,
        requested_by=make_user(Role.OPERATOR_OPD, unit),
        requested_at=now,
    )
    ImportBatch.objects.create(organization=unit, year=YEAR, file_name=f"{number}.xlsx", sha256="")


@pytest.mark.parametrize("name", [*STAFF, *ADMIN, *PUBLIC])
def test_one_row_and_many_cost_the_same(db, name):
    make_city()
    client = Client()
    if name not in PUBLIC:
        client.force_login(make_user(Role.ADMIN_SISTEM if name in ADMIN else Role.BAPPEDA))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name)).status_code == 200
        return len(captured)

    add_unit(0)
    queries()  # the first page of a session also notes the device
    one = queries()
    for number in range(1, 4):
        add_unit(number)
    assert queries() == one
