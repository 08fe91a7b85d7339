"""A city of two units with one closed and one running year, and what people do in it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from organizations.actions.city import save_city
from organizations.actions.units import save_unit
from organizations.choices import OrganizationKind, Role
from performance.choices import (
    Accumulation,
    PlanDocument,
    PlanVersionState,
    Polarity,
    SubmissionState,
)
from performance.entry.actions.cells import Cell
from performance.entry.actions.entry import save_cells
from performance.entry.queries.source import EntryKey
from performance.evaluation.queries.city import evaluate_city
from performance.models import (
    BudgetRealization,
    Indicator,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
    Realization,
    Submission,
)
from performance.plan.actions.budgets import save_pagu
from performance.plan.actions.indicators import update_indicator
from performance.plan.actions.merging import merge_unit
from performance.plan.actions.moves import move_programs
from performance.plan.actions.periods import add_revision, open_version, save_period
from performance.plan.actions.plan import update_node
from performance.plan.actions.roll import roll_all
from performance.plan.actions.rules import save_settings
from performance.plan.actions.targets import save_targets
from performance.plan.actions.version_edits import update_version
from performance.plan.actions.version_moves import move_version
from performance.plan.queries.sheets import VersionChoice
from performance.plan.queries.versions import mark_of
from performance.states import ACCEPT_VERSION, PROPOSE_VERSION
from performance.transfer.actions.transfer import import_file
from reports.registry import REPORTS
from reports.rendering.document import marked_page
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_period, make_window
from tests.performance.closed_book import CLOCK

CLOSED, RUNNING = 2024, 2025
OF_UNIT = ("e81", "e80", "lkjip-opd", "lkpj")
OF_CITY = ("e60", "e58", "lkjip-kota", "lkpj")
MORE = {"e81": {"triwulan": "4"}, "e60": {"triwulan": "4"}}
HEAD = (
    "level,kode,nama,indikator,satuan,akumulasi,target_renstra_k,target_renstra_rp,"
    "realisasi_lalu_k,realisasi_lalu_rp,target_k,pagu_rp,"
    "tw1_k,tw1_rp,tw2_k,tw2_rp,tw3_k,tw3_rp,tw4_k,tw4_rp\n"
)


class Town:
    """Two units with one closed and one running year, and the people who act on them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.period = make_period()
        self.units = [make_unit(), make_unit()]
        self.clerks = [make_user(Role.OPERATOR_OPD, unit) for unit in self.units]
        self.planner = make_user(Role.BAPPEDA, make_unit("5.01.0.00.0.00.01.0001"))
        self.second = make_user(Role.BAPPEDA, self.planner.assignments.get().organization)
        self.empty = make_unit()
        self.silent = make_unit(is_reporting=False)
        self.late = make_unit(valid_from=date(RUNNING, 1, 1))
        for place, unit in enumerate(self.units):
            self.bring_in(unit, CLOSED, place, quarters=4)
        for unit in self.units:
            for quarter in range(1, 5):
                Submission.objects.create(
                    organization=unit, year=CLOSED, quarter=quarter, state=SubmissionState.ACCEPTED
                )
        for quarter in range(1, 5):
            make_window(quarter, RUNNING)
        for place, unit in enumerate(self.units):
            self.bring_in(unit, RUNNING, place, quarters=1)
        self.closed = dict(self.documents())

    def bring_in(self, unit, year: int, place: int, *, quarters: int) -> None:
        """A program with two sub kegiatan; the figures differ from call to call."""
        number = self.chance.randint
        cells = lambda: ",".join(  # noqa: E731 - the line of one row
            f"{number(1, 9)},{number(1, 9) * 1000}" if quarter <= quarters else ","
            for quarter in range(1, 5)
        )
        code = f"1.02.0{place + 2}"
        lines = [
            f"program,{code},Program {place},Indeks program,Indeks,last,90,,70,,80,,{_k(quarters)}",
            f"kegiatan,{code}.2.01,Kegiatan {place},Dokumen,Dokumen,sum,40,,,,8,,{_k(quarters)}",
            *(
                f"subkegiatan,{code}.2.01.000{n},Sub {place} {n},Keluaran {n},Dokumen,sum,"
                f"{40 + n},{50 + n}0000,{number(0, 9)},{number(0, 9) * 1000},"
                f"{number(10, 20)},{number(40, 60) * 1000},{cells()}"
                for n in (1, 2)
            ),
        ]
        content = (HEAD + "\n".join(lines) + "\n").encode()
        import_file(organization=unit, year=year, name="a.csv", content=content)

    def documents(self) -> Iterator[tuple[str, Any]]:
        """Every form of the closed year, as people and as machines read it."""
        for slug in OF_UNIT:
            for unit in self.units:
                yield f"{slug} {unit}", self._printed(slug, opd=unit.code)
        for slug in OF_CITY:
            yield f"{slug} kota", self._printed(slug)

    @staticmethod
    def _printed(slug: str, **natural: str) -> tuple[str, list]:
        report = REPORTS.find(slug)()
        params = report.resolve({"tahun": str(CLOSED), **MORE.get(slug, {}), **natural})
        data = report.data(params)
        page = CLOCK.sub("", marked_page(report, data))
        return page, [list(table.rows) for table in data.tables]

    # What people do.

    def imports(self) -> None:
        place = self.chance.randrange(2)
        self.bring_in(self.units[place], RUNNING, place, quarters=self.chance.randint(1, 4))

    def imports_into_the_closed_year(self) -> None:
        place = self.chance.randrange(2)
        self.bring_in(self.units[place], CLOSED, place, quarters=4)

    def enters(self) -> None:
        place = self.chance.randrange(2)
        row = self.chance.choice(
            Realization.objects.filter(year=RUNNING, organization=self.units[place]).order_by("pk")
            or [None]
        )
        if row is None:
            return
        key = EntryKey(self.units[place].pk, RUNNING, 1)
        cell = Cell(
            "k",
            row.indicator_id,
            Decimal(self.chance.randint(1, 9)),
            row.row_version,
            is_agreed=True,
        )
        save_cells(key=key, organization=self.units[place], cells=[cell], by=self.clerks[place])

    def revises(self) -> None:
        document = self.chance.choice([PlanDocument.RENJA, PlanDocument.RENSTRA])
        quarter = self.chance.randint(1, 4)
        add_revision(document=document, year=RUNNING, by=self.planner, effective_quarter=quarter)

    def accepts_a_revision(self) -> None:
        """A change of the plan with one figure in it, all the way to where it counts."""
        document = self.chance.choice([PlanDocument.RENJA, PlanDocument.RENSTRA])
        quarter = self.chance.randint(2, 4)
        version = PlanVersion.objects.filter(
            document=document, state=PlanVersionState.DRAFT
        ).first()
        version = version or add_revision(
            document=document, year=RUNNING, by=self.planner, effective_quarter=quarter
        )
        save_targets(
            indicator=self._indicator(),
            by=self.planner,
            years={RUNNING: {"target": Decimal(self.chance.randint(1, 99))}},
            period={},
            choice=VersionChoice(document, version.sequence),
        )
        reason = "Perubahan rencana tahun berjalan"
        move_version(version=version, transition=PROPOSE_VERSION, by=self.planner, note=reason)
        move_version(version=version, transition=ACCEPT_VERSION, by=self.second)

    def switches_off(self) -> None:
        """An indicator that is counted no more, or a node that ends with the running year."""
        indicator = self._indicator()
        if self.chance.random() < 0.5:
            update_indicator(
                indicator=indicator,
                by=self.planner,
                row_version=indicator.row_version,
                is_active=False,
            )
        else:
            update_node(node=indicator.node, by=self.planner, valid_to_year=RUNNING)

    def changes_a_target(self) -> None:
        indicator = self._indicator()
        year = self.chance.choice([CLOSED, RUNNING])
        figures = {"target": Decimal(self.chance.randint(1, 99))}
        save_targets(
            indicator=indicator,
            by=self.planner,
            years={year: figures},
            period={"end_target": Decimal(self.chance.randint(1, 99))},
        )

    def moves(self) -> None:
        place = self.chance.randrange(2)
        program = self.chance.choice(
            PlanNode.objects.filter(level="program", organization=self.units[place]).order_by("pk")
            or [None]
        )
        if program is not None:
            move_programs(
                programs=[program],
                target=self.units[1 - place],
                year=RUNNING,
                by=self.planner,
                reason="Perda susunan perangkat",
            )

    def merges(self) -> None:
        place = self.chance.randrange(2)
        merge_unit(
            source=self.units[place],
            target=self.units[1 - place],
            year=RUNNING,
            by=self.planner,
            reason="Perda susunan perangkat",
            choices={},
        )

    def rolls(self) -> None:
        later = PlanningPeriod.objects.filter(start_year=2027).first() or save_period(
            period=None, by=self.planner, name="RPJMD 2027–2031", start_year=2027, end_year=2031
        )
        roll_all(source=self.period, target=later, units=self.units, by=self.planner)

    def changes_an_indicator(self) -> None:
        field, value = self.chance.choice(
            [
                ("name", f"Nama baru {self.chance.random()}"),
                ("unit", "Laporan"),
                ("accumulation", self.chance.choice(Accumulation.values)),
                ("polarity", self.chance.choice([Polarity.HIGHER, Polarity.LOWER])),
                ("weight", Decimal(self.chance.randint(1, 5))),
                ("cap", Decimal(self.chance.randint(50, 150))),
                ("is_active", False),
                ("is_iku", True),
            ]
        )
        indicator = self._indicator()
        update_indicator(
            indicator=indicator,
            by=self.planner,
            row_version=indicator.row_version,
            **{field: value},
        )

    def renames_a_node(self) -> None:
        node = self.chance.choice(
            PlanNode.objects.filter(organization__in=self.units).order_by("pk")
        )
        update_node(node=node, by=self.planner, name=f"Nama {self.chance.random()}")

    def changes_the_rules(self) -> None:
        save_settings(by=self.planner, cap=Decimal(self.chance.randint(50, 150)))

    def adds_a_unit_dated_back(self) -> None:
        """Begun in a closed year or not, it brings a plan and figures for that year."""
        number = self.chance.randint(10**4, 10**5)
        unit = save_unit(
            unit=None,
            by=None,
            code=f"1.02.0.00.0.00.01.{number}",
            name=f"Dinas {number}",
            short_name=f"D{number}",
            kind=OrganizationKind.DINAS,
            valid_from=date(self.chance.choice([CLOSED, RUNNING]), 1, 1),
        )
        self.bring_in(unit, self.chance.choice([CLOSED, RUNNING]), 0, quarters=1)

    def lets_a_unit_report(self) -> None:
        self.bring_in(self.silent, RUNNING, 0, quarters=1)
        save_unit(unit=self.silent, by=None, is_reporting=True)

    def moves_a_unit_into_the_closed_year(self) -> None:
        save_unit(unit=self.late, by=None, valid_from=date(CLOSED, 7, 1))

    def brings_in_a_plan_of_another_unit(self) -> None:
        unit = self.chance.choice([self.empty, self.silent, self.late])
        self.bring_in(unit, self.chance.choice([CLOSED, RUNNING]), 1, quarters=4)

    def fills_the_period(self) -> None:
        """Figures of the whole Renstra that were empty, and its targets of a coming year."""
        indicator, amount = self._indicator(), self.chance.randint(1, 99)
        save_targets(
            indicator=indicator,
            by=self.planner,
            years={RUNNING + 1: {"target": Decimal(amount)}},
            period={"baseline": Decimal(amount)},
            choice=VersionChoice(PlanDocument.RENSTRA),
        )

    def fills_the_pagu_of_the_period(self) -> None:
        node = self.chance.choice(
            PlanNode.objects.filter(level="subkegiatan", organization__in=self.units).order_by("pk")
        )
        pagu = self.chance.randint(1, 99)
        save_pagu(
            node=node,
            by=self.planner,
            years={RUNNING + 1: pagu},
            period={"end_amount": pagu},
            choice=VersionChoice(PlanDocument.RENSTRA),
        )

    def renames_the_period(self) -> None:
        save_period(period=self.period, by=self.planner, name=f"RPJMD {self.chance.random()}")

    def renames_a_version(self) -> None:
        version = self.chance.choice(PlanVersion.objects.order_by("pk"))
        field, value = self.chance.choice(
            [("label", "Lain"), ("decree", "Perda lain"), ("effective_from", date(RUNNING, 5, 5))]
        )
        update_version(version=version, by=self.planner, mark=mark_of(version), **{field: value})

    def opens_a_version(self) -> None:
        document = self.chance.choice([PlanDocument.RKPD, PlanDocument.PK])
        open_version(document=document, year=CLOSED, by=self.planner, decree="Perwali")

    def renames_the_city(self) -> None:
        save_city(by=None, name=f"Kota {self.chance.random()}", seat="Lain", mayor_title="Bupati")

    def _indicator(self) -> Indicator:
        return self.chance.choice(
            Indicator.objects.filter(organization__in=self.units).order_by("pk")
        )

    # What must hold.

    def city(self) -> tuple[int, int, int]:
        """Pagu and spending of the running year and before it, as the city's form prints them."""
        rows = evaluate_city(RUNNING, 4).rows
        programs = [row for row in rows if row.level == "program"]
        return (
            sum(int(row.pagu_rp or 0) for row in programs),
            sum(int(amount or 0) for row in programs for amount in row.rp),
            sum(int(row.before_rp or 0) for row in programs),
        )

    def totals(self) -> dict[int, int]:
        rows = BudgetRealization.objects.values_list("year", "rp1", "rp2", "rp3", "rp4")
        found: Counter[int] = Counter()
        for year, *quarters in rows:
            found[year] += sum(amount or 0 for amount in quarters)
        return dict(found)


def _k(quarters: int) -> str:
    return ",".join(f"{quarter}," if quarter <= quarters else "," for quarter in range(1, 5))
