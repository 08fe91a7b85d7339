"""Overviews of many units: counts that equal their lists, sums that equal their total."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Organization
from performance.choices import NodeLevel, PlanDocument, SubmissionState
from performance.entry.queries.submissions import quarter_lines
from performance.models import (
    Indicator,
    Pagu,
    PlanVersion,
    ReportingWindow,
    UnitSummary,
    YearTarget,
)
from performance.overview.queries.warning_rules import RULES
from performance.overview.queries.warnings import warnings_of
from performance.plan.queries.comparison import compare, signed
from reports.rendering import charts
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.performance import (
    YEAR,
    make_branch,
    make_indicator,
    make_node,
    make_pagu,
    make_revision,
    make_submission,
    make_target,
    make_window,
)

WARNINGS = reverse("performance:warnings")
COMPARE = reverse("performance:version-compare")
DASHBOARD = reverse("dashboard")
CELL = re.compile(r'href="(\?tahun=[^"]*)"\s+aria-label="[^"]*"\s*>([\d.]+)\s*</a>')
_order = count(1)


def signed_in(role: str, unit: Organization | None = None) -> Client:
    client = Client()
    client.force_login(make_user(role, unit))
    return client


def warned(unit: Organization, **numbers: int) -> None:
    """A summary with so many warnings of each rule."""
    lines = [
        {"rule": rule, "name": f"Baris {number}", "text": "Ditemukan", "url": "/"}
        for rule, many in numbers.items()
        for number in range(many)
    ]
    UnitSummary.objects.create(organization=unit, year=YEAR, stamp="", warnings=lines)


def planned(unit: Organization) -> None:
    """A small plan with its Murni figures; every unit's amounts differ."""
    size = next(_order)
    branch = make_branch(unit, subs=2)
    for node in branch["subs"]:
        make_target(make_indicator(node), size)
        make_pagu(node, size * 1000)


def panel(answer, name: str):
    """What the first panel of the dashboard that has it shows under a name."""
    found = (each.panel for each in answer.context["dashboard"].panels)
    return next(shown[name] for shown in found if name in shown)


def queries(client: Client, url: str) -> int:
    client.get(url)  # the first page of a session also notes the device
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.fixture
def city(db) -> Client:
    """Five units with warnings, one of them late too; the leader of the city signed in."""
    make_city()
    make_window(1, is_open=False)
    units = [make_unit() for _ in range(4)]
    leader = signed_in(Role.PIMPINAN)  # in a fifth unit, without a warning from its figures
    for number, unit in enumerate(units):
        make_submission(unit, 1, SubmissionState.ACCEPTED)
        warned(unit, low=number, proof=2, slow=number % 2)
    return leader


def test_every_count_of_the_matrix_is_the_length_of_its_list(city):
    page = city.get(WARNINGS, {"tahun": YEAR})
    assert "Perangkat daerah × aturan" in page.content.decode()
    cells = CELL.findall(page.content.decode())
    assert len(cells) == 3 + 4 + 2 + 1 + len({"late", "low", "proof", "slow"})
    for address, number in cells:
        listed = city.get(WARNINGS + address.replace("&amp;", "&"))
        assert listed.context["page"].paginator.count == int(number), address
    found = page.context["found"]
    assert found.total == len(found.lines) == sum(number for _, number in found.rules) == 17
    assert [row.total for row in found.units] == sorted((6, 4, 4, 2, 1), reverse=True)
    for row in found.units:
        listed = city.get(WARNINGS, {"tahun": YEAR, "opd": row.unit.code})
        assert listed.context["page"].paginator.count == row.total
        assert "× aturan" not in listed.content.decode()


def test_a_long_list_comes_in_pages(city):
    warned(make_unit(), proof=110)
    address = f"{WARNINGS}?tahun={YEAR}&aturan=proof"
    lengths = [len(city.get(f"{address}&halaman={n}").context["page"]) for n in (1, 2, 3)]
    assert lengths == [50, 50, 18]
    page = city.get(f"{address}&halaman=2").content.decode()
    assert "Halaman 2 dari 3" in page
    assert f"?tahun={YEAR}&amp;aturan=proof&amp;halaman=3" in page


def test_a_unit_sees_its_own_rows_and_no_other_unit(city):
    own, other = Organization.objects.order_by("code")[1:3]
    client = signed_in(Role.OPERATOR_OPD, own)
    page = client.get(WARNINGS, {"tahun": YEAR})
    assert {line.unit for line in page.context["page"]} == {own}
    assert "× aturan" not in page.content.decode()
    assert client.get(WARNINGS, {"tahun": YEAR, "opd": other.code}).status_code == 404
    assert client.get(COMPARE, {"opd": other.code}).status_code == 404


