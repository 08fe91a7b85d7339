"""What stands beside a report on its page: who said what, prepared words, reports close by."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.intake.actions.dialogue import add_message
from complaints.intake.actions.following import follow_report
from complaints.models import AnswerTemplate
from complaints.staff.actions.joining import merge_case, split_case
from organizations.choices import Role
from tests.complaints.staff.officer import at
from tests.factories.complaints import category, complaint
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
S = ComplaintState


@pytest.fixture
def unit(client):
    make_city()
    unit = make_unit()
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG, unit))
    return unit


def test_what_somebody_wrote_who_only_follows_is_marked_as_such(client, unit):
    case, now = complaint(unit=unit, state=S.ROUTED, shown=True), timezone.now()
    add_message(case=case, text="Dari pelapor", now=now)
    follower = follow_report(case=case).supporter
    add_message(case=case, text="Dari tetangga", now=now, supporter=follower)

    page = client.get(at("detail", case)).content.decode()

    marked = ["Warga yang mengikuti" in line for line in page.split('<li class="dialogue-')[1:]]
    assert marked == [False, True]


def test_a_reporter_who_writes_by_the_number_of_a_merged_part_is_the_reporter(client, unit):
    desk, now = make_user(Role.BAGIAN_ORGANISASI), timezone.now()
    whole, other = complaint(unit=unit, state=S.ROUTED, shown=True), complaint(shown=True)
    [part] = split_case(case=whole, units=[make_unit()], subject="L", text="Padam.", by=desk)
    for case in (part, other):
        merge_case(case=case, number=whole.number, by=desk)
    for source, text in ((part, "Dari pelapor"), (other, "Dari pelapor lain")):
        follower = whole.followers.get(came_from=source)
        add_message(case=whole, text=text, now=now, supporter=follower)

    page = client.get(at("detail", whole)).content.decode()

    marked = ["Warga yang mengikuti" in line for line in page.split('<li class="dialogue-')[1:]]
    assert marked == [False, True]


def test_prepared_words_are_offered_for_their_state_and_category_only(client, unit):
    mine, other = category("lampu"), category("sampah")
    rows = {
        "Bagi semua": {},
        "Bagi status ini": {"for_state": S.IN_PROGRESS},
        "Bagi kategori ini": {"category": mine},
        "Status lain": {"for_state": S.ROUTED},
        "Kategori lain": {"category": other},
        "Tidak dipakai": {"is_active": False},
    }
    for name, fields in rows.items():
        AnswerTemplate.objects.create(name=name, text=f"Isi: {name.lower()}.", **fields)
    case = complaint(unit=unit, state=S.IN_PROGRESS, category=mine)
    url = at("answer", case)

    page = client.get(url).content.decode()
    by_hand = [
        "Isi: " in client.get(url, {"templat": row.pk}).content.decode()
        for row in AnswerTemplate.objects.order_by("pk")
    ]

    assert [name for name in rows if name in page] == list(rows)[:3]
    assert by_hand == [True] * 3 + [False] * 3


def test_reports_of_the_same_kind_close_by_are_named_the_nearest_first(client, unit):
    def near(north: str, **fields):
        place = {"latitude": Decimal(north), "longitude": Decimal("109.675")}
        return complaint(**{"unit": unit, "state": S.ROUTED, **place, **fields})

    case = near("-6.8890")
    second, first = near("-6.8887"), near("-6.8889")
    others = [
        near("-6.8000"),
        near("-6.8889", category=category("sampah")),
        near("-6.8889", unit=make_unit()),
        near("-6.8889", received_at=timezone.now() - timezone.timedelta(days=900)),
        near("-6.8889", unit=None, state=S.RECEIVED),
    ]

    page = client.get(at("detail", case)).content.decode().split('id="judul-terkait"')[1]

    assert page.index(first.get_absolute_url()) < page.index(second.get_absolute_url())
    assert "11 m dari sini" in page
    assert not [row for row in others if row.get_absolute_url() in page]
