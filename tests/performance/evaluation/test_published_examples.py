"""Published and computed examples, typed into the grid and read from the pages.

The same figures pass `verify_formulas` (tests/performance/vectors); here they go the way an
OPD's clerk sends them. Sources: LKjIP 2020 of a library office in Kabupaten Lima Puluh Kota,
PermenPANRB 8/2021 as published, unit tests of two SAKIP applications, and the evaluation of
the Renja of Bappelitbang Deli Serdang 2025.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organizations.models import User
from performance.choices import Accumulation, LowerMethod, Polarity, SubmissionState, ZeroTarget
from performance.models import Indicator, Pagu, Submission, YearTarget
from performance.words import NOT_COMPUTED
from tests.factories.performance import (
    make_carried,
    make_period_budget,
    make_period_target,
    make_window,
)
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

WORKBOOK_UNIT = "5.01.5.05.0.00.01.0000"

LOWER: dict[str, Any] = {"polarity": Polarity.LOWER}
RATIO: dict[str, Any] = {**LOWER, "lower_method": LowerMethod.RATIO}
RANGE: dict[str, Any] = {"polarity": Polarity.RANGE}


@pytest.fixture
def office(db) -> Office:
    make_window(QUARTER)
    return Office()


@pytest.mark.parametrize(
    ("target", "typed", "fields", "shown"),
    [
        pytest.param("0.35", "0,35", {}, "100,00%", id="LKjIP 2020: 0,35 of 0,35"),
        pytest.param("60", "60", {}, "100,00%", id="LKjIP 2020: 60 of 60"),
        pytest.param("72.29", "79,29", {"cap": 100}, "100,00%", id="LKjIP 2020: printed capped"),
        pytest.param("72.29", "79,29", {}, "109,68%", id="LKjIP 2020: uncapped"),
        pytest.param("80–90", "70", RANGE, "87,50%", id="PermenPANRB 8/2021: below the range"),
        pytest.param("80–90", "85", RANGE, "100,00%", id="PermenPANRB 8/2021: inside the range"),
        pytest.param("7", "6,5", LOWER, "107,14%", id="PermenPANRB 8/2021: 6,5 of 7 months"),
        pytest.param("8", "9", LOWER, "87,50%", id="PermenPANRB 8/2021: 9 of 8 months"),
        pytest.param("95", "93", {}, "97,89%", id="PermenPANRB 8/2021: 93 of 95"),
        pytest.param("100", "80", {}, "80,00%", id="application tests: positive"),
        pytest.param("100", "80", LOWER, "120,00%", id="application tests: negative"),
        pytest.param("100", "50", LOWER, "150,00%", id="application tests: minimize"),
        pytest.param("100", "300", {"cap": 200}, "200,00%", id="application tests: capped"),
        pytest.param("100", "80", RATIO, "125,00%", id="ratio: 80"),
        pytest.param("100", "150", RATIO, "66,67%", id="ratio: 150"),
        pytest.param("100", "300", LOWER, "0,00%", id="symmetric: never below zero"),
        pytest.param("100", "0", RATIO, NOT_COMPUTED, id="ratio: nothing to divide by"),
        pytest.param("0", "0", {}, NOT_COMPUTED, id="target zero: not counted"),
        pytest.param(
            "0", "0", {**LOWER, "zero_target": ZeroTarget.MET_IS_100}, "100,00%", id="zero met"
        ),
        pytest.param(
            "0", "2", {**LOWER, "zero_target": ZeroTarget.MET_IS_100}, "0,00%", id="zero not met"
        ),
    ],
)
def test_the_grid_and_the_public_page_show_it(  # noqa: PLR0917
    office, client, target, typed, fields, shown
):
    indicator = office.indicators[0]
    changed = {"accumulation": Accumulation.LAST, **fields}
    Indicator.objects.filter(pk=indicator.pk).update(**changed)
    low, _, high = target.partition("–")
    YearTarget.objects.filter(indicator=indicator).update(
        target=Decimal(low), target_high=Decimal(high) if high else None
    )
    (line,) = office.save(office.k, typed).json()["lines"].values()
    assert line["cells"]["percent"] == shown
    assert f">{shown}<" in office.client.get(office.url()).content.decode().replace("\n", "")
    Submission.objects.update(state=SubmissionState.ACCEPTED)
    page = client.get(reverse("performance:public-indicator", args=[indicator.pk]))
    assert f'class="number">{shown}</td>' in page.content.decode()


WORKBOOK = {  # row: columns 5, 6, 7 and the quarters of K; the same of Rp; 12, 13, 14 as printed
    "15": (
        ("3", "3", "4", ("2", "0,8", "1,2", "0")),
        (85102670, 73848000, 73945400, (8416000, 12490000, 2688000, 25427000)),
        ("4", "49.021.000", "7", "122.869.000", "233,33", "144,38"),
    ),
    "21": (
        ("1", "0.8", "8", ("2,4", "1,6", "2", "2")),
        (39947718, 30758000, 29065562, (0, 0, 5770000, 5841000)),
        ("8", "11.611.000", "8,8", "42.369.000", "880,00", "106,06"),
    ),
    "23": (
        ("45", "580", "45", ("11,25", "11,25", "11,25", "11,25")),
        (8271084057, 5210463906, 7060433467, (1571439337, 1679687659, 1598446401, 1298472295)),
        ("45", "6.148.045.692", "625", "11.358.509.598", "1.388,89", "137,33"),
    ),
    "28": (
        ("60", "0", "40", ("0", "0", "0", "40")),
        (20354033, 0, 20560000, (0, 0, 0, 19200000)),
        ("40", "19.200.000", "40", "19.200.000", "66,67", "94,33"),
    ),
}


@pytest.mark.parametrize("row", WORKBOOK)
def test_four_typed_quarters_become_the_published_columns(db, row):
    (end_k, before_k, target, typed), (end_rp, before_rp, pagu, spent), printed = WORKBOOK[row]
    for quarter in (1, 2, 3, 4):
        make_window(quarter)
    office = Office(subs=1)
    indicator, node = office.indicators[0], office.subs[0]
    YearTarget.objects.filter(indicator=indicator).update(target=Decimal(target))
    make_period_target(indicator, end_target=Decimal(end_k))
    make_carried(indicator, Decimal(before_k))
    Pagu.objects.filter(node=node).update(amount=pagu)
    make_period_budget(node, end_amount=end_rp)
    make_carried(node, before_rp)
    for quarter, (k, rp) in enumerate(zip(typed, spent, strict=True), start=1):
        url = reverse("performance:entry-row", args=[office.unit.code, YEAR, quarter])
        for name, value in ((office.k, k), (office.rp, str(rp))):
            sent = {name: value, f"v-{name}": f"{quarter - 1}|"}
            assert office.client.post(url, sent).status_code == 200
    asked = {"opd": office.unit.code, "tahun": YEAR, "triwulan": 4}
    page = office.client.get(reverse("reports:preview", args=["e81"]), asked).content.decode()
    line = next(part for part in page.split("<tr") if f"{node.name}</th>" in part)
    cells = [part.split("<")[0] for part in line.split('<td class="n">')[1:]]
    assert tuple(cells[-6:]) == printed


def test_the_form_on_the_screen_shows_the_published_sums(demo_city):
    """Programs and the whole unit of the workbook, which the demonstration city holds."""
    reader = Client()
    reader.force_login(User.objects.get(email="bappeda@contoh.test"))
    asked = {"opd": WORKBOOK_UNIT, "tahun": 2025, "triwulan": 4}
    page = reader.get(reverse("reports:preview", args=["e81"]), asked).content.decode()
    for printed in (
        *("14.723.660.349", "12.023.973.159", "1.971.343.265", "2.279.258.325"),
        *("2.733.183.079", "5.040.188.490", "9.972.206.125", "8.378.098.135"),
        *("1.173.301.449", "1.449.011.632", "39.169.000", "984.392.943", "1.388,89"),
    ):
        assert f'class="n">{printed}</td>' in page, printed
    overview = reader.get(reverse("performance:public-organization", args=[WORKBOOK_UNIT]), asked)
    assert "81,66%" in overview.content.decode()  # 12,023,973,159 of 14,723,660,349
