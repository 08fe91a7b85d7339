"""What in a row of a file is probably not meant: told in the preview, never a reason to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from organizations.formatting import format_number
from organizations.values import is_percent
from performance.choices import Accumulation, NodeLevel
from performance.transfer.readers.columns import QUARTER_K, QUARTER_RP
from performance.transfer.readers.rows import ImportRow
from performance.transfer.readers.state_masters import IndicatorDraft

MILLION, THOUSAND = 1_000_000, 1000
FAR_OFF = 3  # a figure carried in that is so many times its end target is of another unit


def doubts(row: ImportRow, draft: IndicatorDraft | None) -> Iterator[str]:
    """Sentences about the row, each with what to do."""
    if draft is not None:
        yield from _of_quantities(row, draft)
    if row.level == NodeLevel.SUBKEGIATAN:
        yield from _of_money(row)


def _of_quantities(row: ImportRow, draft: IndicatorDraft) -> Iterator[str]:
    target = row.values.get("target_k")
    quarters = [row.values.get(name) for name in QUARTER_K]
    filled = [value for value in quarters if value is not None]
    if draft.accumulation == Accumulation.SUM and _looks_cumulative(filled, target):
        told = ", ".join(format_number(value) for value in filled)
        yield (
            f"angka triwulan tampaknya kumulatif ({told} dengan target {format_number(target)}), "
            "sedangkan portal menjumlahkan triwulan. Isi bagian tiap triwulan saja, atau pilih "
            "akumulasi terakhir."
        )
    if is_percent(draft.unit) and target is not None and target > 2:
        small = [value for value in filled if 0 < value <= 1]
        if small:
            yield (
                f"{format_number(small[0])} dengan satuan % dan target {format_number(target)}: "
                "tulis 85 untuk 85 persen, bukan 0,85."
            )
    if draft.pk is None and not row.accumulation and is_percent(draft.unit):
        yield (
            "akumulasi tidak disebut, sehingga persen keempat triwulan dijumlahkan. Isi kolom "
            "akumulasi dengan “terakhir” bila angkanya keadaan sampai triwulan itu."
        )
    end, before = row.values.get("target_renstra_k"), row.values.get("realisasi_lalu_k")
    if end and before and draft.accumulation == Accumulation.SUM and before > FAR_OFF * end:
        yield (
            f"realisasi lalu {format_number(before)} jauh di atas target Renstra "
            f"{format_number(end)}; periksa apakah satuannya sama."
        )


def _looks_cumulative(filled: list[Decimal], target: Decimal | None) -> bool:
    """Never falling, ending within the target, yet adding up to more than the target."""
    rises = all(a <= b for a, b in pairwise(filled))
    if len(filled) < 3 or not target or not rises or filled[0] == filled[-1]:
        return False
    return filled[0] > 0 and filled[-1] <= target < sum(filled)


def _of_money(row: ImportRow) -> Iterator[str]:
    pagu = row.values.get("pagu_rp")
    spent = sum((row.values.get(name) or Decimal(0) for name in QUARTER_RP), Decimal(0))
    if pagu is not None and 0 < pagu < MILLION and (not spent or spent <= pagu):
        yield (
            f"pagu Rp{format_number(pagu)} sangat kecil; bila berkas memakai ribuan rupiah, "
            "tulis rupiah penuh."
        )
    elif pagu and spent and spent * THOUSAND <= pagu:
        yield (
            f"realisasi Rp{format_number(spent)} dari pagu Rp{format_number(pagu)}: tampaknya "
            "ditulis dalam ribuan. Tulis rupiah penuh."
        )
