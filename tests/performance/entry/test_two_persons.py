"""Two persons in every chain of the entry: who wrote a figure neither verifies nor accepts it.

Each test plants one way around the last button: a colleague presses it, a second role, a new
assignment, an import, a withdrawal.
"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.access import ALLOWED
from organizations.choices import Role
from organizations.models import Assignment, User
from organizations.workflow import perform
from performance import permissions, states
from performance.choices import CommentState, SubmissionState
from performance.entry.actions.evidence import Pointer, upload_evidence
from performance.entry.actions.submission import accept_entry, verify_entry
from performance.entry.queries.source import EntryKey
from performance.models import ImportBatch, PublicComment, Submission, UnlockRequest
from performance.transfer.actions.transfer import keep_preview
from tests.factories.organizations import make_assignment, make_unit, make_user
from tests.factories.performance import make_submission, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office
from tests.performance.entry.test_evidence import pdf
from tests.performance.transfer.test_import_pages import HEADER, line, upload


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fresh(user: User) -> User:
    """The same person with the rights of today: they are read once for each object."""
    return User.objects.get(pk=user.pk)


def swap(user: User, role: Role, unit=None) -> User:
    """Yesterday's assignment ended; today the person has another one."""
    today = timezone.localdate()
    Assignment.objects.filter(user=user).update(valid_to=today - timedelta(days=1))
    make_assignment(user, role, unit or make_unit(), valid_from=today)
    return fresh(user)


def type_figure(office: Office, by: User) -> None:
    assert office.save(office.k, "5", client=signed_in(by)).status_code == 200


def write_note(office: Office, by: User) -> None:
    url = office.url("entry-note", office.indicators[0].pk)
    data = {"driving": "Faktor uji", "inhibiting": "", "follow_up": "", "version": "0"}
    assert signed_in(by).post(url, data).status_code in (200, 302)


def write_narrative(office: Office, by: User) -> None:
    data = {"driving_factors": "Uraian uji", "version": "1"}
    answer = signed_in(by).post(office.url("entry-narrative"), data)
    assert answer.status_code in (200, 302), answer.content


def add_evidence(office: Office, by: User) -> None:
    content = pdf()
    upload_evidence(
        key=EntryKey(office.unit.pk, YEAR, QUARTER),
        indicator=office.indicators[0],
        upload=BytesIO(content),
        size=len(content),
        name="bukti.pdf",
        pointer=Pointer(),
        by=by,
    )


def import_figure(office: Office, by: User) -> None:
    client = signed_in(by)
    data = {
        "organization": office.unit.pk,
        "year": YEAR,
        "file": BytesIO((HEADER + line(office)).encode()),
    }
    data["file"].name = "isian.csv"
    answer = client.post(reverse("performance:import-upload"), data)
    assert answer.status_code == 302
    batch = ImportBatch.objects.latest("pk")
    confirm = reverse("performance:import-confirm", args=[batch.pk])
    assert client.post(confirm).status_code == 302


def hand_in(office: Office, by: User) -> Submission:
    answer = signed_in(by).post(office.url("entry-check"), {"confirmed": "on"})
    assert answer.status_code == 302, answer.content
    return Submission.objects.get()


WRITING = [type_figure, write_note, write_narrative, add_evidence, import_figure]


@pytest.mark.parametrize("write", WRITING, ids=lambda write: write.__name__)
def test_who_wrote_in_the_quarter_does_not_verify_it(office, write, settings, tmp_path):
    """An operator of the unit becomes its head; a colleague had handed the quarter in."""
    settings.MEDIA_ROOT = tmp_path
    if write is not type_figure:
        type_figure(office, office.operator)
    writer = make_user(Role.OPERATOR_OPD, office.unit)
    write(office, writer)
    entry = hand_in(office, office.operator)

    head = swap(writer, Role.KEPALA_OPD, office.unit)
    with pytest.raises(PermissionDenied, match="tidak memverifikasinya"):
        verify_entry(submission=entry, by=head)
    other = make_user(Role.KEPALA_OPD, office.unit)
    assert verify_entry(submission=entry, by=other).state == SubmissionState.VERIFIED


