"""Who becomes a juror, who leaves, and whom a conflict keeps away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from innovations.choices.competition import MemberRole, SheetState
from innovations.jury.actions.drawing import appoint, draw_jurors
from innovations.jury.actions.jurors import declare_conflict, leave
from innovations.jury.queries.jurors import jurors
from innovations.models import Conflict, Juror, Member
from innovations.permissions.conflicts import conflicts_of
from innovations.permissions.jury import can_score
from organizations.choices import Role
from organizations.models import Assignment
from tests.factories.competitions import make_juror, make_proposal, make_sheet
from tests.factories.organizations import make_assignment, make_unit, make_user

WORDS = {"kind": "akademisi", "institution": "Universitas Contoh", "field": ""}


def at(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


def test_a_juror_is_added_by_the_mail_of_the_account(office, edition):
    person = make_user(Role.JURI, make_unit())

    answer = office.post(
        at("juror-create", edition.pk), {**WORDS, "user": person.email.upper(), "is_chair": "on"}
    )

    assert answer.status_code == 302
    juror = Juror.objects.get(edition=edition)
    assert juror.user == person
    assert juror.is_chair
    assert str(person) in office.get(at("juror-list", edition.pk)).content.decode()


@pytest.mark.parametrize(
    ("is_active", "role", "said"),
    [
        (False, Role.JURI, "Tidak ada akun aktif"),
        (True, Role.BAGIAN_ORGANISASI, "tidak menjadi juri"),
    ],
)
def test_who_cannot_be_a_juror_is_refused(office, edition, is_active, role, said):
    person = make_user(role, make_unit(), is_active=is_active)

    answer = office.post(at("juror-create", edition.pk), {**WORDS, "user": person.email})

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert person.email in answer.content.decode()
    assert not edition.jurors.exists()


def test_nobody_is_a_juror_twice_and_there_is_one_chair(office, edition):
    first = make_juror(edition, is_chair=True)
    other = make_user(Role.JURI, make_unit())

    again = office.post(at("juror-create", edition.pk), {**WORDS, "user": first.user.email})
    chair = office.post(
        at("juror-create", edition.pk), {**WORDS, "user": other.email, "is_chair": "on"}
    )

    assert (again.status_code, chair.status_code) == (400, 400)
    assert "sudah menjadi juri" in again.content.decode()
    assert "Ketua juri sudah ada" in chair.content.decode()


def test_who_leaves_keeps_what_was_sent_and_is_drawn_no_more(office, edition, desk, juror):
    proposals = [make_proposal(edition) for _ in range(2)]
    sent, owed = make_sheet(proposals[0], juror, 60, 70), make_sheet(proposals[1], juror)

    answer = office.post(at("juror-leave", edition.pk, juror.pk), {"reason": "Pindah tugas"})

    assert answer.status_code == 302
    sent.refresh_from_db()
    owed.refresh_from_db()
    assert (sent.state, owed.state) == (SheetState.SUBMITTED, SheetState.EXCLUDED)
    with pytest.raises(ValidationError):
        appoint(
            stage=desk, proposal=proposals[1], juror=juror, reason="Ahli", by=office_user(office)
        )


def office_user(client):
    return client.get("/kerja/kompetisi/").wsgi_request.user


def test_an_account_that_is_switched_off_is_not_drawn(desk, edition, secretary):
    gone, *_ = [make_juror(edition) for _ in range(3)]
    gone.user.is_active = False
    gone.user.save(update_fields=["is_active"])
    make_proposal(edition)

    draw_jurors(stage=desk, by=secretary)

    assert not desk.sheets.filter(juror=gone).exists()
    with pytest.raises(ValidationError):
        appoint(
            stage=desk, proposal=edition.proposals.get(), juror=gone, reason="Ahli", by=secretary
        )


def test_own_unit_team_and_mentor_are_never_drawn_though_not_declared(desk, edition, secretary):
    proposal = make_proposal(edition)
    own = make_juror(edition, make_user(Role.OPERATOR_OPD, proposal.organization))
    member, mentor, *free = [make_juror(edition) for _ in range(4)]
    for juror, role in ((member, MemberRole.MEMBER), (mentor, MemberRole.MENTOR)):
        Member.objects.create(proposal=proposal, user=juror.user, name=str(juror), role=role)

    draw_jurors(stage=desk, by=secretary)

    assert {sheet.juror for sheet in desk.sheets.all()} == set(free)
    for juror in (own, member, mentor):
        with pytest.raises(ValidationError):
            appoint(stage=desk, proposal=proposal, juror=juror, reason="Ahli", by=secretary)


@pytest.mark.parametrize(("days", "conflicts"), [(700, True), (740, False)])
def test_a_unit_left_two_years_ago_is_own_no_more(edition, days, conflicts):
    proposal = make_proposal(edition)
    person = make_user(Role.JURI, make_unit())
    left = timezone.localdate() - timedelta(days=days)
    make_assignment(person, Role.OPERATOR_OPD, proposal.organization, valid_to=left)

    assert (proposal.pk in conflicts_of(person.pk, edition.pk)) is conflicts
    assert Assignment.objects.filter(user=person).count() == 2


def test_a_conflict_posted_directly_is_refused(office, edition, desk, juror):
    proposal = make_proposal(edition)
    Conflict.objects.create(juror=juror, proposal=proposal, kind="keluarga", by=juror.user)
    values = {"proposal": proposal.pk, "juror": juror.pk, "reason": "Ahli bidangnya"}

    answer = office.post(at("stage-appoint", edition.pk, desk.pk), values)

    assert answer.status_code == 400
    assert "benturan kepentingan" in answer.content.decode()
    assert "Ahli bidangnya" in answer.content.decode()
    assert not desk.sheets.exists()


def test_a_conflict_that_turns_up_takes_out_what_was_sent(office, edition, desk, juror):
    proposal = make_proposal(edition)
    sheet = make_sheet(proposal, juror, 60, 70)

    answer = office.post(
        at("juror-conflict", edition.pk, juror.pk),
        {"proposal": proposal.pk, "kind": "keluarga", "note": "Saudara kandung ketua tim"},
    )

    assert answer.status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == SheetState.EXCLUDED


class TestSecretaryInConflict:
    """Whoever has to do with a proposal decides nothing about who judges it."""

    @pytest.fixture
    def proposal(self, edition, secretary):
        return make_proposal(edition, secretary.assignments.get().organization)

    def test_changes_nothing(self, proposal, desk, juror, secretary):
        for act in (
            lambda: appoint(stage=desk, proposal=proposal, juror=juror, reason="x", by=secretary),
            lambda: declare_conflict(
                juror=juror, proposal=proposal, kind="lain", note="x", by=secretary
            ),
            lambda: leave(juror=juror, reason="x", by=secretary),
        ):
            with pytest.raises(PermissionDenied):
                act()

    def test_sees_no_row_and_no_count(self, proposal, desk, edition, juror, office):
        sheet = make_sheet(proposal, juror, 60, 70)

        found = [
            office.get(url).content.decode()
            for url in (at("juror-list", edition.pk), at("stage-detail", edition.pk, desk.pk))
        ]

        assert all(proposal.title not in page and proposal.code not in page for page in found)
        assert 'data-label="Lembar">0<' in found[0]
        assert "Belum ada lembar yang harus dikirim" in found[1]
        assert office.get(at("sheet-detail", edition.pk, sheet.pk)).status_code == 403
        for move in ("unlock", "exclude"):
            url = at("sheet-transition", edition.pk, sheet.pk, move)
            assert office.post(url, {"note": "x"}).status_code == 403
        values = {"proposal": proposal.pk, "juror": juror.pk, "reason": "x"}
        posted = office.post(at("stage-appoint", edition.pk, desk.pk), values)
        assert posted.status_code == 400

    def test_reads_no_name_in_the_history(self, proposal, desk, edition, juror, office):
        other = make_user(Role.BAGIAN_ORGANISASI)
        appoint(stage=desk, proposal=proposal, juror=juror, reason="Ahli", by=other)

        page = office.get(at("edition-detail", edition.pk)).content.decode()

        assert juror.user.full_name not in page


def test_who_left_stands_last_and_is_not_invited_again(office, edition, secretary):
    first, second = make_juror(edition), make_juror(edition)
    leave(juror=first, reason="Pindah", by=secretary)

    assert list(jurors(edition, secretary)) == [second, first]
    typed = {"user": first.user.email, "kind": "akademisi", "institution": "Kampus"}
    again = office.post(reverse("innovations:juror-create", args=[edition.pk]), typed)
    assert "sudah berhenti sebagai juri" in again.content.decode()


def test_a_juror_judges_by_the_seat_whatever_the_office(edition):
    """Neither a role nor an assignment of today is asked for; the seat alone gives the right."""
    sheet = make_sheet(make_proposal(edition), make_juror(edition))
    sheet.juror.user.assignments.all().delete()

    assert can_score(sheet.juror.user, sheet)
    Juror.objects.update(left_on=timezone.localdate())
    sheet.juror.refresh_from_db()
    assert not can_score(sheet.juror.user, sheet)
