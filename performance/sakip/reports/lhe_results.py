"""What the result is, and how it compares."""

from __future__ import annotations

from decimal import Decimal

from organizations.exact import percent
from organizations.formatting import enumerated, format_number, format_percent
from performance import formulas
from performance.formulas.band_schemes import AKIP
from performance.sakip.queries.lhe import Lhe
from performance.sakip.queries.sheet import Component


def result(lhe: Lhe) -> str:
    """The conclusion: the total of the printed layer with its predicate."""
    total, name = lhe.total(lhe.layer), f"akuntabilitas kinerja {lhe.unit.name} tahun {lhe.year}"
    if total is None:
        return f"Nilai {name} belum dapat disimpulkan."
    mark = f"{format_number(total.total, 2)} dengan predikat {total.predicate} ({total.label})"
    if not lhe.is_shared:
        said = f"Menurut penilaian mandiri, nilai {name} {mark}. Angka ini belum dievaluasi."
    elif not lhe.is_final:
        said = f"Menurut konsep hasil evaluasi, nilai {name} {mark}. Hasil ini belum ditetapkan."
    else:
        said = f"Hasil evaluasi {name} ditetapkan dengan nilai {mark}."
    return f"{said} {_extremes(lhe)}".strip()


def _extremes(lhe: Lhe) -> str:
    """The components that reach most and least of their weight."""
    reached = [(share_of(c, lhe.layer), c.item.name) for c in lhe.components]
    shares = [(share, name) for share, name in reached if share is not None]
    if len(shares) < 2 or max(shares)[0] == min(shares)[0]:
        return ""
    high, low = max(shares)[0], min(shares)[0]
    best, worst = (
        enumerated([name.lower() for share, name in shares if share == one]) for one in (high, low)
    )
    return (
        f"Bagian bobot yang diraih paling besar pada {best} ({format_percent(high)}) dan "
        f"paling kecil pada {worst} ({format_percent(low)})."
    )


def share_of(component: Component, layer: str) -> Decimal | None:
    """How much of the component's weight is reached, in percent, as printed."""
    return formulas.rounded(percent(component.weighted(layer), component.weight), 2)


def comparison(lhe: Lhe) -> str:
    before, now, year = lhe.before, lhe.total(lhe.layer), lhe.year - 1
    if before is None:
        return f"Hasil evaluasi tahun {year} tidak ada di portal, jadi belum ada perbandingan."
    old = f"{format_number(before.total.total, 2)} ({before.total.predicate})"
    if now is None:
        return f"Hasil evaluasi tahun {year} bernilai {old}."
    change = now.total - before.total.total
    if not change:
        return f"Nilai ini sama dengan hasil evaluasi tahun {year}, yaitu {old}."
    word = "naik" if change > 0 else "turun"
    points = format_number(abs(change), 2)
    return (
        f"Dibandingkan hasil evaluasi tahun {year} yang bernilai {old}, nilai {word} {points} poin."
    )


def closing(lhe: Lhe) -> str:
    if lhe.is_final:
        return (
            "Demikian hasil evaluasi ini disampaikan. Perangkat daerah menindaklanjuti setiap "
            "rekomendasi dan melaporkan kemajuannya di portal sampai dikonfirmasi Inspektorat."
        )
    if lhe.is_shared:
        return "Konsep ini disampaikan untuk ditanggapi sebelum hasil evaluasi ditetapkan."
    return "Dokumen ini bukan hasil evaluasi. Laporan hasil evaluasi terbit sesudah ditetapkan."


def predicate_scale() -> list[tuple[str, str, str]]:
    """Predicate, the totals it stands for, and its words; best first."""
    found, upper = [], "100"
    for band in AKIP.bands:
        low = "0" if band.lower is None else f"> {format_number(band.lower)}"
        found.append((band.label, f"{low} – {upper}", band.meaning))
        upper = "" if band.lower is None else format_number(band.lower)
    return found
