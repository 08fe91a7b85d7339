"""Rows of a file are filed together: statements for a batch, a history for each report."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints import secrecy
from complaints.choices import ComplaintState
from complaints.exchange.actions.batches import confirm
from complaints.models import Complaint, ComplaintEvent, Reporter, Segment
from organizations.activity import history_of
from organizations.choices import Role
from tests.complaints.exchange.sp4n_files import looked, row, saved
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
ENDED = {
    "Status": "Selesai", "Tanggal_Disposisi": "5/9/2024", "Tanggal_Selesai": "10/9/2024",
    "Nama_Pelapor": "Budi",
}  # fmt: skip


@pytest.fixture
def desk():
    make_city()
    reference_data()
    make_unit(short_name="DPUPR", name="Dinas Pekerjaan Umum dan Penataan Ruang")
    return make_user(Role.BAGIAN_ORGANISASI)


def test_thirty_rows_are_saved_with_the_statements_of_three(desk):
    asked = []
    for first, count in ((1, 3), (101, 3), (201, 30)):
        batch = looked(desk, [row(first + n, **ENDED) for n in range(count)])
        with CaptureQueriesContext(connection) as captured:
            confirm(batch=batch, by=desk)
        asked.append(len(captured))

    assert asked[2] == asked[1]  # the first file also fills what is read once
    assert Complaint.objects.filter(state=S.CLOSED).count() == Reporter.objects.count() == 36


def test_each_report_has_every_step_in_its_history(desk):
    saved(desk, [row(n, **ENDED) for n in range(1, 4)])

    for case in Complaint.objects.all():
        steps = ComplaintEvent.objects.filter(pgh_obj=case).order_by("pgh_id")
        verbs = history_of(case).order_by("pk").values_list("verb", "organization", "summary")
        held = Segment.objects.get(complaint=case)
        assert [step.state for step in steps] == [S.RECEIVED, S.ROUTED, S.CLOSED]
        assert [(verb.rpartition(".")[2], unit) for verb, unit, _ in verbs] == [
            ("file", None), ("route", case.unit_id), ("close", case.unit_id),
        ]  # fmt: skip
        assert all(case.number in told for *_, told in verbs)
        assert (held.began_at, held.ended_at) == (case.routed_at, case.closed_at)
        assert (held.answered_at, held.is_in_time) == (case.answered_at, True)


def test_numbers_drawn_twice_or_taken_are_drawn_again(desk, monkeypatch):
    drawn = iter(
        [complaint().number, "SK-0000-0002", "SK-0000-0002", "SK-0000-0003", "SK-0000-0004"]
    )
    monkeypatch.setattr(secrecy, "new_number", lambda prefix: next(drawn))

    saved(desk, [row(n) for n in range(1, 4)])

    numbers = Complaint.objects.exclude(sp4n_id=None).values_list("number", flat=True)
    assert set(numbers) == {"SK-0000-0002", "SK-0000-0003", "SK-0000-0004"}
