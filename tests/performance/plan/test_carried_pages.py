"""The pages that say what was carried into which year, and the upgrade of older figures."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from organizations.models import Activity
from performance.choices import SubmissionState
from performance.models import CarriedRealization, CarriedSpending, Submission
from performance.plan.actions.targets import save_targets
from tests.factories.performance import make_carried, make_submission, make_window
from tests.harness.database import copy_database, use_database
from tests.performance.entry.test_entry import QUARTER, YEAR, Office


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office(subs=1)


def targets(**carried: str) -> dict[str, str]:
    return {f"bawaan_{year}": "" for year in range(2021, 2027)} | carried


def test_each_year_has_its_own_carried_figure(office):
    row, node = office.indicators[0], office.subs[0]
    for name, owner, model in (
        ("indicator-targets", row, CarriedRealization),
        ("node-pagu", node, CarriedSpending),
    ):
        url = reverse(f"performance:{name}", args=[owner.pk])
        page = office.client.get(url).content.decode()
        assert "Dibawa ke 2025: realisasi s.d. 2024" in page
        sent = targets(bawaan_2025="3", bawaan_2026="5")
        assert office.client.post(url, sent).status_code == 302
        assert dict(model.objects.values_list("year", "amount")) == {2025: 3, 2026: 5}
        assert 'value="5"' in office.client.get(url).content.decode()
        assert office.client.post(url, targets(bawaan_2026="5")).status_code == 302
        assert dict(model.objects.values_list("year", "amount")) == {2026: 5}
    told = Activity.objects.filter(verb="performance.target").latest("pk")
    assert told.changes["carried.2025"]["label"] == (
        "Realisasi bawaan ke 2025 (s.d. 2024) (Dokumen)"
    )


def test_what_is_carried_into_a_closed_year_stays(office):
    make_carried(office.indicators[0], 3, YEAR)
    Submission.objects.all().delete()
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    row = office.indicators[0]

    def carry(year: int, amount: int) -> None:
        save_targets(indicator=row, by=office.operator, years={}, period={}, carried={year: amount})

    with pytest.raises(ValidationError, match=f"Realisasi bawaan ke {YEAR} terkunci"):
        carry(YEAR, 4)
    carry(YEAR, 3)  # as it is
    carry(YEAR + 1, 9)
    found = CarriedRealization.objects.order_by("year").values_list("amount", flat=True)
    assert list(found) == [3, 9]


def stored_before(model) -> None:
    """Two versions of a Renstra; an import of 2026 wrote over what one of 2025 had brought."""
    make = {name: model("performance", name).objects.create for name in KINDS}
    unit = model("organizations", "Organization").objects.create(
        code="1", name="Dinas", valid_from="2016-01-01"
    )
    period = make["PlanningPeriod"](
        name="2021–2026",
        start_year=2021,
        end_year=2026,
        nomenclature_version=make["NomenclatureVersion"](code="uji", title="Uji"),
    )
    node = make["PlanNode"](period=period, organization=unit, level="subkegiatan", name="Sub")
    indicator = make["Indicator"](node=node, organization=unit, name="Ukuran", unit="Dokumen")
    for number, carried in enumerate((8, 3)):
        version = make["PlanVersion"](period=period, document="renstra", sequence=number)
        target = make["PeriodTarget"](
            indicator=indicator, version=version, carried=carried, carried_until_year=2024
        )
    target.carried, target.carried_until_year = 5, 2025
    target.save()
    make["PeriodBudget"](node=node, version=version, carried_amount=700)


KINDS = (
    "PlanningPeriod",
    "NomenclatureVersion",
    "PlanNode",
    "Indicator",
    "PlanVersion",
    "PeriodTarget",
    "PeriodBudget",
)


def test_an_upgrade_keeps_every_carried_figure_in_its_year(template_database, django_db_blocker):
    """Also the one that the import of the next year wrote over; older versions give way."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        copy_database("template0", "bawaan")
        use_database("bawaan")
        try:
            call_command("migrate", "performance", "0017", verbosity=0)
            old = MigrationExecutor(connection).loader.project_state(
                ("performance", "0017_import_spread")
            )
            stored_before(old.apps.get_model)
            call_command("migrate", "performance", "0020", verbosity=0)
            quantities = dict(CarriedRealization.objects.values_list("year", "amount"))
            amounts = dict(CarriedSpending.objects.values_list("year", "amount"))
            history = list(
                CarriedRealization.events.rel.related_model.objects.values_list("year", "amount")
            )
        finally:
            use_database(before)
    assert quantities == {2025: 3, 2026: 5}
    assert amounts == {2021: 700}
    assert {(2025, 8), (2025, 3), (2026, 5)} <= set(history)
