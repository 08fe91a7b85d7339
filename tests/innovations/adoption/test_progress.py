"""Shares from dated facts: whole, by item, by kecamatan, over months; a closed year stays."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from innovations.adoption.actions.marks import move_mark
from innovations.adoption.actions.setup import end_item, save_band, save_item
from innovations.adoption.actions.units import save_unit
from innovations.adoption.queries.progress import ELSEWHERE, progress_of
from innovations.choices import InnovationState
from innovations.choices.adoption import MarkState
from innovations.formulas.adoption import Counted
from innovations.models import AdoptionBand, AdoptionItem
from innovations.states import adoption as states
from tests.factories.adoption import make_mark, make_school

VERIFIED = MarkState.VERIFIED
LAST_YEAR = timezone.localdate().year - 1
LAST_DAY = date(LAST_YEAR, 12, 31)
LONG_AGO = date(LAST_YEAR, 3, 3)


@pytest.fixture
def old_list(school_list):
    """Opened two years ago, so that last year is closed."""
    school_list.checklist.opened_on = date(LAST_YEAR - 1, 5, 5)
    school_list.checklist.save()
    return school_list


def whole(found, day: date) -> Counted:
    return progress_of(found.checklist, day).whole


def test_only_what_is_verified_counts_by_item_and_kecamatan(school_list):
    one, two = school_list.schools
    make_school(school_list.checklist)
    for item in school_list.items:
        make_mark(one, item, state=VERIFIED)
    make_mark(two, school_list.items[0])

    found = progress_of(school_list.checklist, timezone.localdate())

    assert found.whole == Counted(1, 3, Decimal("33.33"))
    assert [row.counted for row in found.items] == [Counted(1, 3, Decimal("33.33"))] * 3
    assert [(row.label, row.counted) for row in found.places] == [
        ("Pekalongan Barat", Counted(1, 2, Decimal("50.00"))),
        (ELSEWHERE, Counted(0, 1, Decimal("0.00"))),
    ]


def test_a_share_follows_the_days_on_which_things_happened(school_list):
    make_mark(school_list.schools[0], school_list.items[0], state=VERIFIED, fulfilled_on=LONG_AGO)

    assert whole(school_list, LONG_AGO - timedelta(days=1)).share == Decimal("0.00")
    assert whole(school_list, LONG_AGO).share == Decimal("16.67")
    assert [month.whole.share for month in progress_of(school_list.checklist, LAST_DAY).months][
        :3
    ] == [Decimal("0.00"), Decimal("0.00"), Decimal("16.67")]


def test_what_is_said_this_year_does_not_change_the_last(old_list):
    one, two = old_list.schools
    before = whole(old_list, LAST_DAY)
    mark = make_mark(one, old_list.items[0], fulfilled_on=LONG_AGO)

    move_mark(mark=mark, transition=states.VERIFY_MARK, by=old_list.head)
    values = {
        "code": "9", "name": "SD Baru", "kind": "SD", "area": None, "since": LONG_AGO, "until": None,
    }  # fmt: skip
    save_unit(unit=make_unsaved(old_list), values=values, by=old_list.operator)
    closed = {**values, "code": two.code, "name": two.name, "since": two.since, "until": LONG_AGO}
    save_unit(unit=two, values=closed, by=old_list.operator)
    item = {"code": "baru", "name": "Baru", "hint": "", "position": 9, "weight": Decimal(1)}
    save_item(item=AdoptionItem(checklist=old_list.checklist), values=item, by=old_list.operator)

    assert whole(old_list, LAST_DAY) == before
    assert whole(old_list, date(LAST_YEAR + 1, 1, 1)) == Counted(0, 2, Decimal("16.67"))


def make_unsaved(found):
    return type(found.schools[0])(checklist=found.checklist)


def test_what_is_no_longer_fulfilled_counted_until_the_day_before(school_list):
    mark = make_mark(school_list.schools[0], school_list.items[0], state=VERIFIED)
    today = timezone.localdate()

    move_mark(mark=mark, transition=states.REVOKE_MARK, by=school_list.head, note="Bubar.")

    assert whole(school_list, today - timedelta(days=1)).share == Decimal("16.67")
    assert whole(school_list, today).share == Decimal("0.00")


def test_an_item_that_was_filled_keeps_its_weight_and_can_be_ended(school_list):
    item = school_list.items[0]
    make_mark(school_list.schools[0], item, state=VERIFIED)
    values = {"code": item.code, "name": "Nama baru", "hint": "", "position": 1}

    with pytest.raises(ValidationError, match="kode dan bobotnya tetap"):
        save_item(item=item, values={**values, "weight": Decimal(5)}, by=school_list.operator)
    save_item(item=item, values={**values, "weight": Decimal(1)}, by=school_list.operator)
    with pytest.raises(ValidationError, match="paling cepat kemarin"):
        end_item(item=item, last=LONG_AGO, by=school_list.operator)
    end_item(item=item, last=timezone.localdate(), by=school_list.operator)

    item.refresh_from_db()
    assert (item.name, item.weight) == ("Nama baru", Decimal(1))
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert len(progress_of(school_list.checklist, timezone.localdate()).items) == 3
    assert len(progress_of(school_list.checklist, tomorrow).items) == 2


def test_a_category_is_earned_on_the_rounded_share(school_list):
    one, two = school_list.schools
    for minimum, label in ((Decimal(100), "Sekolah Siap"), (Decimal("66.67"), "Hampir Siap")):
        band = AdoptionBand(checklist=school_list.checklist)
        values = {"label": label, "minimum": minimum}
        save_band(band=band, values=values, by=school_list.operator)
    for item in school_list.items:
        make_mark(one, item, state=VERIFIED)
    for item in school_list.items[:2]:
        make_mark(two, item, state=VERIFIED)

    found = progress_of(school_list.checklist, timezone.localdate()).earned

    assert [(row.band.label, list(row.units)) for row in found] == [
        ("Sekolah Siap", [one]), ("Hampir Siap", [two]),
    ]  # fmt: skip


def test_everybody_sees_counts_and_names_but_no_evidence(client, school_list):
    one = school_list.schools[0]
    AdoptionBand.objects.create(checklist=school_list.checklist, label="Sekolah Siap", minimum=30)
    proof = {"link": "https://contoh.go.id/rahasia", "note": "Catatan dalam"}
    make_mark(one, school_list.items[0], state=VERIFIED, **proof)
    client.logout()
    innovation = school_list.innovation
    url = reverse("innovations:public-adoption", args=[innovation.slug])

    page = client.get(url).content.decode()
    own = client.get(innovation.get_absolute_url()).content.decode()

    assert "1 sekolah memenuhi paling sedikit 30,00%" in page
    assert one.name in page
    assert "rahasia" not in page
    assert "Catatan dalam" not in page
    assert "0 dari 2 sekolah" in " ".join(own.split())
    innovation.state = InnovationState.HIDDEN
    innovation.save()
    assert client.get(url).status_code == 404


def test_a_day_to_come_is_refused_kindly(client, school_list):
    url = reverse("innovations:adoption-progress", args=[school_list.checklist.pk])

    answer = client.get(url, {"pada": "1/1/2090"})

    assert answer.status_code == 200
    assert "Tanggal ini belum tiba" in answer.content.decode()