@pytest.fixture
def revised(db) -> tuple[PlanVersion, PlanVersion]:
    """Three units with a plan, and a Perubahan that changes some of it."""
    make_city()
    units = [make_unit() for _ in range(3)]
    for unit in units:
        planned(unit)
    analyst = make_user(Role.BAPPEDA, units[0])
    second = make_revision(document=PlanDocument.RENJA, year=YEAR, by=analyst, effective_quarter=3)
    mine = {"version": second, "node__organization": units[0]}
    Pagu.objects.filter(**mine, node__code__endswith="1").update(amount=5)
    Pagu.objects.filter(**{**mine, "node__organization": units[1]}).update(amount=2_000_000)
    YearTarget.objects.filter(version=second, indicator__organization=units[2]).update(target=99)
    return PlanVersion.objects.get(document=PlanDocument.RENJA, year=YEAR, sequence=0), second


def test_the_units_sums_are_the_total(revised):
    first, second = revised
    units = list(Organization.objects.reporting().order_by("code"))
    found = compare(first, second, units)
    assert [(row.targets, row.pagus) for row in found.units] == [(0, 1), (0, 2), (2, 0)]
    assert found.targets + found.pagus == len(found.differences) == 5
    stated = [sum(Pagu.objects.filter(version=v).values_list("amount", flat=True)) for v in revised]
    assert list(found.pagu) == stated
    for row in found.units:
        alone = compare(first, second, [row.unit])
        assert alone.units == [row]
        assert len(alone.differences) == row.targets + row.pagus
    client = signed_in(Role.PIMPINAN, units[0])
    page = client.get(COMPARE).content.decode()
    assert "Sub kegiatan uji" not in page
    for row in found.units:
        link = f"?a={first.pk}&amp;b={second.pk}&amp;opd={row.unit.code}"
        assert link in page
        told = client.get(COMPARE + link.replace("&amp;", "&")).content.decode()
        assert f"{row.targets + row.pagus} angka berbeda" in told
        assert "Sub kegiatan uji" in told


def test_versions_and_reports_are_compared_from_where_people_look(revised):
    unit, other = Organization.objects.reporting().order_by("code")[:2]
    make_submission(unit, 1, SubmissionState.ACCEPTED)
    for each in (unit, other):
        warned(each)
    matched = reverse("performance:reconciliation", args=[unit.code, YEAR])
    foreign = reverse("performance:reconciliation", args=[other.code, YEAR])
    row = Indicator.objects.filter(organization=unit)[0]
    own = signed_in(Role.OPERATOR_OPD, unit)
    for name, args, link in (
        ("plan-list", [], COMPARE),
        ("plan", [unit.code], f"{COMPARE}?opd={unit.code}"),
        ("entry-indicator", [unit.code, YEAR, 1, row.pk], matched),
        ("node-detail", [row.node_id], f"/cocokkan/{unit.code}/"),
        ("indicator-targets", [row.pk], f"/cocokkan/{unit.code}/"),
        ("leaders", [], matched),
    ):
        page = own.get(reverse(f"performance:{name}", args=args), {"tahun": YEAR})
        assert link in page.content.decode(), name
        assert foreign not in page.content.decode(), name
    everyone = signed_in(Role.PIMPINAN, unit)
    page = everyone.get(reverse("performance:leaders"), {"tahun": YEAR}).content.decode()
    assert matched in page
    assert foreign in page


def test_a_difference_carries_a_true_sign():
    assert signed(-1500, is_money=True) == "−Rp1.500"
    assert signed(1500, is_money=True) == "+Rp1.500"
    assert signed(0, is_money=False) == "0"
    assert signed(None, is_money=True) == "–"


def test_a_tree_lies_inside_its_drawing():
    boxes = charts.tree_chart(
        "Pohon", [charts.Branch("A", "Satu", "", (charts.Branch("B", "Dua"),))]
    )
    width, height = (float(n) for n in re.search(r'viewBox="0 0 (\S+) (\S+)"', boxes).groups())
    assert f'<g transform="translate({charts.MARGIN:g} {charts.MARGIN:g})">' in boxes
    for x, y, wide, tall in re.findall(
        r'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', boxes
    ):
        assert float(x) >= 0 <= float(y)
        assert float(x) + float(wide) <= width - 2 * charts.MARGIN
        assert float(y) + float(tall) <= height - 2 * charts.MARGIN + 0.01


