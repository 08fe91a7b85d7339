"""The scales in use, as data. Published scales have gaps; each note says how it was closed.

A city picks one by its code, or adds its own with `BandScheme`.
"""

from __future__ import annotations

from decimal import Decimal

from organizations.exact import FormulaError

from .scales import Band, BandScheme

# Green is for the best band alone: 79 per cent of a target is not yet good news.
_PERMENDAGRI_TONES = ("success", "info", "warning", "warning", "danger")
_PERMENDAGRI_LABELS = ("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah")
_PERMENDAGRI_SOURCE = (
    "Permendagri 86/2017, skala nilai peringkat kinerja, sebagaimana tercetak pada formulir "
    "yang diterbitkan; lampiran asli belum dapat dibaca"
)

DEFAULT_SCHEME = "permendagri-86-2017"


def _bands(
    labels: tuple[str, ...],
    lowers: tuple[str, ...],
    tones: tuple[str, ...] = _PERMENDAGRI_TONES,
    *,
    inclusive: bool = True,
    meanings: tuple[str, ...] = (),
) -> tuple[Band, ...]:
    bounds = [*(Decimal(lower) for lower in lowers), None]
    words = meanings or ("",) * len(labels)
    rows = zip(labels, tones, bounds, words, strict=True)
    return tuple(Band(label, tone, lower, inclusive, word) for label, tone, lower, word in rows)


# Published in whole numbers (91-100, 76-90, 66-75, 51-65, up to 50). What lies between two
# bands is not defined there; applications test >= 91, >= 76, >= 66, >= 51, else the last.
PERMENDAGRI = BandScheme(
    code=DEFAULT_SCHEME,
    name="Permendagri 86/2017",
    source=_PERMENDAGRI_SOURCE,
    bands=_bands(_PERMENDAGRI_LABELS, ("91", "76", "66", "51")),
)

# The other two readings of the same gaps.
PERMENDAGRI_ABOVE = BandScheme(
    code="permendagri-86-2017-di-atas",
    name="Permendagri 86/2017, batas di atas 90/75/65/50",
    source=_PERMENDAGRI_SOURCE,
    bands=_bands(_PERMENDAGRI_LABELS, ("90", "75", "65", "50"), inclusive=False),
)
PERMENDAGRI_WHOLE = BandScheme(
    code="permendagri-86-2017-bulat",
    name="Permendagri 86/2017, dibulatkan ke bilangan bulat",
    source=_PERMENDAGRI_SOURCE,
    bands=_bands(_PERMENDAGRI_LABELS, ("91", "76", "66", "51")),
    whole_numbers=True,
)

SAMPANG = BandScheme(
    code="sampang-2019",
    name="Sangat Baik sampai Sangat Kurang",
    source="LKjIP Inspektorat Kabupaten Sampang 2019",
    bands=_bands(
        ("Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang"), ("91", "76", "66", "51")
    ),
)

MALUKU_TENGAH = BandScheme(
    code="maluku-tengah-2021",
    name="Memuaskan sampai Kurang",
    source="LKjIP Kabupaten Maluku Tengah 2021",
    bands=_bands(
        ("Memuaskan", "Sangat Baik", "Baik", "Cukup Baik", "Agak Kurang", "Kurang"),
        ("85", "75", "65", "50", "30"),
        ("success", "info", "info", "warning", "warning", "danger"),
        inclusive=False,
    ),
)

