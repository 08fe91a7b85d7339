"""What was merged or retired leaves no dead link on the pages that told of it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from innovations.choices import Ending, LaunchState
from innovations.models import Cohort, Innovation, TrainingProject
from tests.factories.innovations import make_innovation, make_launch
from tests.factories.organizations import make_city

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)


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
    pages = [
        reverse("innovations:public-launch", args=[launch.pk]),
        reverse("innovations:public-cohort-list"),
        copy.get_absolute_url(),
        gone.get_absolute_url(),
    ]

    found = [
        re.findall(r'href="(/inovasi/[^"?#]*)', client.get(one).content.decode()) for one in pages
    ]

    assert old.get_absolute_url() in found[0]
    for link in sorted({link for links in found for link in links}):
        assert client.get(link, follow=True).status_code == 200, link
    last = client.get(old.get_absolute_url(), follow=True).content.decode()
    assert ("LAMA" if hides else "PENERUS") in last