def test_a_person_with_two_roles_does_not_verify_own_figures(office):
    """Operator of the unit above, acting head of this one: both roles are in force."""
    above = make_unit()
    office.unit.parent = above
    office.unit.save()
    both = make_user(Role.OPERATOR_OPD, above)
    make_assignment(both, Role.KEPALA_OPD, office.unit)
    type_figure(office, both)
    entry = hand_in(office, office.operator)

    assert "Yang mengisi" in permissions.can_verify(fresh(both), entry).reason


def test_withdrawn_and_handed_in_by_a_colleague_stays_own_work(office):
    type_figure(office, office.operator)
    first = make_user(Role.OPERATOR_OPD, office.unit)
    entry = hand_in(office, first)  # typed nothing, pressed the button
    url = reverse("performance:submission-transition", args=[entry.pk, "withdraw"])
    assert office.client.post(url).status_code == 302
    entry = hand_in(office, office.operator)

    head = swap(first, Role.KEPALA_OPD, office.unit)
    assert not permissions.can_verify(head, entry)


@pytest.mark.parametrize("write", [import_figure], ids=lambda write: write.__name__)
def test_bappeda_does_not_accept_what_it_has_imported_itself(office, write):
    planner, colleague = make_user(Role.BAPPEDA), make_user(Role.BAPPEDA)
    write(office, planner)
    entry = hand_in(office, office.operator)
    verify_entry(submission=entry, by=make_user(Role.KEPALA_OPD, office.unit))

    with pytest.raises(PermissionDenied, match="tidak menerimanya"):
        accept_entry(submission=entry, by=fresh(planner))
    assert accept_entry(submission=entry, by=colleague).state == SubmissionState.ACCEPTED


def test_an_import_of_another_quarter_or_unit_binds_nobody(office):
    planner = make_user(Role.BAPPEDA)
    import_figure(office, planner)
    other = make_submission(office.unit, QUARTER + 1, SubmissionState.VERIFIED)
    foreign = make_submission(make_unit(), QUARTER, SubmissionState.VERIFIED)

    assert permissions.can_accept(planner, other)
    assert permissions.can_accept(planner, foreign)


def test_who_verified_an_earlier_round_does_not_accept_a_later_one(office):
    type_figure(office, office.operator)
    entry = hand_in(office, office.operator)
    first = make_user(Role.KEPALA_OPD, office.unit)
    verify_entry(submission=entry, by=first)
    url = reverse("performance:submission-transition", args=[entry.pk, "return"])
    assert signed_in(make_user(Role.BAPPEDA)).post(url, {"note": "Periksa"}).status_code == 302
    entry = hand_in(office, office.operator)
    verify_entry(submission=entry, by=make_user(Role.KEPALA_OPD, office.unit))

    entry.refresh_from_db()
    assert not permissions.can_accept(swap(first, Role.BAPPEDA), entry)


def test_a_preview_is_saved_by_who_brought_the_file(office):
    upload(office, HEADER + line(office))
    batch = ImportBatch.objects.get()
    colleague = make_user(Role.OPERATOR_OPD, office.unit)
    confirm = reverse("performance:import-confirm", args=[batch.pk])
    preview = reverse("performance:import-preview", args=[batch.pk])

    assert "Simpan semua" not in signed_in(colleague).get(preview).content.decode()
    assert signed_in(colleague).post(confirm).status_code == 403
    assert office.client.post(confirm).status_code == 302


def test_a_reopened_quarter_keeps_its_authors(office):
    """Asked by one, opened by another, imported by the one who opened: a third accepts."""
    type_figure(office, office.operator)
    entry = make_accepted(office)
    until = timezone.localtime() + timedelta(days=2)
    data = {"reason": "Salah ketik", "until": until.strftime("%Y-%m-%dT%H:%M")}
    assert office.client.post(office.url("unlock-request"), data).status_code == 302
    request = UnlockRequest.objects.get()
    planner = make_user(Role.BAPPEDA)
    assert not permissions.can_decide_unlock(swap(office.operator, Role.BAPPEDA), request)
    url = reverse("performance:unlock-transition", args=[request.pk, "approve"])
    assert signed_in(planner).post(url).status_code == 302
    import_figure(office, planner)
    entry = hand_in(office, make_user(Role.OPERATOR_OPD, office.unit))
    verify_entry(submission=entry, by=make_user(Role.KEPALA_OPD, office.unit))

    entry.refresh_from_db()
    assert not permissions.can_accept(fresh(planner), entry)
    assert permissions.can_accept(make_user(Role.BAPPEDA), entry)


