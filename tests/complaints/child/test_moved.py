"""An ordinary report about a child goes over to the team: nothing of it stays behind."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from complaints.choices import Author, ComplaintState, MessageKind, Publicity
from complaints.clock.actions.segments import open_segment
from complaints.intake.actions.coming import ContactGiven
from complaints.intake.actions.following import follow_report
from complaints.models import ChildReport, Complaint, Note, Rating, Segment
from complaints.staff.actions.basics import say
from complaints.staff.actions.protecting import protect_case
from organizations import storage
from organizations.actions.mail import send_waiting
from organizations.choices import Role
from organizations.editing import ChangedMeanwhile
from tests.complaints.child.people import WORD, opened
from tests.complaints.child.test_nowhere_else import rows_of_every_table
from tests.complaints.staff.officer import at
from tests.factories.complaint_files import photo
from tests.factories.complaints import SECRET, complaint, reference_data, reporter
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
WHY = "TANDAALASANqx anak dipukul"


@pytest.fixture
def unit():
    make_city()
    reference_data()
    return make_unit("Dinas Pendidikan")


@pytest.fixture
def officer(unit):
    return make_user(Role.ADMIN_PENGHUBUNG, unit)


@pytest.fixture
def team(unit):
    return make_user(Role.TIM_PPA)


@pytest.fixture
def case(unit, officer):
    """Shown to the public, spoken about, with a photo."""
    row = complaint(
        state=ComplaintState.IN_PROGRESS, unit=unit, shown=True, is_anonymous=True,
        subject="TANDAJUDULqx di sekolah", text="TANDATEKSqx dipukul gurunya",
        address="TANDATEMPATqx", latitude="-6.9", longitude="109.67", client_key=uuid4(),
    )  # fmt: skip
    open_segment(case=row, unit=unit, now=row.received_at)
    reporter(row, name="TANDANAMAqx", phone="TANDATELEPONqx")
    say(row, MessageKind.QUESTION, "TANDATANYAqx", by=officer)
    Note.objects.create(complaint=row, author=officer, text="TANDACATATANqx")
    photo(row, shown_name="TANDABERKASqx.jpg")
    return row


def moved(case, by, **given):
    protect_case(case=case, by=by, **{"reason": WHY, "in_danger": False, **given})
    return ChildReport.objects.get(number=case.number)


def test_all_of_it_is_with_the_team(case, officer, team, client):
    received_at = case.received_at

    report = moved(case, officer, in_danger=True)

    client.force_login(team)
    page = client.get(report.get_absolute_url()).content.decode()
    for word in ("JUDUL", "TEKS", "TEMPAT", "NAMA", "TANYA", "CATATAN", "ALASAN"):
        assert f"TANDA{word}qx" in page
    assert "-6.9" in page
    assert (report.received_at, report.in_danger) == (received_at, True)
    file = report.files.get()
    answer = client.get(f"{report.get_absolute_url()}berkas/{file.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    with storage.protected().open(file.file.name) as kept:
        assert not kept.read().startswith(b"\xff\xd8")


def test_nothing_is_left_in_any_table_or_file(case, officer, django_capture_on_commit_callbacks):
    file = case.attachments.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        moved(case, officer)

    left = [table for table, row in rows_of_every_table() if WORD.search(row)]
    assert left == []
    assert not storage.evidence().exists(file)
    assert not Segment.objects.filter(complaint=case).exists()


def test_the_frame_says_nothing_and_only_the_desk_sees_it(case, officer, unit, client):
    moved(case, officer)

    case.refresh_from_db()
    kept = (case.state, case.publicity, case.is_secret, case.unit, case.category, case.area)
    assert kept == (ComplaintState.ARCHIVED, Publicity.HIDDEN, True, None, None, None)
    client.force_login(officer)
    assert client.get(case.get_absolute_url()).status_code == 404
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Dipindahkan ke penanganan terbatas" in page
    assert "perlindungan/" not in page
    assert "Minta identitas dibuka" not in page
    assert client.post(at("note", case), {"text": "Anak itu"}).status_code == 403
    assert client.post(at("identity", case), {"reason": "Anak itu"}).status_code == 403


def test_the_public_page_is_gone(case, officer, client):
    path = f"/pengaduan/{case.number}/"
    assert "TANDATEKSqx" in client.get(path).content.decode()

    moved(case, officer)

    for place in (path, "/pengaduan/", f"/open311/v2/requests/{case.number}.json"):
        assert "TANDA" not in client.get(place).content.decode()
    assert client.get(path).status_code in (404, 410)


def test_the_reporter_goes_on_with_the_same_number_and_secret(case, officer):
    citizen = opened(Client(), case, SECRET)

    report = moved(case, officer)

    assert citizen.get("/lacak/laporan/").status_code == 302  # what was open is no more
    opened(citizen, case, SECRET)
    page = citizen.get("/lacak/laporan/").content.decode()
    assert "TANDATANYAqx" in page
    assert "tim perlindungan anak" in page
    for hidden in ("CATATAN", "ALASAN", "TEKS"):
        assert f"TANDA{hidden}qx" not in page
    citizen.post("/lacak/laporan/pesan/", {"text": "Terima kasih", "key": str(uuid4())})
    assert report.messages.filter(author=Author.REPORTER).exists()


def test_parts_and_what_was_merged_go_with_it(case, officer, unit):
    part = complaint(state=ComplaintState.ROUTED, unit=unit, split_from=case, text="TANDABAGIANqx")
    twin = complaint(state=ComplaintState.MERGED, merged_into=case, text="TANDAKEMBARqx")
    other = complaint(unit=unit, text="Lampu padam")

    protect_case(case=case, by=officer, reason=WHY, in_danger=False)

    assert set(ChildReport.objects.values_list("number", flat=True)) == {
        case.number, part.number, twin.number
    }  # fmt: skip
    assert "TANDANAMAqx" in ChildReport.objects.get(number=part.number).contact
    assert Complaint.objects.get(erased_at=None) == other
    opened(Client(), part, SECRET)  # with the secret of the whole


def test_words_taken_out_go_with_it_whole(case, officer):
    case.messages.create(
        kind=MessageKind.REPLY, author=Author.REPORTER, text="Nama saya ████", sent_at=timezone.now(),
        own_text="Nama saya Ani",
    )  # fmt: skip
    Rating.objects.create(complaint=case, stars=1, text="TANDANILAIqx")

    report = moved(case, officer)

    assert report.messages.get(author=Author.REPORTER).text == "Nama saya Ani"
    assert not Rating.objects.exists()


def test_a_lost_file_does_not_hold_it_up(case, officer):
    storage.evidence().delete(case.attachments.get().file.name)

    report = moved(case, officer)

    assert not report.files.exists()
    assert any("tidak ikut" in row.text for row in report.messages.filter(is_internal=True))


def test_mail_goes_to_the_team_and_says_nothing(case, officer, unit, team):
    head = make_user(Role.KEPALA_OPD, unit)
    follow_report(case=case, contact=ContactGiven(email="tetangga@contoh.test", mail_wanted=True))

    moved(case, officer)
    send_waiting()

    told = {address: one for one in mail.outbox for address in one.to}
    assert set(told) == {team.email, head.email}
    for one in mail.outbox:
        assert "TANDA" not in f"{one.subject}{one.body}"
    assert "anak" not in told[head.email].subject + told[head.email].body


@pytest.mark.parametrize("state", sorted(ComplaintState.values))
def test_from_every_state_once(case, officer, state):
    outcome = "selesai" if state == ComplaintState.CLOSED else ""
    Complaint.objects.filter(pk=case.pk).update(state=state, outcome=outcome)

    moved(case, officer)

    with pytest.raises(PermissionDenied):
        protect_case(case=case, by=officer, reason=WHY, in_danger=False)


def test_who_does_not_work_on_it_may_not(case, client):
    stranger = make_user(Role.ADMIN_PENGHUBUNG, make_unit("Dinas Lain"))

    with pytest.raises(PermissionDenied):
        protect_case(case=case, by=stranger, reason=WHY, in_danger=False)

    client.force_login(stranger)
    assert client.get(at("protect", case)).status_code == 404


def test_it_changed_meanwhile(case, officer):
    with pytest.raises(ChangedMeanwhile):
        protect_case(case=case, by=officer, reason=WHY, in_danger=False, mark="lama")

    assert not ChildReport.objects.exists()
    assert case.attachments.exists()


def test_the_page_moves_it(case, officer, client):
    client.force_login(officer)
    assert at("protect", case) in client.get(case.get_absolute_url()).content.decode()

    refused = client.post(at("protect", case), {"reason": ""})
    answer = client.post(at("protect", case), {"reason": WHY, "in_danger": "on"}, follow=True)

    assert "Isi mengapa dipindahkan" in refused.content.decode()
    assert "hanya tim perlindungan anak" in answer.content.decode()
    assert ChildReport.objects.get(number=case.number).in_danger


def test_a_part_that_has_gone_before_holds_nothing_up(case, officer, unit):
    part = complaint(state=ComplaintState.ROUTED, unit=unit, split_from=case)
    moved(part, officer)

    moved(case, officer)

    assert ChildReport.objects.count() == 2
    opened(Client(), part, SECRET)
