"""The rules a document was counted by, in words, printed under its tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from organizations.formatting import format_percent, quarter_name
from performance import formulas
from performance.evaluation.queries.acceptance import Acceptance
from performance.evaluation.queries.averages import Average
from performance.evaluation.queries.measures import Measure
from performance.evaluation.queries.row import Row
from performance.formulas import BandScheme
from performance.models import PerformanceSettings
from performance.plan.queries.policies import PoliciesUsed, policies_used
from performance.words import NOT_COMPUTED, scale_note

AGAINST_YEAR = "dibandingkan dengan target setahun"
PUBLIC_RULE = (
    "Halaman publik membandingkannya dengan target s.d. triwulan terakhir yang diterima, "
    "sehingga capaiannya dapat berbeda."
)


def rules_of(
    versions: Mapping[str, str],
    indicators: Iterable[int | None],
    year: int,
    *,
    with_bands: bool = True,
) -> list[str]:
    """Band scale, caps, formulas and zero rules as the printed indicators really use them, and
    the plan versions. `with_bands` where the document prints a predicate."""
    used = policies_used(indicators, year)
    bands = [_band_rule(year)] if with_bands else []
    said = _policies(used) if used.total else []
    return [*bands, *said, *version_rule(versions)]


def yearly_rules(
    versions: Mapping[str, str], indicators: Iterable[int | None], year: int
) -> list[str]:
    """The rules of E.80 and E.58, which divide what was reached by the target: no caps, no
    formulas and no zero rules, only what adds up over the years and days that are met or not.
    Where other documents judge the same indicators by more, both rules are named."""
    used = policies_used(indicators, year)
    words = (*_dates(used), *_ratios(used), *_begins_again(used))
    rules = [_band_rule(year), *words, *version_rule(versions)]
    return list(dict.fromkeys([*rules, *_beside_achievement(used)]))  # one rule is said once


def _beside_achievement(used: PoliciesUsed) -> Iterator[str]:
    """Both policies by name, where the same indicator is judged by another one elsewhere."""
    capped = sum(count for cap, count in used.caps.items() if cap is not None)
    if not (capped or used.lower_methods or used.ranges):
        return
    yield (
        "Rasio pada formulir ini adalah realisasi dibagi target, tanpa melihat arah dan tanpa batas "
        "atas. Capaian pada LKjIP, E.81, E.60, dan halaman publik mengikuti kebijakan tiap indikator, "
        "sehingga dapat berbeda. Kebijakan itu:"
    )
    yield from _policies(used)


def running_rules(acceptance: Acceptance, *, by_direction: bool = True) -> list[str]:
    """What is shown although nobody accepted it, and what a year that still runs is measured by.

    `by_direction` where the form judges an indicator by its direction, as E.80 and E.58 do not.
    """
    if not acceptance.is_running:
        return [*acceptance.notes]
    until = f"s.d. {quarter_name(acceptance.last_quarter)} {acceptance.year}"
    except_sums = (
        " Indikator yang dijumlahkan dan makin rendah makin baik dibandingkan dengan target s.d. "
        "triwulan itu."
        if by_direction
        else ""
    )
    return [
        *acceptance.notes,
        f"Realisasi {until} {AGAINST_YEAR}.{except_sums} {PUBLIC_RULE}",
    ]


def problem_rules(rows: Iterable[Row], measures: Iterable[Measure] = ()) -> list[str]:
    """Why figures marked as not computed are so: each reason once, with its indicators."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.annual_problem].append(row.indicator)
    for measure in measures:
        found[measure.now.problem].append(measure.indicator.name)
        found[measure.progress_problem].append(f"{measure.indicator.name} (akhir periode)")
    found.pop("", None)
    return [f"Capaian {NOT_COMPUTED}, {why}: {'; '.join(names)}." for why, names in found.items()]


def means_rule(level: str, k: Average, rp: Average) -> str:
    """Which rows the means at the bottom of a form rest on."""
    rows = {"semua": "semua baris berindikator"}.get(level, f"{level} berindikator")
    return (
        f"Rata-rata K dihitung dari {rows}: {k.filled} dari {k.total} terisi, memakai bobot indikator "
        f"bila ada. Rata-rata Rp dihitung tanpa bobot dari semua baris berrupiah, juga yang tanpa "
        f"indikator: {rp.filled} dari {rp.total} terisi."
    )


def scale_rules(scales: Iterable[str]) -> list[str]:
    """What the words among the printed figures count as, each scale once; days are no words."""
    words = [scale for scale in dict.fromkeys(scales) if formulas.legend(scale)]
    return [f"{scale_note(scale)}." for scale in words]


def version_rule(versions: Mapping[str, str]) -> list[str]:
    """The plan versions a document rests on; nothing where there are none."""
    named = ", ".join(f"{name} {label}" for name, label in versions.items())
    return [f"Versi rencana yang dipakai: {named}."] if named else []


def _band_rule(year: int) -> str:
    scheme = formulas.find_scheme(PerformanceSettings.as_of(year).band_scheme)
    return f"Predikat menurut {scheme.name}: {_bands(scheme)}."


def _bands(scheme: BandScheme) -> str:
    return "; ".join(
        f"{band.label} {band.rule}".strip() if band.rule else f"{band.label} di bawahnya"
        for band in scheme.bands
    )


def _policies(used: PoliciesUsed) -> Iterator[str]:
    caps = Counter({_cap(cap): count for cap, count in used.caps.items()})
    yield f"Batas atas capaian: {_counted(caps, used.total)}."
    if used.lower_methods:
        lower = used.lower_methods
        yield f"Makin rendah makin baik, dihitung {_counted(lower, lower.total())}."
    if used.ranges:
        yield (
            f"Target rentang ({used.ranges} indikator): 100% di dalam rentang; di luarnya "
            "dibandingkan dengan batas terdekat."
        )
    yield from _dates(used)
    yield from _ratios(used)
    zero = Counter({rule.lower(): count for rule, count in used.zero_targets.items()})
    yield f"Bila target nol: {_counted(zero, used.total)}."
    yield from _begins_again(used)
    for code, count in used.schemes.items():
        own = formulas.find_scheme(code)
        yield f"Skala sendiri untuk {count} indikator, {own.name}: {_bands(own)}."


def _dates(used: PoliciesUsed) -> Iterator[str]:
    if used.dates:
        yield f"Target tanggal ({used.dates} indikator): 100% bila terpenuhi, selain itu 0%."


def _ratios(used: PoliciesUsed) -> Iterator[str]:
    if used.ratios:
        yield (
            f"Realisasi setahun dari jumlah pembilang dibagi jumlah penyebut triwulan, bukan "
            f"rata-rata triwulan: {used.ratios} indikator."
        )


def _begins_again(used: PoliciesUsed) -> Iterator[str]:
    if used.begins_again:
        yield f"Keluaran yang berulang tiap tahun, tidak dijumlahkan antartahun: {used.begins_again} indikator."


def _cap(cap: Decimal | None) -> str:
    return "tidak dibatasi" if cap is None else format_percent(cap, 0)


def _counted(counts: Mapping[str, int], total: int) -> str:
    """One rule alone, or each with its number of indicators."""
    if len(counts) == 1:
        return next(iter(counts))
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    return "; ".join(f"{rule} ({count} dari {total} indikator)" for rule, count in ordered)
