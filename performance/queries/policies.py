"""From stored settings to the pure rules that formulas take."""

from __future__ import annotations

from performance.formulas import AchievementPolicy, BandScheme, find_scheme
from performance.models import Indicator


def policy_of(indicator: Indicator) -> AchievementPolicy:
    """How this indicator's achievement is counted; the cap is the indicator's own."""
    return AchievementPolicy(
        polarity=indicator.polarity,
        lower_method=indicator.lower_method,
        cap=indicator.cap,
        zero_target=indicator.zero_target,
        decimals=2,
    )


def scheme_of(indicator: Indicator, city: BandScheme) -> BandScheme:
    """The scale an indicator is judged by: its own, else the city's."""
    return find_scheme(indicator.band_scheme) if indicator.band_scheme else city
