"""Whatever kind of merger: what the city promised, spent and reached is the same afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from organizations.choices import Role, SuccessionKind
from organizations.models import Activity, Organization, Succession
from performance import reference
from performance.choices import Accumulation, NodeLevel, PlanDocument, SubmissionState
from performance.evaluation.queries.city import evaluate_city
from performance.evaluation.queries.evaluation import evaluate
from performance.evaluation.queries.lkpj import load_lkpj
from performance.evaluation.queries.years import evaluate_renstra, evaluate_rpjmd
from performance.models import Indicator, IndicatorJoin, PlanNode
from performance.overview.actions.summaries import refresh_summary
from performance.overview.queries.leaders import leaders
from performance.overview.queries.summaries import outdated
from performance.plan.actions.merging import merge_unit
from performance.plan.actions.roll import roll_all
from performance.plan.queries.merging import merge_plan
from performance.plan.queries.units import units_in
from performance.transfer.readers.state import Frame, load_state
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import (
    make_carried,
    make_indicator,
    make_pagu,
    make_period,
    make_period_budget,
    make_period_target,
    make_realization,
    make_spending,
    make_submission,
    make_target,
    make_version,
)
from tests.performance.plan.test_merging import NEXT, OWN, SHARED, YEAR, line

COUNT, SHARE, ANOTHER = "Jumlah dokumen", "Persentase tepat waktu", "Jumlah laporan"


class Department:
    """A program penunjang with figures of two kinds; each unit has its own amounts."""

    def __init__(self, n: int, *codes: str, units: str = "dokumen") -> None:
        self.unit = make_unit()
        self.program = line(self.unit, "X.XX.01", "program", None)
        self.kegiatan = line(self.unit, "X.XX.01.2.01", "kegiatan", self.program)
        self.subs = [line(self.unit, code, "subkegiatan", self.kegiatan) for code in codes]
        self.counts: list[Indicator] = []
        for sub in self.subs:
            make_period_budget(sub, end_amount=n * 1000)
            make_carried(sub, n * 7, YEAR - 1)
            for place, name in enumerate((COUNT, SHARE)):
                unit, way = ((units, Accumulation.SUM), ("%", Accumulation.LAST))[place]
                row = make_indicator(sub, name=name, accumulation=way)
                Indicator.objects.filter(pk=row.pk).update(unit=unit)
                make_carried(row, n + 1, YEAR - 1)
                make_period_target(row, end_target=10 * n, baseline=n)
                for year in (YEAR - 1, YEAR):
                    make_realization(row, n, 2 * n, year=year)
                for year in (YEAR - 1, YEAR, NEXT):
                    make_target(row, 4 * n, year, q1=n, q4=3 * n)
                if place == 0:
                    self.counts.append(row)
            for year in (YEAR, NEXT):
                make_pagu(sub, n * 100, year)
            make_spending(sub, n * 10, n * 20, year=YEAR)

    def draft(self, year: int) -> None:
        """The unit began to enter the year and has handed in nothing."""
        for sub, row in zip(self.subs, self.counts, strict=True):
            make_spending(sub, 5, year=year)
            make_realization(row, 1, year=year)


class City:
    def __init__(self, units: str = "dokumen") -> None:
        reference.load()
        make_period()
        make_version(PlanDocument.RENSTRA)
        self.gone = Department(3, SHARED, OWN, units=units)
        self.stays = Department(2, SHARED)
        self.by = make_user(Role.BAPPEDA, make_unit())

    def merge(self, year: int = NEXT, **more: Any) -> None:
        merge_unit(
            source=self.gone.unit, target=self.stays.unit, year=year, by=self.by,
            reason="Perda 3/2024", choices=more.pop("choices", {}), **more,
        )  # fmt: skip


def totals(year: int) -> dict[str, Any]:
    """What the city comes to in every form of the year; K of the indicators that add up."""
    form, years = evaluate_city(year, 4), evaluate_rpjmd(year)
    lkpj = load_lkpj("Kota", year, (NodeLevel.PROGRAM,)).form.total
    programs = [row for row in years.rows if row.level == NodeLevel.PROGRAM]
    units = units_in(year)
    for unit in units:
        refresh_summary(unit, year)
    page = leaders(year)
    counts = [
        row for unit in units for row in evaluate(unit, year, 4).rows if row.indicator == COUNT
    ]
    renstra = [
        row for unit in units for row in evaluate_renstra(unit, year).rows if row.indicator == COUNT
    ]
    return {
        "e60": (form.total.end_amount, form.total.before, form.total.pagu, form.total.quarters),
        "lkpj": (lkpj.pagu, lkpj.quarters),
        "e58": [columns(programs, name) for name in ("targets_rp", "realized_rp")],
        "e58 end": [plain(programs, name) for name in ("end_rp", "before_rp")],
        "leaders": (page.pagu, page.spent),
        "e81 k": [plain(counts, name) for name in ("end_k", "before_k", "target_k")],
        "e81 quarters": columns(counts, "k"),
        "e80 k": [columns(renstra, name) for name in ("targets_k", "realized_k")],
        "e80 end": [plain(renstra, name) for name in ("baseline", "end_k", "before_k")],
    }


def plain(rows: list[Any], name: str) -> Any:
    return sum(getattr(row, name) or 0 for row in rows)


def columns(rows: list[Any], name: str) -> list[Any]:
    return [
        sum(one or 0 for one in column)
        for column in zip(*(getattr(row, name) for row in rows), strict=True)
    ]


def ended(city: City, day: date) -> None:
    Organization.objects.filter(pk=city.gone.unit.pk).update(valid_to=day)


KINDS: dict[str, Any] = {
    "penunjang": lambda city: city.merge(),
    "unit berakhir": lambda city: city.merge(ends=True),
    "tahun yang sudah dimulai": lambda city: city.merge(ends=True),
    "tahun kemudian": lambda city: city.merge(NEXT + 1),
    "31 Desember": lambda city: (ended(city, date(YEAR, 12, 31)), city.merge()),
    "di dalam tahun": lambda city: (ended(city, date(NEXT, 3, 31)), city.merge()),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_city_comes_to_the_same_after_every_kind_of_merger(db, kind):
    city = City()
    if kind == "tahun yang sudah dimulai":
        city.gone.draft(NEXT)
    for unit in (city.gone.unit, city.stays.unit):
        for quarter in (1, 2, 3, 4):
            make_submission(unit, quarter, SubmissionState.ACCEPTED, year=YEAR)
    before = {year: totals(year) for year in (YEAR, NEXT, NEXT + 1)}
    KINDS[kind](city)
    assert {year: totals(year) for year in before} == before
    shown = [line.unit for line in leaders(NEXT).units]
    assert shown.count(city.stays.unit) == 1


def rows_of(unit: Organization, year: int, name: str) -> Any:
    rows = [row for row in evaluate_renstra(unit, year).rows if row.indicator == name]
    return next(row for row in rows if row.full_code.endswith("0001"))


def test_a_share_goes_on_as_that_of_the_receiving_unit_and_the_form_says_so(db):
    city = City()
    before = rows_of(city.stays.unit, NEXT, SHARE)
    city.merge()
    after = rows_of(city.stays.unit, NEXT, SHARE)
    for name in ("targets_k", "realized_k", "before_k", "end_k", "baseline"):
        assert getattr(after, name) == getattr(before, name)
    told = f"{city.gone.unit.short_name} bergabung mulai {NEXT}"
    assert any(note.startswith(told) for note in after.notes)
    count = rows_of(city.stays.unit, NEXT, COUNT)
    assert f"Termasuk target dan realisasi {city.gone.unit.short_name} s.d. {YEAR}" in count.notes


def test_counts_of_different_things_are_not_added(db):
    city = City(units="orang")
    before = rows_of(city.stays.unit, NEXT, COUNT)
    city.merge()
    after = rows_of(city.stays.unit, NEXT, COUNT)
    assert (after.targets_k, after.end_k, after.realized_k) == (
        before.targets_k, before.end_k, before.realized_k,
    )  # fmt: skip
    assert not IndicatorJoin.objects.filter(adds_up=True).exists()


def test_a_second_merger_takes_the_joined_along(db):
    city = City()
    city.merge()
    last = Department(4, SHARED)
    before = totals(NEXT + 1)
    merge_unit(
        source=city.stays.unit, target=last.unit, year=NEXT + 1, by=city.by, reason="Perda",
        choices={},
    )  # fmt: skip
    assert totals(NEXT + 1) == before
    assert len(rows_of(last.unit, NEXT + 1, COUNT).notes) >= 2


def test_a_revision_after_the_merger_speaks_for_both(db):
    city = City()
    city.merge()
    version = make_version(
        PlanDocument.RENSTRA, sequence=1, label="Perubahan I", effective_year=NEXT
    )
    (count, *_), (sub, *_) = city.stays.counts, city.stays.subs
    make_period_target(count, end_target=44, version=version)
    make_period_budget(sub, end_amount=4400, version=version)
    found = rows_of(city.stays.unit, NEXT, COUNT)
    assert (found.end_k, found.end_rp) == (44, 4400)


def test_a_file_that_states_what_the_forms_print_after_a_merger_changes_nothing(db):
    """Column 5 and 6 of the E.81 hold both units' figures; only what differs is written."""
    city = City()
    city.merge()
    (count, *_), (sub, *_) = city.stays.counts, city.stays.subs
    state = load_state(Frame.of(city.stays.unit, NEXT))
    row = next(r for r in evaluate(city.stays.unit, NEXT, 4).rows if r.indicator_id == count.pk)
    (k,) = [figures for key, figures in state.k.items() if state.indicators[key].pk == count.pk]
    (rp,) = [figures for key, figures in state.rp.items() if state.nodes[key].pk == sub.pk]
    assert (k["target_renstra_k"], k["realisasi_lalu_k"]) == (row.end_k, row.before_k)
    assert (rp["target_renstra_rp"], rp["realisasi_lalu_rp"]) == (row.end_rp, row.before_rp)