# Published with two decimals (…, 90-99.99, 100, from 100.01): 99.995 belongs to the band
# below 100, and "melebihi" begins above 100. "Tidak ada target" is the empty figure.
POLEWALI_MANDAR = BandScheme(
    code="polewali-mandar-2022",
    name="SIMKINERJA Polewali Mandar, kinerja",
    source="Aplikasi SIMKINERJA Kabupaten Polewali Mandar 2022",
    bands=(
        Band("Melebihi target", "success", Decimal(100), inclusive=False),
        Band("Tercapai 100%", "success", Decimal(100)),
        Band("90-99,99", "info", Decimal(90)),
        Band("75-89,99", "info", Decimal(75)),
        Band("65-74,99", "warning", Decimal(65)),
        Band("50-64,99", "warning", Decimal(50)),
        Band("0-49,99", "danger"),
    ),
)
POLEWALI_MANDAR_BUDGET = BandScheme(
    code="polewali-mandar-2022-anggaran",
    name="SIMKINERJA Polewali Mandar, anggaran",
    source="Aplikasi SIMKINERJA Kabupaten Polewali Mandar 2022",
    bands=_bands(
        ("95-100", "75-94,99", "50-74,99", "25-49,99", "0-24,99"), ("95", "75", "50", "25")
    ),
    measures="anggaran",
)

EVALUATION_FOUR = BandScheme(
    code="empat-tingkat",
    name="Sangat Berhasil sampai Kurang",
    source="Aplikasi evaluasi SAKIP yang diterbitkan (wp-eval-sakip)",
    bands=_bands(
        ("Sangat Berhasil", "Berhasil", "Cukup", "Kurang"),
        ("100", "75", "55"),
        ("success", "info", "warning", "danger"),
    ),
)
TRAFFIC_LIGHT = BandScheme(
    code="tiga-warna",
    name="Hijau, kuning, merah",
    source="Aplikasi e-SAKIP daerah yang diterbitkan (e-sakip-bna)",
    bands=(
        Band("Hijau", "success", Decimal(90), inclusive=False),
        Band("Kuning", "warning", Decimal(70)),
        Band("Merah", "danger"),
    ),
)

# Two scales of other figures, for display only; their scores have formulas of their own.
# Both are judged on a figure rounded to two decimals. AKIP is upper-closed: 90 is A.
AKIP = BandScheme(
    code="permenpanrb-88-2021",
    name="Predikat AKIP",
    source="PermenPANRB 88/2021 sebagaimana templat LHE yang diterbitkan",
    bands=_bands(
        ("AA", "A", "BB", "B", "CC", "C", "D"),
        ("90", "80", "70", "60", "50", "30"),
        ("success", "success", "success", "info", "warning", "warning", "danger"),
        inclusive=False,
        meanings=(
            "Sangat Memuaskan",
            "Memuaskan",
            "Sangat Baik",
            "Baik",
            "Cukup (Memadai)",
            "Kurang",
            "Sangat Kurang",
        ),
    ),
    measures="akip",
)
SKM = BandScheme(
    code="permenpanrb-14-2017",
    name="Mutu pelayanan SKM",
    source="PermenPANRB 14/2017 sebagaimana laporan SKM yang diterbitkan",
    bands=_bands(
        ("A", "B", "C", "D"),
        ("88.31", "76.61", "65"),
        ("success", "info", "warning", "danger"),
        meanings=("Sangat Baik", "Baik", "Kurang Baik", "Tidak Baik"),
    ),
    measures="skm",
)

SCHEMES: dict[str, BandScheme] = {
    scheme.code: scheme
    for scheme in (
        PERMENDAGRI,
        PERMENDAGRI_ABOVE,
        PERMENDAGRI_WHOLE,
        SAMPANG,
        MALUKU_TENGAH,
        POLEWALI_MANDAR,
        POLEWALI_MANDAR_BUDGET,
        EVALUATION_FOUR,
        TRAFFIC_LIGHT,
        AKIP,
        SKM,
    )
}


def find_scheme(code: str) -> BandScheme:
    """The scheme of that code; a `FormulaError` with a sentence when there is none."""
    scheme = SCHEMES.get(code)
    if scheme is None:
        raise FormulaError(f'skala "{code}" tidak dikenal; pilih salah satu: {", ".join(SCHEMES)}')
    return scheme


def schemes_for(measures: str) -> tuple[BandScheme, ...]:
    """The schemes made for one kind of figure: kinerja, anggaran, akip or skm."""
    return tuple(scheme for scheme in SCHEMES.values() if scheme.measures == measures)
