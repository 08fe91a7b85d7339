"""Recommendations of announced SAKIP evaluations on the list of what is to be done."""

from __future__ import annotations

import pytest
from django.test import Client

from organizations.choices import Role
from performance.choices import FollowUpState
from performance.models import SakipRecommendation
from performance.sakip.actions.moves import finalize_lke
from tests.factories.sakip import Case
from tests.performance.overview.test_follow_ups import LIST, PAST, signed_in

pytestmark = pytest.mark.django_db


def test_sakip_recommendations_are_on_the_list_once_announced():
    case = Case().submitted()
    advice = SakipRecommendation.objects.create(
        evaluation=case.evaluation,
        item=case.sheet.components[0].item,
        text="Susun pedoman perencanaan",
        due=PAST,
    )
    client = Client()
    client.force_login(case.operator)
    assert client.get(LIST).context["lines"] == []
    case.evaluated().shared().replied()
    finalize_lke(evaluation=case.evaluation, by=case.inspector)
    page = client.get(LIST, {"jenis": "sakip"})
    [(line, edit_url, page_url)] = page.context["lines"]

    assert (line.said, line.is_overdue) == ("Susun pedoman perencanaan", True)
    assert "tahun 2025, Perencanaan kinerja" in page.content.decode()
    assert page_url.endswith("#rekomendasi")
    done = {"state": "done", "follow_up": "Pedoman ditetapkan", "proof": ""}
    assert client.post(edit_url, done).url == LIST
    assert SakipRecommendation.objects.get(pk=advice.pk).state == FollowUpState.DONE


def test_leaders_follow_sakip_recommendations_without_the_sheet():
    case = Case().final()
    SakipRecommendation.objects.create(
        evaluation=case.evaluation, item=case.sheet.components[0].item, text="Susun pedoman"
    )
    leader = signed_in(Role.PIMPINAN)
    [(line, edit_url, page_url)] = leader.get(LIST).context["lines"]

    assert (line.said, edit_url, page_url) == ("Susun pedoman", "", "")
