"""Somebody in conflict, the chair above all: no name, no count, no act, by whatever channel."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from innovations.award.reports.results import MinutesReport, RankingReport
from innovations.choices.competition import ConflictKind, MemberRole, SheetState, StageKind
from innovations.jury.actions.drawing import appoint, draw_jurors
from innovations.jury.actions.jurors import declare_conflict, leave
from innovations.jury.actions.reminding import remind_jurors
from innovations.jury.actions.sheets import exclude, unlock
from innovations.models import Juror, Member, Sheet, Stage
from innovations.permissions.conflicts import conflicts_of, jurors_conflicts
from organizations.actions.mail import send_waiting
from organizations.choices import Role, SuccessionKind
from organizations.models import OutgoingMail, Succession
from tests.factories.competitions import make_juror, make_proposal, make_sheet
from tests.factories.organizations import make_assignment, make_unit, make_user

MARKS = ("Juri Penanda", "73,91", "73.91", "saran-penanda")


def at(name: str, *args: object) -> str:
    return reverse(f"innovations:{name}", args=args)


@pytest.fixture
def own(edition):
    """A proposal of the unit of the person in conflict, judged by two others."""
    proposal = make_proposal(edition, make_unit(), title="Milik sendiri")
    for name in ("Juri Penanda Satu", "Juri Penanda Dua"):
        juror = make_juror(edition, make_user(Role.JURI, make_unit(), full_name=name))
        make_sheet(proposal, juror, 60, 70, comment="saran-penanda")
    Sheet.objects.update(sent_at=timezone.now())
    return proposal


@pytest.fixture
def chair(edition, own) -> Juror:
    """Works in that unit, chairs the jury, and judges another proposal."""
    person = make_user(Role.JURI, make_unit())
    make_assignment(person, Role.KEPALA_OPD, own.organization)
    seat = make_juror(edition, person, is_chair=True)
    make_sheet(make_proposal(edition, title="Milik lain"), seat)
    return seat


def about(proposal) -> list[str]:
    edition, sheet = proposal.edition, proposal.sheets.earliest("pk")
    stage = sheet.stage
    return [
        at("judging-list"), at("stage-scores", stage.pk), at("edition-detail", edition.pk),
        at("proposal-list", edition.pk), at("proposal-detail", proposal.pk),
        at("proposal-receipt", proposal.pk), at("juror-list", edition.pk),
        at("stage-detail", edition.pk, stage.pk), at("sheet-detail", edition.pk, sheet.pk),
        at("edition-outbox", edition.pk), at("edition-board", edition.pk),
        at("result", edition.pk), at("after", edition.pk), at("appearance-list", edition.pk, stage.pk),
        *(at(f"judging-{name}", sheet.pk) for name in ("sheet", "send", "abstain", "conflict")),
        at("judging-offline", sheet.pk), at("public-edition", edition.slug),
        at("public-history"), "/dasbor/", "/riwayat/", "/riwayat/?q=penanda", "/riwayat/?q=P001",
    ]  # fmt: skip


def test_a_chair_in_conflict_learns_nothing_of_who_judges_the_own_proposal(own, chair, secretary):
    """Pages, history, PDF, exports and mail (hotcrp 348, 426; openreview 351)."""
    remind_jurors(stage=own.edition.stages.get(kind=StageKind.DESK), by=secretary)
    client = Client()
    client.force_login(chair.user)

    answers = {url: client.get(url) for url in about(own)}

    told = {url: answer.content.decode("latin-1") for url, answer in answers.items()}
    told |= {mail.subject: mail.body for mail in OutgoingMail.objects.filter(to=chair.user.email)}
    assert not [(mark, url) for mark in MARKS for url, text in told.items() if mark in text]
    listed = answers[at("judging-list")].content.decode()
    assert "Milik lain" in listed
    assert "Milik sendiri" not in listed
    assert "0 dari 1" in listed  # one's own sheet alone is counted, not "0/0" of the other
    params = {"edition": own.edition_id}
    assert not MinutesReport().can_request(chair.user, params)
    assert not RankingReport().can_request(chair.user, params)


def test_nobody_in_conflict_chooses_who_judges(edition, own, chair):
    """Neither the chair nor a secretary of that unit (hotcrp 425)."""
    near = make_user(Role.BAGIAN_ORGANISASI, own.organization)
    sheet, stage = own.sheets.earliest("pk"), edition.stages.get(kind=StageKind.DESK)
    spare = make_juror(edition)
    acts = (
        lambda by: exclude(sheet=sheet, note="Ganti", by=by),
        lambda by: unlock(sheet=sheet, note="Ganti", by=by),
        lambda by: leave(juror=sheet.juror, reason="Ganti", by=by),
        lambda by: appoint(stage=stage, proposal=own, juror=spare, reason="Ganti", by=by),
        lambda by: declare_conflict(
            juror=sheet.juror, proposal=own, kind=ConflictKind.OTHER, note="Ganti", by=by
        ),
    )
    for person in (chair.user, near):
        for act in acts:
            with pytest.raises(PermissionDenied):
                act(person)
        client = Client()
        client.force_login(person)
        for name in ("unlock", "exclude"):
            move = at("sheet-transition", edition.pk, sheet.pk, name)
            assert client.post(move, {"note": "Ganti"}).status_code == 403

    assert set(own.sheets.values_list("state", flat=True)) == {SheetState.SUBMITTED}


def test_the_order_of_a_list_tells_no_score(edition, juror, jury_client):
    """What others sent moves nothing before the own score (pretalx 611)."""
    proposals = [make_proposal(edition) for _ in range(3)]
    for proposal in proposals:
        make_sheet(proposal, juror)

    def order() -> list[int]:
        text = jury_client.get(at("judging-list")).content.decode()
        return sorted(range(3), key=lambda place: text.index(proposals[place].title))

    before = order()
    for proposal, score in zip(proposals, (10, 90, 50), strict=True):
        make_sheet(proposal, make_juror(edition), score, score)

    assert order() == before == [0, 1, 2]


def test_markup_in_titles_and_names_is_inert(edition, juror, jury_client, office, secretary):
    """In pages and the search of the staff (pretalx 2026.1)."""
    bad = "<img src=x onerror=alert(1)>"
    unit = make_unit(name=f"Dinas {bad}")
    proposal = make_proposal(edition, unit, title=f"Judul {bad} [klik](http://jahat.test)")
    sheet = make_sheet(proposal, juror)
    stage = edition.stages.get(kind=StageKind.DESK)
    remind_jurors(stage=stage, by=secretary)
    pages = [jury_client.get(at("judging-list")), jury_client.get(at("judging-sheet", sheet.pk))]
    names = (("proposal-list", edition.pk), ("stage-detail", edition.pk, stage.pk))
    pages += [office.get(at(*name)) for name in names]
    pages += [office.get(at("proposal-detail", proposal.pk)), office.get("/riwayat/?q=onerror")]

    for answer in pages:
        text = answer.content.decode()
        assert "<img src=x" not in text
        assert 'href="http://jahat.test' not in text
    assert "&lt;img src=x" in pages[0].content.decode()


def test_markup_and_line_ends_in_names_are_inert_in_mails(edition, juror, secretary, mailoutbox):
    """A mail is plain text to whom it is for alone, whatever an edition is called."""
    bad = "Lomba <img src=x>\r\nBcc: jahat@contoh.test\r\n\r\n[klik](http://jahat.test)"
    type(edition).objects.filter(pk=edition.pk).update(name=bad)
    make_sheet(make_proposal(edition), juror)

    remind_jurors(stage=Stage.objects.get(edition=edition, kind=StageKind.DESK), by=secretary)
    send_waiting()

    (sent,) = mailoutbox
    assert sent.recipients() == [juror.user.email]
    assert len(sent.subject.splitlines()) == 1
    assert (sent.content_subtype, sent.alternatives) == ("plain", [])


def test_what_may_be_judged_opens_the_list_in_which_it_is_judged(edition):
    """No dead end: a right to judge opens the list (indico 7258)."""
    for role in (Role.JURI, Role.INSPEKTORAT, Role.OPERATOR_OPD, Role.KEPALA_OPD):
        person = make_user(role, make_unit())
        sheet = make_sheet(make_proposal(edition), make_juror(edition, person))
        client = Client()
        client.force_login(person)
        listed = client.get(at("judging-list"))
        assert listed.status_code == 200, role
        assert at("judging-sheet", sheet.pk) in listed.content.decode(), role
        assert client.get(at("judging-sheet", sheet.pk)).status_code == 200, role


@pytest.mark.parametrize("role", [MemberRole.MEMBER, MemberRole.COACH])
def test_a_member_written_down_without_an_account_is_found_by_name(edition, role):
    juror = make_juror(edition, make_user(Role.JURI, make_unit(), full_name="Rina Sari"))
    proposal, other = make_proposal(edition), make_proposal(edition)
    Member.objects.create(proposal=proposal, role=role, name="RINA SARI")
    Member.objects.create(proposal=other, role=role, name="Rina Sari", user=make_user())

    assert set(conflicts_of(juror.user_id, edition.pk)) == {proposal.pk}
    assert set(jurors_conflicts(edition.pk)[juror.user_id]) == {proposal.pk}


@pytest.mark.parametrize("is_successor", [True, False])
def test_a_merger_parts_nobody_from_their_own_unit(edition, is_successor):
    """The proposal of a unit, the juror at what it was merged into; and the other way round."""
    old, new = make_unit(), make_unit()
    Succession.objects.create(
        predecessor=old, successor=new, kind=SuccessionKind.MERGE, effective_on=date(2026, 1, 2)
    )
    mine, theirs = (new, old) if is_successor else (old, new)
    juror = make_juror(edition, make_user(Role.OPERATOR_OPD, mine))
    proposal = make_proposal(edition, theirs)

    assert conflicts_of(juror.user_id, edition.pk) == {proposal.pk: ConflictKind.UNIT}
    with pytest.raises(ValidationError, match="perangkat daerah sendiri"):
        appoint(
            stage=edition.stages.get(kind=StageKind.DESK), proposal=proposal, juror=juror,
            reason="Ahli", by=make_user(Role.BAGIAN_ORGANISASI, make_unit()),
        )  # fmt: skip


def test_a_draw_that_cannot_be_does_not_name_what_is_in_conflict(edition, own):
    near = make_user(Role.BAGIAN_ORGANISASI, own.organization)
    desk = edition.stages.get(kind=StageKind.DESK)
    own.sheets.all().delete()
    Juror.objects.filter(edition=edition).exclude(pk=edition.jurors.first().pk).delete()

    with pytest.raises(ValidationError) as refused:
        draw_jurors(stage=desk, by=near)
    with pytest.raises(ValidationError, match=rf"kurang dari 2 untuk {own.code}\."):
        draw_jurors(stage=desk, by=make_user(Role.BAGIAN_ORGANISASI, make_unit()))

    assert own.code not in str(refused.value)
    assert "sekretariat yang lain" in str(refused.value)


def test_conflicts_of_everybody_are_found_in_two_statements(
    edition, own, chair, django_assert_num_queries
):
    """And of one person in as many."""
    with django_assert_num_queries(2):
        assert conflicts_of(chair.user_id, edition.pk) == {own.pk: ConflictKind.UNIT}
    with django_assert_num_queries(3):  # who the jurors are
        assert jurors_conflicts(edition.pk)[chair.user_id] == {own.pk: ConflictKind.UNIT}


def test_everybody_of_the_name_is_in_conflict(edition):
    """Nobody knows which of them was written down."""
    proposal = make_proposal(edition)
    Member.objects.create(proposal=proposal, role=MemberRole.MEMBER, name="Rina Sari")
    both = [
        make_juror(edition, make_user(Role.JURI, make_unit(), full_name=name)).user_id
        for name in ("Rina Sari", "RINA SARI")
    ]

    found = jurors_conflicts(edition.pk)

    assert [set(found[user]) for user in both] == [{proposal.pk}] * 2
