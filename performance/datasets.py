"""The open data of performance: `kinerja`, `anggaran` and `sakip`; accepted and announced only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.db import connection

from performance import formulas
from performance.choices import SakipLevel, SakipState
from performance.entry.queries.submissions import entry_years
from performance.former import sql_in_year
from performance.models import SakipEdition, SakipEvaluation, SakipItem
from performance.plan.queries.versions import RANKS, annual_chains, rank_parameters
from performance.sakip.queries.ranking import load_ranking
from performance.stamps import city_stamp
from reports.datasets import DATA_SETS, DataSet, Field
from reports.definitions import Cell

_OWNER = sql_in_year("i", "organization", "bigint", suffix="_id")
_UNIT_NAME = sql_in_year("o", "name", owner="organization")
_NODE_CODE = sql_in_year("n", "code", owner="node")
_NODE_NAME = sql_in_year("n", "name", owner="node")
_FULL_CODE = f"""CASE WHEN {_NODE_CODE} LIKE 'X.XX%%' THEN split_part(o.code, '.', 1) || '.'
            || split_part(o.code, '.', 2) || substr({_NODE_CODE}, 5) ELSE {_NODE_CODE} END"""
_PERFORMANCE = f"""
SELECT i.id * 10 + q.quarter, o.code, {_UNIT_NAME}, n.level,
       {_FULL_CODE}, {_NODE_NAME}, {sql_in_year("i", "name")}, {sql_in_year("i", "unit")},
       {sql_in_year("i", "polarity")}, q.quarter, t.target, q.value,
       CASE WHEN {sql_in_year("i", "polarity")} = 'range' THEN t.target_high END, q.n, q.d
  FROM performance_realization r
  JOIN performance_indicator i ON i.id = r.indicator_id
  JOIN performance_plannode n ON n.id = i.node_id
  JOIN organizations_organization o ON o.id = {_OWNER}
 CROSS JOIN LATERAL (VALUES (1, r.k1, r.n1, r.d1), (2, r.k2, r.n2, r.d2), (3, r.k3, r.n3, r.d3),
                            (4, r.k4, r.n4, r.d4)) q(quarter, value, n, d)
  JOIN performance_submission s ON s.year = %(year)s AND s.quarter = q.quarter
       AND s.state = 'accepted' AND s.organization_id = o.id
  LEFT JOIN LATERAL (
       SELECT y.target, y.target_high FROM performance_yeartarget y
         JOIN ranks ON ranks.version = y.version_id AND ranks.quarter = q.quarter
        WHERE y.indicator_id = i.id AND y.year = r.year ORDER BY ranks.place LIMIT 1) t ON true
 WHERE r.year = %(year)s AND {sql_in_year("i", "is_active", "boolean")} AND q.value IS NOT NULL
   AND i.id >= %(after)s / 10 AND i.id * 10 + q.quarter > %(after)s
 ORDER BY 1 LIMIT %(limit)s
"""  # noqa: S608 - constants go in

# A quarter without spending keeps the pagu it is measured by.
_BUDGET = f"""
SELECT n.id * 10 + s.quarter, o.code, {_UNIT_NAME},
       {_FULL_CODE}, {_NODE_NAME}, s.quarter, p.amount, q.value
  FROM performance_plannode n
  JOIN organizations_organization o ON o.id = n.organization_id
  JOIN performance_submission s ON s.year = %(year)s AND s.state = 'accepted'
       AND s.organization_id = n.organization_id
  LEFT JOIN performance_budgetrealization r ON r.node_id = n.id AND r.year = %(year)s
 CROSS JOIN LATERAL (SELECT CASE s.quarter WHEN 1 THEN r.rp1 WHEN 2 THEN r.rp2
                                           WHEN 3 THEN r.rp3 ELSE r.rp4 END AS value) q
  LEFT JOIN LATERAL (
       SELECT g.amount FROM performance_pagu g
         JOIN ranks ON ranks.version = g.version_id AND ranks.quarter = s.quarter
        WHERE g.node_id = n.id AND g.year = %(year)s ORDER BY ranks.place LIMIT 1) p ON true
 WHERE num_nonnulls(p.amount, q.value) > 0
   AND n.id >= %(after)s / 10 AND n.id * 10 + s.quarter > %(after)s
 ORDER BY 1 LIMIT %(limit)s
"""  # noqa: S608 - constants go in

MOST_COMPONENTS = 100  # of a sheet; a row's key is unit x this + the component's place

Rows = Iterator[tuple[int, Mapping[str, Cell]]]


def _read(sql: str, names: tuple[str, ...], year: int, after: int, limit: int | None) -> Rows:
    given = {
        **rank_parameters(annual_chains([year])[year]),
        "year": year,
        "after": after,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {RANKS} {sql}", given)
        for key, *values in cursor:
            yield key, {"tahun": year, **dict(zip(names, values, strict=True))}


def performance_rows(year: int, after: int, limit: int | None) -> Rows:
    return _read(_PERFORMANCE, KINERJA_NAMES, year, after, limit)


def budget_rows(year: int, after: int, limit: int | None) -> Rows:
    return _read(_BUDGET, ANGGARAN_NAMES, year, after, limit)


def sakip_rows(year: int, after: int, limit: int | None) -> Rows:
    """Announced results, a row for each unit and component, as the ranking prints them."""
    if year not in sakip_years():
        return
    ranking = load_ranking(year)
    if ranking.edition is None:
        return
    components = _components(ranking.edition)
    keyed = [
        (line.unit.pk * MOST_COMPONENTS + place, line, item, weight)
        for line in sorted(ranking.lines, key=lambda line: line.unit.pk)
        for place, (item, weight) in enumerate(components, start=1)
    ]
    for key, line, item, weight in [row for row in keyed if row[0] > after][:limit]:
        yield (
            key,
            {
                "tahun": year,
                "kode_opd": line.unit.code,
                "nama_opd": line.unit.name,
                "kode_komponen": item.code,
                "nama_komponen": item.name,
                "bobot": weight,
                "nilai": formulas.rounded(line.components.get(item.code), 6),
                "nilai_total": line.total,
                "predikat": line.predicate,
                "keterangan": line.label,
                "peringkat": line.rank,
            },
        )


def _components(edition: SakipEdition) -> list[tuple[SakipItem, Decimal]]:
    """The components of the sheet with the sum of their sub-components' weights."""
    items = list(edition.instrument.items.order_by("order"))
    weights: dict[int | None, Decimal] = defaultdict(Decimal)
    for item in items:
        weights[item.parent_id] += item.weight or 0
    found = [item for item in items if item.level == SakipLevel.COMPONENT]
    return [(item, weights[item.pk]) for item in found]


