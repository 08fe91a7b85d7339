"""Policies and scales refuse what cannot be meant, and the choices of the models fit them."""

from decimal import Decimal

import pytest

from performance.formulas import (
    ACCUMULATIONS,
    LOWER_METHODS,
    POLARITIES,
    SCHEMES,
    ZERO_TARGETS,
    AchievementPolicy,
    Band,
    BandScheme,
    FormulaError,
    achievement,
    band,
    find_scheme,
    limited,
    mean_of,
    raw_achievement,
    rounded,
    schemes_for,
)


@pytest.mark.parametrize(
    "wrong",
    [
        {"polarity": "up"},
        {"lower_method": "minus"},
        {"zero_target": "zero"},
        {"cap": 0},
        {"cap": Decimal(-1)},
        {"floor": 60, "cap": 50},
        {"decimals": -1},
        {"decimals": 13},
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused(wrong):
    with pytest.raises(FormulaError):
        AchievementPolicy(**wrong)


def test_a_policy_at_its_limits_is_meant():
    assert achievement(3, 4, AchievementPolicy(floor=50, cap=50)) == Decimal("50.00")
    assert achievement(3, 1, AchievementPolicy(decimals=12)) == Decimal("33.333333333333")
    assert achievement(3, 1, AchievementPolicy(decimals=0)) == Decimal(33)


def test_raw_limited_and_printed_figure():
    policy = AchievementPolicy(cap=120, decimals=1)
    raw = raw_achievement(3, 4, policy)

    assert rounded(raw, 4) == Decimal("133.3333")
    assert limited(raw, policy) == 120
    assert achievement(3, 4, policy) == Decimal("120.0")
    assert limited(None, policy) is None


def test_means_rest_on_unrounded_rows():
    rows = [raw_achievement(3, 1), raw_achievement(3, 1)]

    assert rounded(mean_of(rows).value) == Decimal("33.33")


def test_range_upside_down_is_refused():
    with pytest.raises(FormulaError, match="range_low"):
        raw_achievement(None, 5, AchievementPolicy(polarity="range"), 6, 5)


@pytest.mark.parametrize("code", sorted(SCHEMES))
def test_every_figure_has_a_band_in_every_scheme(code):
    scheme = find_scheme(code)

    for value in (-1, 0, 50, Decimal("50.5"), 100, Decimal("1388.89")):
        assert band(value, scheme) in scheme.bands
    assert band(None, scheme) is None
    assert scheme.source
    assert {b.tone for b in scheme.bands} <= {"neutral", "info", "success", "warning", "danger"}


def test_bounds_are_printed_in_indonesian():
    assert [b.rule for b in find_scheme("permenpanrb-14-2017").bands] == [
        "≥ 88,31",
        "≥ 76,61",
        "≥ 65",
        "",
    ]
    assert find_scheme("permenpanrb-88-2021").bands[0].rule == "> 90"


def test_schemes_are_offered_by_what_they_measure():
    assert [s.code for s in schemes_for("anggaran")] == ["polewali-mandar-2022-anggaran"]
    assert all(s.measures == "kinerja" for s in schemes_for("kinerja"))


def test_unknown_scheme_is_a_sentence():
    with pytest.raises(FormulaError, match='"lama" tidak dikenal'):
        band(90, "lama")


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (Band("A", "info", Decimal(90)),),
        (Band("A", "info"), Band("B", "info")),
        (Band("A", "info", Decimal(50)), Band("B", "info", Decimal(90)), Band("C", "info")),
        (Band("A", "info", Decimal(50)), Band("B", "info", Decimal(50)), Band("C", "info")),
    ],
)
def test_a_scale_with_gaps_or_disorder_is_refused(bands):
    with pytest.raises(FormulaError, match="skala"):
        BandScheme("x", "X", "uji", bands)


def test_a_city_may_bring_its_own_scale():
    own = BandScheme(
        "kota", "Kota", "Perwal", (Band("Lulus", "success", Decimal(60)), Band("Ulang", "danger"))
    )

    assert band(60, own).label == "Lulus"
    assert band(Decimal("59.99"), own).label == "Ulang"


def test_choices_of_the_models_are_those_of_the_formulas():
    from performance import choices

    assert set(choices.Polarity.values) == set(POLARITIES)
    assert set(choices.LowerMethod.values) == set(LOWER_METHODS)
    assert set(choices.ZeroTarget.values) == set(ZERO_TARGETS)
    assert set(choices.Accumulation.values) == set(ACCUMULATIONS)
