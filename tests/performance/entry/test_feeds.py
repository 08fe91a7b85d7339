"""Indicators that take K from another part of the portal: pulled, never typed or imported."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from organizations.choices import Role
from organizations.spreadsheets.table import ImportProblem
from performance import feeds
from performance.choices import SubmissionState
from performance.entry.actions.feeds import pull, pull_feeds
from performance.models import (
    BudgetRealization,
    FormerValue,
    Indicator,
    IndicatorFeed,
    PlanNode,
    Realization,
    ReportingWindow,
)
from performance.plan.actions.relations import save_relations
from performance.transfer.actions.transfer import import_file, look_at_file
from performance.transfer.readers.state import Frame, load_state
from performance.transfer.readers.workbook import build_template
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_realization, make_submission, make_window
from tests.performance.entry.test_entry import QUARTER, YEAR, Office

SENTENCE = "Diambil otomatis dari “Sumber uji” secara berkala."
HEADER = "level,kode,nama,indikator,satuan,target_k,tw2_k,tw2_rp\n"


@pytest.fixture
def office(db, monkeypatch) -> Office:
    """The first indicator is fed by a source that says 7."""
    source = feeds.FeedSource("uji", "Sumber uji", "Dokumen", lambda *_: Decimal(7))
    monkeypatch.setitem(feeds.FEEDS._things, source.code, source)
    make_window(QUARTER)
    place = Office()
    IndicatorFeed.objects.create(indicator=place.indicators[0], source=source.code)
    return place


def row_of(office: Office, tw2: str = "", rupiah: str = "", target: str = "") -> bytes:
    node, indicator = office.subs[0], office.indicators[0]
    words = f"subkegiatan,{node.code},{node.name},{indicator.name},Dokumen"
    return (HEADER + f"{words},{target},{tw2},{rupiah}\n").encode()


def refused(office: Office, content: bytes) -> list[str]:
    with pytest.raises(ImportProblem) as caught:
        look_at_file(organization=office.unit, year=YEAR, name="a.csv", content=content)
    return caught.value.messages


def test_the_grid_shows_a_fed_figure_and_takes_none(office):
    pull_feeds()
    page = office.client.get(office.url()).content.decode()
    fed, typed = (page.split(f'id="k-{i.pk}"')[1].split("</td>")[0] for i in office.indicators)
    assert 'value="7"' in fed
    assert " readonly" in fed
    assert SENTENCE in fed
    assert " readonly" not in typed
    assert SENTENCE not in typed


def test_a_fed_figure_cannot_be_posted_but_its_rupiah_can(office):
    answer = office.save(office.k, "9")
    assert answer.status_code == 400
    assert answer.json()["error"] == (
        "Angka ini diambil otomatis dari “Sumber uji” dan tidak dapat diketik."
    )
    assert not Realization.objects.exists()
    assert office.save(office.rp, "500").status_code == 200
    assert BudgetRealization.objects.get().rp2 == 500


def test_a_source_fills_from_its_year_on(office):
    """Before it the figure is typed in the grid and by file; its first year can be taken back."""
    indicator, by = (
        office.indicators[0],
        make_user(Role.BAPPEDA, make_unit("5.01.0.00.0.00.01.0001")),
    )
    IndicatorFeed.objects.all().delete()
    chosen = {"indicator": indicator, "by": by, "partners": [], "source": "uji"}
    save_relations(**chosen, source_year=YEAR + 1)
    page = office.client.get(reverse("performance:node-detail", args=[indicator.node_id])).text
    assert f"Diambil otomatis dari “Sumber uji” mulai {YEAR + 1}" in page
    assert pull_feeds() == 0
    assert not pull(IndicatorFeed.objects.get(), YEAR, QUARTER)
    assert office.save(office.k, "9").status_code == 200
    assert SENTENCE not in office.client.get(office.url()).text
    fed = [
        sum(
            bool(draft.fed) for draft in load_state(Frame.of(office.unit, year)).indicators.values()
        )
        for year in (YEAR, YEAR + 1)
    ]
    assert fed == [0, 1]

    save_relations(**chosen, source_year=None)
    assert pull_feeds() == 1
    assert SENTENCE in office.client.get(office.url()).text
    save_relations(**chosen, source_year=YEAR + 1)
    assert pull_feeds() == 0
    save_relations(**{**chosen, "source": ""}, source_year=YEAR + 1)
    assert not FormerValue.objects.exists()


def test_until_its_year_the_former_source_fills(office, monkeypatch):
    late = feeds.FeedSource("lain", "Sumber lain", "Dokumen", lambda *_: Decimal(3))
    monkeypatch.setitem(feeds.FEEDS._things, late.code, late)
    by = make_user(Role.BAPPEDA, make_unit("5.01.0.00.0.00.01.0001"))
    save_relations(
        indicator=office.indicators[0], by=by, partners=[], source="lain", source_year=YEAR + 1
    )
    pull_feeds()
    assert Realization.objects.get().k2 == 7
    assert pull(IndicatorFeed.objects.get(), YEAR + 1, QUARTER)
    assert Realization.objects.get(year=YEAR + 1).k2 == 3


def test_clearing_a_fed_figure_is_refused_too(office):
    pull_feeds()
    assert office.save(office.k, "", "1|7").status_code == 400
    assert Realization.objects.get().k2 == 7


def test_one_fed_cell_stops_the_whole_form_and_shows_what_is_stored(office):
    pull_feeds()
    other = f"k-{office.indicators[1].pk}"
    data = {office.k: "9", f"v-{office.k}": "1|7", other: "3", f"v-{other}": "0|"}
    answer = office.client.post(office.url(), data)
    assert answer.status_code == 400
    assert not Realization.objects.filter(indicator=office.indicators[1]).exists()
    page = answer.content.decode()
    assert f'<a href="#{office.k}">Angka ini diambil otomatis' in page
    assert f'name="{office.k}" value="7"' in page
    assert f'name="{other}" value="3"' in page


def test_the_form_without_changes_to_fed_cells_is_saved(office):
    pull_feeds()
    other = f"k-{office.indicators[1].pk}"
    data = {office.k: "7", f"v-{office.k}": "1|7", other: "3", f"v-{other}": "0|"}
    assert office.client.post(office.url(), data).status_code == 302
    assert Realization.objects.get(indicator=office.indicators[1]).k2 == 3


def test_a_source_that_is_gone_leaves_the_figure_to_people(office):
    IndicatorFeed.objects.update(source="hilang")
    assert "readonly" not in office.client.get(office.url()).content.decode()
    assert office.save(office.k, "9").status_code == 200


def test_imports_refuse_a_fed_figure_with_row_column_and_value(office):
    pull_feeds()
    (told,) = refused(office, row_of(office, tw2="9.5", rupiah="500"))
    assert told == (
        "Baris 2, kolom tw2_k: “9,5” tidak dapat disimpan karena angka ini diambil otomatis "
        "dari “Sumber uji”. Kosongkan selnya."
    )
    assert len(refused(office, row_of(office, tw2="-"))) == 1
    with pytest.raises(ImportProblem, match="kolom tw2_k"):
        import_file(organization=office.unit, year=YEAR, name="a.csv", content=row_of(office, "8"))
    assert Realization.objects.get().k2 == 7


def test_imports_take_the_rest_of_a_fed_row(office):
    pull_feeds()
    content = row_of(office, tw2="7", rupiah="500", target="12")
    import_file(organization=office.unit, year=YEAR, name="a.csv", content=content)
    assert BudgetRealization.objects.get().rp2 == 500
    assert office.indicators[0].year_targets.get().target == 12


def test_the_template_leaves_fed_figures_empty(office):
    pull_feeds()
    make_realization(office.indicators[1], None, "3")
    content = build_template(Frame.of(office.unit, YEAR))
    head, *rows = load_workbook(io.BytesIO(content))["Data"].iter_rows(values_only=True)
    named = [dict(zip(head, row, strict=True)) for row in rows]
    figures = {row["indikator"]: row["tw2_k"] for row in named if row["indikator"]}
    assert figures == {office.indicators[0].name: None, office.indicators[1].name: 3}
    Realization.objects.filter(indicator=office.indicators[0]).update(k2=8)  # pulled again
    looked = look_at_file(organization=office.unit, year=YEAR, name="a.xlsx", content=content)
    assert looked.changes.is_empty()


@pytest.mark.parametrize(
    "change",
    [
        lambda place: Indicator.objects.filter(pk=place.indicators[0].pk).update(is_active=False),
        lambda place: PlanNode.objects.filter(pk=place.subs[0].pk).update(valid_to_year=YEAR - 1),
        lambda place: PlanNode.objects.filter(pk=place.subs[0].pk).update(valid_from_year=YEAR + 1),
    ],
)
def test_what_is_not_measured_in_the_year_is_not_pulled(office, change):
    change(office)
    assert pull_feeds() == 0
    assert pull(IndicatorFeed.objects.get(), YEAR, QUARTER) is False
    assert not Realization.objects.exists()


def test_a_quarter_reopened_for_the_unit_is_pulled(office):
    ReportingWindow.objects.all().delete()
    assert pull_feeds() == 0
    make_submission(office.unit, QUARTER, open_until=timezone.now() + timedelta(hours=1))
    assert pull_feeds() == 1
    assert Realization.objects.get().k2 == 7


def test_a_pulled_figure_is_nobodys(office):
    row = make_realization(office.indicators[0], None, "3")
    Realization.objects.filter(pk=row.pk).update(updated_by=office.operator)
    pull_feeds()
    row.refresh_from_db()
    assert (row.k2, row.updated_by) == (7, None)


def test_a_locked_grid_still_says_where_a_fed_figure_comes_from(office):
    make_submission(office.unit, QUARTER, SubmissionState.ACCEPTED)
    page = office.client.get(office.url()).content.decode()

    assert '<input class="cell"' not in page
    assert SENTENCE in page
