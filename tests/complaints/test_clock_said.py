"""While the reporter is asked no fixed day is published: the clock stands, and that is said."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.clock.queries.terms import last_day_of
from complaints.intake.actions.dialogue import add_message
from complaints.models import Complaint
from complaints.staff.actions.answering import ask_reporter
from complaints.staff.queries.templates import places_of
from organizations import moment
from organizations.choices import Role
from organizations.formatting import format_date
from tests.complaints.intake.citizen import unlocked
from tests.factories.complaints import SECRET, complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState


@pytest.fixture
def asked() -> Complaint:
    make_city()
    reference_data()
    case = complaint(shown=True, unit=make_unit(), state=S.IN_PROGRESS)
    ask_reporter(case=case, text="Di RT mana?", by=make_user(Role.BAGIAN_ORGANISASI))
    case.refresh_from_db()
    return case


def words_of(client: Client, case: Complaint) -> str:
    return client.get(f"/pengaduan/{case.number}/").content.decode()


def row_of(client: Client) -> dict[str, str]:
    year = timezone.localdate().year
    return client.get("/data/pengaduan.json", {"tahun": year}).json()["data"][0]


def request_of(client: Client, case: Complaint) -> dict[str, str]:
    return client.get(f"/open311/v2/requests/{case.number}.json").json()[0]


def test_no_reader_outside_is_told_a_day_while_the_clock_stands(client, asked):
    today, due = timezone.localdate(), last_day_of(asked.resolve_due_at)
    said = f"jam berhenti sejak {format_date(today)}; tenggat dihitung lagi sesudah dilengkapi"
    own = unlocked(Client(), asked, SECRET).get("/lacak/laporan/").content.decode()

    for page in (words_of(client, asked), own):
        assert said in page
        assert format_date(due) not in page
    row = row_of(client)
    assert (row["tenggat"], row["jam_berhenti"]) == ("", today.isoformat())
    assert row["status"] == S.INCOMPLETE
    told = request_of(client, asked)
    assert told["expected_datetime"] is None
    assert told["service_notice"] == said.capitalize()
    assert due.isoformat() not in client.get("/pengaduan/umpan/").content.decode()
    assert places_of(asked)["tenggat"] == said


def test_a_day_that_passed_before_the_reporter_was_asked_stays(client, asked):
    asked.resolve_due_at = asked.paused_at - timedelta(days=3)
    asked.save()
    due = last_day_of(asked.resolve_due_at)

    assert format_date(due) in words_of(client, asked)
    assert row_of(client)["tenggat"] == due.isoformat()
    assert request_of(client, asked)["expected_datetime"]


def test_the_day_is_told_again_when_the_report_is_complete(client, asked):
    add_message(case=asked, text="RT 3.", now=moment.now())
    asked.refresh_from_db()
    due = last_day_of(asked.resolve_due_at)

    assert format_date(due) in words_of(client, asked)
    assert (row_of(client)["tenggat"], row_of(client)["jam_berhenti"]) == (due.isoformat(), "")
