"""Every act of an officer asks for the right itself: no page stands before an import, a batch, a shell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from complaints.choices import Author, ComplaintState, MessageKind
from complaints.exchange.actions import batches, exporting
from complaints.models import ApiKey, Ban, Complaint, IdentityRequest, SecretExport, Sp4nBatch, Term
from complaints.open311.actions import keys
from complaints.staff.actions import (
    answering,
    areas,
    bans,
    joining,
    moderation,
    notes,
    privacy,
    protecting,
    reading,
    retention,
    routing,
    settings,
    sp4n,
    words,
)
from organizations.choices import Role
from organizations.models import Activity
from tests.factories.complaint_files import photo
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
OF_CASE = {
    "tell_progress": (answering.tell_progress, {"text": "Uji"}),
    "record_reply": (answering.record_reply, {"text": "Uji"}),
    "draft_answer": (answering.draft_answer, {"text": "Uji"}),
    "send_answer": (answering.send_answer, {"text": "Uji"}),
    "close_case": (answering.close_case, {"outcome": "tidak_terselesaikan", "text": "Uji"}),
    "ask_reporter": (answering.ask_reporter, {"text": "Uji"}),
    "hand_back": (routing.hand_back, {"reason": "Uji"}),
    "delegate_case": (routing.delegate_case, {"officer": None}),
    "escalate_case": (routing.escalate_case, {}),
    "classify_case": (routing.classify_case, {"kind": "aspirasi"}),
    "protect_case": (protecting.protect_case, {"reason": "Uji", "in_danger": False}),
    "write_note": (notes.write_note, {"text": "Uji"}),
    "mark_read": (reading.mark_read, {}),
    "raise_privacy": (privacy.raise_privacy, {"anonymous": True, "secret": True}),
    "ask_identity": (privacy.ask_identity, {"reason": "Uji"}),
    "read_identity": (privacy.read_identity, {"reason": "Uji"}),
    "hold_case": (retention.hold_case, {"reason": "Uji"}),
    "release_case": (retention.release_case, {}),
    "set_sp4n_id": (sp4n.set_sp4n_id, {"number": "8100001"}),
    "blacken_words": (words.blacken_words, {"subject": "Uji", "words": "Uji", "address": ""}),
    "show_case": (moderation.show_case, {"subject": "Uji", "text": "Uji", "reason": "Uji"}),
    "hide_case": (moderation.hide_case, {"reason": "Uji"}),
}


@pytest.fixture
def case() -> Complaint:
    make_city()
    reference_data()
    unit = make_unit("Dinas Satu")
    return complaint(state=ComplaintState.IN_PROGRESS, unit=unit, hold_reason="Uji")


@pytest.fixture
def stranger(case):
    """Handles and answers reports, of another unit."""
    return make_user(Role.ADMIN_PENGHUBUNG, make_unit("Dinas Dua"))


def is_refused(act, **given) -> bool:
    """By its right, and before anything is written down."""
    before = Activity.objects.count()
    try:
        act(**given)
    except PermissionDenied:
        return Activity.objects.count() == before
    return False


@pytest.mark.parametrize("name", OF_CASE)
def test_of_another_unit(case, stranger, name):
    act, given = OF_CASE[name]

    assert is_refused(act, case=case, by=stranger, **given)


@pytest.mark.parametrize("name", OF_CASE)
def test_of_the_unit_that_the_report_is_about(case, name):
    act, given = OF_CASE[name]
    Complaint.objects.filter(pk=case.pk).update(accused=case.unit)
    own = make_user(Role.ADMIN_PENGHUBUNG, case.unit)

    assert is_refused(act, case=case, by=own, **given)


def test_of_one_message_or_file(case, stranger):
    message = case.messages.create(
        kind=MessageKind.REPLY, author=Author.REPORTER, text="Uji", sent_at=timezone.now()
    )
    file = photo(case)
    units = [make_unit("Dinas Tiga")]

    assert is_refused(words.blacken_message, message=message, text="Lain", by=stranger)
    assert is_refused(moderation.hide_file, attachment=file, by=stranger, reason="Uji")
    assert is_refused(moderation.redact_photo, attachment=file, by=stranger, boxes=[(0, 0, 9, 9)])
    assert is_refused(
        joining.split_case, case=case, units=units, subject="Uji", text="Uji", by=stranger
    )  # fmt: skip


def test_of_the_desks_settings(case, stranger):
    ban = Ban.objects.create(
        fingerprint="uji", told="0812***890", until=timezone.now() + timedelta(1), made_by=stranger
    )
    key = ApiKey.objects.create(name="Uji", contact="Uji", digest="0" * 64)
    term = Term.objects.first()

    assert is_refused(
        bans.ban_sender, contact="a@contoh.test", until=date(2030, 1, 1), reason="Uji", by=stranger
    )
    assert is_refused(bans.lift_ban, ban=ban, by=stranger)
    assert is_refused(areas.import_areas, name="a.csv", content=b"kode,nama\n", by=stranger)
    assert is_refused(settings.save_setting, row=term, values={"amount": 9}, by=stranger)
    assert is_refused(settings.delete_setting, row=term, by=stranger)
    assert is_refused(keys.make_key, name="Uji", contact="Uji", by=stranger)
    assert is_refused(keys.revoke_key, key=key, by=stranger)


def test_of_files_for_sp4n(case, stranger):
    batch = Sp4nBatch.objects.create(file_name="a.csv", sha256="0" * 64, uploaded_by=stranger)
    mine = SecretExport.objects.create(
        asked_by=stranger, reason="Uji", is_granted=True, open_until=timezone.now() + timedelta(1)
    )

    assert is_refused(batches.keep_file, name="a.csv", content=b"a\n", by=stranger)
    assert is_refused(batches.map_columns, batch=batch, mapping={}, by=stranger)
    assert is_refused(batches.confirm, batch=batch, by=stranger)
    assert is_refused(batches.cancel, batch=batch, by=stranger)
    assert is_refused(exporting.export_cases, by=stranger)
    assert is_refused(exporting.ask_secret_export, by=stranger, reason="Uji", shape="csv")
    assert is_refused(exporting.take_secret_export, request=mine, by=stranger)


def test_of_requests_that_a_second_person_decides(case, stranger):
    desk = make_user(Role.BAGIAN_ORGANISASI)
    keeper = make_user(Role.PENJAGA_IDENTITAS)
    name = IdentityRequest.objects.create(complaint=case, asked_by=desk, reason="Uji")
    file = SecretExport.objects.create(asked_by=keeper, reason="Uji")

    assert is_refused(privacy.decide_identity, request=name, by=desk, granted=True)
    assert is_refused(privacy.decide_identity, request=name, by=stranger, granted=True)
    assert is_refused(exporting.decide_secret_export, request=file, by=keeper, granted=True)
