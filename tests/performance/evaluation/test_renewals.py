"""After a Perubahan: whose signed Perjanjian Kinerja is to be renewed, said where, and by a link."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.access import access_of
from organizations.choices import Role
from organizations.models import Organization, User
from organizations.panels import Reader
from performance.choices import AgreementState, NodeLevel, PlanDocument, PlanVersionState
from performance.evaluation.queries.agreement_tasks import agreement_tasks
from performance.models import Indicator, Pagu, PerformanceAgreement, PlanVersion, YearTarget
from performance.plan.queries.renewals import renewals
from performance.plan.queries.versions import versions_of
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_indicator,
    make_node,
    make_revision,
    make_target,
    make_version,
)
from tests.performance.entry.test_entry import YEAR, Office
from tests.performance.evaluation.test_agreements import of, page, signed
from tests.performance.evaluation.test_true_documents import made

WHY = "Anggaran bergeser\nke layanan dasar."
EVERYBODY: Any = Q()


@pytest.fixture
def office(db, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    place = Office()
    for level in ("tujuan_pd", "sasaran_pd"):
        make_target(make_indicator(make_node(place.unit, level), name=f"IKU {level}"), 5)
    signed(place)
    return place


def revised(**targets: int) -> PlanVersion:
    """A Perubahan in force; targets of the named indicators are others in it."""
    version = make_revision(document=PlanDocument.RENJA, year=YEAR, by=make_user(Role.BAPPEDA))
    version.reason, version.accepted_at = WHY, timezone.now()
    version.save()
    for level, target in targets.items():
        rows = YearTarget.objects.filter(version=version, indicator__name=f"IKU {level}")
        assert rows.update(target=target) == 1
    return version


def asked(user: User) -> list[str]:
    tasks = agreement_tasks(Reader(user, access_of(user), date(YEAR, 7, 1)))
    return [task.url for task in tasks if task.label == "Susun Perjanjian Kinerja Perubahan"]


def sign_of_city() -> PerformanceAgreement:
    goal = make_indicator(make_node(None, NodeLevel.SASARAN), make_unit(), name="IKU sasaran")
    make_target(goal, 5)
    first = versions_of(PlanDocument.RENJA, YEAR)[0]
    row = PerformanceAgreement.objects.create(
        year=YEAR, version=first, state=AgreementState.SIGNED, signed_on=date(YEAR, 1, 10)
    )
    row.indicators.add(goal)
    return row


def test_a_changed_target_is_told_on_dashboard_agreement_and_version(office):
    version = revised(sasaran_pd=4)

    assert asked(office.operator) == [page(office, "agreement")]
    shown = office.client.get(page(office, "agreement")).text
    assert "Susun Perjanjian Kinerja Perubahan" in shown
    assert version.get_absolute_url() in shown
    assert page(office, "agreement-draft") in shown
    told = office.client.get(version.get_absolute_url()).text
    assert page(office, "agreement") in told
    stranger = of(make_user(Role.OPERATOR_OPD, make_unit()))
    assert page(office, "agreement") not in stranger.get(version.get_absolute_url()).text
    assert asked(make_user(Role.BAPPEDA)) == []  # asked of the unit


def test_a_version_that_leaves_the_promise_alone_asks_for_nothing(office):
    version = revised()
    other = YearTarget.objects.filter(version=version, indicator=office.indicators[0])
    assert other.update(target=99) == 1
    assert asked(office.operator) == []
    assert (
        "Susun Perjanjian Kinerja Perubahan"
        not in office.client.get(page(office, "agreement")).text
    )


def test_only_what_is_promised_and_planned_for_the_year_counts(office):
    version = revised()
    goal = Indicator.objects.get(name="IKU sasaran_pd")
    make_target(goal, 9, YEAR + 1, version=version)  # of another year, in the same version
    assert renewals(EVERYBODY, YEAR) == []

    revised_now = YearTarget.objects.filter(version=version, indicator=goal, year=YEAR)
    assert revised_now.update(target=4) == 1
    last = PerformanceAgreement.objects.create(
        organization=make_unit(),
        year=YEAR - 1,
        version=make_version(PlanDocument.RENJA, YEAR - 1),
        state=AgreementState.SIGNED,
    )
    last.indicators.add(goal)
    assert [row.agreement.year for row in renewals(EVERYBODY, YEAR)] == [YEAR]


def test_pagu_of_the_programs_counts_as_well(office):
    version = revised()
    assert Pagu.objects.filter(version=version, node=office.subs[0]).update(amount=5) == 1
    assert asked(office.operator) == [page(office, "agreement")]


def test_a_version_still_being_written_asks_for_nothing(office):
    version = revised(sasaran_pd=4)
    version.state = PlanVersionState.PROPOSED
    version.save()
    assert asked(office.operator) == []


def test_the_renewed_agreement_stands_beside_the_signed_one_and_both_print(office):
    revised(sasaran_pd=4)
    first = PerformanceAgreement.objects.get()
    signed_again = office.client.post(
        page(office, "agreement-draft"),
        {"indicators": [Indicator.objects.get(name="IKU sasaran_pd").pk]},
    )
    assert signed_again.status_code == 302
    assert asked(office.operator) == []  # under way
    PerformanceAgreement.objects.exclude(pk=first.pk).update(
        state=AgreementState.SIGNED, signed_on=date(YEAR, 7, 15)
    )
    shown = office.client.get(page(office, "agreement")).text
    assert "15 Juli" in shown
    assert first.scan.original_name in shown
    assert "versi=induk" in shown
    assert "versi=perubahan-1" in shown
    new, old = (made("perjanjian-kinerja", office, version=v)[1] for v in ("perubahan-1", "induk"))
    assert "Alasan perubahan: Anggaran bergeser ke layanan dasar." in new
    assert "Alasan perubahan" not in old
    assert "15 Januari" in old
    assert "15 Juli" in new


def test_the_mayors_agreement_is_renewed_as_well(office):
    city = sign_of_city()
    revised(sasaran=4)
    organ = make_user(Role.BAGIAN_ORGANISASI)
    assert asked(organ) == [city.get_absolute_url()]
    assert asked(make_user(Role.PIMPINAN)) == []
    assert "Susun Perjanjian Kinerja Perubahan" in of(organ).get(city.get_absolute_url()).text


def test_many_agreements_cost_as_many_queries_as_few(office):
    version = revised(sasaran_pd=4)

    def cost(found: int) -> int:
        with CaptureQueriesContext(connection) as done:
            assert len(renewals(EVERYBODY, YEAR)) == found
        return len(done)

    before = cost(1)
    for unit in (make_unit(), make_unit()):
        _promised(unit, version)
    assert cost(3) == before


def _promised(unit: Organization, later: PlanVersion) -> None:
    goal = make_indicator(make_node(unit, "sasaran_pd"))
    first = versions_of(PlanDocument.RENJA, YEAR)[0]
    for version, target in ((first, 5), (later, 4)):
        YearTarget.objects.create(indicator=goal, version=version, year=YEAR, target=target)
    row = PerformanceAgreement.objects.create(
        organization=unit, year=YEAR, version=first, state=AgreementState.SIGNED
    )
    row.indicators.add(goal)
