"""What is done at the very moment a term ends is in time, whoever reads it; a moment later it is not."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.clock.actions.segments import note_answer, open_segment
from complaints.clock.queries.figures import in_time_share
from complaints.clock.queries.lateness import Moment
from complaints.clock.queries.lateness import is_late as late
from complaints.clock.queries.stuck import stuck
from complaints.clock.queries.terms import is_overdue, last_day_of
from complaints.models import Complaint
from complaints.public.queries.cards import cards
from complaints.public.queries.periods import Period
from complaints.public.queries.words import standing_of
from complaints.staff.queries.case import case_file
from organizations.choices import Role
from organizations.formatting import format_date
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
AFTER = timedelta(microseconds=1)


@pytest.fixture
def unit():
    make_city()
    reference_data()
    return make_unit()


def march() -> datetime:
    return datetime(2025, 3, 5, 9, tzinfo=timezone.get_current_timezone())


@pytest.mark.parametrize(("later", "is_kept"), [(timedelta(), True), (AFTER, False)])
def test_an_answer_at_the_last_moment_is_in_time_for_every_reader(unit, later, is_kept):
    for _ in range(5):
        case = complaint(shown=True, unit=unit, state=S.ANSWERED, received_at=march())
        answered = case.resolve_due_at + later
        Complaint.objects.filter(pk=case.pk).update(answered_at=answered)
        open_segment(case=case, unit=unit, now=case.received_at)
        note_answer(case=case, now=answered)
    case.refresh_from_db()
    desk = make_user(Role.BAGIAN_ORGANISASI)

    card = cards(Period(2025)).city
    told = {due.label: due.words for due in case_file(desk, case).dues}

    assert (card.in_time, card.late) == ((5, 0) if is_kept else (0, 5))
    assert in_time_share(unit, 2025, 4) == Decimal(100 if is_kept else 0)
    assert (standing_of(case, timezone.now()).late == "") is is_kept
    assert (told["Selesai ditanggapi"] == "tepat waktu") is is_kept


@pytest.mark.parametrize(("later", "is_late"), [(timedelta(), False), (AFTER, True)])
def test_what_is_open_at_the_last_moment_is_not_late_yet_for_any_list(unit, later, is_late):
    case = complaint(shown=True, unit=unit, state=S.IN_PROGRESS, received_at=march())
    case.first_answered_at = case.received_at
    case.save()
    now = case.resolve_due_at + later

    found = Complaint.objects.filter(late(Moment(now, now)))

    assert is_overdue(case, now) is is_late
    assert Complaint.objects.overdue(now).exists() is is_late
    assert found.exists() is is_late
    assert bool(stuck(now)) is is_late


def printed_dues(case: Complaint, desk) -> dict[str, str]:
    html = render_to_string(
        "complaints/cases/print.html", {"case": case, "file": case_file(desk, case)}
    )
    found = re.findall(r"<dt>([^<]+)</dt>\s*<dd>([^<]+)</dd>", html)
    return {title: " ".join(words.split()) for title, words in found}


def test_paper_says_what_was_done_when_and_what_not_yet(unit):
    desk, sent = make_user(Role.BAGIAN_ORGANISASI), march()
    case = complaint(shown=True, unit=unit, state=S.IN_PROGRESS, received_at=sent)
    case.routed_at = sent + timedelta(days=1)
    case.respond_due_at = sent + timedelta(days=7)
    case.first_answered_at = case.respond_due_at + AFTER
    due = format_date(last_day_of(case.resolve_due_at))

    running = printed_dues(case, desk)
    case.state, case.closed_at = S.MERGED, sent
    ended = printed_dues(case, desk)

    assert running["Diperiksa dan diteruskan"].startswith("6 Maret 2025, tepat waktu (paling")
    assert running["Tanggapan pertama perangkat daerah"].startswith("12 Maret 2025, terlambat")
    assert running["Selesai ditanggapi"] == f"Belum, terlambat (paling lambat {due})"
    assert ended["Selesai ditanggapi"].startswith("Tidak sampai dilakukan, laporan digabung")