def test_the_public_page_leads_to_the_indicator_that_joined(db, client):
    city = City()
    city.merge()
    joined = IndicatorJoin.objects.filter(adds_up=True).get()
    text = client.get(f"/kinerja/indikator/{joined.target_id}/").content.decode()
    assert f"/kinerja/indikator/{joined.source_id}/" in text
    assert client.get(f"/kinerja/indikator/{joined.source_id}/").status_code == 200


def test_the_unit_ends_with_the_year_before_and_has_a_successor(db):
    city = City()
    city.merge(ends=True)
    unit = Organization.objects.get(pk=city.gone.unit.pk)
    assert unit.valid_to == date(YEAR, 12, 31)
    link = Succession.objects.get(predecessor=unit)
    assert (link.successor, link.kind) == (city.stays.unit, SuccessionKind.MERGE)
    assert unit in units_in(YEAR)
    assert unit not in units_in(NEXT)


def test_a_unit_that_left_within_the_year_is_in_no_list_of_it(db):
    city = City()
    ended(city, date(NEXT, 3, 31))
    city.merge()
    assert city.gone.unit not in units_in(NEXT)
    assert city.gone.unit not in outdated(NEXT)


def test_a_program_nobody_took_over_stays_in_the_lists_after_its_unit(db):
    city = City()
    ended(city, date(YEAR, 12, 31))
    assert city.gone.unit in units_in(NEXT)
    assert city.gone.unit in outdated(NEXT)


