"""Merging and splitting: followers are kept, secrets never mix, parts keep receipt and flags."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from complaints.choices import ComplaintState
from complaints.intake.queries.joined import standing_in
from complaints.models import Complaint, LadderStep
from complaints.staff.actions.answering import send_answer
from complaints.staff.actions.joining import merge_case, split_case
from organizations.choices import Role
from tests.factories.complaints import complaint, reference_data, reporter
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState


@pytest.fixture
def desk():
    make_city()
    reference_data()
    return make_user(Role.BAGIAN_ORGANISASI)


def test_who_reported_a_duplicate_follows_the_main_one(desk):
    main, other = complaint(), complaint(is_anonymous=True)
    reporter(other)

    merge_case(case=other, number=main.number.lower(), by=desk)

    other.refresh_from_db()
    main.refresh_from_db()
    assert (other.state, other.merged_into, main.supporters) == (S.MERGED, main, 1)
    assert main.followers.get().email == "warga@contoh.test"
    assert other.notices.count() == 1
    assert main.is_anonymous


@pytest.mark.parametrize(
    ("merged", "into"),
    [("part", "whole"), ("whole", "part"), ("part", "other part"), ("part", "stranger")],
)
def test_nobody_supports_the_own_report(desk, merged, into):
    """Whose report was split stands once in the one its parts come together in."""
    whole, stranger = (complaint(unit=make_unit(), state=S.IN_PROGRESS) for _ in range(2))
    reporter(whole)
    units = [make_unit(), make_unit()]
    part, other = split_case(case=whole, units=units, subject="Lampu", text="Padam.", by=desk)
    cases = {"whole": whole, "part": part, "other part": other, "stranger": stranger}
    main = cases[into]

    merge_case(case=cases[merged], number=main.number, by=desk)
    if into == "stranger":
        merge_case(case=other, number=stranger.number, by=desk)
    main.refresh_from_db()
    notices = main.notices.count()
    send_answer(case=main, text="Lampunya sudah menyala kembali.", by=desk)

    assert main.supporters == (1 if into == "stranger" else 0)
    assert main.notices.count() == notices + 1
    assert standing_in(Complaint.objects.get(pk=cases[merged].pk), None)  # the old number goes on


def test_of_a_report_elsewhere_only_the_number_is_named(client, desk):
    unit = make_unit()
    officer = make_user(Role.ADMIN_PENGHUBUNG, unit)
    whole, main, mine = (complaint(unit=make_unit(), state=S.IN_PROGRESS) for _ in range(3))
    [part] = split_case(case=whole, units=[unit], subject="Lampu", text="Padam.", by=desk)
    Complaint.objects.filter(pk=mine.pk).update(unit=unit)
    merge_case(case=mine, number=main.number, by=desk)

    for user, opens in ((officer, False), (desk, True)):
        client.force_login(user)
        for case, other in ((part, whole), (mine, main)):
            text = client.get(case.get_absolute_url()).content.decode()
            assert other.number in text
            assert (f'href="{other.get_absolute_url()}"' in text) is opens


def test_a_reporter_who_comes_back_by_another_report_is_not_counted(desk):
    whole, between, other = complaint(), complaint(), complaint()
    [part] = split_case(case=whole, units=[make_unit()], subject="L", text="Padam.", by=desk)
    merge_case(case=part, number=between.number, by=desk)

    merge_case(case=between, number=whole.number, by=desk)

    whole.refresh_from_db()
    assert whole.supporters == 1  # who reported the one between
    merge_case(case=whole, number=other.number, by=desk)
    other.refresh_from_db()
    assert other.supporters == 2


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ({"state": S.CLOSED}, "sudah ditutup"),
        ({"state": S.MERGED}, "sudah digabung"),
        ({"is_secret": True}, "Laporan rahasia hanya digabung"),
    ],
)
def test_what_a_report_is_not_merged_into(desk, target, words):
    main, other = complaint(**target), complaint()

    with pytest.raises(ValidationError, match=words):
        merge_case(case=other, number=main.number, by=desk)
    with pytest.raises(ValidationError, match="laporan ini sendiri"):
        merge_case(case=other, number=other.number, by=desk)
    other.refresh_from_db()
    assert other.state == S.RECEIVED


def test_a_secret_report_never_goes_into_a_shown_one(desk):
    main, other = complaint(shown=True), complaint(is_secret=True)

    with pytest.raises(ValidationError, match="supaya isinya tidak dibaca orang lain"):
        merge_case(case=other, number=main.number, by=desk)


def test_of_two_secret_reports_the_reporter_is_told_and_reads_nothing_new(desk):
    main, other = complaint(is_secret=True), complaint(is_secret=True)
    reporter(other)

    merge_case(case=other, number=main.number, by=desk)

    assert other.notices.count() == 1
    assert not main.followers.exists()


def test_parts_keep_receipt_class_and_flags_and_their_answer_stands_in_the_whole(desk):
    case = complaint(unit=make_unit(), state=S.IN_PROGRESS, is_secret=True, is_anonymous=True)
    units = [make_unit(), make_unit()]

    parts = split_case(case=case, units=units, subject="Lampunya", text="Lampu padam.", by=desk)

    for part, unit in zip(parts, units, strict=True):
        assert (part.unit, part.state, part.split_from) == (unit, S.ROUTED, case)
        assert (part.received_at, part.resolve_due_at) == (case.received_at, case.resolve_due_at)
        assert part.is_secret
        assert part.is_anonymous
    send_answer(case=parts[0], text="Lampu sudah menyala.", by=desk)
    assert "Lampu sudah menyala." in case.messages.get().text
    with pytest.raises(ValidationError):
        split_case(case=case, units=[case.unit], subject="X", text="X", by=desk)


def test_a_form_sent_twice_splits_and_escalates_once(client, desk):
    LadderStep.objects.create(level=1, title="Uji", officer=make_user())
    LadderStep.objects.create(level=2, title="Uji", officer=make_user())
    case, unit = complaint(unit=make_unit(), state=S.IN_PROGRESS), make_unit()
    client.force_login(desk)
    split, escalate = (
        reverse(f"complaints:{name}", args=[case.number])
        for name in ("case-split", "case-escalate")
    )
    mark = client.get(split).context["form"]["mark"].value()
    part = {"mark": mark, "units": [unit.pk], "subject": "Lampu", "text": "Lampu padam"}

    twice = [client.post(split, part).status_code for _ in range(2)]
    mark = client.get(escalate).context["form"]["mark"].value()
    pressed = [client.post(escalate, {"mark": mark}).status_code for _ in range(2)]

    assert (twice, pressed) == ([302, 409], [302, 409])
    assert (case.parts.count(), case.escalations.count()) == (1, 1)


def test_a_start_that_somebody_else_pressed_first_is_said(client, desk):
    case = complaint(unit=make_unit(), state=S.IN_PROGRESS)
    client.force_login(desk)

    answer = client.post(reverse("complaints:case-start", args=[case.number]), follow=True)

    assert answer.status_code == 200
    assert "Status sudah berubah" in answer.content.decode()


def test_the_page_of_an_escalation_says_who_is_next_until_nobody_is(client, desk):
    head = make_user(Role.PIMPINAN)
    LadderStep.objects.create(level=2, title="Sekretaris Daerah", officer=head)
    case = complaint(unit=make_unit(), state=S.IN_PROGRESS)
    at = reverse("complaints:case-escalate", args=[case.number])
    client.force_login(desk)

    before = client.get(at)
    client.post(at, {"mark": before.context["form"]["mark"].value()})
    after = client.get(at).content.decode()

    assert f"{head.full_name} diberi tahu sekarang juga" in before.content.decode()
    assert f"Jenjang 2, Sekretaris Daerah: {head.full_name}" in after
    assert "Semua jenjang eskalasi laporan ini sudah diberi tahu." in after
    assert '<button type="submit" class="btn btn-primary">' not in after.partition("<main")[2]
