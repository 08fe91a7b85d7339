"""Fill the demonstration city with plans, figures and what follows from them, unit by unit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pgtrigger

from organizations.demo.registry import DemoCity
from organizations.demo.units import DemoUnit
from organizations.models import Organization
from performance.choices import NodeLevel, PlanDocument, SubmissionState
from performance.demo import (
    agreements,
    evidence,
    extras,
    figures,
    kinds,
    plan,
    reviews,
    sakip,
    signatures,
    workflow,
)
from performance.demo.catalogue import Catalogue, chosen_subs
from performance.demo.figures import Span
from performance.demo.published import import_published_year, published_figures
from performance.models import (
    DataStamp,
    Indicator,
    NomenclatureVersion,
    PerformanceSettings,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
)

HERE = Path(__file__).parent
SPAN = Span(years=(2021, 2022, 2023, 2024, 2025, 2026), last_year=2026, last_quarter=2)
PUBLISHED_UNIT, PUBLISHED_YEAR = "Bappeda", 2025
REVIEWED_UNIT = "Dinkes"


@dataclass(frozen=True)
class Versions:
    period: PlanningPeriod
    renstra: PlanVersion
    years: dict[int, PlanVersion]


def steps(city: DemoCity) -> int:
    return len(city.reporting) + 3


def load(city: DemoCity) -> Iterator[str]:
    """Plans, figures, submissions, SAKIP and what the public says; a step for every unit.

    Row history triggers are off meanwhile: nothing here is anybody's act.
    """
    with pgtrigger.ignore():
        yield from _load(city)
    extras.summarize()
    yield "Dokumen, SAKIP, dan ringkasan"
    signatures.ask(city, SPAN.last_year)
    yield "Dokumen yang menunggu tanda tangan"


def _load(city: DemoCity) -> Iterator[str]:
    facts = json.loads((HERE / "plan.json").read_text(encoding="utf-8"))
    versions = _create_versions(facts["period"])
    figures.CITY_PATHS.update(_city_paths(facts))
    sasaran = plan.build_city_tree(versions.period, facts, city.unit(PUBLISHED_UNIT))
    units = [unit.organization for unit in city.reporting]
    yield "Rencana kota"

    catalogue = Catalogue.read(versions.period.nomenclature_version_id)
    for unit in city.reporting:
        _load_unit(unit, versions, catalogue, sasaran.get(unit.fields[0]))
        yield unit.organization.name

    workflow.create_windows(SPAN)
    workflow.create_submissions(units, SPAN, city.people["bappeda@contoh.test"])
    agreements.sign_all(units, versions.years)
    _city_figures(versions)
    iku = list(Indicator.objects.iku().select_related("node"))
    workflow.create_comments(iku, city.people["organisasi@contoh.test"])
    for organization in units:
        evidence.attach(organization, PUBLISHED_YEAR)
    extras.revise(versions.years[extras.REVISED_YEAR])
    extras.create_records({unit.short_name: unit for unit in units})
    sakip.create_sakip(units)
    reviewer = city.people["inspektorat@contoh.test"]
    reviews.review(city.unit(REVIEWED_UNIT), PUBLISHED_YEAR, reviewer)
    _stamp(units)


def _create_versions(facts: dict) -> Versions:
    PerformanceSettings.objects.get_or_create(pk=PerformanceSettings.SINGLETON_ID)
    period = PlanningPeriod.objects.create(
        name=facts["name"],
        start_year=facts["start"],
        end_year=facts["end"],
        nomenclature_version=NomenclatureVersion.objects.get(is_current=True),
    )
    for document in (PlanDocument.RPJMD, PlanDocument.RENSTRA):
        PlanVersion.objects.create(period=period, document=document, decree=extras.NOTE)
    years = {
        year: PlanVersion.objects.create(
            period=period, document=PlanDocument.RENJA, year=year, decree=extras.NOTE
        )
        for year in SPAN.years
    }
    renstra = period.versions.get(document=PlanDocument.RENSTRA)
    return Versions(period, renstra, years)


def _load_unit(
    unit: DemoUnit, versions: Versions, catalogue: Catalogue, parent: PlanNode | None
) -> None:
    org = unit.organization
    goals = plan.build_unit_goals(versions.period, unit, parent)
    published, known = org.short_name == PUBLISHED_UNIT, figures.NOTHING_KNOWN
    if published:
        import_published_year(org, PUBLISHED_YEAR)
        _hang_programs(org, goals)
        known = published_figures(org, PUBLISHED_YEAR)
    else:
        subs = chosen_subs(catalogue, unit)
        plan.build_programs(versions.period, org, goals, subs, catalogue)
    years = SPAN
    filled = _filled(org)
    if published:
        years = Span(
            tuple(y for y in SPAN.years if y != PUBLISHED_YEAR), SPAN.last_year, SPAN.last_quarter
        )
    indicators = list(_indicators(org))
    goals = [i for i in indicators if i.node.level in (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD)]
    others = [i for i in indicators if i not in set(goals)]
    for group, span in ((goals, SPAN), (others, years)):
        has_period = published and group is others
        _write_group(group, span, versions, filled, has_period=has_period, known=known)
    nodes = list(PlanNode.objects.filter(organization=org).select_related("organization"))
    figures.write_budgets(
        nodes,
        unit.scale,
        years,
        versions.years,
        versions.renstra,
        quarters_of=lambda _node, year: filled(year),
        with_period=not published,
        known=known,
    )
    kinds.add_kinds(org, SPAN, versions.years, versions.renstra, filled)
    noted = [i for i in indicators if i.node.level in (NodeLevel.SASARAN_PD, NodeLevel.PROGRAM)]
    workflow.create_notes(noted, SPAN)


def _write_group(
    group: list[Indicator],
    span: Span,
    versions: Versions,
    filled: Callable[[int], int],
    *,
    has_period: bool,
    known: figures.Known,
) -> None:
    figures.write_targets(
        group, span, versions.years, versions.renstra, with_period=not has_period, known=known
    )
    figures.write_realisations(group, span, lambda _, year: filled(year), known=known)


def _hang_programs(org: Organization, goals: plan.Goals) -> None:
    """Imported programs came without a sasaran."""
    programs = PlanNode.objects.filter(organization=org, level=NodeLevel.PROGRAM, parent=None)
    for program in programs:
        program.parent = goals.of_program(program.code)
    PlanNode.objects.bulk_update(programs, ["parent"])


def _filled(org: Organization) -> Callable[[int], int]:
    """Quarters with figures: the running quarter only where the unit has submitted it."""
    running = workflow.state_of(org, SPAN)
    extra = 0 if running == SubmissionState.DRAFT else 1

    def filled(year: int) -> int:
        done = SPAN.filled(year)
        return done + extra if year == SPAN.last_year else done

    return filled


def _indicators(org: Organization) -> Iterator[Indicator]:
    query = Indicator.objects.filter(node__organization=org)
    return iter(query.select_related("node", "organization"))


def _city_paths(facts: dict) -> dict[str, tuple[Decimal, Decimal]]:
    return {
        name: (Decimal(str(first)), Decimal(str(last)))
        for mission in facts["missions"]
        for target in mission["targets"]
        for name, _, _, first, last in target["indicators"]
    }


def _city_figures(versions: Versions) -> None:
    rows = list(
        Indicator.objects.filter(node__organization=None).select_related("node", "organization")
    )
    rpjmd = versions.period.versions.get(document=PlanDocument.RPJMD)
    figures.write_targets(rows, SPAN, versions.years, rpjmd, with_period=True)
    figures.write_realisations(rows, SPAN, lambda _, year: SPAN.filled(year))


def _stamp(units: list[Organization]) -> None:
    DataStamp.objects.bulk_create(
        [DataStamp(organization=unit, year=year) for unit in units for year in (0, *SPAN.years)],
        ignore_conflicts=True,
    )