def test_a_merger_in_the_last_year_of_a_period_names_the_next_step(db):
    city = City()
    for quarter in (1, 2, 3, 4):
        make_submission(city.gone.unit, quarter, SubmissionState.ACCEPTED, year=2026)
    with pytest.raises(ValidationError, match="Pilih mulai tahun 2027"):
        city.merge(2026)
    with pytest.raises(ValidationError, match="Lanjutkan rencana ke periode baru") as error:
        city.merge(2027)
    assert "periode yang memuat 2027" in str(error.value)


def test_a_merger_at_the_start_of_the_next_period_works(db):
    city = City()
    before = totals(2026)
    period = make_period(name="RPJMD 2027–2031", start_year=2027, end_year=2031)
    roll_all(
        source=city.gone.program.period,
        target=period,
        units=[city.gone.unit, city.stays.unit],
        by=city.by,
    )
    city.merge(2027, ends=True)
    assert totals(2026) == before
    nodes = PlanNode.objects.in_year(2027).filter(organization=city.gone.unit)
    assert not nodes.exists()


def test_what_was_typed_of_the_merger_s_year_adds_up_or_is_left_out_and_told(db):
    """A share of the ended unit never stands in for an empty quarter of the receiving one."""
    city = City()
    share = next(i for i in Indicator.objects.filter(node=city.gone.subs[0]) if i.name == SHARE)
    for row, values in ((share, (75, 80)), (city.gone.counts[0], (1, None))):
        make_realization(row, *values, year=NEXT)
    seen = merge_plan(city.gone.unit, city.stays.unit, NEXT, {})
    told = [f.left_out_how for line in seen.lines for f in line.indicators if f.left_out_how]
    assert told == [
        (
            f"Realisasi triwulan I dan II {NEXT} yang sudah diisi tidak ikut: unit tujuan mengisi "
            "angka keduanya bersama."
        )
    ]

    counted = [f.joined_how for line in seen.lines for f in line.indicators if f.adds_up]
    assert sum("unit tujuan mengisi bagiannya sendiri" in text for text in counted) == 1

    city.merge()

    unit = city.gone.unit.short_name
    form = evaluate(city.stays.unit, NEXT, 4)
    rows = {r.indicator: r for r in form.rows if r.indicator and r.code == SHARED}
    assert rows[SHARE].k == (None,) * 4
    assert rows[COUNT].k == (1, None, None, None)
    assert (
        f"{unit} bergabung mulai {NEXT}; realisasinya s.d. {YEAR} dan triwulan I dan II {NEXT} "
        "yang sudah diisinya tidak ikut"
    ) in rows[SHARE].notes
    assert (
        f"Termasuk target dan realisasi {unit} s.d. {YEAR} dan triwulan I {NEXT} yang sudah diisinya"
    ) in rows[COUNT].notes
    years = rows_of(city.stays.unit, NEXT, SHARE)
    assert years.realized_k[NEXT - 2021] is None
    line = Activity.objects.get(verb="performance.merge")
    kept = {(c["label"], str(c["before"]).rstrip("0").rstrip(".")) for c in line.changes.values()}
    assert (f"Realisasi kinerja Triwulan I {NEXT} {SHARE}", "75") in kept


def test_what_was_typed_of_an_indicator_that_ends_is_told(db):
    city = City()
    count = city.gone.counts[0]
    make_realization(count, 1, year=NEXT)
    seen = merge_plan(city.gone.unit, city.stays.unit, NEXT, {count.pk: "akhir"})
    told = [f.left_out_how for line in seen.lines for f in line.indicators if f.left_out_how]
    assert told == [f"Realisasi triwulan I {NEXT} yang sudah diisi tidak ikut."]
