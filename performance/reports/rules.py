"""The rules a document was counted by, in words, printed under its tables."""

from __future__ import annotations

from collections.abc import Mapping

from organizations.formatting import format_percent
from performance import formulas
from performance.models import PerformanceSettings


def rules_of(versions: Mapping[str, str]) -> list[str]:
    """Band scale, cap, formula of lower-is-better, zero targets, and the plan versions used."""
    settings = PerformanceSettings.current()
    scheme = formulas.find_scheme(settings.band_scheme)
    bands = "; ".join(
        f"{band.label} {band.rule}".strip() if band.rule else f"{band.label} di bawahnya"
        for band in scheme.bands
    )
    cap = (
        "tidak dibatasi"
        if settings.cap is None
        else f"paling tinggi {format_percent(settings.cap, 0)}"
    )
    found = [
        f"Predikat menurut {scheme.name}: {bands}.",
        (
            f"Aturan kota untuk indikator tanpa aturan sendiri: capaian {cap}; makin rendah makin "
            f"baik dihitung {settings.get_lower_method_display()}; bila target nol: "
            f"{settings.get_zero_target_display().lower()}."
        ),
    ]
    if versions:
        named = ", ".join(f"{name} {label}" for name, label in versions.items())
        found.append(f"Versi rencana yang dipakai: {named}.")
    return found
