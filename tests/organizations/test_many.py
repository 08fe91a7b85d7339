"""Many rows are saved by one statement as they would be one by one."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints.choices import ComplaintState, Outcome
from complaints.models import Complaint, ComplaintEvent
from organizations.many import update_many
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit

pytestmark = pytest.mark.django_db
FIELDS = (
    "state", "outcome", "unit", "answered_at", "answer_days", "subject", "is_anonymous",
    "public_latitude",
)  # fmt: skip


@pytest.fixture
def cases() -> list[Complaint]:
    """Words and choices side by side, what is empty and what is not, hostile text."""
    make_city()
    reference_data()
    first, second, third = (complaint() for _ in range(3))
    first.state, first.outcome, first.unit = ComplaintState.CLOSED, Outcome.SOLVED, make_unit()
    first.answered_at, first.answer_days = datetime(2026, 3, 1, 2, 3, 4, 567, tzinfo=UTC), 7
    second.state, second.outcome = "ditutup", "bukan_kewenangan"
    second.subject, second.public_latitude = 'Koma, "kutip" \\ {kurung} NULL %s', "-6.888"
    third.is_anonymous = True
    return [first, second, third]


def test_every_field_is_saved_as_alone_and_nothing_else(cases):
    Complaint.objects.update(text="Sudah lain")
    with CaptureQueriesContext(connection) as asked:
        update_many(cases, FIELDS)
    saved = list(Complaint.objects.filter(pk__in=[c.pk for c in cases]).order_by("pk").values())

    for case in cases:
        case.save(update_fields=FIELDS)
    assert list(Complaint.objects.order_by("pk").values()) == saved
    assert {row["text"] for row in saved} == {"Sudah lain"}
    assert len(asked) == 1


def test_the_history_of_each_row_is_written_and_none_is_no_question(
    cases, django_assert_num_queries
):
    update_many(cases, FIELDS)

    assert [ComplaintEvent.objects.filter(pgh_obj=case).count() for case in cases] == [2, 2, 2]
    with django_assert_num_queries(0):
        update_many([], FIELDS)
