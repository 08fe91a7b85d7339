"""What was merged or retired leaves no dead link on the pages that told of it."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from innovations.choices import Ending, LaunchState
from innovations.models import Cohort, Innovation, TrainingProject
from organizations.choices import Role
from tests.factories.innovation_index import make_index_entry, make_round
from tests.factories.innovations import make_innovation, make_launch
from tests.factories.organizations import make_city, make_unit, make_user
from tests.innovations.journal_objects import make_entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)


def links_of(client, page: str) -> list[str]:
    answer = client.get(page, follow=True)
    assert answer.status_code == 200, page
    return re.findall(r'href="((?:/kerja)?/inovasi/[^"#]*)', answer.content.decode())


def reached(client, link: str) -> bool:
    answer = client.get(link, follow=True)
    return answer.status_code == 200 and bool(b"".join(answer))


@pytest.mark.parametrize("hides", [False, True])
def test_links_of_launches_trainings_and_copies_lead_somewhere(client, hides):
    make_city()
    heir = make_innovation(name="PENERUS")
    old = make_innovation(
        heir.organization, name="LAMA", ending=Ending.MERGED, ended_on=DAY, successor=heir
    )
    gone = make_innovation(name="SELESAI", ending=Ending.RETIRED, ended_on=DAY)
    copy = make_innovation(name="TIRUAN", original=old)
    launch = make_launch(old, gone, state=LaunchState.HELD)
    cohort = Cohort.objects.create(programme="pka", batch="I", year=2025)
    for row in (old, gone):
        TrainingProject.objects.create(cohort=cohort, innovation=row, participant="Kepala Bidang")
    if hides:
        Innovation.objects.filter(pk=heir.pk).update(state="disembunyikan")
    activity = make_entry(old, gone, day=timezone.localdate())
    pages = [
        reverse("innovations:public-launch", args=[launch.pk]),
        reverse("innovations:public-event", args=[activity.pk]),
        reverse("innovations:public-calendar"),
        reverse("innovations:public-journal", args=[gone.slug]),
        reverse("innovations:public-cohort-list"),
        copy.get_absolute_url(),
        gone.get_absolute_url(),
    ]

    found = [links_of(client, page) for page in pages]

    for links in found[:3]:
        assert old.get_absolute_url() in links
        assert gone.get_absolute_url() in links
    for link in sorted({link for links in found for link in links}):
        assert reached(client, link), link
    last = client.get(old.get_absolute_url(), follow=True).content.decode()
    assert ("LAMA" if hides else "PENERUS") in last


def test_links_of_a_sheet_of_the_index_lead_somewhere(client):
    """Of a year in which it was reported before it was merged; closed years keep their name."""
    make_city()
    unit = make_unit()
    heir = make_innovation(unit, name="PENERUS")
    old = make_innovation(unit, name="LAMA")
    entry = make_index_entry(old, make_round(2026))
    Innovation.objects.filter(pk=old.pk).update(
        ending=Ending.MERGED, ended_on=DAY, successor=heir, ending_reason="Sama gunanya."
    )
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    pages = [reverse("innovations:index-round", args=[2026]), entry.get_absolute_url()]

    found = [links_of(client, page) for page in pages]

    assert entry.get_absolute_url() in found[0]
    registry = reverse("innovations:innovation-detail", args=[old.pk])
    assert registry in found[1]
    for link in sorted({link for links in found for link in links}):
        assert reached(client, html.unescape(link)), link
    told = client.get(registry).content.decode()
    assert "PENERUS" in told
