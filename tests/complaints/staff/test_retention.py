"""What was kept long enough goes, its frame stays, and what goes on or is disputed is not touched."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from complaints.choices import Author, ComplaintClass, ComplaintState, MessageKind, Outcome
from complaints.clock.queries.figures import completion_share, in_time_share
from complaints.datasets import complaint_rows, complaint_stamp
from complaints.models import (
    Attachment,
    Complaint,
    IdentityRequest,
    OriginalWords,
    Rating,
    RetentionRule,
)
from complaints.public.queries.cards import cards
from complaints.public.queries.periods import Period
from complaints.public.queries.statistics import breakdowns
from complaints.staff.actions.retention import erase_due, hold_case, release_case
from complaints.staff.queries.retention import preview
from organizations.choices import Role
from organizations.models import Activity
from organizations.storage import evidence
from tests.factories.complaint_files import photo
from tests.factories.complaints import complaint, reference_data, reporter
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
MARK = "TANDAHAPUSqx"


@pytest.fixture(autouse=True)
def now():
    make_city()
    reference_data()
    RetentionRule.objects.all().delete()
    return timezone.now()


def rule(months: int, **fields) -> RetentionRule:
    return RetentionRule.objects.create(months=months, basis="Uji", is_active=True, **fields)


def ended(days: int = 400, state: str = S.CLOSED, **fields) -> Complaint:
    at = timezone.now() - timedelta(days=days)
    return complaint(
        **{"state": state, "unit": make_unit(), "received_at": at, "closed_at": at, **fields}
    )


def total(now) -> int:
    return sum(line.due for line in preview(now).lines)


def removed(now) -> int:
    return sum(one.count for one in erase_due(now=now))


def test_everything_that_says_who_or_what_is_gone_and_the_frame_stays(
    now, django_capture_on_commit_callbacks
):
    rule(12)
    case = ended(
        subject=MARK, text=MARK, address=MARK, latitude="-6.9", longitude="109.6",
        public_subject=MARK, public_text=MARK, publicity="tayang", answered_at=now,
    )  # fmt: skip
    reporter(case, name=MARK)
    row = photo(case)
    row.redacted.save("hitam.jpg", ContentFile(b"x"))
    files = row.file.name, row.redacted.name
    case.messages.create(
        kind=MessageKind.REPLY, author=Author.REPORTER, text=MARK, public_text=MARK
    )
    case.notes.create(author=make_user(), text=MARK)
    case.pauses.create(reason=MARK, ended_at=now)
    case.segments.create(unit=case.unit, reason=MARK, ended_at=now)
    case.followers.create(secret_digest=MARK, name=MARK)
    case.notices.create(channel="surel", subject=MARK, body=MARK, key=MARK)
    Complaint.objects.filter(pk=case.pk).update(sp4n_id="123")
    Rating.objects.create(complaint=case, stars=4, text=MARK)
    OriginalWords.objects.create(complaint=case, subject="x", text="x", changed_by=make_user())

    with django_capture_on_commit_callbacks(execute=True):
        assert (total(now), removed(now), removed(now)) == (1, 1, 0)

    kept = Complaint.objects.get(pk=case.pk)
    assert (kept.number, kept.kind, kept.category) == (case.number, case.kind, case.category)
    assert (kept.unit, kept.outcome, kept.closed_at) == (case.unit, Outcome.SOLVED, case.closed_at)
    assert (kept.sp4n_id, kept.answer_days) == ("123", case.answer_days)
    assert kept.erased_at == now
    assert dumped().count(MARK) == 0
    assert not Attachment.objects.exists()
    assert not OriginalWords.objects.exists()
    assert not any(evidence().exists(file) for file in files)
    assert kept.rating.stars == 4
    assert kept.secret_digest != case.secret_digest
    line = Activity.objects.get(verb="complaints.complaint.erase")
    assert case.number in line.summary


def dumped() -> str:
    said = io.StringIO()
    call_command("dumpdata", "complaints", "organizations", stdout=said)
    return said.getvalue()


def test_what_goes_on_or_is_disputed_is_never_touched(now):
    rule(12)
    for state in (S.RECEIVED, S.INCOMPLETE, S.ROUTED, S.IN_PROGRESS, S.ANSWERED):
        ended(state=state, closed_at=None)
    ended(reply_until=now + timedelta(days=1))
    ended(hold_reason="Ombudsman")
    IdentityRequest.objects.create(complaint=ended(), asked_by=make_user(), reason="?")
    running = complaint(state=S.IN_PROGRESS, unit=make_unit())
    ended(split_from=running)
    ended(merged_into=running, state=S.MERGED)
    whole = ended()
    complaint(state=S.ROUTED, unit=make_unit(), split_from=whole)

    assert (total(now), removed(now)) == (0, 0)
    assert preview(now).held == 1


def test_the_nearest_rule_counts_and_the_dry_run_equals_what_happens(now):
    rule(60)
    rule(12, state=S.ARCHIVED)
    rule(24, kind="aspirasi")
    rule(6, kind="aspirasi", state=S.ARCHIVED)
    young = [ended(400), ended(400, kind="aspirasi"), ended(200, state=S.ARCHIVED)]
    due = [
        ended(400, state=S.ARCHIVED), ended(200, state=S.ARCHIVED, kind="aspirasi"),
        ended(800, kind="aspirasi"), ended(2000),
    ]  # fmt: skip
    shown = {str(line.rule): line.due for line in preview(now).lines}
    said = io.StringIO()
    call_command("erase_old_reports", dry_run=True, stdout=said)
    assert not Complaint.objects.exclude(erased_at=None).exists()

    done = {str(one.rule): one.count for one in erase_due(now=now)}

    assert shown == done
    assert set(done.values()) == {1}
    assert said.getvalue().count(": 1 akan dihapus.") == 4
    erased = set(Complaint.objects.exclude(erased_at=None).values_list("pk", flat=True))
    assert erased == {case.pk for case in due}
    assert not erased & {case.pk for case in young}


def test_a_proposal_removes_nothing(now):
    RetentionRule.objects.create(months=12, basis="Uji")
    ended()

    found = preview(now)

    assert (found.due, [line.due for line in found.proposals]) == (0, [1])
    assert removed(now) == 0


def test_figures_of_closed_years_stay_as_they_were(now):
    rule(12)
    for n in range(12):
        ended(
            500, shown=True, kind="aspirasi" if n % 2 else "non_pengawasan", unit=None,
            answered_at=now - timedelta(days=499), answer_days=n,
        )  # fmt: skip
    year = (now - timedelta(days=500)).year
    period = Period(year)
    before = figures(period)
    stamp = complaint_stamp(year)

    assert removed(now) == 12

    assert figures(period) == before
    assert complaint_stamp(year) != stamp
    rows = [row for _, row in complaint_rows(year, 0, None)]
    assert len(rows) == 12
    assert {row["judul"] for row in rows} == {""}


def figures(period: Period):
    shares = [f(None, period.year, 4) for f in (completion_share, in_time_share)]
    return cards(period), breakdowns(period), shares


def test_what_was_erased_is_public_no_more(client, now):
    rule(12)
    case = ended(shown=True)
    address = reverse("complaints:public-ticket", args=[case.number])
    assert client.get(address).status_code == 200

    removed(now)

    assert client.get(address).status_code == 404
    assert case.number not in client.get("/pengaduan/").content.decode()
    answer = client.post("/lacak/", {"number": case.number, "secret": "AAAA-BBBB-CCCC-DDDD"})
    assert answer.status_code == 400


def test_a_dispute_keeps_a_report_until_it_is_over(client, now):
    rule(12)
    desk, case = make_user(Role.BAGIAN_ORGANISASI), ended()
    client.force_login(desk)
    address = reverse("complaints:case-hold", args=[case.number])
    assert client.post(address, {"reason": ""}).status_code == 400

    client.post(address, {"reason": "Sengketa di Ombudsman"})

    assert removed(now) == 0
    assert "Sengketa di Ombudsman" in client.get(case.get_absolute_url()).content.decode()
    release_case(case=case, by=desk)
    assert removed(now) == 1


def test_the_page_shows_the_dry_run_to_admin_and_desk(client, now):
    rule(12)
    ended()
    hold_case(case=ended(), reason="Uji", by=make_user(Role.BAGIAN_ORGANISASI))
    for role in (Role.ADMIN_SISTEM, Role.BAGIAN_ORGANISASI):
        client.force_login(make_user(role))

        page = client.get(reverse("complaints:retention")).content.decode()

        assert "<strong>1 laporan</strong>" in page
        assert "1 laporan lain sudah cukup lama" in page
    client.force_login(make_user(Role.PIMPINAN))
    assert client.get(reverse("complaints:retention")).status_code == 403


def test_a_nearer_rule_that_keeps_longer_holds_against_a_wider_one(now):
    rule(12)
    rule(120, kind=ComplaintClass.SUPERVISORY)
    ended(2000, kind=ComplaintClass.SUPERVISORY)

    assert (total(now), removed(now)) == (0, 0)