def test_the_tree_page_leads_to_other_units_and_years(revised):
    units = list(Organization.objects.reporting().order_by("code"))
    make_node(None, NodeLevel.TUJUAN, name="Tujuan kota")
    client = signed_in(Role.PIMPINAN, units[0])
    address = reverse("performance:tree", args=[units[0].code])
    page = client.get(address, {"tahun": YEAR, "perbesar": 150}).content.decode()
    assert "zoom-150" in page
    assert '<details class="how" open>' in page
    for unit in units:
        assert f'<option value="{unit.code}"' in page
    moved = client.get(address, {"opd": "kota", "tahun": YEAR, "perbesar": 75})
    assert moved.url == reverse("performance:tree", args=["kota"]) + f"?tahun={YEAR}&perbesar=75"
    assert re.search(r'<details class="how"\s*>', client.get(moved.url).content.decode())
    assert client.get(address, {"opd": "../lain"}).status_code == 404
    own = signed_in(Role.OPERATOR_OPD, units[0])
    told = own.get(address).content.decode()
    assert units[1].code not in told
    assert own.get(address, {"opd": units[1].code}).status_code == 404


def test_a_leader_reads_the_warnings_and_who_is_late_on_the_dashboard(city):
    late = Organization.objects.reporting().order_by("code").last()
    page = city.get(DASHBOARD).content.decode()
    assert "Lihat sorotan kota" in page
    assert f"{late.short_name}, Triwulan I {YEAR}" in page
    for tile, rule in zip(panel(city.get(DASHBOARD), "rules"), RULES, strict=True):
        assert tile.url.endswith(f"aturan={rule}")
        assert city.get(tile.url).context["page"].paginator.count == tile.value


@pytest.mark.parametrize(
    ("state", "due", "back"),
    [
        (SubmissionState.DRAFT, "10 hari", "Tidak"),
        (SubmissionState.RETURNED, "10 hari", "Ya"),
        (SubmissionState.SUBMITTED, "Beres", "Tidak"),
    ],
)
def test_a_unit_reads_four_numbers_of_its_quarter(db, state, due, back):
    unit = make_unit()
    planned(unit)
    make_window(2)
    make_submission(unit, 2, state)
    warned(unit, low=3, proof=1)
    client = signed_in(Role.KEPALA_OPD, unit)
    tiles = {tile.label: tile for tile in panel(client.get(DASHBOARD), "tiles")}
    assert [tile.value for tile in tiles.values()] == [4, due, 3, back]
    listed = client.get(tiles["Di bawah target"].url).context["page"]
    assert listed.paginator.count == 3


def test_a_closed_quarter_that_was_not_handed_in_is_past_due(db):
    unit = make_unit()
    planned(unit)
    make_window(2, is_open=False)
    make_submission(unit, 2, SubmissionState.DRAFT)
    page = signed_in(Role.OPERATOR_OPD, unit).get(DASHBOARD)
    assert [tile.value for tile in panel(page, "tiles")] == [4, "Lewat", 0, "Tidak"]
    assert "Terlambat" in page.content.decode()


def test_only_late_quarters_of_the_units_and_the_year_asked_for_are_warned_of(db):
    unit, other = make_unit(), make_unit()
    for year in (YEAR - 1, YEAR):
        make_window(1, year=year, is_open=False)
    make_window(2)
    make_submission(unit, 2, SubmissionState.DRAFT)
    lines = quarter_lines([unit, other], [YEAR - 1, YEAR])

    found = warnings_of([unit], YEAR, lines)

    assert [(line.unit, line.name) for line in found.lines] == [(unit, f"Triwulan I {YEAR}")]
    assert [row.unit for row in found.units] == [unit]


def test_a_quarter_that_is_not_open_yet_is_not_due(db):
    unit = make_unit()
    planned(unit)
    now = timezone.now()
    opens, closes = now + timedelta(days=5), now + timedelta(days=15)
    ReportingWindow.objects.create(year=YEAR, quarter=2, opens_at=opens, closes_at=closes)
    make_submission(unit, 2, SubmissionState.DRAFT)

    page = signed_in(Role.OPERATOR_OPD, unit).get(DASHBOARD)

    assert [(t.value, t.note) for t in panel(page, "tiles")][1] == ("–", "jadwal belum dibuka")


@pytest.mark.parametrize("role", [Role.PIMPINAN, Role.KEPALA_OPD])
@pytest.mark.parametrize("url", [WARNINGS, COMPARE, DASHBOARD])
def test_one_unit_and_many_cost_the_same(db, role, url):
    make_city()
    make_window(1, is_open=False)
    make_window(2)
    head = make_unit()
    client = signed_in(role, head)

    def fill(unit: Organization) -> None:
        planned(unit)
        make_submission(unit, 2)
        warned(unit, low=2, proof=1)

    fill(head)
    make_revision(document=PlanDocument.RENJA, year=YEAR, by=make_user(Role.BAPPEDA, head))
    one = queries(client, url)
    for _ in range(4):
        fill(make_unit(parent=head))
    assert queries(client, url) == one


def test_everybody_finds_the_open_data(db):
    make_city()
    page = Client().get("/").content.decode()
    link = rf'<a\s+href="{reverse("open_data:index")}"\s*>\s*(<svg.*?</svg>)?\s*Data terbuka\s*</a>'
    assert re.search(link, page, re.DOTALL)
