"""The columns of the import file: names, aliases, and what each one holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from organizations.spreadsheets.table import plain_title
from performance.choices import Accumulation, NodeLevel, Polarity

TEXT_COLUMNS = ("level", "kode", "nama", "indikator", "satuan", "polaritas", "akumulasi")
QUARTER_K = ("tw1_k", "tw2_k", "tw3_k", "tw4_k")
QUARTER_RP = ("tw1_rp", "tw2_rp", "tw3_rp", "tw4_rp")
# The parts of a ratio, quarter by quarter: K is computed from them.
QUARTER_PARTS = tuple((f"tw{n}_pembilang", f"tw{n}_penyebut") for n in (1, 2, 3, 4))
PARTS = tuple(name for pair in QUARTER_PARTS for name in pair)
K_COLUMNS = ("target_renstra_k", "realisasi_lalu_k", "target_k", *QUARTER_K, *PARTS)
RP_COLUMNS = ("target_renstra_rp", "realisasi_lalu_rp", "pagu_rp", *QUARTER_RP)
FIGURES = (*K_COLUMNS, *RP_COLUMNS)
# Targets that may be ranges; the upper bound travels beside the lower one, in the same cell.
TARGETS = ("target_renstra_k", "target_k")
UPPER = "_atas"
COLUMNS = (
    *TEXT_COLUMNS,
    "target_renstra_k",
    "target_renstra_rp",
    "realisasi_lalu_k",
    "realisasi_lalu_rp",
    "target_k",
    "pagu_rp",
    *(name for pair in zip(QUARTER_K, QUARTER_RP, strict=True) for name in pair),
)
OPTIONAL = PARTS  # in the template only where a unit has use for them
# As the preview and the history name them.
COLUMN_LABELS = {
    "target_renstra_k": "Target Renstra",
    "target_renstra_rp": "Pagu Renstra",
    "realisasi_lalu_k": "Realisasi lalu",
    "realisasi_lalu_rp": "Realisasi lalu (Rp)",
    "target_k": "Target",
    "target_k_atas": "Batas atas target",
    "target_renstra_k_atas": "Batas atas target Renstra",
    "pagu_rp": "Pagu",
    **{f"tw{n}_k": f"TW {r}" for n, r in enumerate(("I", "II", "III", "IV"), start=1)},
    **{f"tw{n}_pembilang": f"TW {r} pembilang" for n, r in enumerate(("I", "II", "III", "IV"), 1)},
    **{f"tw{n}_penyebut": f"TW {r} penyebut" for n, r in enumerate(("I", "II", "III", "IV"), 1)},
    **{f"tw{n}_rp": f"TW {r} (Rp)" for n, r in enumerate(("I", "II", "III", "IV"), start=1)},
}
REQUIRED = ("level", "kode", "nama", "indikator", "satuan")

# Names used by published evaluation sheets for the same columns.
ALIASES = {
    "kode_nomenklatur": "kode",
    "realisasi_renstra_sd_lalu_k": "realisasi_lalu_k",
    "realisasi_renstra_sd_lalu_rp": "realisasi_lalu_rp",
    "tingkat": "level",
    "nama_indikator": "indikator",
}
# Read by nobody, and said nothing about: they only inform or are derived.
SILENT = re.compile(
    r"^(no|nomor|tahun(_anggaran)?|kecocokan_kode|sumber|catatan\w*|keterangan|kode_lengkap"
    r"|instansi|opd|perangkat_daerah|(kode|nama)_(skpd|opd|perangkat_daerah|sub_skpd|sub_unit)"
    r"|\w+_terbit|\w*_persen(_\w+)?)$"
)

HEADINGS = ("urusan", "bidang")
LEVELS = {
    "urusan": "urusan",
    "bidang": "bidang",
    "bidangurusan": "bidang",
    "tujuan": NodeLevel.TUJUAN_PD.value,
    "tujuanpd": NodeLevel.TUJUAN_PD.value,
    "sasaran": NodeLevel.SASARAN_PD.value,
    "tujuanperangkatdaerah": NodeLevel.TUJUAN_PD.value,
    "sasaranperangkatdaerah": NodeLevel.SASARAN_PD.value,
    "sasaranpd": NodeLevel.SASARAN_PD.value,
    "program": NodeLevel.PROGRAM.value,
    "kegiatan": NodeLevel.KEGIATAN.value,
    "subkegiatan": NodeLevel.SUBKEGIATAN.value,
}
LEVEL_NAMES = {
    NodeLevel.TUJUAN_PD.value: "tujuan",
    NodeLevel.SASARAN_PD.value: "sasaran",
    NodeLevel.PROGRAM.value: "program",
    NodeLevel.KEGIATAN.value: "kegiatan",
    NodeLevel.SUBKEGIATAN.value: "sub kegiatan",
}
POLARITIES = {
    "positif": Polarity.HIGHER.value,
    "higher": Polarity.HIGHER.value,
    "naik": Polarity.HIGHER.value,
    "maksimal": Polarity.HIGHER.value,
    "negatif": Polarity.LOWER.value,
    "lower": Polarity.LOWER.value,
    "turun": Polarity.LOWER.value,
    "minimal": Polarity.LOWER.value,
    "rentang": Polarity.RANGE.value,
    "range": Polarity.RANGE.value,
}
POLARITY_NAMES = {"higher": "positif", "lower": "negatif", "range": "rentang"}
ACCUMULATIONS = {
    "jumlah": Accumulation.SUM.value,
    "dijumlahkan": Accumulation.SUM.value,
    "sum": Accumulation.SUM.value,
    "terakhir": Accumulation.LAST.value,
    "last": Accumulation.LAST.value,
    "rata-rata": Accumulation.AVERAGE.value,
    "ratarata": Accumulation.AVERAGE.value,
    "average": Accumulation.AVERAGE.value,
    "maks": Accumulation.MAX.value,
    "max": Accumulation.MAX.value,
    "tertinggi": Accumulation.MAX.value,
    "min": Accumulation.MIN.value,
    "terendah": Accumulation.MIN.value,
    "rasio": Accumulation.RATIO.value,
    "ratio": Accumulation.RATIO.value,
}
ACCUMULATION_NAMES = {
    "sum": "jumlah",
    "last": "terakhir",
    "average": "rata-rata",
    "max": "maks",
    "min": "min",
    "ratio": "rasio",
}


ROMANS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
QUARTER_TITLE = re.compile(  # as sheets of units name them: "Realisasi TW III (K)"
    r"^(?:realisasi_)?(?:tw|triwulan)_?(?P<quarter>iv|i{1,3}|[1-4])_\(?"
    r"(?P<kind>k|kinerja|rp|rupiah|anggaran|keuangan)\)?$"
)


@dataclass(frozen=True)
class Header:
    """Where each known column stands, and what is wrong with the header row."""

    places: dict[str, int]
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def column_name(text: str) -> str:
    """Forgive case, spaces and hyphens; know the aliases."""
    name = plain_title(text)
    if found := QUARTER_TITLE.match(name):
        quarter = ROMANS.get(found["quarter"], found["quarter"])
        return f"tw{quarter}_{'k' if found['kind'].startswith('k') and found['kind'] != 'keuangan' else 'rp'}"
    return ALIASES.get(name, name)


def read_header(titles: Sequence[str], required: Sequence[str] = REQUIRED) -> Header:
    places: dict[str, int] = {}
    unknown, errors = [], []
    for place, title in enumerate(titles):
        name = column_name(title)
        if name in places:
            errors.append(f"Kolom “{name}” ada dua kali. Hapus salah satunya.")
        elif name in COLUMNS or name in OPTIONAL:
            places[name] = place
        elif name and not SILENT.match(name):
            unknown.append(title.strip()[:40])
    missing = [name for name in required if name not in places]
    if missing:
        errors.append(
            f"Kolom {', '.join(missing)} tidak ada di baris judul. "
            "Pakai templat dari halaman Impor, atau tambahkan kolom itu."
        )
    warnings = []
    if unknown:
        warnings.append(f"Kolom yang tidak dikenal diabaikan: {', '.join(unknown[:10])}.")
    return Header(places, errors, warnings)
