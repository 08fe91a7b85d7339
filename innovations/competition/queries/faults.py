"""What an edition still lacks before its call can be opened, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from innovations.choices.competition import PhaseKind, Weighting
from innovations.formulas.scale import band_fault, is_whole, weights_sum
from innovations.models import Criterion, Edition, Group, Phase, Stage
from organizations.formatting import format_number

ORDER = [kind.value for kind in PhaseKind]


def faults(edition: Edition) -> list[str]:
    """Of an edition read by `rules.whole`; empty when it can be opened."""
    return [*_basics(edition), *_calendar(edition), *_stages(edition), *_groups(edition)]


def _basics(edition: Edition) -> Iterator[str]:
    if not edition.entrants:
        yield "Pilih siapa yang boleh mengikuti."
    if not edition.categories.all():
        yield "Tambahkan sekurang-kurangnya satu kategori."
    if not edition.groups.all():
        yield "Tambahkan sekurang-kurangnya satu kelompok."
    if not edition.stages.all():
        yield "Tambahkan sekurang-kurangnya satu tahap penilaian."


def _calendar(edition: Edition) -> Iterator[str]:
    phases = list(edition.phases.all())
    if PhaseKind.REGISTRATION not in [phase.kind for phase in phases]:
        yield "Tentukan jadwal pendaftaran."
    if PhaseKind.SCREENING not in [phase.kind for phase in phases]:
        yield "Tentukan jadwal seleksi administrasi."
    yield from order_faults(phases)
    for stage in edition.stages.all():
        if stage.kind not in [phase.kind for phase in phases]:
            yield f"Tentukan jadwal {stage.get_kind_display().lower()}."


def order_faults(phases: Sequence[Phase]) -> Iterator[str]:
    """Phases that overlap, or stand before one that comes first."""
    known = sorted(phases, key=lambda phase: ORDER.index(phase.kind))
    for before, after in pairwise(known):
        if after.opens_at < before.closes_at:
            yield (
                f"{after.get_kind_display()} dibuka sebelum "
                f"{before.get_kind_display().lower()} ditutup."
            )


def _stages(edition: Edition) -> Iterator[str]:
    stages = list(edition.stages.all())
    if stages and not is_whole(stage.weight for stage in stages):
        total = format_number(weights_sum(stage.weight for stage in stages))
        yield f"Bobot tahap penilaian berjumlah {total}, seharusnya 100."


def _groups(edition: Edition) -> Iterator[str]:
    for group in edition.groups.all():
        if not group.sections.all():
            yield f"Kelompok {group}: tambahkan bagian proposal."
        if not group.tiers.all():
            yield f"Kelompok {group}: tambahkan tingkat penghargaan."
        for stage in edition.stages.all():
            yield from _criteria(edition, group, stage)
        yield from _ladder(group)


def _criteria(edition: Edition, group: Group, stage: Stage) -> Iterator[str]:
    where = f"{group}, {stage.get_kind_display().lower()}"
    rows = [row for row in group.criteria.all() if row.stage_id == stage.pk]
    if not rows:
        yield f"{where}: tambahkan kriteria."
    elif edition.weighting == Weighting.PERCENT and not is_whole(row.weight for row in rows):
        total = format_number(weights_sum(row.weight for row in rows))
        yield f"{where}: bobot kriteria berjumlah {total}, seharusnya 100."
    for row in rows:
        if fault := anchor_fault(row):
            yield f"{where}, {row}: {fault}"


def anchor_fault(criterion: Criterion) -> str:
    bands = [(anchor.lowest, anchor.highest) for anchor in criterion.anchors.all()]
    return band_fault(criterion.lowest, criterion.highest, criterion.step, bands)


def _ladder(group: Group) -> Iterator[str]:
    places = [row.tie_break for row in group.criteria.all() if row.tie_break is not None]
    if len(places) != len(set(places)):
        yield f"Kelompok {group}: dua kriteria memiliki urutan penentu nilai sama yang sama."
