"""The same pressed twice is done once, and what two officers do at once is never lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintState, MessageState
from complaints.models import Complaint, Message
from complaints.staff.actions import moderation
from complaints.staff.actions.answering import close_case, draft_answer
from complaints.staff.actions.moderation import redact_photo
from organizations.choices import Role
from organizations.models import OutgoingMail
from tests.complaints.staff.officer import at
from tests.factories.complaint_files import photo
from tests.factories.complaints import category, complaint, reference_data, reporter
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState
PRESSED = {"csrfmiddlewaretoken": "satu-halaman"}


@pytest.fixture
def case(desk) -> Complaint:
    reference_data()
    found = complaint(unit=make_unit(), state=S.IN_PROGRESS)
    found.segments.create(unit=found.unit)
    return found


def mark(client, name: str, case: Complaint) -> str:
    return client.get(at(name, case)).context["form"]["mark"].value()


def test_a_reply_that_is_written_down_twice_is_one(client, case):
    data = {"mark": mark(client, "reply", case), "text": "Lubangnya di depan nomor 12."}

    answers = [client.post(at("reply", case), data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert data["text"] in answers[1].content.decode()
    assert case.messages.count() == 1


def test_a_note_pressed_twice_is_one_and_told_once(client, case):
    colleague = make_user(Role.ADMIN_PENGHUBUNG, case.unit, email="sari@contoh.test")
    data = {"text": "@sari tolong dicek", **PRESSED}

    for _ in range(2):
        assert client.post(at("note", case), data).status_code == 302

    assert case.notes.count() == 1
    assert OutgoingMail.objects.filter(to=colleague.email).count() == 1


def test_news_for_many_pressed_twice_reach_each_once(client, case):
    data = {
        "act": "progress",
        "pilih": [case.pk],
        "sure": "ya",
        "text": "Tim berangkat.",
        **PRESSED,
    }

    for _ in range(2):
        assert client.post(reverse("complaints:case-bulk"), data).status_code == 302

    assert case.messages.count() == 1


def test_a_draft_of_a_colleague_is_not_written_over(client, case):
    opened = mark(client, "answer", case)
    draft_answer(case=case, text="Kata rekan", by=make_user(Role.ADMIN_PENGHUBUNG, case.unit))

    for act in ("simpan", "kirim"):
        answer = client.post(at("answer", case), {"mark": opened, "text": "Saya", "act": act})
        assert answer.status_code == 409
        assert "Saya" in answer.content.decode()

    assert Message.objects.get(state=MessageState.DRAFT).text == "Kata rekan"


def test_what_one_officer_blackened_another_does_not_bring_back(case, desk, monkeypatch):
    picture = photo(case)
    first, second = (type(picture).objects.get(pk=picture.pk) for _ in range(2))
    draw = moderation.files.blackened

    def meanwhile(content: bytes, boxes: object) -> object:
        monkeypatch.setattr(moderation.files, "blackened", draw)
        redact_photo(attachment=first, by=desk, boxes=[(0, 0, 50, 50)])
        return draw(content, boxes)

    monkeypatch.setattr(moderation.files, "blackened", meanwhile)
    with pytest.raises(ValidationError, match="baru saja dihitamkan petugas lain"):
        redact_photo(attachment=second, by=desk, boxes=[(50, 50, 50, 50)])

    picture.refresh_from_db()
    assert picture.redacted == first.redacted


def test_after_a_reopening_the_old_photo_of_the_result_is_not_enough(case, desk):
    case.category = category("uji-foto", needs_result_photo=True)
    case.save()
    photo(case, is_result=True, added_at=timezone.now())
    Complaint.objects.filter(pk=case.pk).update(run=2, run_began_at=timezone.now())

    with pytest.raises(ValidationError, match="Lampirkan foto hasil"):
        close_case(case=case, outcome="selesai", text="Beres.", by=desk)
    photo(case, is_result=True, added_at=timezone.now())
    assert close_case(case=case, outcome="selesai", text="Beres.", by=desk).state == S.CLOSED


def test_a_closing_that_cannot_be_told_is_not_kept(case, desk):
    reporter(case)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE complaints_notice RENAME TO away")

    with pytest.raises(Exception, match="complaints_notice"):
        close_case(case=case, outcome="tidak_terselesaikan", text="Beres.", by=desk)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE away RENAME TO complaints_notice")
    case.refresh_from_db()
    assert (case.state, case.messages.count()) == (S.IN_PROGRESS, 0)
