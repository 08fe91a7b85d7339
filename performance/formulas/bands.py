"""The word for a figure: schemes are data, one function reads them all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from organizations.exact import Number, rounded

from .band_schemes import find_scheme
from .scales import Band, BandScheme

TARGET, NEAR = Decimal(100), "near"


def band(value: Number | None, scheme: BandScheme | str) -> Band | None:
    """The band a figure falls into.

    the first band, from the best, whose lower bound the value reaches
    Any value has exactly one band: below the lowest bound the last, above 100 the first.
    A band drawn green has the tone "near" for an achievement short of 100: green without the tick.
    None when there is no value. `scheme` is a scale or the code of one.
    Judges what it is given: pass the figure as printed, so that a reader can check word
    against figure. Not rounded, but for schemes in whole numbers.
    Source: the scheme's own (`BandScheme.source`).

    >>> band(90, "permendagri-86-2017").label, band(91, "permendagri-86-2017").label
    ('Tinggi', 'Sangat Tinggi')
    """
    if isinstance(scheme, str):
        scheme = find_scheme(scheme)
    if value is None:
        return None
    judged = rounded(value, 0) if scheme.whole_numbers else value
    found = next(b for b in scheme.bands if b.begins_at_or_below(judged))
    is_short = scheme.measures == "kinerja" and value < TARGET
    return replace(found, tone=NEAR) if is_short and found.tone == "success" else found
