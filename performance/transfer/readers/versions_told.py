"""Which versions of the plan an import writes, and what the quarters before them go on with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from organizations.formatting import format_number, quarter_name
from performance.models import Pagu, PlanVersion, YearTarget
from performance.plan.queries.versions import in_effect
from performance.transfer.readers.changes import Changes
from performance.transfer.readers.state import Frame

OF_PERIOD = {"target_renstra_k", "target_renstra_rp"}


def versions_told(frame: Frame, changes: Changes) -> Iterator[str]:
    """A sentence for each plan with revisions that the file writes to; at most two queries."""
    k, rp = changes.changed_k(), changes.changed_rp()
    targets = [key for key, names in k.items() if "target_k" in names]
    pagus = [key for key, names in rp.items() if "pagu_rp" in names]
    year = frame.year
    if targets or pagus:
        yield from _told(f"Target dan pagu {year}", frame.renja_versions, year)
        before = _before(frame.renja_versions, year)
        if before:
            known_k = {changes.after.indicators[key].pk for key in targets}
            known_rp = {changes.after.nodes[key].pk for key in pagus}
            mine = YearTarget.objects.filter(version=before, year=year, indicator__in=known_k)
            held = Pagu.objects.filter(version=before, year=year, node__in=known_rp)
            empty = len(targets) + len(pagus) - mine.count() - held.count()
            if empty:
                yield (
                    f"{format_number(empty)} dari angka itu belum ada di {before}, sehingga triwulan "
                    "itu tidak punya pembanding. Isi versi itu di halaman target dan pagu bila perlu."
                )
    if any(names & OF_PERIOD for names in (*k.values(), *rp.values())):
        yield from _told("Angka Renstra", frame.renstra_versions, year)


def _before(known: Sequence[PlanVersion], year: int) -> PlanVersion | None:
    """The version that counted in the year before the one that is written."""
    written = in_effect(known, year)
    first = written.first_quarter_in(year) if written else 1
    return in_effect(known, year, first - 1) if first > 1 else None


def _told(what: str, known: Sequence[PlanVersion], year: int) -> Iterator[str]:
    written = in_effect(known, year)
    if written is None or len(known) < 2:
        return
    first, before = written.first_quarter_in(year), _before(known, year)
    told = f"{what} ditulis ke {written}"
    if before is None:
        yield f"{told}; semua triwulan {year} diukur terhadap versi itu."
    else:
        span = (
            quarter_name(1) if first == 2 else f"{quarter_name(1)} sampai {quarter_name(first - 1)}"
        )
        yield (
            f"{told}, yang dipakai mulai {quarter_name(first)}. {span} tetap diukur terhadap {before}."
        )
