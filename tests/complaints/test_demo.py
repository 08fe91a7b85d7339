"""The demonstration has two years of reports, in every state, and work for today."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from complaints.choices import ComplaintState, Outcome, Publicity
from complaints.models import Area, Complaint, Escalation, Notice, Rating, Segment, Supporter
from complaints.public.queries.cards import cards
from complaints.public.queries.periods import Period
from complaints.querysets import ANSWERED_LATE
from complaints.staff.actions.routing import route_case
from organizations.models import OutgoingMail, User

S = ComplaintState


def test_reports_of_two_years_in_every_state(demo_city):
    rows = Complaint.objects.all()
    now = timezone.now()

    assert rows.count() >= 600
    assert set(rows.values_list("state", flat=True)) == set(S.values)
    assert set(rows.exclude(outcome="").values_list("outcome", flat=True)) == set(Outcome.values)
    assert rows.earliest("received_at").received_at < now - timedelta(days=700)
    assert Area.objects.exclude(parent=None).count() == 27
    assert rows.filter(ANSWERED_LATE).count() > 60
    assert rows.overdue(now).exists()
    assert rows.filter(is_secret=True).exists()
    assert rows.filter(is_anonymous=True).exists()
    assert rows.exclude(split_from=None).exists()
    assert rows.filter(publicity=Publicity.SHOWN).count() > 500
    assert rows.open().filter(publicity=Publicity.WAITING, is_secret=False).count() > 10
    assert Rating.objects.count() > 80
    assert Supporter.objects.count() > 40
    assert Escalation.objects.exclude(officer=None).count() > 40


def test_report_cards_and_statistics_have_figures(demo_city):
    """The desk has looked at nearly all of the past year, so that little is too small to print."""
    year = timezone.localdate().year - 1
    found = cards(Period(year))

    assert found.city.received > 250
    assert len([card for card in found.units if card.received]) >= 10
    assert len([card for card in found.units if card.in_time]) >= 4


def test_no_act_stands_in_the_future_or_before_the_receipt(demo_city):
    now = timezone.now()

    for row in Complaint.objects.prefetch_related("messages", "segments"):
        moments = [row.routed_at, row.first_answered_at, row.answered_at, row.closed_at]
        moments += [message.sent_at for message in row.messages.all() if message.sent_at]
        moments += [span.began_at for span in row.segments.all()]
        told = [moment for moment in moments if moment]
        assert all(row.received_at <= moment <= now for moment in told), row.number
    spans = Segment.objects.filter(ended_at=None).values("complaint").annotate(n=Count("pk"))
    assert all(span["n"] == 1 for span in spans)


def test_there_is_work_for_the_desk_and_for_the_health_office(demo_city):
    open_now = Complaint.objects.open()
    of_health = open_now.filter(unit__short_name="Dinkes")

    assert open_now.filter(state=S.RECEIVED).count() >= 5
    assert of_health.filter(state=S.ROUTED).exists()
    assert of_health.filter(state=S.IN_PROGRESS).exists()
    waiting = open_now.filter(state=S.RECEIVED, accused=None).first()
    moved = route_case(
        case=waiting,
        unit=of_health[0].unit,
        by=User.objects.get(email="organisasi@contoh.test"),
    )
    assert moved.state == S.ROUTED


def test_nobody_is_written_to_about_what_is_told_afterwards(demo_city):
    about = OutgoingMail.objects.filter(subject__startswith="Laporan SK-")

    assert not Notice.objects.exists()
    assert not about.exclude(subject__contains="Laporan baru untuk unit Anda").exists()
