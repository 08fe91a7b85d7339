"""Advice that is taken back leaves the LHE that printed it stale."""

from __future__ import annotations

import pytest

from performance.sakip.actions.recommendations import delete_recommendation
from reports.actions.staleness import refresh_of
from tests.factories.sakip import Case
from tests.reports.test_sakip_reports import advise, made

pytestmark = pytest.mark.django_db


def test_advice_deleted_before_the_result_is_announced_marks_the_draft(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = Case().submitted()
    row = advise(case, "Lengkapi pohon kinerja.")
    case.evaluated().shared().replied()
    job = made(case)

    delete_recommendation(recommendation=row, by=case.inspector)

    assert refresh_of(case.unit.pk) == 1
    job.refresh_from_db()
    (change,) = job.differences
    assert change["before"].endswith("Lengkapi pohon kinerja.")
