"""K of a year in which units merged: what the other unit brought is said, the total is asked about."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.spreadsheets.table import ImportProblem
from performance.evaluation.queries.evaluation import evaluate
from performance.models import ImportBatch, Realization
from performance.transfer.actions.transfer import apply_rows, look_at_file
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Frame
from performance.transfer.readers.workbook import build_template
from tests.factories.organizations import make_user
from tests.factories.performance import make_realization, make_window
from tests.performance.plan.test_merging import NEXT, SHARED
from tests.performance.plan.test_merging_totals import COUNT, City


class Merged:
    """The ended unit typed 3 in the first quarter; the receiving one's operator types the rest."""

    def __init__(self, came: Decimal | int = 3) -> None:
        self.city = City()
        make_realization(self.city.gone.counts[0], came, year=NEXT)
        self.city.merge()
        make_window(1, year=NEXT)
        make_window(2, year=NEXT)
        self.unit, self.count = self.city.stays.unit, self.city.stays.counts[0]
        self.client = Client()
        self.client.force_login(make_user(Role.OPERATOR_OPD, self.unit))
        self.name = f"k-{self.count.pk}"

    def url(self, name: str, quarter: int = 1) -> str:
        return reverse(f"performance:{name}", args=[self.unit.code, NEXT, quarter])

    def save(self, text: str, quarter: int = 1, version: str = "0|", **more: str):
        data = {self.name: text, f"v-{self.name}": version, **more}
        return self.client.post(self.url("entry-row", quarter), data)

    @property
    def kept(self) -> Decimal | None:
        row = Realization.objects.filter(indicator=self.count, year=NEXT).first()
        return row and row.k1

    @property
    def printed(self) -> Decimal | None:
        rows = evaluate(self.unit, NEXT, 1).rows
        return next(r.k[0] for r in rows if r.indicator == COUNT and r.code == SHARED)


@pytest.fixture
def merged(db) -> Merged:
    return Merged()


def test_the_page_says_beside_the_cell_what_was_brought(merged):
    html = merged.client.get(merged.url("entry")).content.decode()
    gone = merged.city.gone.unit.short_name
    assert html.count(f"3 dari {gone} sudah diisi sebelum bergabung dan ditambahkan portal.") == 1
    assert f"dari {gone} sudah" not in merged.client.get(merged.url("entry", 2)).content.decode()


def test_a_figure_that_may_be_the_total_of_both_is_asked_about(merged):
    answer = merged.save("4")
    assert answer.status_code == 409
    words = answer.json()["question"]
    assert f"3 dari {merged.city.gone.unit.short_name} sudah diisi" in words
    assert "jumlahnya menjadi 7." in words
    assert words.endswith("bila itu jumlah keduanya, isi 1.")
    assert merged.kept is None
    assert merged.save("4", **{f"setuju-{merged.name}": "4"}).status_code == 200
    assert (merged.kept, merged.printed) == (4, 7)


def test_exactly_what_was_brought_may_be_the_total_with_nothing_of_its_own(merged):
    assert merged.save("3").status_code == 409
    assert merged.kept is None


@pytest.mark.parametrize("text", ["2,5", "0", ""])
def test_a_figure_that_cannot_be_the_total_is_kept_at_once(merged, text):
    assert merged.save(text, version="0|9").status_code == 200


def test_agreeing_to_one_figure_is_not_agreeing_to_another(merged):
    assert merged.save("5", **{f"setuju-{merged.name}": "4"}).status_code == 409
    assert merged.kept is None


def test_a_quarter_nothing_was_brought_of_is_not_asked_about(merged):
    assert merged.save("40", quarter=2).status_code == 200


@pytest.mark.parametrize(("came", "status"), [(0, 200), (-2, 409)])
def test_nothing_is_counted_twice_of_nought_and_a_loss_may_hide_in_any_figure(db, came, status):
    assert Merged(came).save("1").status_code == status


def test_simpan_semua_and_pasted_figures_are_asked_about_too(merged):
    data = {merged.name: "4", f"v-{merged.name}": "0|"}
    page = merged.client.post(merged.url("entry"), data)
    assert page.status_code == 409
    html = " ".join(page.content.decode().split())
    assert f'name="setuju-{merged.name}" value="4"' in html
    assert merged.kept is None
    data[f"setuju-{merged.name}"] = "4"
    assert merged.client.post(merged.url("entry"), data).status_code == 302
    assert merged.kept == 4


def test_the_grid_counts_what_was_brought_as_the_form_does(merged):
    told = merged.save("2").json()["lines"][f"i{merged.count.pk}"]["cells"]
    assert told["todate"] == "5"
    assert merged.printed == 5


def row(merged: Merged, tw1: str) -> ImportRow:
    names = ("Sub", COUNT, "dokumen", "", "")
    return ImportRow(2, "subkegiatan", SHARED, *names, {"tw1_k": Decimal(tw1)})


def test_a_file_asks_before_it_is_saved(merged):
    with pytest.raises(ImportProblem) as refused:
        apply_rows(organization=merged.unit, year=NEXT, rows=[row(merged, "4")])
    assert refused.value.messages[0].endswith("bila itu jumlah keduanya, isi 1.")
    assert merged.kept is None
    rows = [row(merged, "4")]
    apply_rows(organization=merged.unit, year=NEXT, rows=rows, is_agreed=True)
    assert merged.kept == 4
    assert not apply_rows(organization=merged.unit, year=NEXT, rows=rows).preview.questions


def test_a_file_with_the_own_part_is_not_asked_about(merged):
    apply_rows(organization=merged.unit, year=NEXT, rows=[row(merged, "2")])
    assert merged.printed == 5


def test_the_template_of_the_portal_comes_back_unchanged(merged):
    make_realization(merged.count, 5, year=NEXT)
    frame = Frame.of(merged.unit, NEXT)
    looked = look_at_file(
        organization=merged.unit, year=NEXT, name="isian.xlsx", content=build_template(frame)
    )
    assert not looked.preview.questions
    assert looked.changes.is_empty()


def test_the_preview_in_the_browser_asks_and_keeps_the_choice(merged):
    content = f"level,kode,nama,indikator,satuan,tw1_k\nsubkegiatan,{SHARED},,{COUNT},dokumen,4\n"
    file = SimpleUploadedFile("isian.csv", content.encode())
    data = {"organization": merged.unit.pk, "year": NEXT, "file": file}
    answer = merged.client.post(reverse("performance:import-upload"), data)
    assert "jumlahnya menjadi 7" in merged.client.get(answer.url).content.decode()
    confirm = reverse("performance:import-confirm", args=[ImportBatch.objects.get().pk])
    assert merged.client.post(confirm).status_code == 409
    assert merged.kept is None
    assert merged.client.post(confirm, {"setuju": "ya"}).status_code == 302
    assert merged.kept == 4