def make_accepted(office: Office) -> Submission:
    entry = hand_in(office, office.operator)
    verify_entry(submission=entry, by=make_user(Role.KEPALA_OPD, office.unit))
    return accept_entry(submission=entry, by=make_user(Role.BAPPEDA))


def test_the_workflow_asks_whatever_the_rule_says(office):
    type_figure(office, office.operator)
    entry = hand_in(office, office.operator)

    with pytest.raises(PermissionDenied, match="tidak memverifikasinya"):
        perform(entry, states.VERIFY, by=office.operator, rule=lambda _user, _row: ALLOWED)


def test_the_page_says_who_must_not(office):
    type_figure(office, office.operator)
    entry = hand_in(office, office.operator)
    head = swap(office.operator, Role.KEPALA_OPD, office.unit)
    page = signed_in(head).get(office.url("submission-review")).content.decode()

    assert "tidak memverifikasinya" in page
    assert reverse("performance:submission-transition", args=[entry.pk, "verify"]) not in page
    other = signed_in(make_user(Role.KEPALA_OPD, office.unit)).get(office.url("submission-review"))
    assert "tidak memverifikasinya" not in other.content.decode()


def test_reading_who_wrote_costs_one_statement(office, django_assert_num_queries):
    type_figure(office, office.operator)
    entry = hand_in(office, office.operator)
    head = make_user(Role.KEPALA_OPD, office.unit)
    permissions.can_view(head, office.unit.pk)

    with django_assert_num_queries(1):
        assert permissions.can_verify(head, entry)
        assert permissions.can_verify(head, entry)


# --- Comments -----------------------------------------------------------------------------------


def test_nobody_moderates_or_answers_own_comment(office):
    moderator = make_user(Role.BAGIAN_ORGANISASI)
    page = office.indicators[0].get_absolute_url()
    form = {"key": "7d3c2f6e-6f0c-4b5e-9a53-0a51fd4e2f11", "text": "Bagus sekali capaiannya."}
    signed_in(moderator).post(page, {**form, "author_name": "Warga", "website": ""})
    comment = PublicComment.objects.get()

    assert "diperiksa moderator lain" in permissions.can_moderate(moderator, comment).reason
    assert permissions.can_moderate(make_user(Role.BAGIAN_ORGANISASI), comment)
    comment.state = CommentState.PUBLISHED
    writer = swap(moderator, Role.KEPALA_OPD, office.unit)
    assert "dijawab orang lain" in permissions.can_answer(writer, comment).reason


def test_who_answers_for_the_unit_does_not_moderate_its_comments(office):
    both = make_user(Role.BAGIAN_ORGANISASI)
    make_assignment(both, Role.OPERATOR_OPD, office.unit)
    comment = PublicComment(indicator=office.indicators[0], organization=office.unit, text="Uji")

    assert "unit Anda sendiri" in permissions.can_moderate(fresh(both), comment).reason


def test_who_answered_does_not_take_the_comment_away_afterwards(office):
    head = make_user(Role.KEPALA_OPD, office.unit)
    comment = PublicComment(
        indicator=office.indicators[0], organization=office.unit, text="Uji", answered_by=head
    )
    assert not permissions.can_moderate(swap(head, Role.BAGIAN_ORGANISASI), comment)


def test_a_citizen_leaves_no_account(office):
    page = office.indicators[0].get_absolute_url()
    form = {"key": "7d3c2f6e-6f0c-4b5e-9a53-0a51fd4e2f12", "text": "Bagus sekali capaiannya."}
    Client().post(page, {**form, "author_name": "", "website": ""})

    assert PublicComment.objects.get().sent_by is None


def test_looking_at_a_file_makes_nobody_its_author(office):
    planner = make_user(Role.BAPPEDA)
    keep_preview(
        organization=office.unit,
        year=YEAR,
        name="isian.csv",
        content=(HEADER + line(office)).encode(),
        by=planner,
    )
    entry = make_submission(office.unit, QUARTER, SubmissionState.VERIFIED)
    assert permissions.can_accept(planner, entry)
