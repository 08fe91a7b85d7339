"""What queries leave out, each told by the one case that would slip in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from complaints.choices import ComplaintState, Outcome, Publicity
from complaints.clock.actions.segments import end_segment, open_segment
from complaints.clock.queries.figures import Ends, ends
from complaints.clock.queries.ladder import alarms
from complaints.exchange.queries.export import chosen_cases
from complaints.intake.actions.following import follow_report
from complaints.intake.queries.nearby import public_photo, similar_reports
from complaints.intake.queries.tickets import visible_files
from complaints.models import Area, AreaFollow, Category, Complaint, IdentityRequest, SecretRead
from complaints.open311.queries.services import Asked, requests
from complaints.permissions import visible_cases, visible_parts
from complaints.permissions.identity import can_see_name
from complaints.public.actions.digests import LAG, queue_digests
from complaints.public.queries.listing import listing
from complaints.staff.queries.bulk import PROGRESS, plan
from complaints.staff.queries.watch import week_before
from organizations.choices import Role
from tests.complaints.intake.citizen import unlocked
from tests.factories.complaint_files import photo
from tests.factories.complaints import SECRET, category, complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
NOW = timezone.now()
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def unit():
    make_city()
    reference_data()
    return make_unit()


def test_a_name_granted_to_one_is_open_to_nobody_else(unit):
    asker, other = make_user(Role.BAGIAN_ORGANISASI), make_user(Role.BAGIAN_ORGANISASI)
    case = complaint(is_anonymous=True, unit=unit, state=S.IN_PROGRESS)
    IdentityRequest.objects.create(
        complaint=case, asked_by=asker, reason="Uji", is_granted=True, open_until=NOW + A_DAY
    )

    assert can_see_name(asker, case)
    assert not can_see_name(other, case)


def test_the_ladder_opens_no_secret_case_on_either_way(unit):
    mayor = make_user(Role.PIMPINAN)
    for is_secret in (False, True):
        case = complaint(unit=unit, is_secret=is_secret)
        case.escalations.create(level=1, title="Uji", officer=mayor)

    seen = Complaint.objects.filter(visible_cases(mayor))
    found = {case for part in visible_parts(mayor) for case in Complaint.objects.filter(part)}
    assert set(seen) == found == set(Complaint.objects.filter(is_secret=False))


def test_an_act_on_many_touches_only_what_the_officer_may_open(unit):
    officer = make_user(Role.ADMIN_PENGHUBUNG, unit)
    own = complaint(unit=unit, state=S.IN_PROGRESS)
    foreign = complaint(unit=make_unit(), state=S.IN_PROGRESS)

    found = plan(officer, PROGRESS, [own.pk, foreign.pk])

    assert (found.able, found.refused) == ([own], [])


def test_who_follows_goes_to_no_part(client, unit):
    whole = complaint(unit=unit, shown=True)
    part = complaint(unit=unit, split_from=whole)
    followed = follow_report(case=whole)
    follower, reporter = Client(), Client()
    unlocked(follower, whole, followed.secret)
    unlocked(reporter, whole, SECRET)
    path = "/lacak/laporan/bagian/"

    assert follower.post(path, {"number": part.number}).status_code == 404
    assert reporter.post(path, {"number": part.number}).status_code == 302


def test_a_hidden_photo_is_for_no_citizen(unit):
    case = complaint(unit=unit, shown=True)
    hidden = photo(case, is_public=True, is_hidden=True)
    shown = photo(case, is_public=True)

    assert set(visible_files(case, None)) == {shown}
    assert public_photo(case.number, hidden.pk) is None
    assert public_photo(case.number, shown.pk) == shown


def test_similar_reports_are_open_and_of_the_last_ninety_days(unit):
    area = Area.objects.create(code="33.75.09", name="Uji")
    near = {"shown": True, "area": area, "received_at": NOW - 90 * A_DAY + timedelta(minutes=1)}
    open_one = complaint(**near)
    complaint(**near, unit=unit, state=S.ANSWERED)
    complaint(**{**near, "received_at": NOW - 90 * A_DAY})

    found = similar_reports({"category": category().pk, "area": area.pk}, NOW)

    assert [one.case for one in found] == [open_one]


@pytest.mark.parametrize("state", sorted(S.ended()))
def test_nobody_follows_what_has_ended(unit, state):
    outcome = Outcome.SOLVED if state == S.CLOSED else ""
    case = complaint(unit=unit, shown=True, state=state, outcome=outcome)

    with pytest.raises(ValidationError):
        follow_report(case=case)


def test_open_and_closed_of_open311_are_what_each_report_says(unit):
    for state in S.values:
        complaint(
            unit=unit, shown=True, state=state, outcome="selesai" if state == S.CLOSED else ""
        )

    for status in ("open", "closed"):
        rows, _ = requests(Asked(statuses=[status]), NOW)
        every, _ = requests(Asked(), NOW)
        assert {row.service_request_id for row in rows} == {
            row.service_request_id for row in every if row.status == status
        }


def test_answered_is_not_yet_closed_in_the_public_list(unit):
    waits = complaint(unit=unit, shown=True, state=S.ANSWERED, answered_at=NOW)
    complaint(unit=unit, shown=True, state=S.CLOSED, answered_at=NOW)

    found = listing({"status": "dijawab"}, "")

    assert [line.case for line in found.lines] == [waits]


def test_a_file_for_sp4n_holds_no_emptied_report(unit):
    desk = make_user(Role.BAGIAN_ORGANISASI)
    kept = complaint(unit=unit)
    complaint(unit=unit, erased_at=NOW)

    assert list(chosen_cases(desk)) == [kept]


def test_what_was_handed_back_is_nobodys(unit):
    year, start = 2025, timezone.make_aware(datetime(2025, 1, 6, 9))
    case = complaint(state=S.RECEIVED, received_at=start)
    open_segment(case=case, unit=unit, now=start)
    end_segment(case=case, now=start + A_DAY)

    assert ends(unit, year, 1) == Ends(0, 0, 0, 0)


def test_an_alarm_of_a_run_that_is_over_rings_no_more(unit):
    late = {"unit": unit, "state": S.IN_PROGRESS, "received_at": NOW - 90 * A_DAY}
    rings, over = complaint(**late), complaint(**late, run=2)
    for case in (rings, over):
        case.escalations.create(level=1, title="Uji", run=1, officer=None, reached_at=NOW)

    assert [row.complaint for row in alarms(NOW, 9)] == [rings]


def test_a_week_of_looks_ends_on_sunday_and_names_no_child():
    watcher = make_user(Role.INSPEKTORAT)
    monday = timezone.make_aware(datetime(2026, 11, 16))

    def look(at: datetime, what: str = SecretRead.What.SECRET) -> None:
        SecretRead.objects.create(what=what, object_id=1, number="-", reader=watcher, read_at=at)

    look(monday - timedelta(seconds=1))
    look(monday)
    look(monday + 7 * A_DAY - timedelta(seconds=1))
    look(monday + 7 * A_DAY)
    look(monday, SecretRead.What.CHILD)

    (line,) = week_before(monday.date() + 9 * A_DAY).lines

    assert (line.secret, line.most) == (2, 1)


def test_a_digest_waits_with_what_is_being_shown_and_knows_categories_below():
    morning = timezone.make_aware(datetime(2026, 11, 23, 8))
    area = Area.objects.create(code="33.75.08", name="Uji")
    below = Category.objects.create(code="uji", name="Uji", parent=category())
    follow = AreaFollow.objects.create(
        area=area, category=category(), every="harian", email="a@contoh.test", fingerprint="-",
        token="-", token_digest="-", confirmed_at=morning - A_DAY, last_sent_at=morning - A_DAY,
        made_at=morning - A_DAY,
    )  # fmt: skip
    told = complaint(shown=True, area=area, category=below, first_shown_at=morning - LAG)
    complaint(
        shown=True, area=area, category=below, first_shown_at=morning - LAG + timedelta(seconds=1)
    )
    complaint(shown=True, area=area, category=category("lainnya"), first_shown_at=morning - LAG)
    complaint(area=area, category=below, publicity=Publicity.HIDDEN, first_shown_at=morning - LAG)

    queue_digests(now=morning)

    assert follow.notices.get().body == told.number
