"""The open data of performance: `kinerja` and `anggaran`, accepted figures only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import connection

from performance.queries.stamps import city_stamp
from performance.queries.submissions import entry_years
from performance.queries.versions import RANKS, annual_chains, rank_parameters
from reports.datasets import DataSet, Field, register_data_set
from reports.definitions import Cell

_PERFORMANCE = """
SELECT i.id * 10 + q.quarter, o.code, o.name, n.level,
       CASE WHEN n.code LIKE 'X.XX%%' THEN split_part(o.code, '.', 1) || '.'
            || split_part(o.code, '.', 2) || substr(n.code, 5) ELSE n.code END,
       n.name, i.name, i.unit, i.polarity, q.quarter, t.target, q.value
  FROM performance_realization r
  JOIN performance_indicator i ON i.id = r.indicator_id
  JOIN performance_plannode n ON n.id = i.node_id
  JOIN organizations_organization o ON o.id = i.organization_id
 CROSS JOIN LATERAL (VALUES (1, r.k1), (2, r.k2), (3, r.k3), (4, r.k4)) q(quarter, value)
  JOIN performance_submission s ON s.year = %(year)s AND s.quarter = q.quarter
       AND s.state = 'accepted' AND s.organization_id = i.organization_id
  LEFT JOIN LATERAL (
       SELECT y.target FROM performance_yeartarget y
         JOIN ranks ON ranks.version = y.version_id AND ranks.quarter = q.quarter
        WHERE y.indicator_id = i.id AND y.year = r.year ORDER BY ranks.place LIMIT 1) t ON true
 WHERE r.year = %(year)s AND i.is_active AND q.value IS NOT NULL
   AND i.id >= %(after)s / 10 AND i.id * 10 + q.quarter > %(after)s
 ORDER BY 1 LIMIT %(limit)s
"""

_BUDGET = """
SELECT n.id * 10 + q.quarter, o.code, o.name,
       CASE WHEN n.code LIKE 'X.XX%%' THEN split_part(o.code, '.', 1) || '.'
            || split_part(o.code, '.', 2) || substr(n.code, 5) ELSE n.code END,
       n.name, q.quarter, p.amount, q.value
  FROM performance_budgetrealization r
  JOIN performance_plannode n ON n.id = r.node_id
  JOIN organizations_organization o ON o.id = n.organization_id
 CROSS JOIN LATERAL (VALUES (1, r.rp1), (2, r.rp2), (3, r.rp3), (4, r.rp4)) q(quarter, value)
  JOIN performance_submission s ON s.year = %(year)s AND s.quarter = q.quarter
       AND s.state = 'accepted' AND s.organization_id = n.organization_id
  LEFT JOIN LATERAL (
       SELECT g.amount FROM performance_pagu g
         JOIN ranks ON ranks.version = g.version_id AND ranks.quarter = q.quarter
        WHERE g.node_id = n.id AND g.year = r.year ORDER BY ranks.place LIMIT 1) p ON true
 WHERE r.year = %(year)s AND q.value IS NOT NULL
   AND n.id >= %(after)s / 10 AND n.id * 10 + q.quarter > %(after)s
 ORDER BY 1 LIMIT %(limit)s
"""

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
)
ANGGARAN_NAMES = ("kode_opd", "nama_opd", "kode", "nama", "triwulan", "pagu", "realisasi_rp")

YEAR = Field("tahun", "bilangan", "Tahun anggaran")
UNIT = (
    Field("kode_opd", "teks", "Kode perangkat daerah"),
    Field("nama_opd", "teks", "Nama perangkat daerah"),
)
QUARTER = Field("triwulan", "bilangan", "Triwulan 1 sampai 4; hanya yang sudah diterima")

register_data_set(
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
            Field("target_tahun", "bilangan", "Target satu tahun", "satuan indikator"),
            Field("realisasi", "bilangan", "Realisasi triwulan itu", "satuan indikator"),
        ),
        rows=performance_rows,
        years=entry_years,
        stamp=city_stamp,
    )
)
register_data_set(
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
            Field("realisasi_rp", "rupiah", "Realisasi triwulan itu", "rupiah"),
        ),
        rows=budget_rows,
        years=entry_years,
        stamp=city_stamp,
    )
)
