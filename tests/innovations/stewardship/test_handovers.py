"""Two people make a handover: one offers, the other confirms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from innovations import permissions
from innovations.choices import Ending, HandoverState
from innovations.models import Handover, Innovation, Steward
from innovations.stewardship.actions import handovers
from innovations.stewardship.queries.check_ins import asked_of
from innovations.stewardship.queries.page import history_of
from innovations.stewardship.queries.stewards import holding_of
from organizations.choices import Role
from organizations.models import Assignment, OutgoingMail, User
from tests.factories.innovations import make_check_in, make_innovation, make_steward
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def innovation() -> Innovation:
    return make_innovation()


@pytest.fixture
def head(innovation) -> User:
    return make_user(Role.KEPALA_OPD, innovation.organization)


@pytest.fixture
def taker(innovation) -> Assignment:
    return make_user(Role.OPERATOR_OPD, innovation.organization).assignments.get()


def offered(innovation: Innovation, taker: Assignment, by: User) -> Handover:
    return handovers.offer_handover(innovation=innovation, taker=taker, note="Kunci di laci", by=by)


def steward_today(innovation: Innovation) -> Steward | None:
    return holding_of(innovation, timezone.localdate()).steward


def mails() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mail in OutgoingMail.objects.all():
        found.setdefault(mail.subject, set()).add(mail.to)
    return found


def test_the_former_stewards_time_ends_with_the_new_ones_beginning(innovation, head, taker):
    former = make_steward(innovation)
    handover = offered(innovation, taker, former.assignment.user)
    assert steward_today(innovation) == former

    handovers.confirm_handover(handover=handover, by=taker.user)

    former.refresh_from_db()
    assert former.until == timezone.localdate()
    assert steward_today(innovation).assignment == taker
    assert [line.verb for line in history_of(innovation)] == [
        "innovations.innovation.steward",
        "innovations.handover.confirm",
        "innovations.innovation.offer",
    ]
    assert mails() == {
        f"Anda ditawari menjadi penanggung jawab {innovation}": {taker.user.email},
        f"Serah terima selesai: {innovation}": {taker.user.email, former.assignment.user.email},
    }


def test_the_first_steward_says_yes_as_well(innovation, head, taker):
    handover = offered(innovation, taker, head)
    assert (handover.giver, steward_today(innovation)) == (None, None)

    handovers.confirm_handover(handover=handover, by=taker.user)

    assert steward_today(innovation).assignment == taker


def test_the_steward_hears_that_the_head_offers_it_to_another(innovation, head, taker):
    former = make_steward(innovation)
    offered(innovation, taker, head)

    subject = f"Serah terima ditawarkan: {innovation}"
    assert mails()[subject] == {former.assignment.user.email}


def test_declined_with_the_reason_and_nothing_changes(innovation, head, taker):
    former = make_steward(innovation)
    handover = offered(innovation, taker, head)
    with pytest.raises(ValidationError, match="alasan"):
        handovers.decline_handover(handover=handover, by=taker.user, note=" ")

    handovers.decline_handover(handover=handover, by=taker.user, note="Cuti panjang")

    handover.refresh_from_db()
    assert handover.state == HandoverState.DECLINED
    assert steward_today(innovation) == former
    assert mails()[f"Serah terima ditolak: {innovation}"] == {
        head.email, former.assignment.user.email,
    }  # fmt: skip


def test_nobody_but_the_taker_answers(innovation, head, taker):
    handover = offered(innovation, taker, head)

    for other in (head, make_user(Role.BAGIAN_ORGANISASI)):
        with pytest.raises(PermissionDenied, match="penerimanya"):
            handovers.confirm_handover(handover=handover, by=other)
    assert steward_today(innovation) is None


def test_one_offer_waits_at_a_time_until_it_is_withdrawn(innovation, head, taker):
    handover = offered(innovation, taker, head)
    with pytest.raises(ValidationError, match="Masih ada serah terima"):
        offered(innovation, taker, make_user(Role.BAGIAN_ORGANISASI))

    handovers.withdraw_handover(handover=handover, by=head)

    assert offered(innovation, taker, head).state == HandoverState.OFFERED


def test_a_taker_whose_assignment_ended_cannot_say_yes_and_gives_way(innovation, head, taker):
    handover = offered(innovation, taker, head)
    taker.valid_to = timezone.localdate() - timedelta(days=1)
    taker.save(update_fields=["valid_to"])
    next_one = make_user(Role.OPERATOR_OPD, innovation.organization).assignments.get()

    with pytest.raises(PermissionDenied, match="sudah berakhir"):
        handovers.confirm_handover(handover=handover, by=taker.user)
    offered(innovation, next_one, head)

    handover.refresh_from_db()
    assert handover.state == HandoverState.WITHDRAWN


def test_a_taker_whose_unit_has_ended_gives_way(innovation, head, taker):
    handover = offered(innovation, taker, head)
    past = make_unit(valid_to=timezone.localdate() - timedelta(days=1))
    Assignment.objects.filter(pk=taker.pk).update(organization=past)
    next_one = make_user(Role.OPERATOR_OPD, innovation.organization).assignments.get()

    with pytest.raises(PermissionDenied, match="sudah berakhir"):
        handovers.confirm_handover(handover=handover, by=taker.user)
    offered(innovation, next_one, head)

    handover.refresh_from_db()
    assert handover.state == HandoverState.WITHDRAWN


def test_an_orphans_former_steward_ends_when_the_assignment_did(innovation, head, taker):
    former = make_steward(innovation)
    former.assignment.valid_to = date(2026, 3, 31)
    former.assignment.save(update_fields=["valid_to"])

    handovers.confirm_handover(handover=offered(innovation, taker, head), by=taker.user)

    former.refresh_from_db()
    assert former.until == date(2026, 3, 31)


def test_only_people_of_the_unit_and_never_oneself(innovation, head):
    stranger = make_user(Role.OPERATOR_OPD, make_unit()).assignments.get()
    for taker in (stranger, head.assignments.get()):
        with pytest.raises(ValidationError) as refused:
            offered(innovation, taker, head)
        assert set(refused.value.message_dict) == {"taker"}


def test_strangers_offer_nothing_and_what_has_ended_is_not_offered(innovation, head, taker):
    with pytest.raises(PermissionDenied):
        offered(innovation, taker, make_user(Role.OPERATOR_OPD, innovation.organization))
    Innovation.objects.filter(pk=innovation.pk).update(
        ending=Ending.RETIRED, ended_on=date(2026, 1, 1)
    )
    with pytest.raises(ValidationError, match="sudah berakhir"):
        offered(innovation, taker, head)


def test_offered_and_accepted_on_the_pages(client, innovation, head, taker):
    client.force_login(head)
    url = reverse("innovations:handover-create", args=[innovation.pk])
    refused = client.post(url, {"taker": "", "note": "Berkas di lemari"})
    assert refused.status_code == 400
    assert "Berkas di lemari" in refused.content.decode()
    client.post(url, {"taker": taker.pk, "note": "Berkas di lemari"})

    client.force_login(taker.user)
    page = client.get(reverse("innovations:steward-detail", args=[innovation.pk]))
    assert "Saya menerima inovasi ini" in page.content.decode()
    assert "Jawab serah terima inovasi" in client.get("/dasbor/").content.decode()
    handover = Handover.objects.get()
    client.post(reverse("innovations:handover-transition", args=[handover.pk, "confirm"]))

    assert steward_today(innovation).assignment == taker


def test_the_board_shows_since_when_and_what_is_next(client, innovation, head, taker):
    former = make_steward(innovation)
    former.assignment.valid_to = date(2026, 3, 31)
    former.assignment.save(update_fields=["valid_to"])
    client.force_login(head)
    board = reverse("innovations:steward-orphans")

    words = client.get(board).content.decode()
    assert "1 April 2026" in words
    assert "Tunjuk penanggung jawab" in words

    offered(innovation, taker, head)
    assert f"Menunggu jawaban {taker.user.full_name}" in client.get(board).content.decode()


def test_a_judgement_needs_its_reason_and_an_end_within_a_year(client, innovation):
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    url = reverse("innovations:steward-health", args=[innovation.pk])
    given = {"health": "berhenti", "reason": "Gedung direnovasi", "until": "1 Januari 2020"}

    refused = client.post(url, given)
    assert refused.status_code == 400
    assert "Pilih tanggal sesudah hari ini" in refused.content.decode()
    later = timezone.localdate() + timedelta(days=60)
    client.post(url, {**given, "until": later.isoformat()})

    assert innovation.health_notes.get().until == later


def test_whoever_handed_over_has_no_rights_from_that_moment(innovation, taker):
    former = make_steward(innovation)
    person = former.assignment.user
    make_check_in(innovation)
    handover = offered(innovation, taker, person)
    assert permissions.is_steward(person, innovation)

    handovers.confirm_handover(handover=handover, by=taker.user)

    assert not permissions.is_steward(person, innovation)
    assert not permissions.appoints_steward(person, innovation)
    assert not asked_of(person, timezone.localdate()).exists()
    assert permissions.is_steward(taker.user, innovation)
