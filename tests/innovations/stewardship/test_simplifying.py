"""Fewer of the same: kept, merged or retired with the reason; the old address leads on."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from innovations.choices import Ending, HandoverState, Health, InnovationState
from innovations.models import Application, Handover, Innovation
from innovations.stewardship.actions.simplifying import KEEP, MERGE, RETIRE, decide
from innovations.stewardship.queries.health import life_of
from innovations.stewardship.queries.overlaps import suggested, suspect_lines, suspects
from innovations.stewardship.queries.page import history_of
from organizations.choices import Role
from organizations.models import OutgoingMail, User
from tests.factories.innovations import make_innovation, make_steward
from tests.factories.organizations import make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)


@pytest.fixture
def city() -> User:
    return make_user(Role.BAGIAN_ORGANISASI)


@pytest.fixture
def old() -> Innovation:
    return make_innovation(name="ANTRE DARING")


@pytest.fixture
def heir() -> Innovation:
    return make_innovation(name="SATU LOKET", purpose="Warga cukup ke satu meja.")


def merged(innovation: Innovation, successor: Innovation | None, by: User, **fields) -> Innovation:
    given = {"decision": MERGE, "reason": "Sama saja", "on": DAY, **fields}
    return decide(innovation=innovation, successor=successor, by=by, **given)


def test_merged_with_reason_day_and_successor(city, old, heir):
    steward = make_steward(old)
    offer = Handover.objects.create(
        innovation=old, taker=make_user(Role.OPERATOR_OPD).assignments.get(), offered_by=city
    )

    merged(old, heir, city)

    old.refresh_from_db()
    offer.refresh_from_db()
    assert (old.ending, old.ended_on, old.successor) == (Ending.MERGED, DAY, heir)
    assert offer.state == HandoverState.WITHDRAWN
    assert life_of(old, date(2026, 7, 1)).health == Health.MERGED
    line = history_of(old).get(verb="innovations.innovation.merge")
    assert (line.reason, line.actor) == ("Sama saja", city)
    assert OutgoingMail.objects.get().to == steward.assignment.user.email


def test_a_circle_is_refused_also_over_several(city, old, heir):
    last = make_innovation(name="TERAKHIR")
    merged(old, heir, city)
    merged(heir, last, city)

    for successor in (old, heir):
        with pytest.raises(ValidationError, match="sudah digabung ke inovasi ini"):
            merged(last, successor, city)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": InnovationState.HIDDEN},
        {"state": InnovationState.DRAFT},
        {"ending": Ending.RETIRED, "ended_on": DAY},
        {"origin": "rujukan"},
    ],
)
def test_the_successor_is_public_and_goes_on(city, old, fields):
    with pytest.raises(ValidationError) as refused:
        merged(old, make_innovation(**fields), city)

    assert set(refused.value.message_dict) == {"successor"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"successor": None}, "successor"),
        ({"on": None}, "on"),
        ({"on": date(2099, 1, 1)}, "on"),
        ({"on": date(2024, 6, 2)}, "on"),
        ({"decision": KEEP}, "successor"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_at_its_field(city, old, heir, fields, field):
    with pytest.raises(ValidationError) as refused:
        merged(old, **{"successor": heir, "by": city, **fields})

    assert set(refused.value.message_dict) == {field}
    old.refresh_from_db()
    assert old.ending == Ending.NONE


def test_what_ends_today_may_be_told_today(city, old, heir):
    merged(old, heir, city, on=timezone.localdate())

    old.refresh_from_db()
    assert old.ended_on == timezone.localdate()


def test_only_two_that_go_on_and_are_public_overlap(old, heir):
    own = Application.objects.create(innovation=old)
    for number, fields in enumerate(
        ({"ending": Ending.RETIRED, "ended_on": DAY}, {"state": InnovationState.DRAFT})
    ):
        other = make_innovation(name=f"KEBUN {number}", purpose="Murid menanam.", **fields)
        Application.objects.create(innovation=other).overlaps.add(heir)
        own.overlaps.add(other)

    assert not suspects().exists()


def test_not_into_itself_and_no_draft(city, old, heir):
    with pytest.raises(ValidationError, match="bukan inovasi ini sendiri"):
        merged(old, old, city)
    with pytest.raises(ValidationError, match="sudah tayang"):
        merged(make_innovation(state=InnovationState.DRAFT), heir, city)


def test_kept_is_told_and_a_mistaken_ending_taken_back(city, old):
    decide(innovation=old, decision=RETIRE, reason="Sepi", on=DAY, by=city)
    decide(innovation=old, decision=KEEP, reason="Keliru", by=city)

    old.refresh_from_db()
    assert (old.ending, old.ended_on, old.ending_reason) == (Ending.NONE, None, "")
    assert [line.reason for line in history_of(old)] == ["Keliru", "Sepi"]


def test_only_bagian_organisasi_and_no_reference(city, old, heir):
    with pytest.raises(PermissionDenied):
        merged(old, heir, make_user(Role.KEPALA_OPD, old.organization))
    with pytest.raises(PermissionDenied):
        merged(make_innovation(origin="rujukan"), heir, city)


def test_suspects_are_said_to_overlap_or_alike_in_name(city, old, heir):
    Application.objects.create(innovation=old).overlaps.add(heir)
    near = make_innovation(name="ANTRE DARING 2", purpose="Nomor diambil dari rumah.")
    make_innovation(name="KEBUN SEKOLAH", purpose="Murid menanam sayur.")
    gone = make_innovation(name="ANTRE DARING 3", ending=Ending.RETIRED, ended_on=DAY)

    lines = {line.innovation: line for line in suspect_lines(suspects())}

    assert set(lines) == {old, near, heir}
    assert (list(lines[old].said), lines[old].alike) == ([heir], near)
    assert (list(lines[heir].said), lines[heir].alike) == ([old], None)
    found = suggested(old, city)
    assert found[0] == heir
    assert near in found
    assert gone not in found


def test_another_name_for_the_same_purpose_is_a_suspect_too(city, old):
    twin = make_innovation(name="NOMOR PINTAR", purpose=f"{old.purpose} Selalu.")
    make_innovation(name="KEBUN SEKOLAH", purpose="")
    make_innovation(name="BANK SAMPAH", purpose="")

    lines = {line.innovation: line for line in suspect_lines(suspects())}

    assert {one: line.alike for one, line in lines.items()} == {old: twin, twin: old}


def test_many_suspects_cost_the_same(old, heir):
    Application.objects.create(innovation=old).overlaps.add(heir)
    for number in range(3):
        make_innovation(name=f"ANTRE DARING {number}")

    with CaptureQueriesContext(connection) as captured:
        assert len(suspect_lines(suspects())) == 5

    assert len(captured) == 3


def test_compared_and_decided_on_the_page(client, city, old, heir):
    Application.objects.create(innovation=old, platform="Android", users=321).overlaps.add(heir)
    client.force_login(city)
    assert "ANTRE DARING" in client.get(reverse("innovations:steward-overlaps")).content.decode()
    url = reverse("innovations:steward-simplify", args=[old.pk])
    words = client.get(url).content.decode()
    assert "321" in words
    assert "SATU LOKET" in words
    given = {"decision": "merge", "successor": "tidak ada", "on": "4 Mei 2026", "reason": "Sama"}

    refused = client.post(url, given)
    assert refused.status_code == 400
    assert "Tidak ada inovasi bernama" in refused.content.decode()
    client.post(url, {**given, "successor": "satu loket"})

    old.refresh_from_db()
    assert old.successor == heir


def test_the_head_is_not_offered_the_decision(client, old):
    client.force_login(make_user(Role.KEPALA_OPD, old.organization))
    page = client.get(reverse("innovations:steward-detail", args=[old.pk]))
    assert "Sederhanakan" not in page.content.decode()
    client.force_login(make_user(Role.KEPALA_OPD, make_unit()))
    assert client.get(reverse("innovations:steward-simplify", args=[old.pk])).status_code == 404
