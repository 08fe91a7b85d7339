"""What is told afterwards takes the time it happened, tells nobody, and is written down as it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.choices import ComplaintClass, Outcome
from complaints.intake.actions.coming import ContactGiven
from complaints.intake.actions.filing import file_complaint
from complaints.intake.actions.following import follow_report
from complaints.models import Notice
from complaints.staff.actions.answering import close_case, tell_progress
from complaints.staff.actions.moderation import show_case
from complaints.staff.actions.notes import write_note
from complaints.staff.actions.routing import hand_back, route_case
from organizations import moment
from organizations.choices import Role
from organizations.models import Activity, OutgoingMail
from tests.factories.complaints import category, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
MAIL = ContactGiven(name="Pelapor Uji", email="warga@contoh.test", mail_wanted=True)


def test_a_history_told_afterwards_stands_at_its_own_times():
    make_city()
    reference_data()
    desk, unit = make_user(Role.BAGIAN_ORGANISASI), make_unit()
    officer = make_user(Role.KEPALA_OPD, unit)
    began = timezone.now() - timedelta(days=400)
    days = [began + timedelta(days=number) for number in range(6)]

    with moment.at(days[0]):
        case = file_complaint(
            kind=ComplaintClass.ORDINARY, category=category(), text="Jalan rusak.", contact=MAIL
        ).case
    with moment.at(days[1]):
        route_case(case=case, unit=unit, by=desk)
        show_case(case=case, by=desk, subject="Jalan", text="Rusak.", reason="Diringkas")
        follow_report(case=case)
    with moment.at(days[2]):
        hand_back(case=case, by=officer, reason="Bukan urusan kami")
        route_case(case=case, unit=unit, by=desk)
    with moment.at(days[3]):
        tell_progress(case=case, text="Alat sudah di jalan.", by=officer)
        write_note(case=case, text="Tunggu hujan reda.", by=officer)
    with moment.at(days[5]):
        close_case(case=case, outcome=Outcome.UNSOLVED, text="Belum ada dana.", by=officer)

    case.refresh_from_db()
    assert (case.received_at, case.entered_at, case.routed_at) == (days[0], days[0], days[1])
    assert (case.first_answered_at, case.answered_at, case.closed_at) == (days[3], days[5], days[5])
    spans = list(case.segments.values_list("began_at", "ended_at"))
    assert spans == [(days[1], days[2]), (days[2], days[5])]
    assert list(case.messages.values_list("written_at", flat=True)) == [days[3], days[5]]
    assert list(case.notes.values_list("written_at", flat=True)) == [days[1], days[2], days[3]]
    assert case.followers.get().joined_at == days[1]
    assert not OutgoingMail.objects.exists()
    assert not Notice.objects.exists()
    assert not Activity.objects.filter(at__lt=began + timedelta(days=300)).exists()


def test_nothing_is_told_before_it_happens():
    with pytest.raises(ValueError, match="future"), moment.at(timezone.now() + timedelta(days=1)):
        pass
    assert not moment.is_past()
