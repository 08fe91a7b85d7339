"""An imported year of the past is accepted in one reasoned act, by somebody who did not bring it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.models import Activity, OutgoingMail
from performance.choices import SubmissionState
from performance.entry.queries.locks import locked_quarters
from performance.entry.queries.past_years import past_year
from performance.models import Submission
from performance.transfer.actions.transfer import import_file
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_branch,
    make_indicator,
    make_realization,
    make_submission,
    make_version,
)

pytestmark = pytest.mark.django_db
YEAR = 2024
URL = reverse("performance:past-year", args=[YEAR])


def unit_with_figures(*quarters, year: int = YEAR):
    unit = make_unit()
    make_realization(make_indicator(make_branch(unit)["program"], unit), *quarters, year=year)
    return unit


@pytest.fixture
def bappeda(client):
    user = make_user("bappeda", make_unit())
    client.force_login(user)
    return user


def accept(client, quarters: int, reason: str = "Data RKPD 2024 sudah diaudit"):
    return client.post(URL, {"reason": reason, "quarters": quarters})


def states() -> dict[tuple[int, int], str]:
    return {(row.organization_id, row.quarter): row.state for row in Submission.objects.all()}


def test_every_quarter_with_figures_is_accepted_and_locked(client, bappeda):
    full, half = unit_with_figures(1, 2, 3, 4), unit_with_figures(1, 2)
    text = client.get(URL).text
    assert "2 unit, 6 triwulan, 6 angka" in text
    assert half.name in text

    assert accept(client, 6).status_code == 302

    assert set(states().values()) == {SubmissionState.ACCEPTED}
    assert len(states()) == 6
    assert set(locked_quarters(full, YEAR)) == {1, 2, 3, 4}
    told = Activity.objects.get(verb="performance.accept-past-year")
    assert told.summary.endswith("2 unit, 6 triwulan, 6 angka")
    assert told.reason == "Data RKPD 2024 sudah diaudit"
    assert told.changes[half.code]["after"] == "triwulan I, II"
    assert Activity.objects.filter(verb="performance.submission.accept-past").count() == 6
    assert OutgoingMail.objects.count() == 0


def test_only_what_stands_in_the_year_itself_is_counted(bappeda):
    unit = unit_with_figures(1, 2)
    row = unit.indicators.get()
    for year in (YEAR - 1, YEAR + 1):
        make_realization(row, 7, 8, 9, year=year)
        make_submission(unit, 1, SubmissionState.ACCEPTED, year=year)
        make_submission(unit, 2, SubmissionState.SUBMITTED, year=year)

    found = past_year(YEAR)

    assert [(line.unit, line.quarters, line.figures) for line in found.units] == [(unit, (1, 2), 2)]
    assert (found.accepted, found.under_way) == (0, 0)


def test_whoever_brought_the_figures_does_not_accept_them(client, bappeda):
    unit = make_unit("1.02.0.00.0.00.01.0000")
    make_version(year=YEAR)
    make_branch(unit)
    content = (
        b"level,kode,nama,indikator,satuan,tw1_k\n"
        b"program,1.02.02,Program uji,Indikator uji,Dokumen,4\n"
    )
    import_file(organization=unit, year=YEAR, name="a.csv", content=content, by=bappeda)

    answer = accept(client, 1)

    assert answer.status_code == 403
    assert "tidak menerimanya" in answer.text
    assert states() == {}

    client.force_login(make_user("bappeda", make_unit()))
    assert accept(client, 1).status_code == 302


def test_what_is_on_its_way_is_left_alone(client, bappeda):
    unit = unit_with_figures(1, 2)
    make_submission(unit, quarter=1, year=YEAR, state=SubmissionState.SUBMITTED)

    assert accept(client, 1).status_code == 302

    assert states() == {
        (unit.pk, 1): SubmissionState.SUBMITTED,
        (unit.pk, 2): SubmissionState.ACCEPTED,
    }


@pytest.mark.parametrize(("quarters", "reason"), [(2, ""), (1, "Sudah diperiksa"), ("x", "Alasan")])
def test_without_a_reason_or_with_another_list_nothing_is_accepted(
    client, bappeda, quarters, reason
):
    unit_with_figures(1, 2)

    assert accept(client, quarters, reason).status_code == 400
    assert states() == {}


def test_the_running_year_goes_its_usual_way(client, bappeda):
    year = timezone.localdate().year
    unit_with_figures(1, year=year)

    assert client.get(reverse("performance:past-year", args=[year])).status_code == 404
    assert str(year) not in client.get(reverse("performance:past-year-list")).context["years"]


def test_only_those_who_accept_may(client):
    unit = unit_with_figures(1)
    for role in ("operator_opd", "kepala_opd", "inspektorat", "admin_sistem"):
        client.force_login(make_user(role, unit))
        assert accept(client, 1).status_code == 403
    assert states() == {}
