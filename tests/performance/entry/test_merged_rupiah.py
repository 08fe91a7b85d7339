"""Rupiah of a year in which units merged: what the other unit spent is added, the total is asked about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.spreadsheets.table import ImportProblem
from performance.evaluation.queries.evaluation import evaluate
from performance.models import BudgetRealization
from performance.transfer.actions.transfer import apply_rows, look_at_file
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state import Frame
from performance.transfer.readers.workbook import build_template
from tests.factories.organizations import make_user
from tests.factories.performance import make_spending, make_window
from tests.performance.plan.test_merging import NEXT, SHARED
from tests.performance.plan.test_merging_totals import City


class Merged:
    """The ended unit spent 30 in the first quarter."""

    def __init__(self) -> None:
        self.city = City()
        make_spending(self.city.gone.subs[0], 30, year=NEXT)
        self.city.merge()
        make_window(1, year=NEXT)
        make_window(2, year=NEXT)
        self.unit, self.sub = self.city.stays.unit, self.city.stays.subs[0]
        self.client = Client()
        self.client.force_login(make_user(Role.OPERATOR_OPD, self.unit))
        self.name = f"rp-{self.sub.pk}"

    def url(self, name: str, quarter: int = 1) -> str:
        return reverse(f"performance:{name}", args=[self.unit.code, NEXT, quarter])

    def save(self, text: str, quarter: int = 1, version: str = "0|", **more: str) -> Any:
        data = {self.name: text, f"v-{self.name}": version, **more}
        return self.client.post(self.url("entry-row", quarter), data)

    @property
    def kept(self) -> int | None:
        return (
            BudgetRealization.objects.filter(node=self.sub, year=NEXT)
            .values_list("rp1", flat=True)
            .first()
        )

    @property
    def printed(self) -> Decimal | None:
        rows = evaluate(self.unit, NEXT, 1).rows
        return next(row.rp[0] for row in rows if row.code == SHARED)


@pytest.fixture
def merged(db) -> Merged:
    return Merged()


def test_the_page_says_beside_the_cell_what_was_spent(merged):
    html = merged.client.get(merged.url("entry")).content.decode()
    words = f"Rp30 dari {merged.city.gone.unit.short_name} sudah diisi sebelum bergabung"
    assert html.count(words) == 1
    assert words not in merged.client.get(merged.url("entry", 2)).content.decode()


def test_rupiah_that_may_be_the_total_of_both_are_asked_about(merged):
    answer = merged.save("40")
    assert answer.status_code == 409
    words = answer.json()["question"]
    assert f"Rp30 dari {merged.city.gone.unit.short_name} sudah diisi" in words
    assert "jumlahnya menjadi Rp70." in words
    assert words.endswith("bila itu jumlah keduanya, isi Rp10.")
    assert merged.kept is None
    assert merged.save("40", **{f"setuju-{merged.name}": "40"}).status_code == 200
    assert (merged.kept, merged.printed) == (40, 70)


def test_a_pagu_that_is_passed_is_told_of_in_the_same_question(merged):
    words = merged.save("99999").json()["question"]
    assert "jumlah keduanya" in words
    assert "pagu" in words


def test_the_grid_counts_what_was_spent_before_as_the_form_does(merged):
    told = merged.save("40", **{f"setuju-{merged.name}": "40"}).json()["lines"]
    assert told[f"n{merged.sub.pk}"]["cells"]["todate"] == "70"
    kegiatan = told[f"n{merged.sub.kegiatan_id}"]["cells"]
    assert (kegiatan["sum"], kegiatan["todate"]) == ("40", "70")
    later = merged.save("5", quarter=2, version="1|").json()["lines"][f"n{merged.sub.pk}"]["cells"]
    assert (later["previous"], later["todate"]) == ("70", "75")


@pytest.mark.parametrize("text", ["29", "0", ""])
def test_rupiah_that_cannot_be_the_total_are_kept_at_once(merged, text):
    assert merged.save(text, version="0|9").status_code == 200


def test_a_quarter_nothing_was_spent_in_is_not_asked_about(merged):
    assert merged.save("40", quarter=2).status_code == 200


def row(tw1: str) -> ImportRow:
    return ImportRow(2, "subkegiatan", SHARED, "Sub", "", "", "", "", {"tw1_rp": Decimal(tw1)})


def test_a_file_asks_before_it_is_saved(merged):
    with pytest.raises(ImportProblem) as refused:
        apply_rows(organization=merged.unit, year=NEXT, rows=[row("40")])
    assert refused.value.messages[0].startswith("Baris 2, ")
    assert refused.value.messages[0].endswith("bila itu jumlah keduanya, isi Rp10.")
    assert merged.kept is None
    apply_rows(organization=merged.unit, year=NEXT, rows=[row("40")], is_agreed=True)
    assert merged.kept == 40
    assert not apply_rows(organization=merged.unit, year=NEXT, rows=[row("40")]).preview.questions
    apply_rows(organization=merged.unit, year=NEXT, rows=[row("29")])
    assert merged.printed == 59


def test_the_template_of_the_portal_comes_back_unchanged(merged):
    make_spending(merged.sub, 50, year=NEXT)
    content = build_template(Frame.of(merged.unit, NEXT))
    looked = look_at_file(organization=merged.unit, year=NEXT, name="isian.xlsx", content=content)
    assert not looked.preview.questions
    assert looked.changes.is_empty()