def sakip_years() -> list[int]:
    """Years with at least one announced result, newest first."""
    rows = SakipEvaluation.objects.filter(state=SakipState.FINAL)
    return list(rows.values_list("edition__year", flat=True).distinct().order_by("-edition__year"))


KINERJA_NAMES = (
    "kode_opd",
    "nama_opd",
    "tingkat",
    "kode",
    "nama",
    "indikator",
    "satuan",
    "arah",
    "triwulan",
    "target_tahun",
    "realisasi",
    "target_atas",
    "pembilang",
    "penyebut",
)
ANGGARAN_NAMES = ("kode_opd", "nama_opd", "kode", "nama", "triwulan", "pagu", "realisasi_rp")

YEAR = Field("tahun", "bilangan", "Tahun anggaran")
UNIT = (
    Field("kode_opd", "teks", "Kode perangkat daerah"),
    Field("nama_opd", "teks", "Nama perangkat daerah"),
)
NO_RATIO = "kosong bila indikator bukan rasio"
QUARTER = Field("triwulan", "bilangan", "Triwulan 1 sampai 4; hanya yang sudah diterima")

DATA_SETS.file(
    DataSet(
        slug="kinerja",
        title="Kinerja perangkat daerah",
        description="Realisasi setiap indikator menurut triwulan, dengan target tahunnya.",
        fields=(
            YEAR,
            *UNIT,
            Field("tingkat", "teks", "Tingkat rencana: sasaran, program, kegiatan, subkegiatan"),
            Field("kode", "teks", "Kode nomenklatur"),
            Field("nama", "teks", "Nama simpul rencana"),
            Field("indikator", "teks", "Nama indikator"),
            Field("satuan", "teks", "Satuan indikator"),
            Field("arah", "teks", "higher: makin tinggi makin baik; lower: makin rendah; range"),
            QUARTER,
            Field(
                "target_tahun",
                "bilangan",
                "Target satu tahun; batas bawah bila target berupa rentang",
                "satuan indikator",
            ),
            Field("realisasi", "bilangan", "Realisasi triwulan itu", "satuan indikator"),
            Field(
                "target_atas",
                "bilangan",
                "Batas atas target satu tahun; kosong bila target bukan rentang",
                "satuan indikator",
            ),
            Field("pembilang", "bilangan", f"Pembilang realisasi triwulan itu; {NO_RATIO}"),
            Field("penyebut", "bilangan", f"Penyebut realisasi triwulan itu; {NO_RATIO}"),
        ),
        rows=performance_rows,
        years=entry_years,
        stamp=city_stamp,
    )
)
DATA_SETS.file(
    DataSet(
        slug="anggaran",
        title="Anggaran perangkat daerah",
        description="Pagu dan realisasi rupiah setiap sub kegiatan menurut triwulan.",
        fields=(
            YEAR,
            *UNIT,
            Field(
                "kode",
                "teks",
                "Kode sub kegiatan; kode program atau kegiatan untuk sisa yang belum dirinci",
            ),
            Field("nama", "teks", "Nama sub kegiatan, program, atau kegiatan itu"),
            QUARTER,
            Field("pagu", "rupiah", "Pagu satu tahun", "rupiah"),
            Field(
                "realisasi_rp",
                "rupiah",
                "Realisasi triwulan itu; kosong bila tidak diisi, pagunya tetap ada",
                "rupiah",
            ),
        ),
        rows=budget_rows,
        years=entry_years,
        stamp=city_stamp,
    )
)
DATA_SETS.file(
    DataSet(
        slug="sakip",
        title="Hasil evaluasi SAKIP perangkat daerah",
        description="Nilai setiap komponen, nilai total, predikat, dan peringkat yang ditetapkan.",
        fields=(
            Field("tahun", "bilangan", "Tahun kinerja yang dievaluasi"),
            *UNIT,
            Field("kode_komponen", "teks", "Kode komponen pada lembar kerja evaluasi"),
            Field("nama_komponen", "teks", "Nama komponen"),
            Field("bobot", "bilangan", "Nilai paling tinggi komponen itu", "poin"),
            Field("nilai", "bilangan", "Nilai komponen, tanpa pembulatan di bawah 6 angka", "poin"),
            Field("nilai_total", "bilangan", "Nilai total yang ditetapkan, 0 sampai 100", "poin"),
            Field("predikat", "teks", "AA, A, BB, B, CC, C, atau D menurut nilai total"),
            Field("keterangan", "teks", "Sebutan predikat, misalnya Sangat Baik"),
            Field(
                "peringkat",
                "bilangan",
                "Peringkat di antara hasil yang ditetapkan; nilai yang sama berbagi peringkat",
            ),
        ),
        rows=sakip_rows,
        years=sakip_years,
        stamp=city_stamp,
    )
)
